// What the browser itself shows of a page's state, its dialogs, and what a script puts on the clipboard: read from the real ones, without the curtain and with it.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {address, browsers, serve} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

const NIK = '3273014507900003', MASKED = '••••••••••••••••';

/** What alert(), confirm() and prompt() showed, answered with `say`; and what they answered. */
async function dialogs(page, say) {
  const shown = [];
  page.page.on('dialog', (dialog) => { shown.push(dialog.message(), dialog.defaultValue()); void dialog.accept(dialog.type() === 'prompt' ? say(dialog.defaultValue()) : undefined); });
  return {answers: await page.evaluate(() => window.ask()), shown};
}

/** What a click on the page's own button leaves on the clipboard. */
async function copied(page) {
  await page.page.click('#copy');
  await page.page.waitForFunction(() => document.title === 'tersalin');
  await page.page.click('#paste');
  await page.page.keyboard.down('Control');
  await page.page.keyboard.press('v');
  await page.page.keyboard.up('Control');
  await page.page.waitForFunction(() => document.getElementById('paste').value !== '');
  return page.evaluate(() => document.getElementById('paste').value);
}

for (const [name, open] of browsers()) {
  test(`${name}: dialogs and the clipboard`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const on = async (options, run) => { const page = await browser.open(address(desk, 'surface-dialogs', {options})); try { return await run(page); } finally { await page.close(); } };

    await t.test('without the curtain they say the values', async () => {
      const {answers, shown} = await on('off', page => dialogs(page, draft => draft));
      assert.deepEqual(shown, ['Nomor 0812-3456-7890 sudah terdaftar', '', `Hapus NIK ${NIK}?`, '', 'Nama baru untuk Siti Rahayu', 'Siti Rahayu']);
      assert.deepEqual(answers, {deleted: true, named: 'Siti Rahayu'});
      assert.equal(await on('off', copied), `NIK ${NIK}`);
    });

    await t.test('with it dialogs say masks, and a name left as it is goes back to the page as it was', async () => {
      const {answers, shown} = await on({}, page => dialogs(page, draft => draft));
      assert.deepEqual(shown, ['Nomor ••••-••••-•890 sudah terdaftar', '', `Hapus NIK ${MASKED}?`, '', 'Nama baru untuk S••• R•••••', 'S••• R•••••']);
      assert.deepEqual(answers, {deleted: true, named: 'Siti Rahayu'});
    });

    await t.test('what is typed over it is what was typed', async () => {
      assert.deepEqual((await on({}, page => dialogs(page, () => 'Siti R. Lestari'))).answers, {deleted: true, named: 'Siti R. Lestari'});
    });

    await t.test('a script puts masks on the clipboard', async () => { assert.equal(await on({}, copied), `NIK ${MASKED}`); });

    await t.test('on a covered page a dialog says nothing', async () => {
      const {shown} = await on({policy: 'missing'}, page => dialogs(page, draft => draft));
      assert.deepEqual(shown, ['…', '', '…', '', '…', '…']);
    });

    await t.test('a text of a frame is masked, too', async () => {
      assert.equal(await on({}, page => page.evaluate(nik => {
        const {contentDocument: doc, contentWindow: win} = document.getElementById('frame');
        const holder = doc.createElement('p');
        holder.textContent = `NIK ${nik}`;
        doc.dispatchEvent(new win.MouseEvent('tirai-text', {relatedTarget: holder, cancelable: true}));
        return holder.textContent;
      }, NIK)), `NIK ${MASKED}`);
    });
  });
}
