// What a customer says is compared instead of read, and proves who the caller is: in a real Chromium, against a real collector. No value, and nothing of what was
// said, leaves the page.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, drawn, nik, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';

let desk;
before(async () => { desk = await openDesk({seconds: 3}); });
after(() => desk?.close());

const closed = (page) => until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
const events = (ticket, kind) => desk.log().filter(({tirai}) => tirai.ticket === ticket && tirai.kind === kind);
async function say(page, frame, said) {
  await page.keyboard.press('c');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(said);
  await page.keyboard.press('Enter');
  await until('an answer', () => frame.locator('#tirai-said-answer').textContent());
  return frame.locator('#tirai-said-answer').textContent();
}
async function answer(frame, index, said) {
  await frame.locator(`#tirai-question-${index}`).fill(said);
  await frame.locator(`#tirai-question-${index}`).press('Enter');
  return until('an answer', () => frame.locator(`#tirai-question-${index}-answer`).textContent());
}

test('yes or no, without showing the value; the log has the answer alone', async () => {
  const page = await desk.ticket('61');
  await uncovered(page);
  const frame = await openPrompt(page);
  assert.equal(await say(page, frame, '0005'), '✓ Matches');
  assert.equal(await say(page, frame, '0006'), '✗ Does not match');
  assert.match(await say(page, frame, '05'), /^Too short/);
  assert.notEqual(await text(page, '#nik'), nik);
  await page.keyboard.press('Escape');
  await closed(page);
  const logged = await until('both are logged', () => { const found = events('61', 'compare'); return found.length === 2 && found; });
  assert.deepEqual(logged.map(({tirai}) => tirai.outcome), ['matches', 'differs'], 'too little said tells nothing and is not logged');
  assert.deepEqual(logged.map(({web_resources: [{type}]}) => type), ['identity.nik', 'identity.nik']);
  assert.doesNotMatch(desk.logText(), /0005|0006/);
  assert.equal((await desk.verify()).code, 0);
  await page.close();
});

test('two right answers verify the caller, for this ticket, and later decisions know it', async () => {
  const page = await desk.ticket('62');
  await uncovered(page);
  let frame = await openPrompt(page);
  await page.keyboard.press('v');
  assert.equal(await answer(frame, 0, '0005'), '✓ Matches');
  assert.match(await frame.locator('.caller').textContent(), /^Not verified yet: 1 of 2/);
  assert.equal(await answer(frame, 1, '62812 5550 1234'), '✓ Matches');
  assert.match(await frame.locator('.caller').textContent(), /^✓ The caller is verified/);
  await page.keyboard.press('Escape');
  await closed(page);
  frame = await openPrompt(page);
  assert.match(await frame.locator('.caller').textContent(), /^✓ The caller is verified/, 'remembered');
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  const [first, second] = await until('both answers', () => { const found = events('62', 'verify'); return found.length === 2 && found; });
  assert.deepEqual([first.tirai.outcome, first.tirai.caller, second.tirai.caller], ['matches', 'unverified', 'verified']);
  const reveal = await until('the reveal', () => events('62', 'reveal')[0]);
  assert.equal(reveal.tirai.facts?.caller, 'verified');
  assert.doesNotMatch(desk.logText(), /5550/);
  await page.close();
  const other = await desk.ticket('63');
  await uncovered(other);
  frame = await openPrompt(other);
  assert.match(await frame.locator('.caller').textContent(), /^Not verified yet: 0 of 2/, 'another ticket, another caller');
  await other.close();
});

test('three wrong answers fail the caller, and the log says so', async () => {
  const page = await desk.ticket('64');
  await uncovered(page);
  const frame = await openPrompt(page);
  await page.keyboard.press('v');
  for (const said of ['1111', '2222', '3333']) {
    await answer(frame, 0, said);
    await until('counted', async () => /Does not match/.test(await frame.locator('#tirai-question-0-answer').textContent()));
  }
  assert.match(await frame.locator('.caller').textContent(), /^✗ Verification failed/);
  assert.equal(await frame.locator('#tirai-question-1').evaluate((field) => field.readOnly), true);
  const last = await until('three answers', () => { const found = events('64', 'verify'); return found.length === 3 && found[2]; });
  assert.equal(last.tirai.caller, 'failed');
  await page.close();
});

test('a purpose given for a ticket is not asked again there: Alt+R alone reveals, and is logged', async () => {
  const page = await desk.ticket('65');
  await uncovered(page);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await closed(page);
  await until('covered again', async () => await text(page, '#nik') !== nik);
  await page.locator('#nik').hover();
  await page.keyboard.press('Alt+r');
  await until('shown again', async () => await text(page, '#nik') === nik);
  assert.ok(page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
  await until('two reveals', () => events('65', 'reveal').length === 2);
  await until('covered again', async () => await text(page, '#nik') !== nik);
  await page.keyboard.press('Alt+c');
  const frame = await until('the prompt, at what the customer says', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await until('the keyboard is there', () => frame.evaluate(() => document.activeElement?.id === 'tirai-said'));
  await page.keyboard.type('0005');
  await page.keyboard.press('Enter');
  await until('an answer', async () => await frame.locator('#tirai-said-answer').textContent() === '✓ Matches');
  assert.notEqual(await text(page, '#nik'), nik);
  await page.close();
});

test('Alt+Shift+R reveals what one purpose opens of a message, one event each', async () => {
  const page = await desk.ticket('66');
  await uncovered(page);
  await page.locator('#message').hover();
  await page.keyboard.press('Alt+Shift+R');
  const frame = await until('the prompt', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await frame.waitForSelector('.prompt');
  assert.equal(await frame.locator('[role=option]').count(), 2);
  assert.match(await frame.locator('button.primary').textContent(), /^Reveal all \(2\)/);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until('something is shown', async () => (await text(page, '#message')).includes(phone) || (await text(page, '#message')).includes(nik));
  const opened = [phone, nik].filter((value) => page && value);
  const shown = await text(page, '#message');
  await until('an event for each', () => events('66', 'reveal').length === opened.filter((value) => shown.includes(value)).length);
  await page.close();
});

test('a masked value says what it is while the pointer rests on it, and a revealed one how long it stays', async () => {
  const page = await desk.ticket('67');
  await uncovered(page);
  const handle = async () => (await drawn(page, 'tirai-handle')).all;
  await page.locator('#nik').hover({position: {x: 12, y: 8}});
  await until('its kind', async () => /National identity number \(NIK\), masked Alt\+R/.test(await handle()));
  assert.equal(await page.evaluate(() => document.querySelector('tirai-handle').shadowRoot), null, 'the page cannot look into it');
  await page.keyboard.press('Alt+r');
  await until('the prompt', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await page.waitForTimeout(500);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await until('a countdown', async () => /[123] s Cover/.test(await handle()));
  await until('covered, and the countdown gone', async () => await text(page, '#nik') !== nik && !/Cover/.test(await handle()));
  await page.close();
});

test('a call by a link of the page shows no number, and is logged as one', async () => {
  const page = await desk.ticket('68');
  await uncovered(page);
  assert.match(await page.locator('#call').getAttribute('href'), /%E2%80%A2/, 'the address is masked');
  await page.locator('#call').click();
  const [event] = await until('its event', () => { const found = events('68', 'contact'); return found.length > 0 && found; });
  assert.deepEqual([event.tirai.outcome, event.web_resources[0].type, event.tirai.entity_type], ['telephone', 'contact.phone', 'phone_number']);
  await page.waitForTimeout(300);
  assert.equal(events('68', 'contact').length, 1);
  assert.doesNotMatch(desk.logText(), /5550/);
  await page.close();
});
