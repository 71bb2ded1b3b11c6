// A real Firefox with the extension in it.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {kGeckoId} from '../../extension/manifest.mjs';
import {firefoxPath} from '../browsers.mjs';
import {until} from './desk.mjs';


/** Of the extension in it: its pages are at moz-extension://<this>/. */
export const kUuid = '11111111-2222-3333-4444-555555555555';

/** For a test's `skip`. */
export const noFirefox = spawnSync('sh', ['-c', 'command -v firefox-esr']).status !== 0 && 'no Firefox here';

/** Takes the place of the desk's Chromium. */
export async function openFirefox(desk, preferences = {}) {
  await desk.context.close();  // its device is Firefox's now
  await desk.rebuild({enrolment_token: await desk.enrol()});
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: firefoxPath, headless: true, args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {'extensions.webextensions.uuids': JSON.stringify({[kGeckoId]: kUuid}), ...preferences},
  });
  await browser.installExtension(join(desk.folder, 'extension/firefox'));
  return browser;
}

/** A page of the desk, masked and shown. */
export async function openTicket(browser, desk, ticket) {
  const page = await browser.newPage();
  await until('the content script is registered', async () => {
    await page.goto(`${desk.desk.origin}/tickets/${ticket}`);
    return page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on'));
  }, 30_000);
  return page;
}
