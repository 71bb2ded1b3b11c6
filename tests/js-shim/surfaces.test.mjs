// One page per surface on which a value can be seen, heard or carried away. Each is read after every frame, without the curtain (it must leak, or the
// test sees nothing) and with it, under no CSP, a strict one, and Trusted Types; then by what is particular to it.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {address, browsers, seeds, serve, surfaces} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

const only = process.env.TIRAI_ONLY;
const POLICIES = ['none', 'strict', 'trusted-types'];
const NIK = '••••••••••••••••';
const MAIL = 's•••.••••••@mail.test';
const NAME = 'S••• R•••••';
const PHONE = '••••-••••-•890';

async function sample(browser, where, ms) {
  const page = await browser.open(where);
  await wait(ms);
  for (let more = 0; more < 50 && await page.evaluate(() => globalThis.sampler.frames) <= 5; ++more) await wait(100);  // a busy machine paints late
  const {frames, leaked, found} = await page.evaluate(() => globalThis.sampler);
  await page.close();
  return {frames, leaked, found};
}

for (const [name, open] of browsers()) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await open(); });
    after(() => browser?.close());

    test(`${name}: no frame of any surface shows a raw value`, async t => {
      for (const [surface, ms] of Object.entries(surfaces).filter(([one]) => !only || one === only)) {
        const slug = `surface-${surface}`;
        const bare = await sample(browser, address(desk, slug, {options: 'off', csp: 'none'}), ms);
        assert.ok(bare.leaked > 0, `without the curtain the sampler finds nothing in ${bare.frames} frames of ${slug}`);
        for (const csp of POLICIES) {
          await t.test(`${surface}, CSP ${csp}`, async () => {
            const {frames, leaked, found} = await sample(browser, address(desk, slug, {csp}), ms);
            assert.ok(frames > 5, `only ${frames} frames`);
            assert.deepEqual({leaked, found}, {leaked: 0, found: {}}, `${leaked} of ${frames} frames`);
          });
        }
      }
    });

    test(`${name}: surfaces`, async t => {
      const on = (surface, what, run) => t.test(`${surface}: ${what}`, {skip: only && only !== surface}, async () => {
        const page = await browser.open(address(desk, `surface-${surface}`));
        try { await run(page); } finally { await page.close(); }
      });

      await on('content', 'what sheets show of attributes is masked, what they do not is the page’s', async page => {
        await wait(300);
        const shown = await page.evaluate(() => [['phone', 'phone'], ['tip', 'hint'], ['late', 'late'], ['changed', 'phone']].map(([id, name]) => document.getElementById(id).dataset[name]));
        assert.deepEqual(shown.slice(0, 3), [PHONE, MAIL, `NIK ${NIK}`]);
        assert.match(shown[3], /^••••-••••-•890 \(\d+\)$/);
        assert.equal(await page.evaluate(() => document.getElementById('state').dataset.state), seeds.email);
      });

      await on('notification', 'a notification says what the page may show; a covered page notifies of nothing', async page => {
        assert.deepEqual(await page.evaluate(() => window.told), [`Pesan dari ${NAME}`, `NIK ${NIK}, telepon ${PHONE}`]);
        assert.deepEqual(await page.evaluate(() => {
          const {name, length, permission, prototype} = Notification;
          return [name, length, typeof permission, prototype === Object.getPrototypeOf(new Notification('x')), new Notification('x', {tag: 'y'}).tag];
        }), ['Notification', 1, 'string', true, 'y'], 'it is a Notification like any other');
        await page.evaluate(() => { window.tirai.curtain.cover('policy_expired'); window.tell('Siti Rahayu', {body: '0812-3456-7890'}); });
        assert.deepEqual(await page.evaluate(() => window.told.slice(2)), ['…', '…']);
      });

      await on('choices', 'options and labels are masked; the form sends what it held', async page => {
        await wait(200);
        assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('optgroup, option')].map(one => one.label)), [NAME, PHONE, MAIL, 'kartu •••• •••• •••• 1111', `NIK ${NIK}`, 'kartu •••• •••• •••• 1111']);
        assert.deepEqual(await page.evaluate(() => [...new FormData(document.getElementById('form'))]), [['one', '0812-3456-7890'], ['many', 'NIK 3273014507900003'], ['to', 'siti.rahayu@mail.test'], ['call', '0812-3456-7890']]);
      });

      await on('object', 'the documents of objects and embeds are shown, masked', async page => {
        await wait(800);
        const shown = await page.evaluate(() => [...document.querySelectorAll('object, embed')].map(one => {
          const own = one.localName === 'object' ? one.contentDocument : [...Array(window.length).keys()].map(at => window[at]).find(win => win.frameElement === one)?.document;
          return [one.id, getComputedStyle(one).visibility, /NIK .{16}/.exec(own?.documentElement.textContent)?.[0]];
        }));
        assert.deepEqual(shown, ['letter', 'card', 'later', 'embedded', 'picture', 'embedded-later'].map(id => [id, 'visible', `NIK ${NIK}`]));
      });

      await on('transition', 'view transitions run to their end', async page => {
        await wait(600);
        assert.deepEqual(await page.evaluate(() => window.errors), []);
      });

      await on('virtual', 'recycled rows show their own value, masked, and never another’s', async page => {
        await page.evaluate(() => window.scrollFor(500));
        await wait(50);
        const rows = await page.evaluate(() => [...document.querySelectorAll('.row')].map(row => [Number(row.dataset.n), row.children[0].textContent, row.title]));
        const masks = [`NIK ${NIK}`, NAME, PHONE, MAIL, 'kartu •••• •••• •••• 1111'];
        for (const [n, text, title] of rows) assert.deepEqual([text, title], [masks[n % 5], masks[(n + 1) % 5]], `row ${n}`);
      });

      await on('twins', 'hidden twins are covered or masked, and the form sends what it held', async page => {
        await wait(200);
        const sent = await page.evaluate(() => Object.fromEntries(new FormData(document.getElementById('form'))));
        assert.deepEqual({...sent, off: sent.off.slice(0, 21)}, {body: '> NIK 3273014507900003', off: 'siti.rahayu@mail.test', q: 'Siti Rahayu', key: '0812-3456-7890'});
        assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('textarea, #typed')].map(one => getComputedStyle(one).webkitTextSecurity)), ['disc', 'disc', 'disc']);
        assert.match(await page.evaluate(() => document.getElementById('mirror').textContent), /^> NIK •{16} +$/);
      });

      await on('readback', 'what the page reads, finds and speaks is masked', async page => {
        await wait(200);
        assert.match(await page.evaluate(() => document.getElementById('c').textContent), /NIK •{16}/);
        for (const value of Object.values(seeds)) assert.equal(await page.evaluate(text => window.find(text, false, false, true), value), false, 'find in page');
        const all = await page.evaluate(() => { getSelection().selectAllChildren(document.body); return getSelection().toString(); });
        for (const value of Object.values(seeds)) assert.ok(!all.includes(value), 'select all');
        if (name !== 'chromium') return;
        const client = await page.page.context().newCDPSession(page.page);
        const {nodes} = await client.send('Accessibility.getFullAXTree');
        const spoken = JSON.stringify(nodes.map(({name: label, description, value}) => [label?.value, description?.value, value?.value]));
        assert.ok(spoken.includes(NAME));
        for (const value of Object.values(seeds)) assert.ok(!spoken.includes(value), 'accessibility tree');
      });

      await on('pictures', 'names of attachments are masked, declared pictures blurred until revealed, others as they were', async page => {
        await wait(300);
        const blurred = () => page.evaluate(() => ['scan', 'drawn', 'second', 'logo'].map(id => getComputedStyle(document.getElementById(id)).filter.startsWith('blur(32px)')));
        assert.deepEqual(await blurred(), [true, true, true, false]);
        assert.equal(await page.evaluate(() => document.querySelector('li').textContent), `KTP ${NIK} ${NAME}.png`);
        await page.evaluate(() => { const image = document.getElementById('second'); image.removeAttribute('style'); image.removeAttribute('data-tirai-blurred'); });
        await wait(50);
        assert.deepEqual(await blurred(), [true, true, true, false], 'the page cannot take it off');
        const items = await page.evaluate(() => window.tirai.curtain.items().filter(one => one.mask === '▒▒▒▒'));
        assert.deepEqual(items.map(({where, type, class: of}) => [where, type, of]), Array(3).fill(['Identity card scan', 'id_nik', 'identity.nik']));
        assert.equal(await page.evaluate(id => window.tirai.curtain.reveal(id, 20000), items[0].id), true);
        assert.deepEqual(await blurred(), [false, true, true, false]);
        await page.evaluate(() => { document.getElementById('scan').src = 'scan.svg?another'; });
        await wait(50);
        assert.deepEqual(await blurred(), [true, true, true, false], 'another picture is another value');
        await page.evaluate(() => window.tirai.curtain.remask());
      });

      await on('print', 'what a page writes for the print is printed masked', async page => {
        await (name === 'chromium' ? page.page.pdf() : page.page.pdf({timeout: 20000}));
        assert.deepEqual(await page.evaluate(() => window.seen), Array(2).fill(`NIK ${NIK} kartu •••• •••• •••• 1111`));
        await page.evaluate(() => { window.seen = []; document.getElementById('last').textContent = 'Siti Rahayu'; });
      });

      await t.test('copy: what the page wrote in the same turn is masked before it is copied', {skip: only && only !== 'copy'}, async () => {
        const page = await browser.open(address(desk, 'surface-readback'));
        const copied = await page.evaluate(() => {
          const at = document.getElementById('d');
          at.textContent = 'telepon 0812-3456-7890';
          getSelection().selectAllChildren(at);
          let seen = '';
          document.addEventListener('copy', () => { seen = getSelection().toString(); }, {once: true});
          at.dispatchEvent(new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true}));
          return seen;
        });
        assert.equal(copied, `telepon ${PHONE}`);
        await page.close();
      });
    });
  });
}
