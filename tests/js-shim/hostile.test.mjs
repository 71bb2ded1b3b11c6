// Pages that work against the curtain, in their own world, with all that a page can reach: what is masked stays masked, or is covered.
// That the page cannot reach our objects either is the extension's isolated world: tests/extension/hostile.test.mjs.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {address, browsers, serve} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

/** A form's field, or a picture, that is called like a property hides it: form.matches is the field then. As any mail in HTML may have them. */
const names = ['parentNode', 'parentElement', 'matches', 'getAttribute', 'getAttributeNode', 'getRootNode', 'contains', 'closest', 'attributes', 'localName', 'nodeType', 'firstChild', 'nextSibling', 'children', 'isConnected', 'ownerDocument', 'shadowRoot', 'querySelectorAll', 'title', 'host'];
const called = name => `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>called</title></head><body><main data-ticket="31">
<form title="NIK 3273014507900003"><p>NIK 3273014507900003</p><input name="${name}" value="x"> kartu 4111 1111 1111 1111<b>, 0812-3456-7890</b></form><img name="host" alt=""><img name="createTreeWalker" alt=""><img name="implementation" alt=""><p id="box"></p></main></body></html>`;

/** Each runs in the page, then the page writes raw values anew. */
const attacks = {
  'takes our style sheets away': () => { document.adoptedStyleSheets = []; document.querySelectorAll('style').forEach(one => one.remove()); },
  'disables every style sheet': () => { for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) sheet.disabled = true; },
  'takes the ready mark away': () => { document.documentElement.removeAttribute('data-tirai-on'); },
  'takes the cover off a field': () => { const field = document.getElementById('field'); field.removeAttribute('data-tirai-covered'); field.style.cssText = ''; },
  'fights for the field': () => {
    const field = document.getElementById('field');
    new MutationObserver(() => { if (field.hasAttribute('data-tirai-covered') || field.style.length > 0) { field.removeAttribute('data-tirai-covered'); field.style.cssText = ''; } }).observe(field, {attributes: true});
    field.removeAttribute('data-tirai-covered');
  },
  'outbids the cover of a field by style': () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('@layer a { input { -webkit-text-security: none !important } } #field#field { -webkit-text-security: none !important; animation: a 1s infinite } @keyframes a { to { -webkit-text-security: none } }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  },
  'replaces the body': () => { const body = document.body.cloneNode(true); document.body.replaceWith(body); },
  'replaces the root element': () => { const root = document.documentElement.cloneNode(true); root.removeAttribute('data-tirai-on'); document.documentElement.replaceWith(root); },
  'takes the root element out, writes, and puts it back': () => { const root = document.documentElement; root.remove(); root.querySelector('#text').textContent = 'kartu 4111 1111 1111 1111'; document.append(root); },
  'writes into what it took out': () => { const text = document.getElementById('text'); text.remove(); text.firstChild.data = 'siti.rahayu@mail.test'; document.querySelector('main').append(text); },
  'moves text into another document and back': () => { const other = document.implementation.createHTMLDocument(); const text = other.adoptNode(document.getElementById('text')); text.textContent = 'NIK 3273014507900003'; document.querySelector('main').append(document.adoptNode(text)); },
  'splits and joins text nodes': () => { const at = document.getElementById('text'); at.textContent = 'NIK 3273014507900003'; at.firstChild.splitText(9).splitText(4); at.normalize(); },
  'opens the document anew': () => { document.open(); document.write('<!doctype html><body><main data-ticket="31"><p id="text">NIK 3273014507900003</p><p id="box"></p><input id="field" value="0812-3456-7890"></main>'); document.close(); },
  'says that a mask was revealed': () => { dispatchEvent(new Event('focus')); document.dispatchEvent(new Event('visibilitychange')); document.dispatchEvent(new MouseEvent('tirai-sr', {relatedTarget: document.body})); document.dispatchEvent(new MouseEvent('tirai-frame', {cancelable: true, bubbles: true})); },
  'types into a covered field by script': () => { const field = document.getElementById('field'); field.value = 'x'; field.dispatchEvent(new InputEvent('input', {bubbles: true, data: 'x'})); field.value = '0812-3456-7890'; field.dispatchEvent(new InputEvent('input', {bubbles: true})); },
  'turns a field into another kind and back': () => { const field = document.getElementById('field'); field.type = 'range'; field.type = 'text'; field.value = '0812-3456-7890'; },
  'freezes the page’s objects': () => { for (const id of ['text', 'field']) Object.preventExtensions(document.getElementById(id)); },
};

