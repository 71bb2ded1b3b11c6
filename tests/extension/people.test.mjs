// What a purpose alone does not open, in a real Chromium before a real collector: a training, a second factor, a second person's word; and the bar of a ticket's
// customer, with the consent recorded from it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join, resolve} from 'node:path';
import test, {after, before} from 'node:test';
import {secretOf, stepNow, totp} from '../../tools/totp.mjs';
import {Database} from '../collector/database.mjs';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {drawn, nik, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';

const bin = process.env.TIRAI_NATIVE_BIN ?? resolve(import.meta.dirname, '../../build/native/bin');
const dpo = dpoKeys(Buffer.alloc(32, 4));
const edit = (policy) => policy
  .replace(/("id": "reveal-nik"[\s\S]*?"when": \{)([\s\S]*?"obligations": \{)/, '$1"training": ["valid"], $2"step_up": true, ')
  .replace(/("id": "reveal-contact",[\s\S]*?"obligations": \{)/, '$1"approval": true, ')
  .replace('"contact": "dpo@contoh.example"', `"contact": "dpo@contoh.example", "key": "${dpo.public_key}"`);

let desk, secret, db;
before(async () => {
  desk = await openDesk({edit, seconds: 3});
  db = join(desk.folder, 'collector.sqlite');
  secret = secretOf(execFileSync(join(bin, 'tirai-collector'), ['agent', 'add', '--db', db, 'sari'], {encoding: 'utf8'}).trim());
});
after(() => desk?.close());

const closed = (page) => until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
const raise = (sql) => new Database(db).all(`${sql}; UPDATE revision SET n = n + 1`);

test('a training that is due is read in the prompt, then a code of the authenticator opens the value, once for a while', async () => {
  const page = await desk.ticket('81');
  await uncovered(page);
  let frame = await openPrompt(page);
  assert.match(await frame.locator('.training').innerText(), /A moment, before you go on/);
  assert.equal(await frame.locator('.purpose').count(), 0, 'nothing is offered before');
  await frame.locator('.training button').click();
  await until('it is offered', async () => await frame.locator('.purpose').count() === 1);
  assert.equal(await frame.locator('.training').count(), 0);
  await frame.locator('[role=listbox]').focus();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until('the code is asked for', () => frame.locator('#tirai-code').isVisible());
  assert.notEqual(await text(page, '#nik'), nik);
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await until('it is wrong', async () => /does not match/.test(await frame.locator('.second').innerText()));
  await page.keyboard.type(totp(secret, stepNow()));
  await page.keyboard.press('Enter');
  await until('shown', async () => await text(page, '#nik') === nik);
  await closed(page);
  const event = await until('its event', () => desk.log().find(({tirai}) => tirai.ticket === '81' && tirai.kind === 'reveal'));
  assert.deepEqual([event.tirai.facts.identity, event.tirai.facts.training], ['mfa', 'valid']);
  assert.equal(desk.log().filter(({tirai}) => tirai.ticket === '81' && tirai.kind === 'refusal').length, 0, 'being asked is no refusal');
  await page.close();
  const next = await desk.ticket('82');
  await uncovered(next);
  frame = await openPrompt(next);
  assert.equal(await frame.locator('.training').count(), 0);
  await next.keyboard.press('1');
  await next.keyboard.press('Enter');
  await until('shown without a code', async () => await text(next, '#nik') === nik);
  await next.close();
});

test('a second person\'s word opens what was asked about; without the collector nobody can be asked', async () => {
  const page = await desk.ticket('83');
  await uncovered(page);
  const frame = await openPrompt(page, '#phone');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until('approval is asked for', () => frame.locator('.second button').isVisible());
  await page.keyboard.press('Enter');
  await until('it waits', async () => /Waiting for approval, until/.test(await frame.locator('.second').innerText()));
  assert.notEqual(await text(page, '#phone'), phone);
  const [asked] = new Database(db).all('SELECT agent, class, purpose, state FROM approvals');
  assert.deepEqual(asked, {agent: 'sari', class: 'contact.phone', purpose: 'customer_care', state: 'pending'});
  raise("UPDATE approvals SET state = 'approved', decided_by = 'dewi'");
  await until('shown', async () => await text(page, '#phone') === phone, 20_000);
  await page.close();

  const other = await desk.ticket('84');
  await uncovered(other);
  await desk.collector.stop();
  const offline = await openPrompt(other, '#phone');
  await other.keyboard.press('1');
  await other.keyboard.press('Enter');
  await until('approval is asked for', () => offline.locator('.second button').isVisible());
  await other.keyboard.press('Enter');
  await until('it says why not', async () => /cannot be reached, so nothing is revealed/.test(await offline.locator('.second').innerText()), 15_000);
  assert.notEqual(await text(other, '#phone'), phone);
  await other.close();
  await desk.restart();
});

test('the bar of a ticket says what its customer consented to; what they say is recorded from it, sealed, and decides', async () => {
  const page = await desk.ticket('95');
  await uncovered(page);
  const bar = await until('the bar', async () => { const found = await drawn(page, 'tirai-ticket'); return /Marketing: not asked yet/.test(found.all) && found; }, 20_000);
  await bar.press('Record consent');
  const frame = await until('the form', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await frame.waitForSelector('.prompt');
  assert.equal(await frame.locator('h1').innerText(), 'Record the customer’s consent');
  await frame.locator('input[value=given]').check();
  await frame.locator('input[value=verbal]').check();
  await frame.locator('#tirai-evidence').fill('Boleh, kirim saja penawarannya');
  await page.keyboard.press('Enter');
  await closed(page);
  await until('the bar says so', async () => /Marketing: given/.test((await drawn(page, 'tirai-ticket')).all), 20_000);
  const [kept] = new Database(db).all('SELECT purpose, state, method, notice, notice_version, language FROM consents');
  assert.deepEqual(kept, {purpose: 'marketing', state: 'given', method: 'verbal', notice: 'support', notice_version: '1', language: ''});
  const prompt = await openPrompt(page, '#phone');
  const offered = await prompt.locator('.purpose .name').allInnerTexts();
  assert.ok(offered.includes('Marketing'), `what needs consent is offered now, beside ${offered}`);
  await page.keyboard.press('Escape');
  await closed(page);
  await page.close();
});
