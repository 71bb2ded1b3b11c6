// Writing an adapter by pointing, in a real browser with the real extension: by mouse, by keyboard, on a page that must not notice.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cli} from '../e2e/stack.mjs';
import {openDesk, uncovered, until} from './desk.mjs';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

const draft = async (options) => JSON.parse(await options.locator('#writer-json').inputValue());
const active = (page) => page.evaluate(() => document.visibilityState === 'visible');
const drawn = (page) => until('the picker is in the page', () => page.evaluate(() => document.querySelector('tirai-picker') !== null));
const rows = (options, count) => until(`${count} values in the draft`, async () => await options.locator('.row[role=group]').count() === count);

test('an adapter written by pointing: by mouse and by keyboard, outlined in the page, valid, and unseen by the page', async () => {
  const stand = await openDesk();
  const page = await stand.ticket();
  await uncovered(page);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ['click', 'pointerdown', 'mousedown', 'mouseup', 'keydown', 'keyup']) addEventListener(type, () => window.heard.push(type));
  });
  const options = await stand.own('options.html');
  await options.locator('#field-writer-name').fill('card-desk');

  await options.locator('#writer-pick').click();
  await drawn(page);
  await page.evaluate(() => document.getElementById('phone').click());  // a script points at nothing
  await page.locator('#nik').click();
  await rows(options, 1);
  await options.locator('#writer-class-1').selectOption('identity.nik');
  await until('outlined in the page', async () => /1$/.test(await options.locator('#writer-count-1').innerText()));

  await options.bringToFront();
  await options.locator('#writer-pick').press('Enter');
  await until('the helpdesk is in front', () => active(page));
  await page.bringToFront();
  await new Promise((done) => setTimeout(done, 300));
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'ArrowUp', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await rows(options, 2);

  await options.bringToFront();
  await options.locator('#writer-pick').click();
  await page.bringToFront();
  await new Promise((done) => setTimeout(done, 300));
  await page.keyboard.press('Escape');
  await until('it says so', async () => /Cancelled/.test(await options.locator('#writer-said').innerText()));
  await rows(options, 2);

  const written = await draft(options);
  assert.deepEqual({format: written.format, helpdesk: written.helpdesk}, {format: 'tirai.adapter/v1', helpdesk: 'card-desk'});
  assert.deepEqual(written.fields[0], {select: written.fields[0].select, class: 'identity.nik', type: 'id_nik', known: true, label: {id: 'NIK', en: 'NIK'}});
  for (const [at, id] of [[0, 'nik']]) assert.deepEqual(await page.evaluate((css) => [...document.querySelectorAll(css)].map((one) => one.id), written.fields[at].select), [id]);
  assert.doesNotMatch(JSON.stringify(written), /3171075301990005|0812-5550-1234/);
  const file = join(stand.folder, 'card-desk.json');
  writeFileSync(file, JSON.stringify(written));
  assert.equal((await cli('adapter', 'check', '--policy', 'policies/support.json', file)).code, 0);
  assert.deepEqual(await page.evaluate(() => window.heard), ['click'], 'the page heard the script’s own click and nothing else');

  await options.bringToFront();
  await options.screenshot({path: 'build/screens/options-writer-real.png', fullPage: true});
  await page.bringToFront();
  await page.screenshot({path: 'build/screens/picker-page.png'});
  await options.close();
  await until('nothing of it is left', () => page.evaluate(() => document.querySelector('tirai-picker') === null));
  await stand.close();
});
