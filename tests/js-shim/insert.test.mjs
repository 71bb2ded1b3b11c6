// A masked value put into a field of the page, in real browsers: written where the caret was, heard by the page, covered there, and nowhere if it cannot be.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {browsers, serve} from './harness.mjs';

const nik = '3171075301990005', phone = '0812-5550-1234';
const page = `<!doctype html><html lang="en"><head><title>Fields</title><script src="/tirai.js" data-options="{}"></script></head>
<body data-ticket="12"><header>Agent <b data-agent>Sari Puspita</b></header><main><h1>Fields</h1><p>Owner <span data-owner>Sari Puspita</span></p>
<dl><dt>NIK</dt><dd data-customer="nik" id="nik">${nik}</dd><dt>Phone</dt><dd data-customer="phone" id="phone">${phone}</dd></dl>
<input id="line" aria-label="Search"><input id="short" maxlength="4" aria-label="Code"><input id="mail" type="email" aria-label="Mail"><input id="fixed" readonly aria-label="Fixed" value="x"><input id="secret" type="password" aria-label="Password">
<textarea id="area" aria-label="Reply" rows="4" cols="50"></textarea>
<div id="rich" contenteditable="true" role="textbox" aria-label="Draft" style="min-height:40px"><p>Halo,</p><p id="second">saldo</p></div></main></body></html>`;

let desk;
before(async () => {
  desk = await serve();
  desk.generate('/fields/source.html', page);
});
after(() => desk?.close());

const insert = (tab, where) => tab.evaluate(wanted => {
  const {curtain} = globalThis.tirai;
  return curtain.insert(curtain.items().find(({where: label}) => label === wanted).id);
}, where);
const field = (tab, id) => tab.evaluate(name => {
  const one = document.getElementById(name);
  return {value: one.value, hidden: getComputedStyle(one).webkitTextSecurity === 'disc', heard: globalThis.heard ?? 0};
}, id);
const covered = tab => tab.evaluate(() => [...CSS.highlights.values()].flatMap(highlight => [...highlight].map(String)));

for (const [name, open] of browsers()) {
  test(`${name}: into a field`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const on = (what, run) => t.test(what, async () => {
      const tab = await browser.open(`${desk.url}/fields/?csp=none`);
      await tab.evaluate(() => { document.addEventListener('input', () => { globalThis.heard = (globalThis.heard ?? 0) + 1; }); });
      try { await run(tab, tab.page.keyboard); } finally { await tab.close(); }
    });

    await on('a line of a form takes it where the caret was; the page hears of it, and nobody sees it', async (tab, keys) => {
      assert.equal(await tab.evaluate(() => globalThis.tirai.curtain.hasField()), false);
      await tab.page.click('#line');
      await keys.type('NIK: .');
      await keys.press('ArrowLeft');
      await tab.page.click('h1');
      assert.equal(await tab.evaluate(() => globalThis.tirai.curtain.hasField()), true);
      assert.equal(await insert(tab, 'NIK'), true);
      const {value, hidden, heard} = await field(tab, 'line');
      assert.deepEqual([value, hidden], [`NIK: ${nik}.`, true]);
      assert.ok(heard > 6, `${heard} times`);
      await keys.type(' x');
      await wait(50);
      assert.deepEqual(await field(tab, 'line').then(one => [one.value, one.hidden]), [`NIK: ${nik} x.`, true], 'typed on, and still covered');
      assert.equal(await tab.evaluate(() => document.querySelector('#nik').textContent.includes('0990005') || document.querySelector('#nik').textContent.includes('3171')), false);
    });

    await on('what is typed over it uncovers the field; what is revealed shows it', async (tab, keys) => {
      await tab.page.click('#area');
      assert.equal(await insert(tab, 'Phone'), true);
      assert.equal((await field(tab, 'area')).hidden, true);
      await tab.evaluate(() => { const {curtain} = globalThis.tirai; curtain.reveal(curtain.items().find(({where}) => where === 'Phone').id, 20_000); });
      assert.deepEqual(await field(tab, 'area').then(one => [one.value, one.hidden]), [phone, false]);
      await tab.evaluate(() => globalThis.tirai.curtain.remask());
      assert.equal((await field(tab, 'area')).hidden, true);
      await keys.down('Control');
      await keys.press('a');
      await keys.up('Control');
      await keys.type('gone');
      assert.deepEqual(await field(tab, 'area').then(one => [one.value, one.hidden]), ['gone', false]);
    });

    await on('an editor takes it where the caret was, and covers that much of its text', async (tab, keys) => {
      await tab.page.click('#second');
      await keys.press('End');
      await keys.type(' untuk ');
      await tab.page.click('h1');
      assert.equal(await insert(tab, 'Phone'), true);
      assert.equal(await tab.evaluate(() => document.getElementById('second').textContent.replaceAll('\\u00a0', ' ')), `saldo untuk ${phone}`);
      assert.deepEqual(await covered(tab), [phone]);
    });

    await on('a field that takes no more, or none of it, is left as it was', async (tab, keys) => {
      await tab.page.click('#short');
      await keys.type('12');
      assert.equal(await insert(tab, 'Phone'), false);
      assert.equal((await field(tab, 'short')).value, '12');
      for (const id of ['fixed', 'secret']) {
        await tab.page.click(`#${id}`);
        assert.equal((await tab.evaluate(() => document.getElementById('short').value)), '12', 'the one before is still meant, and takes none');
        assert.equal(await insert(tab, 'Phone'), false, id);
      }
      assert.equal(await tab.evaluate(() => document.getElementById('secret').value), '');
      await tab.page.click('#area');
      await tab.evaluate(() => document.getElementById('area').remove());
      assert.equal(await tab.evaluate(() => globalThis.tirai.curtain.hasField()), false);
      assert.equal(await insert(tab, 'Phone'), false, 'gone');
    });

    await on('a mail field takes it too, though it tells nobody where its caret is', async tab => {
      await tab.page.click('#mail');
      assert.equal(await insert(tab, 'NIK'), true);
      assert.deepEqual(await field(tab, 'mail').then(one => [one.value, one.hidden]), [nik, true]);
    });
  });
}
