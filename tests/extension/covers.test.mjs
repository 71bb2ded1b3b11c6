// When a revealed value is covered again before its time, who is named over it, and how often one may ask: in a real Chromium before a real collector.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, drawn, nik, openDesk, openPrompt, text, uncovered, until} from './desk.mjs';

const limits = '"limits": {"asked": {"class": ["identity"], "reveals": 3, "within_s": 3600, "then": "deny"}}, "classes": {';
const edit = (policy) => policy.replace('"classes": {', limits).replaceAll('"write_ahead": true', '"write_ahead": true, "watermark": true');
let desk;
before(async () => { desk = await openDesk({seconds: 60, edit}); });
after(() => desk?.close());

const closed = (page) => until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
const covered = (page) => until('covered', async () => await text(page, '#nik') !== nik);
async function revealed(ticket) {
  const page = await desk.ticket(ticket);
  await uncovered(page);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await closed(page);
  return page;
}
test('whose eyes see a revealed value stands over it, with the minute; a locked screen covers it', async () => {
  const page = await revealed('51');
  await until('the watermark', async () => /sari · \d{4}-\d\d-\d\d \d\d:\d\dZ/.test((await drawn(page, 'tirai-handle')).all));
  await (await desk.background()).evaluate(() => chrome.idle.onStateChanged.dispatch('locked'));
  await covered(page);
  await page.close();
});

test('a screen nobody touched for a minute covers it; coming back to it does not', async () => {
  const page = await revealed('52');
  await (await desk.background()).evaluate(() => chrome.idle.onStateChanged.dispatch('active'));
  await page.waitForTimeout(300);
  assert.equal(await text(page, '#nik'), nik, 'whoever comes back loses nothing');
  await (await desk.background()).evaluate(() => chrome.idle.onStateChanged.dispatch('idle'));
  await covered(page);
  await page.close();
});

test('comparisons count like reveals: past the policy\'s limit nothing is answered, and the log says why', async () => {
  const page = await desk.ticket('53');
  await uncovered(page);
  const frame = await openPrompt(page);
  const said = [];
  for (const guess of ['0001', '0002', '0003']) {
    await page.keyboard.press('c');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(guess);
    await page.keyboard.press('Enter');
    said.push(await until('an answer', () => frame.locator('#tirai-said-answer').textContent()));
    await page.waitForTimeout(100);
  }
  assert.match(said[0], /Does not match/, 'two reveals before it, three are allowed');
  assert.match(said.at(-1), /The policy does not permit it/);
  const refusal = await until('the refusal', () => desk.log().find(({tirai}) => tirai.ticket === '53' && tirai.kind === 'refusal'));
  assert.deepEqual([refusal.tirai.action, refusal.tirai.facts.risk, refusal.tirai.rules], ['compare', 'high', ['limit/asked']]);
  await page.close();
});
