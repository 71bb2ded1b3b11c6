// What the popup and the options page say, with the real extension behind them: why a value is masked, emergency access where the policy declares it,
// and diagnostics that name nobody.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test, {after, before} from 'node:test';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {nik, openDesk, phone, text, uncovered, until} from './desk.mjs';

const dpo = dpoKeys(Buffer.alloc(32, 4));
const glass = `"break_glass": {"dpv": "https://w3id.org/dpv#VitalInterest", "legal_basis": "https://w3id.org/dpv#VitalInterest", "text": {"id": "Akses darurat", "en": "Emergency access"}, "reason": {"id": "Keselamatan orang", "en": "Somebody's safety"}},`;
const rule = `{"id": "emergency", "effect": "permit", "level": "plain", "when": {"action": ["reveal"], "role": ["agent"], "class": ["contact"], "purpose": ["break_glass"]},
  "obligations": {"ask_purpose": true, "write_ahead": true}, "reason": {"id": "Darurat", "en": "Emergency"}},`;
const edit = (policy) => policy.replace('"purposes": {', `"purposes": {${glass}`).replace('"rules": [', `"rules": [${rule}`)
  .replace('"contact": "dpo@contoh.example"', `"contact": "dpo@contoh.example", "key": "${dpo.public_key}"`);

let desk;
before(async () => { desk = await openDesk({edit}); });
after(() => desk?.close());

const prompt = (page) => page.frames().find((one) => one.url().startsWith('chrome-extension://'));

test('the popup says by which rules the value pointed at is masked, and for what it may be revealed', async () => {
  const page = await desk.ticket('41');
  await uncovered(page);
  await page.locator('#nik').hover();
  const popup = await desk.own(`popup.html?tab=${await desk.tabOf(page)}`);
  await popup.locator('#why summary').click();
  const said = await popup.locator('#why').innerText();
  assert.match(said, /NIK, National identity number \(NIK\)/);
  assert.match(said, /rules: view-nik-assigned/);
  assert.match(said, /for: Identity verification/);
  assert.match(said, /your ticket · caller not verified/);
  assert.doesNotMatch(said, new RegExp(nik));
  await popup.close();
  const theirs = await desk.ticket('42', 'budi');
  await uncovered(theirs);
  await theirs.locator('#nik').hover();
  const again = await desk.own(`popup.html?tab=${await desk.tabOf(theirs)}`);
  await again.locator('#why summary').click();
  assert.match(await again.locator('#why').innerText(), /not your ticket/);
  assert.doesNotMatch(await again.locator('#why').innerText(), /for: /);
  await again.close();
  await theirs.close();
  await page.close();
});

test('emergency access opens what the policy says, on a ticket that is not one\'s own, with a written reason alone, and is logged as such', async () => {
  const page = await desk.ticket('43', 'budi');
  await uncovered(page);
  await page.locator('#phone').hover();
  await page.keyboard.press('Alt+r');
  const usual = await until('the usual prompt', () => prompt(page));
  await usual.waitForSelector('.prompt');
  assert.doesNotMatch(await usual.locator('.prompt').innerText(), /Emergency/, 'never beside the other purposes');
  await page.keyboard.press('Escape');
  await until('closed', () => prompt(page) === undefined);
  const popup = await desk.own(`popup.html?tab=${await desk.tabOf(page)}`);
  await popup.locator('#glass').click();
  await page.bringToFront();
  const frame = await until('its prompt', () => prompt(page));
  await frame.waitForSelector('.prompt');
  assert.match(await frame.locator('.notice').first().innerText(), /Emergency access\s+For what cannot wait/);
  await frame.locator('[role=option]', {hasText: 'Phone'}).first().click();
  await frame.locator('#tirai-reason').fill('too short');
  await frame.locator('button.primary').click();
  assert.match(await frame.locator('.status').innerText(), /at least 20 characters/);
  assert.notEqual(await text(page, '#phone'), phone);
  await frame.locator('#tirai-reason').fill('The customer is in danger and cannot be reached otherwise');
  await frame.locator('button.primary').click();
  await until('shown', async () => await text(page, '#phone') === phone);
  const event = await until('its event', () => desk.log().find(({tirai}) => tirai.ticket === '43' && tirai.kind === 'reveal'));
  assert.equal(event.tirai.purpose.id, 'break_glass');
  assert.ok(event.tirai.sealed, 'the reason is there, sealed');
  await page.close();
});

test('diagnostics hold versions, states and counts, and nothing of anybody', async () => {
  const page = await desk.ticket('44-secret');
  await uncovered(page);
  const options = await desk.own('options.html');
  const [file] = await Promise.all([options.waitForEvent('download'), options.locator('#diagnostics').click()]);
  const made = readFileSync(await file.path(), 'utf8');
  const read = JSON.parse(made);
  assert.equal(read.format, 'tirai.diagnostics/v1');
  assert.deepEqual([read.station.enrolled, read.station.role, read.settings.has_token], [true, 'agent', true]);
  assert.ok(read.pages.some(({masked, classes}) => masked > 0 && classes.includes('identity.nik')));
  const flat = made.replace(/[\s-]/g, '');
  for (const value of [nik, phone.replaceAll('-', ''), nik.slice(-6), 'sari', '44secret', desk.settings.enrolment_token.replace(/[\s-]/g, '')]) assert.ok(!flat.includes(value), `${value.length} characters of what it must not hold`);
  await options.close();
  await page.close();
});
