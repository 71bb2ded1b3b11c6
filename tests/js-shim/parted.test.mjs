// A large page is shown from its beginning on while the rest is still covered: what is shown is masked, and whatever the page does meanwhile with what is
// not, none of it is painted.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {address, browsers, seeds, serve, tag} from './harness.mjs';

const {nik: NIK, name: NAME} = seeds;
const BLOCKS = 1100;
const MOST_VISITS = 8;
let desk;

const blocks = (of) => Array.from({length: BLOCKS}, (_, n) => of(n)).join('');
const words = 'Pelanggan menanyakan status pengiriman pesanan dan meminta kabar secepatnya.';
const properties = ['nodeType', 'localName', 'hasAttribute', 'setAttribute', 'removeAttribute', 'nodeValue', 'querySelectorAll'];
/** Where text stands bare in what is shown in part, there is no place to part the page but before it. */
const bodies = {
  rows: `<table><tbody id="list">${blocks((n) => `<tr><td>${n}</td><td title="NIK ${NIK}">${words}</td><td>NIK <b>${NIK}</b></td></tr>`)}</tbody></table>`,
  blocks: `<div id="list">${blocks((n) => `<div class="fades"><p>${n} ${words}</p><p>NIK <b>${NIK}</b></p></div>`)}</div>`,
  bare: `<div id="list">${blocks((n) => `<section><p>${n} ${words}</p>NIK ${NIK}<div>${words}</div> dan ${NIK}</section>`)}</div>NIK ${NIK}`,
  loose: `<div id="list">${blocks((n) => `<div style="display: contents" class="says" data-nik="NIK ${NIK}"><b style="visibility: visible; display: block">${n} ${words} NIK ${NIK}</b></div>`)}</div>
<dialog id="dialog">NIK ${NIK}</dialog><div popover id="popover">NIK ${NIK}</div>`,
  trapped: `<div id="list">${blocks((n) => `<p>${n} ${words} <b>NIK ${NIK}</b></p>`)}</div><p>trap</p>`,
  called: `<div>${blocks((n) => `<p>${n} ${words} <b>NIK ${NIK}</b></p>`)}</div>${properties.map((name) => `<form><input name="${name}"><p>NIK ${NIK}</p></form>`).join('')}<p id="list"><b></b></p>`,
  labels: `<div id="list">${blocks((n) => `<p>${n} ${words} <b>NIK ${NIK}</b></p>`)}</div><table><tbody><tr><th>Nama pelanggan</th><td>${NAME}</td></tr></tbody></table>`,
};
const page = (body) => `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>parted</title><script src="/acts.js"></script>
<link rel="stylesheet" href="/page.css"></head><body><main data-ticket="18"><div id="first"><p>Kutipan: ${NAME} menulis</p><p id="host">NIK ${NIK}</p><iframe id="frame"></iframe></div><form><input name="nextSibling"><p>Formulir</p>
${body}</form><dl><dd data-customer="name">${NAME}</dd></dl></main><script src="/last.js"></script></body></html>`;

/** Runs in the page: has an act played once the page is parted, and remembers what was seen of it then. */
function act() {
  const NIK = '3273014507900003';
  const {documentElement: root} = document;
  const down = () => root.hasAttribute('data-tirai-down');  // for good, or on a slow machine because it has not begun yet
  const on = () => root.hasAttribute('data-tirai-on');
  const parted = () => root.hasAttribute('data-tirai-part') && !on() && !down();
  const $ = (id) => document.getElementById(id);
  const name = new URLSearchParams(location.hash.slice(1)).get('act');
  const seen = window.seen = {parted: 0, first: 0, last: 0, acts: 0};
  const visible = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true});
  let downs = 0;
  const look = () => {
    if (parted()) { ++seen.parted; seen.first += visible($('host')); seen.last += visible($('list').lastElementChild) + (getComputedStyle($('list').lastElementChild, '::after').content !== 'none'); }
    downs = down() ? downs + 1 : 0;
    if (!on() && downs < 180) requestAnimationFrame(look); else setTimeout(() => { window.done = true; }, 100);
  };
  requestAnimationFrame(look);
  const acts = {
    marks: () => { for (const one of document.querySelectorAll('[data-tirai-behind]')) one.removeAttribute('data-tirai-behind'); },
    mark: () => { [...document.querySelectorAll('[data-tirai-behind]')].at(-1)?.removeAttribute('data-tirai-behind'); },
    part: () => { root.removeAttribute('data-tirai-part'); root.setAttribute('data-tirai-part', ''); root.setAttribute('data-tirai-on', ''); },
    move: () => {
      const list = $('list'), last = list.lastElementChild;
      list.prepend(last);
      $('first').append(last.previousElementSibling ?? last, ...list.lastElementChild.childNodes);
      $('first').append(list.lastElementChild.textContent);
    },
    copy: () => {
      const last = $('list').lastElementChild;
      $('first').prepend(last.cloneNode(true));
      window.copy ??= last.cloneNode(true);
      $('host').textContent = last.textContent;
      $('host').title = last.textContent;
      $('first').insertAdjacentHTML('beforeend', `<p>NIK ${NIK} lagi</p>`);
    },
    unwrap: () => { for (const one of [...document.querySelectorAll('[data-tirai-behind]')].slice(0, 50)) one.replaceWith(...one.childNodes); },
    lift: () => {
      if (!$('dialog').open) $('dialog').showModal();
      if (!$('popover').matches(':popover-open')) $('popover').showPopover();
    },
    root: () => {
      if ($('host').shadowRoot) return;
      $('host').attachShadow({mode: 'open'}).innerHTML = `<p>NIK ${NIK}</p><slot></slot>`;
      $('host').append($('list').lastElementChild);
    },
    frame: () => { const {contentDocument: inner} = $('frame'); inner.body.append(inner.adoptNode($('list').lastElementChild)); },
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (parted() && seen.acts < 10 && acts[name]) { ++seen.acts; acts[name](); }
    if (!on() && !window.done) channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
}

