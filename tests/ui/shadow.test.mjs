// The prompt as the drop-in draws it: in a dialog in a closed shadow root, on a page that fights back.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';
import {root} from './stage.mjs';
import {states} from './states.mjs';

const hostilePage = `<!doctype html><html style="font-size:62.5%"><style>
  * { color: red !important; font: italic 40px serif !important; letter-spacing: 1em !important; display: none !important; opacity: 0 !important }
  html, body, main { display: block !important; opacity: 1 !important } :root { --paper: red; --ink: red }
</style><body dir="rtl"><main>page</main></body></html>`;

let browser, bundle;
before(async () => {
  const {outputFiles: [file]} = await build({
    stdin: {contents: `
      import {promptView} from './js-shim/src/prompt/view.ts';
      import css from './js-shim/src/prompt/tirai.css' with {type: 'text'};
      globalThis.draw = (model, signal, reveal) => {
        const host = document.createElement('tirai-prompt');
        const root = host.attachShadow({mode: 'closed'});
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css + 'dialog { all: initial; position: fixed; inset: 0; margin: auto; width: 544px; height: 600px; background: Canvas; color-scheme: light dark }');
        root.adoptedStyleSheets = [sheet];
        const dialog = root.appendChild(document.createElement('dialog'));
        document.documentElement.append(host);
        dialog.showModal();
        return {root: dialog, answer: promptView(dialog, model, {lang: 'id', signal, reveal})};
      };`, resolveDir: root, loader: 'ts'},
    bundle: true, write: false, format: 'iife', logLevel: 'error',
  });
  bundle = file.text;
  browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? chromiumPath, args: ['--no-sandbox']});
});
after(() => browser.close());

async function onHostilePage(run) {
  const page = await browser.newPage({viewport: {width: 700, height: 640}});
  await page.setContent(hostilePage);
  await page.evaluate(bundle);
  await page.evaluate(({items, facts, current}) => {
    window.calls = [];
    window.stop = new AbortController();
    window.drawn = window.draw({items, facts, current}, window.stop.signal, async (...call) => { window.calls.push(call); return {granted: true}; });
    window.drawn.answer.then(answer => { window.answer = answer; });
  }, states['prompt-choosing'].answers('id')['prompt.load'].model);
  await run(page).finally(() => page.close());
}

test('the page’s styles do not reach it, and ours do', () => onHostilePage(async page => {
  mkdirSync(join(root, 'build/screens'), {recursive: true});
  await page.screenshot({path: join(root, 'build/screens/ui-prompt-shadow-hostile.png')});
  const look = await page.evaluate(() => {
    const [title, view] = ['h1', '.prompt'].map(selector => getComputedStyle(window.drawn.root.querySelector(selector)));
    return {colour: title.color, style: title.fontStyle, spacing: title.letterSpacing, paper: view.backgroundColor, direction: view.direction, size: view.fontSize};
  });
  assert.deepEqual(look, {colour: 'rgb(22, 33, 31)', style: 'normal', spacing: 'normal', paper: 'rgb(255, 255, 255)', direction: 'ltr', size: '16px'});
}));

test('a digit and Enter reveal there too, and it takes itself away', () => onHostilePage(async page => {
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.answer === 'revealed');
  assert.deepEqual(await page.evaluate(() => window.calls), [['i1', 'dispute', '', undefined]], 'neither a reason nor an approval was asked for');
  assert.equal(await page.evaluate(() => window.drawn.root.childElementCount), 0);
}));

test('after abort nothing of it is left and no key does anything', () => onHostilePage(async page => {
  await page.evaluate(() => window.stop.abort());
  await page.waitForFunction(() => window.answer === 'cancelled');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => [window.calls.length, window.drawn.root.childElementCount]), [0, 0]);
}));

test('the page sees no text, no selection and no element of it', () => onHostilePage(async page => {
  const seen = await page.evaluate(() => ({
    shadow: document.querySelector('tirai-prompt').shadowRoot, text: document.querySelector('tirai-prompt').innerText,
    selection: String(getSelection()), active: document.activeElement.localName, buttons: document.querySelectorAll('button, input').length,
  }));
  assert.deepEqual(seen, {shadow: null, text: '', selection: '', active: 'tirai-prompt', buttons: 0});
}));

test('the sources of the views know no markup', () => {
  for (const file of ['js-shim/src/prompt/dom.ts', 'js-shim/src/prompt/view.ts', 'js-shim/src/prompt/chooser.ts', 'js-shim/src/prompt/values.ts', 'js-shim/src/prompt/purposes.ts', ...['prompt', 'popup', 'options', 'fields', 'helpdesks'].map(name => `extension/src/ui/${name}.ts`)]) {
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\.srcdoc/, file);
  }
});
