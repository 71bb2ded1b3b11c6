// A tab of Chromium with nobody listening: as a person's. Playwright and puppeteer's pages have the browser send them every line of its log, with the script's
// calls that led to it; of layout forced under the cover that is a hundred lines a page, and a tenth of its time to load.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {executablePath} from '../e2e/browser.mjs';

const kWaitMs = 15_000;

/** Answers {evaluate(source), load(url), waitFor(source), close()}: of the load, the navigation's times in ms. */
export async function openQuietTab({extension} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-quiet-'));
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--window-size=1280,1800', '--lang=id-ID'];
  const browser = await puppeteer.launch({
    executablePath, args, headless: true, pipe: true, userDataDir: folder, defaultViewport: null, ...(extension ? {enableExtensions: [extension]} : {}),
  });
  const target = await browser.waitForTarget((one) => one.type() === 'page');
  const client = await target.createCDPSession();  // the target's page() would listen to the log
  await client.send('Page.enable');

  async function evaluate(source) {
    const {result, exceptionDetails} = await client.send('Runtime.evaluate', {expression: source, awaitPromise: true, returnByValue: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async function waitFor(source) {
    for (const end = Date.now() + kWaitMs; Date.now() < end;) {
      if (await evaluate(source).catch(() => false)) return;  // a page on its way out answers nothing
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`not within ${kWaitMs} ms: ${source}`);
  }

  async function load(url) {
    const loaded = new Promise((done) => client.once('Page.loadEventFired', done));
    const {errorText} = await client.send('Page.navigate', {url});
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
    await waitFor(quiet);
    return evaluate('performance.getEntriesByType("navigation")[0].toJSON()');
  }

  return {evaluate, waitFor, load, async close() { await browser.close(); rmSync(folder, {recursive: true, force: true}); }};
}

/** Nothing was fetched for half a second. */
const quiet = `new Promise((done) => setTimeout(() => done(Math.max(...performance.getEntries().map(({responseEnd = 0}) => responseEnd)) < performance.now() - 500), 500))`;
