// A masked value goes into a field of the helpdesk unseen, by the policy's word: in a real Chromium, before a real collector.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, drawn, nik, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';

const rule = `"rules": [
  {"id": "copy-nik-given", "effect": "permit", "level": "plain", "when": {"action": ["copy"], "role": ["agent"], "class": ["identity.nik"], "purpose": ["identity_verification"]}, "obligations": {"ask_purpose": true}, "reason": {"id": "Boleh", "en": "Fine"}},`;
let desk;
before(async () => { desk = await openDesk({seconds: 30, edit: (policy) => policy.replace('"rules": [', rule)}); });
after(() => desk?.close());

const events = (ticket) => desk.log().filter(({tirai}) => tirai.ticket === ticket && ['copy', 'refusal'].includes(tirai.kind));
const draft = (page) => page.locator('#draft').evaluate((field) => ({value: field.value, hidden: getComputedStyle(field).webkitTextSecurity === 'disc'}));
const closed = (page) => until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
const toast = async (page) => (await drawn(page, 'tirai-toast')).all;
async function written(ticket, said) {
  const page = await desk.ticket(ticket);
  await uncovered(page);
  await page.locator('#draft').click();
  await page.keyboard.type(said);
  return page;
}

test('Alt+I puts the value pointed at where the caret was; nobody sees it, and its event holds kind and count', async () => {
  const page = await written('41', 'Call ');
  await page.locator('#phone').hover();
  await page.keyboard.press('Alt+i');
  await until('it stands there', async () => (await draft(page)).value === `Call ${phone}`);
  assert.equal((await draft(page)).hidden, true);
  assert.notEqual(await text(page, '#phone'), phone);
  const [event] = await until('its event', () => { const found = events('41'); return found.length === 1 && found; });
  assert.deepEqual([event.tirai.kind, event.tirai.action, event.tirai.outcome, event.tirai.count, event.web_resources[0].type, event.tirai.rules], ['copy', 'copy', 'field', 1, 'contact.phone', ['copy-contact']]);
  assert.match(event.tirai.subject, /^[A-Za-z0-9_-]{43}$/);
  assert.doesNotMatch(desk.logText(), /5550/);
  await page.locator('#send').click();
  await until('sent', () => desk.desk.sent.length === 1);
  assert.equal(desk.desk.sent[0].draft, `Call ${phone}`, 'what is sent is the value');
  assert.equal((await desk.verify()).code, 0);
});

test('what the policy does not let be copied stays where it is, and is logged as refused; so does a page without a field', async () => {
  const page = await written('42', 'NIK ');
  await page.locator('#nik').hover();
  await page.keyboard.press('Alt+i');
  assert.match(await until('why not', () => toast(page)), /The policy does not permit it/);
  assert.equal((await draft(page)).value, 'NIK ');
  const [event] = await until('its event', () => { const found = events('42'); return found.length === 1 && found; });
  assert.deepEqual([event.tirai.kind, event.tirai.action], ['refusal', 'copy']);
  await page.close();
  const bare = await desk.ticket('43');
  await uncovered(bare);
  await bare.locator('#phone').hover();
  await bare.keyboard.press('Alt+i');
  assert.match(await until('how', () => toast(bare)), /There is no field to put it into/);
  assert.deepEqual(events('43'), []);
  await bare.close();
});

test('from the prompt: I, for what may be put there; a purpose given on the ticket opens more', async () => {
  const page = await written('44', '');
  let frame = await openPrompt(page);
  assert.equal(await frame.locator('.into').isVisible(), false, 'no purpose was given for the NIK');
  await page.keyboard.press('Escape');
  await closed(page);
  frame = await openPrompt(page, '#phone');
  await frame.locator('.into').waitFor();
  await page.keyboard.press('i');
  await closed(page);
  await until('it stands there', async () => (await draft(page)).value === phone);
  assert.equal((await draft(page)).hidden, true);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await closed(page);
  await (await desk.background()).evaluate(() => chrome.idle.onStateChanged.dispatch('locked'));
  await until('covered', async () => await text(page, '#nik') !== nik);
  await page.locator('#nik').hover();
  await page.keyboard.press('Alt+i');
  await until('it stands there', async () => (await draft(page)).value === `${phone}${nik}`);
  assert.notEqual(await text(page, '#nik'), nik);
  const found = await until('their events', () => { const all = events('44'); return all.length === 2 && all; });
  assert.deepEqual(found.map(({tirai}) => [tirai.kind, ...tirai.rules]), [['copy', 'copy-contact'], ['copy', 'copy-nik-given']]);
  await page.close();
});
