// Nothing raw is seen, in any frame, on any page of the demo, in either browser, with the strictest policy and with none.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {openBrowser, openCompany, ready, seen, seeded, until, wait} from './harness.mjs';

const pages = [
  {path: '/', shows: 'Aplikasi berhenti saat unggah KTP', staff: 'Bima Nugraha'},  // whose ticket it is, is nobody's secret
  {path: '/tickets/1042', shows: 'Apakah surel', names_shown: true},  // her own ticket: the policy shows names
  {path: '/tickets/1043?quote=1', shows: 'My July invoice was charged twice', names_shown: true},
  {path: '/tickets/1044', shows: 'Setiap unggah foto KTP'},
];
const leaksOf = (state, names_shown) => Object.keys(state.leaks).filter(value => !(names_shown && seeded.some(entry => entry.value === value && entry.type === 'person')));
const shows = (page, text) => until(`"${text}" is shown`, () => page.evaluate(wanted => document.body.innerText.includes(wanted), text));

async function readChats(page, url) {
  await page.goto(`${url}/chat`);
  await ready(page);
  await shows(page, 'Pesanannya tiba besok');
  await page.click('a[data-chat="C-208"]');
  await shows(page, 'Too late, sorry');
  await page.goBack();
  await shows(page, 'kalau perlu');
  return seen(page);
}

for (const name of ['chromium', 'firefox']) {
  for (const [policy, csp] of [['strict CSP', "default-src 'self'; script-src 'self'"], ['no CSP', 'none']]) {
    test(`${name}, ${policy}`, async t => {
      const company = await openCompany({csp});
      const browser = await openBrowser(name);
      t.after(async () => { await browser.close(); await company.close(); });

      for (const {path, shows: text, staff = '', names_shown} of pages) {
        await t.test(`${path} shows its text and not one raw value in any frame`, async () => {
          const page = await browser.page();
          await page.goto(company.url + path);
          await ready(page);
          await shows(page, text);
          await shows(page, staff);
          await wait(400);
          const state = await seen(page);
          assert.ok(state.open >= 5, `frames sampled while the page was shown: ${state.open}`);
          assert.deepEqual(leaksOf(state, names_shown), []);
          await page.close();
        });
      }

      await t.test('the chat: messages that arrive by fetch, conversations that change in place, and back', async () => {
        const page = await browser.page();
        const state = await readChats(page, company.url);
        assert.ok(state.open >= 50, `frames sampled while the page was shown: ${state.open}`);
        assert.deepEqual(leaksOf(state, true), []);
        await page.close();
      });
    });
  }
}

for (const name of ['chromium', 'firefox']) {
  test(`${name}: without tirai.js the same sampler sees the values`, async t => {
    const empty = mkdtempSync(join(tmpdir(), 'tirai-empty-'));
    const company = await openCompany({dropinDir: empty, collectorUp: false});
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); rmSync(empty, {recursive: true}); });
    const page = await browser.page();
    await page.goto(`${company.url}/tickets/1042`);
    await wait(400);
    const {leaks} = await seen(page);
    const wanted = ['Siti Rahmawati', 'siti.rahmawati@example.com', 'Jl. Kenanga No. 12 RT 03/RW 05', '3273014507900003', '81255507781', '85755501934'];
    assert.deepEqual(wanted.filter(value => !(leaks[value] > 0)), []);
    await page.goto(`${company.url}/tickets/1043?quote=1`);
    await wait(400);
    assert.ok((await seen(page)).leaks['4111111111111111'] > 0);
  });
}
