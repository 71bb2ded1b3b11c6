// What an officer does with customers' consents: finds them by what the customer is known as, opens the sealed evidence, takes one back; in Chromium, by keyboard.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {officerKeys} from '../collector/office.mjs';
import {assertSound} from './pages.mjs';
import {openPage, root, signedIn, useStage} from './stage.mjs';

const stage = useStage('chromium');
const pane = 'section[aria-labelledby=consents-title]';
const shown = page => page.$eval(pane, one => one.innerText);
const says = (page, pattern) => page.waitForFunction((pane, source) => new RegExp(source).test(document.querySelector(pane).innerText), {timeout: 10_000}, pane, pattern.source);

async function people(context, options = {}) {
  const page = await openPage(context, stage, {...options, hash: 'people'});
  await page.waitForSelector(`${pane} tbody button`);
  return page;
}

/** Holds the page's requests to such addresses back until what it answers is called. */
async function held(page, address) {
  const waiting = [];
  let open = false;
  await page.setRequestInterception(true);
  page.on('request', request => { if (open || !address.test(request.url())) void request.continue(); else waiting.push(request); });
  return async () => {
    open = true;
    for (const request of waiting) await request.continue();
  };
}

test('a record is found by the customer’s e-mail, read whole, its evidence opened here, and taken back with a second press', {timeout: 90_000}, async () => {
  const context = await signedIn(stage, 'dewi'), page = await people(context);
  await page.type('#consent-customer', 'siti@example.com');
  const release = await held(page, /\/consents\?/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(subject => document.querySelector('#consent-customer').value === subject, {}, stage.siti);
  const old = await page.$eval(`${pane} tbody button`, one => { one.focus(); return document.activeElement === one; });
  assert.equal(old, false, 'a row of the question before is nobody’s to press');
  await release();
  await page.waitForSelector(`${pane} [aria-busy=false] tbody button`);
  await page.focus(`${pane} tbody button`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  const record = await page.$eval('dialog', one => one.innerText);
  for (const part of [/Purpose\s+Marketing marketing/, /Controller\s+PT Contoh Layanan/, /Privacy notice\s+notice-3/, /Language of the notice\s+id/, /Withdrawn by way of\s+dpo@contoh\.example/]) assert.match(record, part);
  await page.type('#key-text', officerKeys.private_key);
  await page.evaluate(() => [...document.querySelectorAll('dialog button')].find(one => one.textContent === 'Open it here').click());
  await page.waitForFunction(() => /Boleh kirim penawaran lewat telepon/.test(document.querySelector('dialog').innerText), {timeout: 20_000});
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog') === null);

  await page.evaluate(pane => [...document.querySelectorAll(`${pane} tbody button`)].find(one => one.textContent === 'Withdraw…').focus(), pane);
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open] .danger');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Yes, record the withdrawal');
  await page.select('#withdraw-method', 'chat');
  await page.focus('dialog .danger');
  await page.keyboard.press('Enter');
  await says(page, /Marketing marketing\s+withdrawn\s+chat\s+dewi[^]*Marketing marketing\s+given\s+verbal/);
  assert.deepEqual([page.complaints, page.strangers], [[], []]);
  await context.close();
});

test('a file names customers as the helpdesk does; how many came is said, and an auditor neither brings nor withdraws', {timeout: 60_000}, async () => {
  const context = await signedIn(stage, 'citra'), page = await people(context), file = join(stage.dir, 'by-customer.csv');
  writeFileSync(file, 'customer,purpose,state,method,notice,jurisdiction\nbudi@example.com,survey,given,form,notice-4,ID\n');
  await (await page.$('#consent-file')).uploadFile(file);
  await page.evaluate(pane => [...document.querySelectorAll(`${pane} button`)].find(one => one.textContent === 'Import').click(), pane);
  await says(page, /Consents imported: 1\./);
  await says(page, /survey\s+given\s+form\s+citra/);
  assert.doesNotMatch(await shown(page), /budi@example/);
  await context.close();
  const auditors = await signedIn(stage, 'ayu'), read = await people(auditors);
  assert.doesNotMatch(await shown(read), /Withdraw…|Import/);
  await auditors.close();
});

test('axe-core finds nothing in a record: both languages, light and dark, desk and telephone', {timeout: 120_000}, async () => {
  mkdirSync(join(root, 'build/screens'), {recursive: true});
  const context = await signedIn(stage, 'eka');
  for (const [width, scheme] of [[1280, 'light'], [390, 'dark'], [390, 'light']]) {
    const page = await people(context, {width, height: 844, scheme});
    for (const lang of ['id', 'en']) {
      await page.select('#language', lang);
      await page.waitForSelector(`${pane} tbody button`);
      await page.evaluate(pane => [...document.querySelectorAll(`${pane} tbody button`)].find(one => /^(Withdraw|Tarik)…$/.test(one.textContent)).click(), pane);
      await page.waitForSelector('dialog[open]');
      await assertSound(page, `a record ${lang} ${scheme} ${width}`);
      await page.screenshot({path: join(root, `build/screens/dashboard-consent-${lang}-${scheme}-${width}.png`)});
      await page.keyboard.press('Escape');
    }
    await page.close();
  }
  await context.close();
});
