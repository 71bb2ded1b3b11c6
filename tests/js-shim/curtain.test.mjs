// Revealing, copying, covering: what an agent does with the curtain, and what it does when something is wrong.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {address, browsers, seeds, serve} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

const message = (page, n) => page.evaluate(n => document.querySelector(`[data-message="${n}"]`).textContent, n);
const itemOf = (page, where, type) => page.evaluate(({where, type}) => window.tirai.curtain.items().find(one => one.where === where && one.type === type), {where, type});
const reveal = (page, id, ms) => page.evaluate(({id, ms}) => window.tirai.curtain.reveal(id, ms), {id, ms});

for (const [name, open] of browsers()) {
  test(`${name}: curtain`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const on = async (slug, run, options = {}) => { const page = await browser.open(address(desk, slug, options)); try { await run(page); } finally { await page.close(); } };

    await t.test('one value is shown for its time to live, then masked by itself', () => on('static', async page => {
      const masked = await message(page, 1);
      const item = await itemOf(page, 'Message 1', 'id_nik');
      assert.deepEqual({...item, id: ''}, {id: '', class: 'identity.nik', type: 'id_nik', level: 'full', mask: '••••••••••••••••', where: 'Message 1'});
      const before = Date.now();
      assert.equal(await reveal(page, item.id, 600), true);
      assert.match(await message(page, 1), /NIK saya 3273014507900003, kartu •••• •••• •••• 1111\./);
      assert.equal(await page.evaluate(() => document.querySelector('[data-customer=nik]').textContent), '••••••••••••••••', 'the same value elsewhere stays masked');
      const until = (await itemOf(page, 'Message 1', 'id_nik')).revealed_until;
      assert.ok(until >= before + 500 && until <= Date.now() + 600, `revealed until ${until - before} ms from then`);
      await wait(900);
      assert.equal(await message(page, 1), masked);
      assert.equal((await itemOf(page, 'Message 1', 'id_nik')).revealed_until, undefined);
    }));

    await t.test('a reveal outlives a page that writes its text anew, and ends when asked', () => on('static', async page => {
      const {id} = await itemOf(page, 'Message 1', 'id_nik');
      await reveal(page, id, 20000);
      await page.evaluate(() => { document.querySelector('[data-message="1"]').innerHTML = 'Ulang: <b>3273014507900003</b> Siti Rahayu'; });
      await wait(20);
      assert.equal(await message(page, 1), 'Ulang: 3273014507900003 S••• R•••••');
      await page.evaluate(id => window.tirai.curtain.remask(id), id);
      assert.equal(await message(page, 1), 'Ulang: •••••••••••••••• S••• R•••••');
      await reveal(page, id, 20000);
      await page.evaluate(() => { Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true}); document.dispatchEvent(new Event('visibilitychange')); });
      assert.equal(await message(page, 1), 'Ulang: •••••••••••••••• S••• R•••••', 'a hidden tab shows nothing');
    }));

    await t.test('what is gone, or never was, is not revealed', () => on('static', async page => {
      const {id} = await itemOf(page, 'Message 1', 'id_nik');
      assert.equal(await reveal(page, 'm999', 1000), false);
      assert.equal(await reveal(page, id, 0), false);
      assert.equal(await reveal(page, id, Number.NaN), false);
      await page.evaluate(() => document.querySelector('[data-message="1"]').remove());
      await wait(20);
      assert.equal(await reveal(page, id, 1000), false);
    }));

    await t.test('each of 5,000 values in one message can be revealed, the first as the last', () => on('static', async page => {
      await page.evaluate(() => { document.querySelector('[data-message="1"]').textContent = Array.from({length: 5000}, (_, n) => `u${n}@mail.test`).join(' '); });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      const shown = await page.evaluate(() => {
        const {curtain} = window.tirai, items = curtain.items().filter(one => one.where === 'Message 1');
        for (const {id} of [items[0], items.at(-1)]) curtain.reveal(id, 20000);
        const words = document.querySelector('[data-message="1"]').textContent.split(' ');
        const known = new Set(curtain.seen());
        return {items: items.length, raw: words.filter(one => /^u\d+@mail\.test$/.test(one)), seen: words.filter((_, n) => known.has(`u${n}@mail.test`)).length};
      });
      assert.deepEqual(shown, {items: 5000, raw: ['u0@mail.test', 'u4999@mail.test'], seen: 5000});
    }));

    await t.test('what is gone with its shadow root or its frame is not listed, and of much of it nothing is kept', () => on('static', async page => {
      const fill = (how, of, stays = false) => page.evaluate(async ({how, of, stays}) => {
        const host = document.createElement(how === 'frame' ? 'iframe' : 'div');
        document.querySelector('main').append(host);
        const inner = how === 'frame' ? host.contentDocument.body : host.attachShadow({mode: 'open'});
        inner.append(Array.from({length: 3000}, (_, n) => `${of}${n}@mail.test`).join(' '));
        await new Promise(requestAnimationFrame);
        const {curtain} = window.tirai, mine = () => curtain.items().filter(one => one.mask.startsWith(`${of}•`));
        const {length, 0: first} = mine();
        if (!stays) host.remove();
        return {length, id: first.id, left: mine().length};
      }, {how, of, stays});
      const [root, frame, here] = [await fill('root', 'w'), await fill('frame', 'x'), await fill('root', 'y', true), await fill('frame', 'z', true)];
      assert.deepEqual([root, frame, here].map(({length, left}) => [length, left]), [[3000, 0], [3000, 0], [3000, 3000]]);
      const known = await page.evaluate(ids => ids.map(id => window.tirai.curtain.compare(id, 'somebody@mail.test') !== undefined), [root.id, frame.id, here.id]);
      assert.deepEqual(known, [false, false, true]);
    }));

    await t.test('items come in document order, and the current one is the one pointed at', () => on('static', async page => {
      const items = await page.evaluate(() => window.tirai.curtain.items().map(one => `${one.where}: ${one.type}`));
      assert.deepEqual(items, ['page title: person', 'Subject: person', 'Message 1: person', 'Message 1: id_nik', 'Message 1: credit_card', 'Message 2: phone_number',
        'Message 2: email_address', 'Message 3: address', 'Name: person', 'Phone: phone_number', 'E-mail: email_address', 'Address: address', 'NIK: id_nik']);
      const current = () => page.evaluate(() => { const item = window.tirai.curtain.current(); return item && `${item.where}: ${item.type}`; });
      await page.page.hover('[data-customer=email]');
      assert.equal(await current(), 'E-mail: email_address');
      await page.evaluate(() => {
        const text = document.querySelector('[data-message="1"]').firstChild;
        const at = text.data.indexOf('••••••••••••••••');
        getSelection().setBaseAndExtent(text, at + 2, text, at + 5);
      });
      assert.equal(await current(), 'Message 1: id_nik');
    }));

    await t.test('copy, cut and drag take the mask along, even of a revealed value', () => on('static', async page => {
      const copied = await page.evaluate(async () => {
        const {curtain} = window.tirai;
        curtain.reveal(curtain.items().find(one => one.where === 'Message 1' && one.type === 'id_nik').id, 10000);
        const text = document.querySelector('[data-message="1"]').firstChild;
        const take = (type, from, to) => {
          getSelection().setBaseAndExtent(text, from, text, to);
          const data = new DataTransfer();
          const event = type === 'dragstart' ? new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}) : new ClipboardEvent(type, {clipboardData: data, bubbles: true, cancelable: true});
          text.parentElement.dispatchEvent(event);
          const carried = event.clipboardData ?? event.dataTransfer;
          return {text: carried.getData('text/plain'), prevented: event.defaultPrevented, selected: getSelection().toString()};
        };
        const at = text.data.indexOf('3273014507900003');
        return {whole: take('copy', 0, text.length), half: take('copy', at + 4, at + 12), cut: take('cut', at, at + 16), drag: take('dragstart', at, at + 16), apart: take('copy', 0, 4), shown: text.data};
      });
      assert.equal(copied.whole.text, 'Halo, saya S••• R•••••. NIK saya ••••••••••••••••, kartu •••• •••• •••• 1111.');
      assert.equal(copied.whole.prevented, true);
      for (const way of ['half', 'cut', 'drag']) assert.doesNotMatch(copied[way].text, /\d{4}/, way);
      assert.equal(copied.half.selected, '01450790', 'the selection stays');
      assert.equal(copied.apart.prevented, false, 'text without a raw value is the browser’s to copy');
      assert.match(copied.shown, /3273014507900003/);
    }));

    await t.test('a field is covered by style, its value untouched, until it is revealed or typed over', () => on('forms', async page => {
      await wait(300);
      const state = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[name], #call')].map(one => [one.name || one.id, getComputedStyle(one).webkitTextSecurity])));
      const open = {hidden: 'none', plain: 'none', draft: 'none'};
      assert.deepEqual(await state(), {nik: 'disc', phone: 'disc', ...open, late: 'disc', declared: 'disc', quote: 'disc', call: 'disc', born: 'disc', today: 'none'});
      assert.deepEqual(await page.evaluate(() => [...new FormData(document.getElementById('form'))]), [['nik', '3273014507900003'], ['phone', '0812-3456-7890'], ['hidden', 'siti.rahayu@mail.test'],
        ['plain', 'pesanan 17'], ['late', 'siti.rahayu@mail.test'], ['declared', 'Jl. Kenanga No. 12'], ['born', '1990-01-30'], ['today', '2026-11-22'], ['quote', '> NIK saya 3273014507900003\n\n'], ['draft', '']]);

      const phone = await page.evaluate(() => { document.querySelector('[name=phone]').focus(); return window.tirai.curtain.items().find(one => one.type === 'phone_number').id; });
      await reveal(page, phone, 20000);
      assert.equal((await state()).phone, 'none');
      await page.evaluate(() => window.tirai.curtain.remask());
      assert.equal((await state()).phone, 'disc');

      await page.page.focus('[name=nik]');
      await page.page.keyboard.press('End');
      await page.page.keyboard.type('9');
      assert.equal((await state()).nik, 'disc', 'one more digit does not uncover the others');
      await page.evaluate(() => document.querySelector('[name=nik]').select());
      await page.page.keyboard.type('0812-1111-2222');
      assert.equal((await state()).nik, 'none', 'what the agent typed is the agent’s');
      await page.page.focus('[name=draft]');
      await page.page.keyboard.type('Kartu 4111 1111 1111 1111');
      await page.evaluate(() => document.querySelector('main').append('.'));
      await wait(20);
      assert.equal((await state()).draft, 'none');
    }));

    await t.test('a date is covered, too, with its calendar, until it is revealed', () => on('forms', async page => {
      await wait(300);
      const painted = name => page.evaluate(one => getComputedStyle(document.querySelector(`[name=${one}]`)).webkitTextFillColor, name);
      await page.evaluate(() => { window.shut = []; for (const type of ['click', 'keydown']) window.addEventListener(type, ({target, defaultPrevented, key}) => window.shut.push([target.name, key ?? type, defaultPrevented])); });
      assert.deepEqual([await painted('born'), await painted('today') === 'rgba(0, 0, 0, 0)'], ['rgba(0, 0, 0, 0)', false]);
      await page.page.click('[name=born]');
      await page.page.keyboard.press('F4');
      await page.page.keyboard.press('ArrowRight');
      assert.deepEqual(await page.evaluate(() => window.shut), [['born', 'click', true], ['born', 'F4', true], ['born', 'ArrowRight', false]]);
      const born = await page.evaluate(() => window.tirai.curtain.current().id);
      await reveal(page, born, 20000);
      assert.notEqual(await painted('born'), 'rgba(0, 0, 0, 0)');
    }));

    await t.test('an editor’s text is never written; a quoted value in it is covered, what is typed is not', () => on('editor', async page => {
      const ranges = () => page.evaluate(() => [window, document.getElementById('cke').contentWindow].map(win => [...win.CSS.highlights.get('tirai-covered') ?? []].map(String)));
      const text = () => page.evaluate(() => [document.getElementById('editor').innerHTML, document.getElementById('cke').contentDocument.body.innerHTML]);
      const html = ['<p id="draft">Halo</p><blockquote>NIK saya 3273014507900003, <b title="0812-3456-7890">Siti Rahayu</b></blockquote>', '<p>Dear</p><blockquote>kartu 4111 1111 1111 1111</blockquote>'];
      assert.deepEqual(await text(), html);
      assert.deepEqual(await ranges(), [['3273014507900003', 'Siti Rahayu'], ['4111 1111 1111 1111']]);
      await page.page.click('#draft');
      await page.page.keyboard.type(' 0856-1111-2222 ');
      await wait(50);
      assert.deepEqual((await ranges())[0], ['3273014507900003', 'Siti Rahayu']);
      assert.match((await text())[0], /0856-1111-2222/);
      const copied = await page.evaluate(() => {
        getSelection().selectAllChildren(document.querySelector('blockquote'));
        const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        document.querySelector('blockquote').dispatchEvent(event);
        return event.clipboardData.getData('text/plain');
      });
      assert.equal(copied, 'NIK saya ••••••••••••••••, S••• R•••••');
    }));

    await t.test('a highlight is drawn where a draft is covered, whatever the page takes off its root, and no style is worked out for one elsewhere', async () => {
      const look = () => [document, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument)].map(doc => getComputedStyle(doc.querySelector('blockquote > *, blockquote'), '::highlight(tirai-covered)').color);
      const unmark = `(() => { for (const doc of [document, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument)]) doc.documentElement.removeAttribute('data-tirai-drafts'); return (${look})(); })()`;
      const clear = 'rgba(0, 0, 0, 0)';
      await on('editor', async page => {
        await wait(200);
        assert.deepEqual(await page.evaluate(look), [clear, clear, clear, clear]);
        assert.ok(!(await page.evaluate(unmark)).includes(clear), 'and without its mark it would not be');
        await wait(50);
        assert.deepEqual(await page.evaluate(look), [clear, clear, clear, clear]);
      });
      await on('forms', async page => assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-tirai-drafts')), false));
    });

    await t.test('a draft in a shadow root is covered, whatever style sheets the page gives the root', () => on('editor', async page => {
      await wait(200);
      const colours = () => page.evaluate(() => ['p', 'blockquote', 'b'].map(name => getComputedStyle(document.getElementById('composer').shadowRoot.querySelector(name), '::highlight(tirai-covered)').color));
      const clear = 'rgba(0, 0, 0, 0)';
      const html = '<div contenteditable=""><p>Halo</p><blockquote>NIK saya 3273014507900003, <b>Siti Rahayu</b></blockquote></div>';
      await page.evaluate(html => {
        const host = document.createElement('x-composer');
        host.id = 'composer';
        host.attachShadow({mode: 'open'}).innerHTML = html;
        document.querySelector('main, body').append(host);
      }, html);
      await wait(100);
      assert.deepEqual(await colours(), [clear, clear, clear]);
      assert.equal(await page.evaluate(() => document.getElementById('composer').shadowRoot.querySelector('div').outerHTML), html);
      await page.evaluate(() => {
        const {shadowRoot} = document.getElementById('composer');
        shadowRoot.adoptedStyleSheets = [];
        shadowRoot.querySelector('style')?.remove();
        document.body.append('.');
      });
      await wait(100);
      assert.deepEqual(await colours(), [clear, clear, clear]);
    }));

    await t.test('a frame that is filled first and made editable later holds what was written, covered; what is typed there is not covered', () => on('editor', async page => {
      await wait(200);
      const raw = '<p>Ya</p><blockquote>kartu <a href="tel:081234567890">4111 1111 1111 1111</a></blockquote>';
      const look = id => page.evaluate(id => {
        const win = document.getElementById(id).contentWindow;
        return {html: win.document.body.innerHTML, early: win.early, ranges: [...win.CSS.highlights.get('tirai-covered') ?? []].map(String)};
      }, id);
      assert.deepEqual(await look('wysiwyg'), {html: raw, early: raw, ranges: ['4111 1111 1111 1111']});
      const late = await look('late');
      assert.deepEqual([late.html, late.ranges], [raw, ['4111 1111 1111 1111']]);
      await page.page.frames().at(-1).click('p');
      await page.page.keyboard.type(' 0856-1111-2222 ');
      await wait(50);
      const typed = await look('wysiwyg');
      assert.match(typed.html, /0856-1111-2222/);
      assert.deepEqual(typed.ranges, ['4111 1111 1111 1111']);
    }));

    // `started`: what start() answered; a page that is read later may fail later.
    for (const [what, options, started] of [
      ['no engine', {engine: 'missing'}, false], ['an engine that traps at once', {engine: 'throws_on_load'}, false], ['an engine that traps on text', {engine: 'throws_on_scan'}, true],
      ['an engine that traps before the page has text', {engine: 'throws_on_scan', later: true}, undefined],
      ['no policy', {policy: 'missing'}, undefined], ['an unreadable policy', {policy: 'bad'}, false], ['an unreadable adapter', {adapter: 'bad'}, false],
    ]) {
      await t.test(`${what}: the page stays covered, and says why`, () => on('broken', async page => {
        const seen = await page.evaluate(() => ({
          on: document.documentElement.hasAttribute('data-tirai-on'), title: document.title,
          visible: document.querySelector('p').checkVisibility({visibilityProperty: true, opacityProperty: true}),
          banner: document.querySelector('tirai-banner')?.getBoundingClientRect().height > 0, shadow: document.querySelector('tirai-banner')?.shadowRoot,
          error: window.tirai?.answer?.ok,
        }));
        assert.deepEqual(seen, {on: false, title: '…', visible: false, banner: true, shadow: null, error: started});
        await page.evaluate(() => document.querySelector('tirai-banner').remove());
        await wait(20);
        assert.equal(await page.evaluate(() => document.querySelector('tirai-banner') !== null), true, 'the page cannot take the banner away');
      }, {options}));
    }

    await t.test('an engine that traps later covers a page that was open', () => on('broken', async page => {
      assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')), true);
      for (let n = 0; n < 5; ++n) { await page.evaluate(n => { document.getElementById('more').textContent = `siti.rahayu@mail.test ${n} trap`; }, n); await wait(10); }
      assert.deepEqual(await page.evaluate(() => [document.documentElement.hasAttribute('data-tirai-on'), document.title, document.querySelector('tirai-banner') !== null]), [false, '…', true]);
    }, {options: {engine: 'throws_later'}}));

    await t.test('cover() closes it again, start() opens it again, and every mask still knows its value', () => on('static', async page => {
      const masked = await message(page, 1);
      const states = await page.evaluate(() => {
        const {curtain} = window.tirai;
        curtain.cover('policy_expired', 'expired at noon');
        return [document.documentElement.hasAttribute('data-tirai-on'), curtain.items().length, curtain.reveal('m1', 1000)];
      });
      assert.deepEqual(states, [false, 0, false]);
      assert.equal(await page.evaluate(() => { const {curtain, start} = window.tirai; return curtain.start(start).ok; }), true);
      assert.equal(await message(page, 1), masked);
      const {id} = await itemOf(page, 'Message 1', 'id_nik');
      await reveal(page, id, 5000);
      assert.match(await message(page, 1), /3273014507900003/);
      assert.match(await page.evaluate(() => document.title), /^#7 Keluhan S/);
    }));

    await t.test('after abort nothing of ours runs, and the masks stay', () => on('static', async page => {
      const masked = await message(page, 1);
      await page.evaluate(() => { const {curtain, stop} = window.tirai; curtain.reveal(curtain.items().find(one => one.type === 'id_nik').id, 60000); stop.abort(); });
      assert.equal(await message(page, 1), masked, 'what was revealed is masked');
      await page.evaluate(() => document.querySelector('main').append('0812-9999-8888'));
      await wait(50);
      assert.match(await page.evaluate(() => document.querySelector('main').textContent), /0812-9999-8888$/);
      assert.equal(await page.evaluate(() => window.tirai.curtain.start(window.tirai.start).ok), false);
    }));

    await t.test('a document that is opened and written anew is masked, not lost', () => on('static', async page => {
      await page.evaluate(() => { document.open(); document.write('<!doctype html><html><head><title>Siti</title></head><body><p id="n">NIK 3273014507900003</p></body></html>'); document.close(); });
      await wait(100);
      assert.deepEqual(await page.evaluate(() => [document.documentElement.hasAttribute('data-tirai-on'), document.getElementById('n').textContent]), [true, 'NIK ••••••••••••••••']);
    }));
  });
}