before(async () => {
  desk = await serve();
  const adapter_text = readFileSync(new URL('../../adapters/generic.json', import.meta.url), 'utf8');
  for (const [name, body] of Object.entries(bodies)) desk.generate(`/${name}/source.html`, page(body));
  desk.generate('/called/source.html', page(bodies.called).replace('<form><input name="nextSibling"><p>Formulir</p>', '<div>').replace('</form><dl>', '</div><dl>'));
  desk.generate('/labels/source.html', page(bodies.labels).replace('<!--tirai-->', tag(JSON.stringify({later: true, adapter_text}))));
  desk.generate('/acts.js', `(${act})();`);
  desk.generate('/last.js', `document.getElementById('frame').contentDocument.body.textContent = 'NIK ${NIK}';`);
  desk.generate('/page.css', '.fades, .fades * { transition: all 1s } .says::after { content: attr(data-nik); visibility: visible; display: block }');
});
after(() => desk?.close());

const settled = (page) => page.evaluate(async () => { while (!window.done) await new Promise((done) => setTimeout(done, 20)); });
const read = (page) => page.evaluate(async ([nik, name]) => {
  const {documentElement: root} = document;
  const {parted, first, last, acts} = window.seen;
  if (window.copy) document.getElementById('first').append(window.copy);
  await new Promise((done) => setTimeout(done, 50));
  return {
    parted: parted > 0, first: first > 0, last, acts, on: root.hasAttribute('data-tirai-on'), leaked: window.sampler.leaked, found: window.sampler.found,
    raw: root.textContent.split(nik).length + root.textContent.split(name).length - 2, marks: document.querySelectorAll('[data-tirai-part], [data-tirai-behind]').length,
  };
}, [NIK, NAME]);
const masked = {last: 0, on: true, leaked: 0, found: {}, raw: 0, marks: 0};

const cases = [
  ...['rows', 'blocks', 'loose'].map((slug) => ({slug, says: `${slug}: its beginning is seen while the rest is not`})),
  {slug: 'bare', says: 'bare text after what is masked is in no element that is shown'},
  {slug: 'called', says: 'a form with a field called like a property of it is behind like any other'},
  {slug: 'called', act: 'mark', says: 'forms so called do not keep a mark that is taken off from being seen'},
  {slug: 'labels', says: 'a name stated at the end is masked in what is shown first',},
  ...['marks', 'mark', 'part'].map((act) => ({slug: 'rows', act, says: `a page that takes off the ${act} is covered until all of it is masked`})),
  ...['rows', 'blocks'].flatMap((slug) => ['move', 'copy', 'unwrap', 'root', 'frame'].map((act) => ({slug, act, says: `${slug}: ${act}`}))),
  {slug: 'loose', act: 'lift', says: 'what is lifted to the top layer is not seen'},
];

for (const [name, open] of browsers()) {
  test(`${name}: a large page, shown from its beginning on`, async (t) => {
    const browser = await open();
    t.after(() => browser.close());
    /** Where the page is parted, for how long, and who has a turn then is the machine's to say: it is visited until there is something to see; what must never be, in none. */
    const visit = async (slug, act, options, judge) => {
      for (let visits = 1, told = false; !told; ++visits) {
        assert.ok(visits <= MOST_VISITS, act === 'look' ? 'no frame shows its beginning' : 'it had no turn to act in');
        const page = await browser.open(`${address(desk, slug, {options: {later: true, ...options}})}#act=${act}`);
        try { await settled(page); told = await judge(await read(page), page); } finally { await page.close(); }
      }
    };
    for (const {slug, act = 'look', says} of cases) {
      await t.test(says, () => visit(slug, act, {}, ({parted, first, acts, ...found}) => {
        assert.deepEqual(found, masked);
        return act === 'look' ? slug === 'bare' || (parted && first) : acts > 0;
      }));
    }
    await t.test('an engine that fails in the rest covers all of it again', () => visit('trapped', 'look', {engine: 'throws_later'}, async ({parted, first, on, leaked}, page) => {
      assert.deepEqual({on, leaked}, {on: false, leaked: 0});
      assert.equal(await page.evaluate(() => document.getElementById('first').checkVisibility({visibilityProperty: true, opacityProperty: true})), false);
      assert.ok(await page.evaluate(() => document.documentElement.hasAttribute('data-tirai-down')));
      return parted && first;
    }));
  });
}
