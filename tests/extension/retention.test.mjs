// How long data of a closed ticket is kept: the bar says so, and past that day it is covered and not revealed. In a real Chromium before a real collector.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, drawn, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';

const day = 86_400_000;
const rule = `"rules": [{"id": "past-retention", "effect": "deny", "when": {"retention": ["expired"]}, "reason": {"id": "Masa simpan sudah lewat.", "en": "The retention period is over."}},`;
const edit = (policy) => policy.replace('"rules": [', rule).replace(/("contact": \{)/, '$1"retention_days": 30, ');
const closed = (days) => `&closed=${new Date(Date.now() - days * day).toISOString().slice(0, 19)}Z`;
const on = (days) => new Intl.DateTimeFormat('en', {dateStyle: 'medium'}).format(Date.now() + days * day);
let desk;
before(async () => { desk = await openDesk({edit}); });
after(() => desk?.close());

const bar = (page) => until('the bar', async () => { const {all} = await drawn(page, 'tirai-ticket'); return /Retention/.test(all) && all; });

test('closed ten days ago: kept until the thirtieth day, painted and revealed as ever', async () => {
  const page = await desk.ticket('31', 'sari', closed(10));
  await uncovered(page);
  assert.match(await bar(page), new RegExp(`Retention\\s+Contact details until ${on(20)}`));
  assert.match(await text(page, '#phone'), /234$/, 'part of it is seen');
  const frame = await openPrompt(page, '#phone');
  assert.ok(await frame.locator('.purpose').count() > 0);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#phone') === phone);
  const said = await until('its event is in the log', () => desk.log().find(({tirai}) => tirai.kind === 'reveal'));
  assert.deepEqual([said.tirai.ticket, said.tirai.ticket_closed], ['31', true]);
  await page.close();
});

test('closed thirty-one days ago: covered whole, offered for nothing, and the bar says since when', async () => {
  const page = await desk.ticket('32', 'sari', closed(31));
  await uncovered(page);
  assert.match(await bar(page), new RegExp(`Contact details over since ${on(-1)}, masked`));
  assert.match(await text(page, '#phone'), /^[•-]+$/);
  assert.match(await text(page, '#nik'), /0005$/, 'its class has no period');
  const frame = await openPrompt(page, '#phone');
  assert.match(await frame.locator('.purposes .notice').innerText(), /The retention period is over/);
  assert.equal(await frame.locator('.purpose').count(), 0);
  await page.keyboard.press('c');
  assert.equal(await frame.locator('#tirai-said').isVisible(), false, 'nor compared');
  await page.close();
});

test('an open ticket has no period running', async () => {
  const page = await desk.ticket('33');
  await uncovered(page);
  await page.waitForTimeout(1500);
  assert.doesNotMatch((await drawn(page, 'tirai-ticket')).all, /Retention/);
  await page.close();
});
