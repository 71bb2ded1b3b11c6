// Chromium and Firefox behind one face (puppeteer's), each with the extension or without, and all a page tells in either.
import {dirname, join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {chromiumPath, firefoxPath} from '../browsers.mjs';
import {collect} from './collect.mjs';

/** Opens `name` and a page; `extension` is Chromium's unpacked folder, `accessibility` says that its tree is looked at. Chromium asks for English pages,
 *  Firefox for those of `language`: a walk sees both. `settled()` waits until the network is quiet. */
export async function openIn(name, {extension, language = 'id-ID, id', accessibility = false} = {}) {
  const browser = name === 'chromium' ? await openChromium(extension, accessibility) : await openFirefox(extension, language);
  const page = await browser.newPage();
  await page.setViewport({width: 1280, height: 1400});
  const client = name === 'chromium' ? await page.createCDPSession() : undefined;
  const quiet = quietOf(page);
  return {
    name, browser, page,
    settled: quiet,
    go: async (url) => { await page.goto(url, {waitUntil: 'load', timeout: 60_000}); await quiet(); },
    /** Presses what leads to another page. */
    press: async (selector) => {
      await Promise.all([page.waitForNavigation({timeout: 60_000}), page.$eval(selector, (element) => element.click())]);
      await quiet();
    },
    /** Until the extension has its policy: `url` is a page of the helpdesk. */
    async ready(url) {
      for (const end = Date.now() + 60_000; Date.now() < end;) {
        await page.goto(url);
        if (await page.waitForSelector('html[data-tirai-on]', {timeout: 3_000}).catch(() => undefined)) return;
      }
      throw new Error('the extension got no policy within 60 s');
    },
    told: () => (client ? collect(page, client) : collectInPage(page)),
    close: () => browser.close(),
  };
}

/** Waits until for a quarter of a second no request of the page in view was without its answer, at most 8 s: one that asks on and on is never quiet. What a page
 *  asks as it is left is never answered: Puppeteer's waitForNetworkIdle waits for it on every page after that one. */
function quietOf(page) {
  const asked = new Set(), isPage = (request) => request.isNavigationRequest() && request.frame() === page.mainFrame();
  let changed, another = false;  // another page has been answered
  const on = (event, change) => page.on(event, (what) => { change(what); changed = Date.now(); });
  on('request', (request) => asked.add(request));
  on('response', (response) => { another ||= isPage(response.request()); });
  on('framenavigated', (frame) => {
    if (!another || frame !== page.mainFrame()) return;
    another = false;
    for (const request of asked) if (!isPage(request)) asked.delete(request);
  });
  for (const ended of ['requestfinished', 'requestfailed']) on(ended, (request) => asked.delete(request));
  return async () => {
    changed = Date.now();
    for (const end = changed + 8_000; Date.now() < end && (asked.size > 0 || Date.now() < changed + 250);) await new Promise((done) => setTimeout(done, 25));
  };
}

function openChromium(extension, accessibility) {
  return puppeteer.launch({
    browser: 'chrome', executablePath: chromiumPath, headless: true, enableExtensions: true, defaultViewport: null,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...(accessibility ? ['--force-renderer-accessibility=complete'] : []),
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : [])],
  });
}

async function openFirefox(extension, language) {
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: firefoxPath, headless: true, extraPrefsFirefox: {'intl.accept_languages': language}});
  if (extension) await browser.installExtension(join(dirname(extension), 'firefox'));
  return browser;
}

/** As collect(), by a script of the page's own world: Firefox has no accessibility tree to give. */
async function collectInPage(page) {
  const out = await page.evaluate(() => {
    const skipped = new Set(['script', 'style', 'noscript']);
    const all = {text: [], attributes: [], form: [], shown: []};
    const read = (root, frame, form) => {
      for (const node of root.childNodes) {
        if (node.nodeType === 3) { (form ? all.form : all.text).push({where: `${frame} ${root.localName ?? 'root'}`, value: node.data}); continue; }
        if (node.nodeType !== 1 || skipped.has(node.localName)) continue;
        const editable = node.hasAttribute('contenteditable') && node.getAttribute('contenteditable') !== 'false';
        const field = /^(input|textarea)$/.test(node.localName);
        const button = /^(submit|button|reset)$/.test(node.getAttribute('type') ?? '');
        for (const {name, value} of node.attributes) {
          (form || (node.localName === 'input' && name === 'value' && !button) ? all.form : all.attributes).push({where: `${frame} ${node.localName}[${name}]`, value});
        }
        read(node, frame, form || editable || field);
        if (node.shadowRoot) read(node.shadowRoot, frame, form);
        let inner;
        try { inner = node.contentDocument; } catch { /* another origin's */ }
        if (inner) document_(inner, form);
      }
    };
    const document_ = (doc, form) => {
      const editor = form || doc.designMode === 'on' || doc.body?.isContentEditable === true;
      (editor ? all.form : all.shown).push({where: `innerText ${doc.URL}`, value: doc.body?.innerText ?? ''});
      read(doc, doc === document ? 'top' : `frame ${doc.URL}`, editor);
    };
    document_(document, false);
    return all;
  });
  out.text.push({where: 'whole page', value: out.text.map(({value}) => value).join('')});
  out.title = [{where: 'title', value: await page.title()}];
  return out;
}
