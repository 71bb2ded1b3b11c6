// Draws the extension's pages in real Chromium. Where build/dist/chrome exists, they are the pages of the real, loaded extension, under its real
// CSP; only the background's answers are scripted, because most states (a full disk, a damaged policy) cannot be had on demand.
// Without it, the same pages are bundled here and served under the same CSP.
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';
import {states} from './states.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const extension = process.env.TIRAI_EXTENSION ?? join(root, 'build/dist/chrome');
const executablePath = process.env.CHROMIUM ?? chromiumPath;
export const sizes = {prompt: {width: 544, height: 640}, popup: {width: 360, height: 600}, options: {width: 900, height: 800}};

/** A bundle of TypeScript, as an ES module that Node can import. */
export async function importTypeScript(path) {
  const {outputFiles: [file]} = await build({entryPoints: [join(root, path)], bundle: true, write: false, format: 'esm', platform: 'neutral', logLevel: 'error'});
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}

async function servePages() {
  const ui = join(root, 'extension/src/ui');
  const names = ['prompt', 'popup', 'options'];
  const {outputFiles} = await build({entryPoints: names.map(name => join(ui, `${name}.ts`)), bundle: true, write: false, format: 'esm', target: 'es2022', outdir: '/', logLevel: 'error'});
  const files = new Map(outputFiles.map(file => [file.path, ['text/javascript', file.text]]));
  for (const name of names) files.set(`/${name}.html`, ['text/html', readFileSync(join(ui, `${name}.html`), 'utf8')]);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url, 'http://x').pathname);
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, {'content-type': `${file[0]}; charset=utf-8`, 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self' https: http:"}).end(file[1]);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();  // a test that fails before close() shall not hang
  return {base: `http://127.0.0.1:${server.address().port}`, close: () => server.close()};
}

async function loadExtension() {
  const profile = mkdtempSync(join(tmpdir(), 'tirai-ui-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, args: ['--no-sandbox', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker');
  return {context, worker, base: `chrome-extension://${new URL(worker.url()).host}`, close: async () => { await context.close(); rmSync(profile, {recursive: true, force: true}); }};
}

async function openServed() {
  const pages = await servePages();
  const browser = await chromium.launch({executablePath, headless: true, args: ['--no-sandbox']});
  const context = await browser.newContext();
  return {context, base: pages.base, close: async () => { await browser.close(); pages.close(); }};
}

/** Runs in the page before its own script: scripted answers for chrome.runtime.sendMessage, and a record of what was asked. */
function script({answers, never, lang, served}) {
  window.asked = [];
  const sendMessage = async message => {
    window.asked.push(message);
    if (never.includes(message.type)) return new Promise(() => {});
    return structuredClone(window.answers[message.type] ?? null);  // as Chromium answers for a handler that has nothing to say
  };
  window.answers = answers;
  const tabs = {
    query: async () => [{id: 7, url: 'https://rt.example/Ticket/Display.html?id=12'}], getCurrent: async () => ({id: 8}), update: async () => undefined,
    reload: async id => { window.asked.push({type: 'tabs.reload', id}); }, sendMessage: async (_, message) => sendMessage(message),
  };
  if (served) {
    window.chrome = {
      runtime: {sendMessage, openOptionsPage: async () => { window.asked.push({type: 'openOptionsPage'}); }},
      tabs, scripting: {executeScript: async () => []}, storage: {local: {get: async () => ({})}},
      permissions: {request: async what => { window.asked.push({type: 'permissions.request', ...what}); return true; }},
      i18n: {getUILanguage: () => lang},
    };
  } else {
    chrome.runtime.sendMessage = sendMessage;
    chrome.runtime.openOptionsPage = async () => { window.asked.push({type: 'openOptionsPage'}); };
    chrome.permissions.request = async what => { window.asked.push({type: 'permissions.request', ...what}); return true; };
    Object.assign(chrome.tabs, tabs);
    chrome.scripting.executeScript = async () => [];
    chrome.i18n.getUILanguage = () => lang;
  }
}

/** `open(name, {lang, scheme, size})` answers a page in that state, in the tab `again` if one is given (a new one costs three times what the page in it does);
 *  `real` says whether it belongs to the loaded extension. */
export async function openStage() {
  const real = existsSync(join(extension, 'manifest.json')) && process.env.TIRAI_UI_SERVED !== '1';
  const stage = real ? await loadExtension() : await openServed();
  const scripts = new WeakMap();  // of each tab: the answers of the state it shows
  return {
    real, worker: stage.worker, base: stage.base, context: stage.context, close: stage.close,
    /** The page with the real background behind it; only of the loaded extension. */
    async openPlain(surface) {
      const page = await stage.context.newPage();
      await page.setViewportSize(sizes[surface]);
      await page.goto(`${stage.base}/${surface}.html`);
      await page.locator('h1').waitFor();
      return page;
    },
    async open(name, {lang = 'id', scheme = 'light', size, act = true, forced = 'none', again} = {}) {
      const state = states[name];
      const page = again ?? await stage.context.newPage();
      await scripts.get(page)?.dispose();
      if (again) await page.goto('about:blank');  // the prompt's token is a fragment: the next state would be the same document
      await page.emulateMedia({colorScheme: scheme, reducedMotion: 'reduce', forcedColors: forced});
      await page.setViewportSize(size ?? sizes[state.surface]);
      scripts.set(page, await page.addInitScript(script, {answers: state.answers(lang), never: state.never ?? [], lang, served: !real}));
      await page.goto(`${stage.base}/${state.surface}.html${state.surface === 'prompt' ? '#token-1' : '?tab=7'}`);
      await page.locator('h1').waitFor();
      if (act && state.act) await state.act(page);
      return page;
    },
  };
}
