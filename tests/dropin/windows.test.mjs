// What a page writes into frames and windows of its own: seen, and printed, masked like the page itself; covered once nobody looks after it.
import assert from 'node:assert/strict';
import test from 'node:test';
import {openBrowser, openCompany, ready, until, wait} from './harness.mjs';

const raw = 'NIK 3273014507900003, telp. 0812 5550 7781, siti.rahmawati@example.com';
const leaks = text => ['3273014507900003', '0812 5550 7781', 'siti.rahmawati'].filter(value => text.includes(value));

/** In one script of the page: makes a place, writes into it and prints it. Answers what was there to print, as the browser came to it. */
function writeAndPrint([kind, how, text]) {
  const frame = kind === 'frame' ? document.body.appendChild(document.createElement('iframe')) : undefined;
  const win = frame ? frame.contentWindow : window.open('', '_blank');
  window.opened = win;
  if (how === 'write') {
    win.document.open();
    win.document.write(`<title>${text}</title><body><p>${text}</p>`);
    win.document.close();
  } else {
    win.document.body.append(win.document.createElement('p'));
    win.document.body.firstChild.textContent = text;
  }
  const printed = [];
  win.addEventListener('beforeprint', () => printed.push(`${win.document.title} ${win.getComputedStyle(win.document.documentElement).opacity === '1' ? win.document.body.innerText : ''}`));
  win.print();
  return printed;
}
const shown = page => page.evaluate(() => `${window.opened.document.title} ${window.opened.document.body.innerText}`);
const isCovered = page => page.evaluate(() => window.opened.getComputedStyle(window.opened.document.documentElement).opacity === '0' || !window.opened.document.body.checkVisibility({visibilityProperty: true, opacityProperty: true}));

for (const name of ['chromium', 'firefox']) {
  test(name, async t => {
    const company = await openCompany({csp: "default-src 'self'; script-src 'self'"});
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); });
    const opened = async path => {
      const page = await browser.page();
      await page.goto(company.url + path);
      return page;
    };

    for (const kind of ['frame', 'window']) for (const how of ['write', 'append']) {
      await t.test(`a ${kind} that is filled by ${how} and printed at once is printed masked, and goes on so`, async () => {
        const page = await opened('/tickets/1042');
        await ready(page);
        const printed = await page.evaluate(writeAndPrint, [kind, how, raw]);
        assert.equal(printed.length, 1);
        assert.match(printed[0], /NIK •+/, 'the print holds the text');
        assert.deepEqual(leaks(printed[0]), []);
        assert.match(await shown(page), /NIK •+/);
        const later = await page.evaluate(text => { window.opened.document.body.append(text); return new Promise(done => setTimeout(() => done(window.opened.document.body.innerText), 50)); }, ` lagi: ${raw}`);
        assert.match(later, /lagi: NIK •+/);
        assert.deepEqual(leaks(later + await shown(page)), []);
        await page.evaluate(() => window.opened.close());
        await page.close();
      });
    }

    await t.test('a window that prints and closes itself in the same script is printed first', async () => {
      const page = await opened('/tickets/1042');
      await ready(page);
      const printed = await page.evaluate(text => {
        const win = window.open(''), seen = [];
        win.document.write(`<p>${text}`);
        win.document.close();
        win.addEventListener('beforeprint', () => seen.push(win.document.body.innerText));
        win.print();
        win.close();
        return new Promise(done => setTimeout(() => done([...seen, win.closed]), 500));
      }, raw);
      assert.match(printed[0], /NIK •+/);
      assert.deepEqual([leaks(printed[0]), printed.at(-1)], [[], true]);
      await page.close();
    });

    await t.test('a closed shadow root that a script makes in a frame of its own is masked', async () => {
      const page = await opened('/tickets/1042');
      await ready(page);
      const text = await page.evaluate(text => {
        const own = document.body.appendChild(document.createElement('iframe')).contentDocument;
        const root = own.body.appendChild(own.createElement('div')).attachShadow({mode: 'closed'});
        root.append(text);
        return new Promise(done => setTimeout(() => done(root.textContent), 100));
      }, raw);
      assert.match(text, /NIK •+/);
      assert.deepEqual(leaks(text), []);
      await page.close();
    });

    await t.test('a window is covered when the page that opened it is left, and says why', async () => {
      const page = await opened('/tickets/1042');
      await ready(page);
      const came = new Promise(done => browser.browser.once('targetcreated', done));
      await page.evaluate(text => { window.open('').document.body.innerHTML = `<p id="text">${text}</p>`; }, raw);
      const other = await (await came).page();
      assert.equal(await other.evaluate(() => document.getElementById('text').checkVisibility({visibilityProperty: true, opacityProperty: true})), true);
      await page.goto(`${company.url}/tickets/1044`);
      assert.equal(await until('covered', () => other.evaluate(() => !document.getElementById('text').checkVisibility({visibilityProperty: true, opacityProperty: true}))), true);
      assert.equal(await other.evaluate(() => document.querySelector('tirai-banner')?.checkVisibility({visibilityProperty: true, opacityProperty: true})), true);
      await other.close();
      await page.close();
    });

    await t.test('a window is covered while the page that opened it is, and masked with it', async () => {
      const late = await openCompany({collectorUp: false});
      t.after(() => late.close());
      const page = await browser.page();
      await page.goto(`${late.url}/tickets/1044`);
      await page.evaluate(text => {
        window.opened = window.open('');
        window.opened.document.write(`<p>${text}`);
        window.opened.document.close();
      }, raw);
      await wait(200);
      assert.equal(await isCovered(page), true);
      await late.startCollector();
      await until('masked', async () => !await isCovered(page), 40_000);
      assert.deepEqual(leaks(await shown(page)), []);
      await page.evaluate(() => window.opened.close());
      await page.close();
    });
  });
}