for (const [name, open] of browsers()) {
  test(`${name}: hostile`, async t => {
    const browser = await open();
    t.after(() => browser.close());

    await t.test('a page that says it is masked before it is stays covered until then', async () => {
      const page = await browser.open(address(desk, 'hostile', {csp: 'none', slow: '40,8'}));
      await wait(500);
      const {frames, leaked, found} = await page.evaluate(() => globalThis.sampler);
      assert.deepEqual({leaked, found}, {leaked: 0, found: {}}, `${leaked} of ${frames} frames`);
      await page.close();
    });

    for (const one of names) {
      await t.test(`a form with a field called "${one}"`, async () => {
        desk.generate(`/called-${one.toLowerCase()}/source.html`, called(one));
        const page = await browser.open(address(desk, `called-${one.toLowerCase()}`));
        await page.evaluate(async () => {
          const late = document.querySelector('main').appendChild(document.createElement('div'));
          late.innerHTML = document.querySelector('main').innerHTML.match(/<form[^]*<\/form>/)[0].replace(/>[^<]*•[^<]*</g, '>NIK 3273014507900003<');
          await new Promise(done => setTimeout(done, 150));
        });
        const seen = await page.evaluate(() => ({leaked: globalThis.sampler.leaked, open: document.documentElement.hasAttribute('data-tirai-on'), text: document.querySelector('main').textContent + document.querySelector('main').innerHTML}));
        assert.equal(seen.leaked, 0);
        assert.ok(seen.open, 'covered for good');
        assert.doesNotMatch(seen.text, /3273014507900003|4111 1111|0812-3456/);
        assert.match(seen.text, /•/);
        await page.close();
      });
    }

    for (const [what, attack] of Object.entries(attacks)) {
      await t.test(`a page that ${what}`, async () => {
        const page = await browser.open(address(desk, 'hostile', {csp: 'none'}));
        await page.evaluate(attack);
        await page.evaluate(() => { const box = document.getElementById('box'); if (box) box.textContent = 'Siti Rahayu, siti.rahayu@mail.test'; });
        await wait(150);
        const seen = await page.evaluate(() => {
          const shows = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
          const texts = [...document.querySelectorAll('p, dd')].filter(shows).map(one => one.textContent);
          const field = document.getElementById('field');
          return {texts: texts.join('|'), field: shows(field) && getComputedStyle(field).webkitTextSecurity !== 'disc' ? field.value : '', leaked: globalThis.sampler.leaked};
        });
        assert.doesNotMatch(seen.texts, /3273014507900003|Siti Rahayu|siti\.rahayu|4111 1111 1111/);
        assert.equal(seen.field, '', 'the field is covered');
        assert.equal(seen.leaked, 0);
        await page.close();
      });
    }

    await t.test('one click on the banner of a page whose engine died brings it back', async () => {
      const page = await browser.open(address(desk, 'broken', {options: {engine: 'throws_later'}}));
      await page.evaluate(() => { document.getElementById('more').textContent = 'siti.rahayu@mail.test trap'; });
      await wait(100);
      assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')), false);
      // The button is in a closed shadow root: it is found as a person finds it, by where it is.
      await page.evaluate(() => { window.before = true; document.querySelector('tirai-banner').shadowRoot?.querySelector('button').click(); });
      assert.equal(await page.evaluate(() => window.before), true, 'a script cannot press it');
      const width = await page.evaluate(() => innerWidth);
      for (let y = 20; y < 700 && await page.evaluate(() => window.before === true).catch(() => false); y += 14) {
        await page.page.mouse.click(Math.max(40, width / 2 - 230), y);
        await wait(30);
      }
      for (let n = 0; n < 50 && !await page.evaluate(() => window.before === undefined && document.documentElement.hasAttribute('data-tirai-on')).catch(() => false); ++n) await wait(100);
      assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')), true);
      assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /3273014507900003|Siti Rahayu/);
      await page.close();
    });
  });
}
