// A reason typed into the real prompt: no byte that leaves the browser spells it, nor any value of the page; the officer reads it.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {recorder} from '../e2e/recorder.mjs';
import {spelledIn} from '../e2e/spellings.mjs';
import {dpoKeys, open} from '../vectors/ledger/hpke.mjs';
import {nik, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';

const dpo = dpoKeys(Buffer.alloc(32, 4));
const reason = 'Ibu Wulan menelepon soal kartu yang hilang';
const edit = (policy) => policy.replaceAll('"ask_purpose": true', '"ask_purpose": true, "justification_min": 12')
  .replace('"contact": "dpo@contoh.example"', `"contact": "dpo@contoh.example", "key": "${dpo.public_key}"`);

let desk, wire;
before(async () => {
  let collector;
  wire = await recorder(() => collector);
  desk = await openDesk({seconds: 2, edit, change: (settings) => { collector = settings.collector_url; return {...settings, collector_url: wire.url}; }});
});
after(async () => { await desk?.close(); wire?.close(); });

test('what the agent writes leaves the browser sealed, and nothing else spells it', async () => {
  const page = await desk.ticket('61');
  const toThePage = [];
  page.on('request', (asked) => toThePage.push(Buffer.concat([Buffer.from(`${asked.url()}\n${JSON.stringify(asked.headers())}\n`), asked.postDataBuffer() ?? Buffer.alloc(0)])));
  await uncovered(page);
  const frame = await openPrompt(page);
  await page.keyboard.press('1');
  await until('the field is there', () => frame.locator('#tirai-reason').isVisible());
  await page.keyboard.press('Enter');
  assert.notEqual(await text(page, '#nik'), nik, 'not without a reason');
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await until('shown', async () => await text(page, '#nik') === nik);
  const event = await until('logged', () => desk.log().find(({tirai}) => tirai.kind === 'reveal' && tirai.ticket === '61'));
  assert.equal((await desk.verify()).code, 0);

  const url = `${desk.desk.origin}/tickets/61?owner=sari`;
  const secrets = [reason, 'Ibu Wulan', 'kartu yang hilang', nik, phone, phone.replaceAll('-', ''), url];
  assert.ok(wire.bytes().includes('"kind":"reveal"'), 'the wire was seen');
  assert.deepEqual(spelledIn(wire.bytes(), secrets), []);
  assert.deepEqual(spelledIn(Buffer.concat(toThePage), [reason, 'Ibu Wulan', nik]), [], 'the helpdesk hears nothing of it, either');

  const {chain_uid, sequence} = event.tirai;
  const {sealed} = wire.bytes().toString().split('\n').filter((line) => line.startsWith('{"sealed"')).map((line) => JSON.parse(line)).find((line) => line.sequence === sequence);
  assert.deepEqual(JSON.parse(open(sealed, dpo.private_key, `${chain_uid}:${sequence}`)), {reason, ticket_url: url});
  await page.close();
});
