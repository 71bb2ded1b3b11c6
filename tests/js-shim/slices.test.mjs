// A large page is masked in slices. In between its scripts have their turns, and write: nothing of that is painted before it is masked.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {address, browsers, seeds, serve} from './harness.mjs';

const ROWS = 2000;
const NIK = seeds.nik;
let desk;
before(async () => {
  desk = await serve();
  const rows = Array.from({length: ROWS}, (_, n) => `<tr><td>${n}</td><td title="NIK ${NIK}"><span>Status ${n}</span></td><td>NIK ${NIK}</td></tr>`).join('');
  desk.generate('/slices/source.html', `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>NIK ${NIK}</title><script src="/turns.js"></script></head><body><main data-ticket="18">
<dl><dd data-customer="name">Siti Rahayu</dd></dl><table><tbody id="rows">${rows}</tbody></table></main></body></html>`);
  desk.generate('/turns.js', `(${playTurns})();`);
});
after(() => desk?.close());

/** Runs in the page: has `window.each` done in every turn it gets while the page is covered and partly masked. */
function playTurns() {
  const channel = new MessageChannel();
  const on = () => document.documentElement.hasAttribute('data-tirai-on');
  window.turns = 0;
  window.titles = [];
  let masked = false;  // both masked and raw text is there
  channel.port1.onmessage = () => {
    if (window.titles.length < 1000 && document.readyState !== 'loading') window.titles.push(document.title);
    masked ||= document.readyState !== 'loading' && document.getElementById('rows').rows[0].textContent.includes('•');
    if (masked && !on() && window.turns < 200) { ++window.turns; window.each?.(window.turns); }
    if (!on()) channel.port2.postMessage(0); else window.done = true;
  };
  channel.port2.postMessage(0);
  const what = new URLSearchParams(location.hash.slice(1)).get('each');
  if (what === 'write') window.each = turn => {
    const rows = document.getElementById('rows');
    const add = where => { const row = document.createElement('tr'); row.innerHTML = `<td>baru</td><td>NIK <b>32730145</b>07900003</td>`; rows.insertBefore(row, where); };
    if (turn > 20) return;
    add(rows.firstChild);
    add(rows.children[rows.children.length >> 1]);
    add(null);
    rows.prepend(rows.lastElementChild, rows.lastElementChild);          // what was not read yet, to where all is read
    rows.append(rows.children[5], rows.children[rows.children.length >> 1]);
    rows.rows[7].cells[1].textContent = 'NIK 3273014507900003 lagi';
    rows.children[rows.children.length >> 1].remove();
    document.title = `NIK 3273014507900003 ${turn}`;
  };
  if (what === 'dawdle') window.each = () => { for (const end = performance.now() + 400; performance.now() < end;); };
  if (what === 'copy') window.each = () => { document.dispatchEvent(new ClipboardEvent('copy', {bubbles: true})); window.copied ??= document.documentElement.textContent.includes('3273014507900003'); };
}

const settled = page => page.evaluate(async () => { while (!window.done) await new Promise(done => setTimeout(done, 20)); await new Promise(done => setTimeout(done, 50)); });
const read = page => page.evaluate(nik => ({
  turns: window.turns, copied: window.copied ?? false, on: document.documentElement.hasAttribute('data-tirai-on'), leaked: window.sampler.leaked,
  raw: document.documentElement.textContent.split(nik).length - 1, tooltips: document.querySelectorAll(`[title*="${nik}"]`).length, masked: document.querySelectorAll('[title*="••••"]').length,
  title: document.title, titles: window.titles.filter(title => title.includes(nik)).length,
}), NIK);

for (const [name, open] of browsers()) {
  test(`${name}: a page of ${ROWS} rows, masked in slices`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const on = async (each, run) => { const page = await browser.open(`${address(desk, 'slices', {options: {later: true}})}#each=${each}`); try { await settled(page); await run(await read(page)); } finally { await page.close(); } };

    await t.test('leaves its scripts their turns, and is shown when all of it is masked', () => on('look', ({turns, ...found}) => {
      assert.ok(turns >= 2, `${turns} turns`);
      assert.deepEqual(found, {on: true, copied: false, leaked: 0, raw: 0, tooltips: 0, masked: ROWS, title: 'NIK ••••••••••••••••', titles: 0});
    }));

    await t.test('whose turns are long, has few', () => on('dawdle', ({turns, raw, leaked}) => {
      assert.ok(turns <= 4, `${turns} turns of 400 ms`);
      assert.deepEqual({raw, leaked}, {raw: 0, leaked: 0});
    }));

    await t.test('what they add, move, take away and write in between is masked with it', () => on('write', ({turns, masked, title, ...found}) => {
      assert.ok(turns >= 2, `${turns} turns`);
      assert.deepEqual(found, {on: true, copied: false, leaked: 0, raw: 0, tooltips: 0, titles: 0});
      assert.match(title, /^NIK •{16} \d+$/);
    }));

    await t.test('a copy in between has the rest masked at once', () => on('copy', ({turns, copied, raw, leaked}) => assert.deepEqual({turns, copied, raw, leaked}, {turns: 1, copied: false, raw: 0, leaked: 0})));
  });
}
