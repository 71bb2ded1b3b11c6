// A page that comes back from the back-forward cache: what was revealed is masked again, what it writes then is masked, and no frame in between shows
// a value. No driver follows a page there, so the page plays it out itself and tells the server.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {address, browsers, serve} from './harness.mjs';

const desk = {};
before(async () => { Object.assign(desk, await serve()); });
after(() => desk.close?.());

const left = `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>NIK 3273014507900003</title><script src="page.js" defer></script></head>
<body><main data-ticket="41"><dl><dt>Nama</dt><dd data-customer="name">Siti Rahayu</dd></dl><p id="text">NIK 3273014507900003</p><p id="late">-</p>
<input id="field" value="0812-3456-7890"><iframe id="frame" src="frame.html?keep"></iframe></main></body></html>`;
const frame = '<!doctype html><meta charset="utf-8"><p id="inner">siti.rahayu@mail.test</p>';
const away = '<!doctype html><meta charset="utf-8"><title>away</title><script src="back.js"></script>';

/** In the page: reveals, leaves, and when it is back writes a value late, waits for frames, and tells. */
function page() {
  const paints = (count) => new Promise((done) => { const step = () => count-- > 0 ? requestAnimationFrame(step) : done(); step(); });
  const curtain = () => window.tirai?.curtain;
  addEventListener('load', async () => {
    await paints(3);
    for (const item of curtain()?.items() ?? []) curtain().reveal(item.id, 60_000);
    const revealed = document.getElementById('text').textContent;
    curtain()?.remask();                 // the sampler counts what is seen; a reveal is meant
    await paints(2);
    for (const item of curtain()?.items() ?? []) curtain().reveal(item.id, 60_000);
    window.told = {revealed};
    location.href = 'away.html';
  });
  addEventListener('pageshow', async ({persisted}) => {
    if (!persisted) return;
    const before = {text: document.getElementById('text').textContent, title: document.title};
    document.getElementById('late').textContent = 'kartu 4111 1111 1111 1111';
    document.getElementById('frame').contentDocument.getElementById('inner').textContent = 'telepon 0812-3456-7890';
    await paints(5);
    getSelection().selectAllChildren(document.getElementById('text'));
    const now = {
      late: document.getElementById('late').textContent, inner: document.getElementById('frame').contentDocument.getElementById('inner').textContent,
      frame: getComputedStyle(document.getElementById('frame')).visibility, field: getComputedStyle(document.getElementById('field')).webkitTextSecurity,
      on: document.documentElement.hasAttribute('data-tirai-on'), current: curtain()?.current()?.mask,
    };
    await fetch('/told', {method: 'POST', body: JSON.stringify({...window.told, ...before, ...now, leaked: globalThis.sampler.leaked, found: globalThis.sampler.found})});
  });
}
const back = () => { addEventListener('load', () => setTimeout(() => history.back(), 300)); };

for (const [name, open] of browsers()) {
  test(`${name}: a page from the back-forward cache is masked from its first frame`, async t => {
    for (const [path, text] of Object.entries({'source.html': left, 'frame.html': frame, 'away.html': away, 'page.js': `(${page})();`, 'back.js': `(${back})();`})) desk.generate(`/back-${name}/${path}`, text);
    const browser = await open();
    t.after(() => browser.close());
    const tell = async (options) => {
      desk.told.length = 0;
      const opened = await browser.open(`${address(desk, `back-${name}`, {options})}&keep`);
      for (const end = Date.now() + 20_000; desk.told.length === 0;) {
        if (Date.now() > end) throw new Error('the page did not come back from the cache');
        await wait(100);
      }
      await opened.close().catch(() => undefined);
      return desk.told[0];
    };
    const bare = await tell('off');
    assert.ok(bare.leaked > 0, 'without the curtain the sampler sees it');
    const {revealed, leaked: _, found: __, ...seen} = await tell({});
    assert.equal(revealed, 'NIK 3273014507900003');
    assert.deepEqual(seen, {text: 'NIK ••••••••••••••••', title: 'NIK ••••••••••••••••', late: 'kartu •••• •••• •••• 1111', inner: 'telepon ••••-••••-•890', frame: 'visible', field: 'disc', on: true, current: '••••••••••••••••'});
  });
}
