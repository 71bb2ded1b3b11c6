// The built playground in real Chromium: from a file, and from a real collector.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';
import {freePort, startCollector} from '../e2e/stack.mjs';

export const root = resolve(import.meta.dirname, '../..');

export async function openStage() {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-playground-'));
  const out = join(folder, 'playground');
  execFileSync(process.execPath, [join(root, 'playground/build.mjs'), '--out', out, ...(process.env.TIRAI_WASM ? ['--wasm', process.env.TIRAI_WASM] : []), ...(process.env.TIRAI_NATIVE_BIN ? ['--bin', process.env.TIRAI_NATIVE_BIN] : [])]);
  const browser = await chromium.launch({executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage']});
  const file = pathToFileURL(join(out, 'index.html')).href;

  /** A page with the playground, and all it asked the network for and complained of. */
  async function open({url = file, locale = 'en-US', ...context} = {}) {
    const opened = await browser.newContext({locale, viewport: {width: 1440, height: 1000}, ...context});
    const page = await opened.newPage();
    const asked = [], complaints = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(url);
    await page.waitForSelector('.card, .broken');
    return {page, asked, complaints, close: () => opened.close()};
  }

  return {
    open, out, folder, file,
    async collector() {
      const collector = await startCollector({db: join(folder, 'collector.sqlite'), port: await freePort(), playground: out});
      return collector;
    },
    async close() {
      await browser.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
