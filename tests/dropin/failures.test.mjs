// Whatever is missing, the page stays covered and says why; once it is masked, a collector that goes down changes nothing.
import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {dropin, isOpen, openBrowser, openCompany, ours, ready, seen, until, wait} from './harness.mjs';

function dropinWithout(file) {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-partial-'));
  cpSync(dropin, dir, {recursive: true});
  rmSync(join(dir, file));
  return dir;
}

const cases = [
  {what: 'no config', company: {config: null}, says: /Tirai belum disiapkan/, detail: /config: cannot be fetched \(404\)/},
  {what: 'a config without a token', company: {config: {enrolment_token: undefined}}, says: /Tirai belum disiapkan/, detail: /expected collector_url, enrolment_token/},
  {what: 'a config with a misspelt key', company: {config: {polcy_key: 'x'}}, says: /Tirai belum disiapkan/, detail: /config\/polcy_key: unknown key/},
  {what: "another DPO's key", company: {otherKey: true}, says: /tanda tangan kebijakan tidak sah/},
  {what: 'a token the collector does not know', company: {config: {enrolment_token: 'not-a-token'}}, says: /perangkat ini belum terdaftar/},
  {what: 'an adapter the bundle does not have', company: {config: {adapter: 'zammad'}}, says: /helpdesk ini tidak dapat dikenali/, detail: /no "zammad"; it has demo/},
  {what: 'the collector down at the start', company: {collectorUp: false}, says: /belum ada kebijakan/},
  {what: 'no worker', without: 'tirai-worker.js', says: /Tirai mengalami gangguan/, detail: /tirai-worker\.js/},
  {what: 'no WebAssembly in the worker', without: 'tirai-ledger.wasm', says: /Tirai mengalami gangguan/, detail: /tirai-ledger\.wasm/},
];

for (const name of ['chromium', 'firefox']) {
  test(`${name}: what is missing covers the page`, async t => {
    const browser = await openBrowser(name);
    t.after(() => browser.close());
    for (const {what, company: wishes = {}, without, says, detail} of cases) {
      await t.test(what, async () => {
        const dropinDir = without ? dropinWithout(without) : dropin;
        const company = await openCompany({...wishes, dropinDir});
        const page = await browser.page();
        await page.goto(`${company.url}/tickets/1042`);
        const banner = await until('the banner', () => ours(page, 'tirai-banner'), 30_000);
        assert.match(banner, says);
        assert.match(banner, /Covered:/, 'in both languages');
        if (detail) assert.match(banner, detail);
        await wait(300);
        assert.equal(await isOpen(page), false);
        const state = await seen(page);
        assert.ok(state.frames > 5);
        assert.deepEqual(state.leaks, {});
        await page.close();
        await company.close();
        if (without) rmSync(dropinDir, {recursive: true});
      });
    }
  });

  test(`${name}: the collector comes late, and goes away`, async t => {
    const company = await openCompany({collectorUp: false, ttl_s: 30});
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); });
    const page = await browser.page();
    await page.goto(`${company.url}/tickets/1042`);

    await t.test('a covered page opens by itself when the collector is there', async () => {
      await until('the banner', () => ours(page, 'tirai-banner'), 30_000);
      await company.startCollector();
      await until('the page opens', () => isOpen(page), 40_000);
      assert.equal(await ours(page, 'tirai-banner'), '');
    });

    await t.test('without the collector masking goes on, on new pages too, and a reveal is shown', async () => {
      await company.stopCollector();
      await page.goto(`${company.url}/tickets/1043`);
      await ready(page);
      await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('[data-customer="nik"]')));
      await page.keyboard.down('Alt');
      await page.keyboard.press('KeyR');
      await page.keyboard.up('Alt');
      await until('the prompt is open', () => ours(page, 'tirai-prompt'));
      await page.keyboard.press('Digit1');
      await page.keyboard.press('Enter');
      await until('the value is shown', () => page.evaluate(() => document.querySelector('[data-customer="nik"]').innerText === '3578101708850002'));
      assert.equal(company.events().filter(event => event.tirai.kind === 'reveal').length, 0);
    });

    await t.test('it arrives when the collector is back, and the log verifies', async () => {
      await company.startCollector();
      const [event] = await until('the event arrives', () => { const found = company.events().filter(one => one.tirai.kind === 'reveal'); return found.length > 0 ? found : undefined; }, 60_000);
      assert.equal(event.tirai.ticket, '1043');
      company.verify(`${company.exported()}\n`);
    });
  });
}
