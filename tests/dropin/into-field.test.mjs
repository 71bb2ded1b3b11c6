// On the drop-in: a masked value goes into the reply unseen, by the policy's word, and is on the log before it is written.
import assert from 'node:assert/strict';
import test from 'node:test';
import {openBrowser, openCompany, ours, ready, until} from './harness.mjs';

const draft = page => page.evaluate(() => { const field = document.querySelector('textarea'); return {value: field.value, hidden: getComputedStyle(field).webkitTextSecurity === 'disc'}; });
async function chord(page, code) {
  await page.keyboard.down('Alt');
  await page.keyboard.press(code);
  await page.keyboard.up('Alt');
}

for (const name of ['chromium', 'firefox']) {
  test(`${name}: into the reply`, async t => {
    const company = await openCompany();
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); });
    const page = await browser.page();
    await page.goto(`${company.url}/tickets/1042`);
    await ready(page);
    const phone = await page.evaluate(() => document.querySelector('[data-customer=phone]').innerText);
    const copies = () => company.events().filter(({tirai: {kind, action}}) => kind === 'copy' || action === 'copy').map(({tirai: {kind, outcome, action}}) => [kind, outcome ?? '', action]);

    await t.test('Alt+I writes what the pointer is at; the prompt offers the same, where the policy does', async () => {
      await page.click('textarea');
      await page.keyboard.type('Telp: ');
      await page.hover('[data-customer=phone]');
      await chord(page, 'KeyI');
      await until('it stands there', async () => /^Telp: [+\d]/.test((await draft(page)).value));
      assert.equal((await draft(page)).hidden, true);
      assert.equal(await page.evaluate(() => document.querySelector('[data-customer=phone]').innerText), phone, 'still masked');
      const once = (await draft(page)).value;
      await chord(page, 'KeyR');
      await until('the prompt is open', async () => /Isikan ke kolom/.test(await ours(page, 'tirai-prompt')));
      await page.keyboard.press('KeyI', {delay: 100});
      await until('twice', async () => (await draft(page)).value === once + once.slice('Telp: '.length));
      assert.equal(await ours(page, 'tirai-prompt'), '');
      await until('both are logged', () => copies().length === 2);
      assert.deepEqual(copies(), [['copy', 'field', 'copy'], ['copy', 'field', 'copy']]);
      assert.ok(!company.exported().includes(once.slice('Telp: '.length)));
    });

    await t.test('what the policy does not let be copied is said, and nothing is written', async () => {
      const before = (await draft(page)).value;
      await page.hover('[data-customer=nik]');
      await chord(page, 'KeyI');
      assert.match(await until('why not', () => ours(page, 'tirai-toast')), /Kebijakan tidak mengizinkan/);
      assert.equal((await draft(page)).value, before);
      await until('it is logged', () => copies().some(([kind]) => kind === 'refusal'));
    });
  });
}
