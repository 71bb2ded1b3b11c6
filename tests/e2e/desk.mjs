// What an agent does with Tirai, by keyboard alone, and what the page then shows.
import {until} from './setup.mjs';

export const fieldText = (page, name) => page.locator(`.custom-field-${name} .current-value`).first().innerText().then((text) => text.trim());

/** Opens the prompt with Alt+R; answers its frame, an extension page. */
export async function openPrompt(page) {
  await page.keyboard.press('Alt+r');
  const frame = await until('the prompt opens', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await frame.waitForSelector('.prompt', {timeout: 5_000});
  return frame;
}

const selected = (frame) => frame.locator('[role=option][aria-selected=true]').innerText();

/** Moves the selection with the arrows until `matches` holds for its row. */
export async function choose(page, frame, matches) {
  await page.keyboard.press('Home');
  const rows = await frame.locator('[role=option]').count();
  for (let row = 0; row < rows; row++) {
    if (matches(await selected(frame))) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no such value among the ${rows} of the prompt`);
}

export const offeredPurposes = (frame) => frame.locator('.purpose .name').allInnerTexts();

/** Reveals the field NIK of the ticket in view for its first purpose. */
export async function revealNik(page) {
  const frame = await openPrompt(page);
  await choose(page, frame, (row) => /^NIK/m.test(row));
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
}
