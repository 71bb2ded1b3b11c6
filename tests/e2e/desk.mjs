// What an agent does with Tirai, by keyboard alone, and what the page then shows.
import {uncovered, until} from './setup.mjs';
import {settled} from './walk.mjs';

export const fieldText = (page, name) => page.locator(`.custom-field-${name} .current-value`).first().innerText().then((text) => text.trim());

/** Opens the prompt with Alt+R; answers its frame, an extension page. */
export async function openPrompt(page) {
  await page.keyboard.press('Alt+r');
  const frame = await until('the prompt opens', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await frame.waitForSelector('.prompt', {timeout: 5_000});
  await until('the prompt has the keyboard', () => frame.evaluate(() => document.hasFocus() && document.activeElement !== document.body), 5_000);
  return frame;
}

const selected = (frame) => frame.locator('[role=option][aria-selected=true]');
const place = async (frame) => Number((await selected(frame).getAttribute('id')).replace(/\D/g, ''));

/** Moves the selection with the arrows until `matches` holds for its row. Each key is waited for: the prompt is a process of its own. */
export async function choose(page, frame, matches) {
  await page.keyboard.press('Home');
  await until('the first row is selected', async () => (await place(frame)) === 0, 5_000);
  const rows = await frame.locator('[role=option]').count();
  for (let row = 0; !matches(await selected(frame).innerText()); row++) {
    if (row + 1 === rows) throw new Error(`no such value among the ${rows} of the prompt`);
    await page.keyboard.press('ArrowDown');
    await until('the next row is selected', async () => (await place(frame)) === row + 1, 5_000);
  }
}

export const offeredPurposes = (frame) => frame.locator('.purpose .name').allInnerTexts();

const CLOSING = {Enter: {key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r'}, Escape: {key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27}};

/** Presses a key that closes the prompt. Not waited for: the frame that would acknowledge it may be gone before it does. */
export function pressAndClose({client}, key) {
  for (const type of ['keyDown', 'keyUp']) void client.send('Input.dispatchKeyEvent', {type, ...CLOSING[key]}).catch(() => {});
}

/** Reveals the field NIK of the ticket in view for its first purpose. */
export async function revealNik(desk) {
  const {page} = desk;
  const frame = await openPrompt(page);
  await choose(page, frame, (row) => /^NIK/m.test(row));
  await page.keyboard.press('1');
  pressAndClose(desk, 'Enter');
}

/** Writes above what the reply quotes, of the message whose link to reply is given. */
export async function writeReply(page, link, text) {
  await link.click();
  await page.waitForSelector('iframe.cke_wysiwyg_frame', {state: 'attached'});
  await settled(page);
  await uncovered(page);
  const editor = await (await page.$('iframe.cke_wysiwyg_frame')).contentFrame();
  await editor.locator('body').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
}

export const sendReply = (page) => Promise.all([page.waitForURL(/Ticket\/Display/), page.locator('input[name=SubmitTicket]').first().click()]);
