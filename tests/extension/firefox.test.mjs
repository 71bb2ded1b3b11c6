// The same package in a real Firefox: masked before it is seen, the prompt opens over the page, the device's chain reaches the collector. The prompt itself
// is another process, which WebDriver BiDi can neither read nor type into: choosing in it is tested in Chromium.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import test from 'node:test';
import puppeteer from 'puppeteer-core';
import {kGeckoId} from '../../extension/manifest.mjs';
import {nik, openDesk, until} from './desk.mjs';

const which = (name) => { try { return execFileSync('sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).trim(); } catch { return undefined; } };
const executablePath = which('firefox-esr') ?? which('firefox');

test('Firefox: masked, the prompt opens, the session is logged', {skip: executablePath === undefined && 'no Firefox here'}, async () => {
  const desk = await openDesk({seconds: 3});
  await desk.context.close();  // its device is Firefox's now
  const token = await desk.enrol();
  await desk.rebuild({enrolment_token: token});
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath, headless: true,
    extraPrefsFirefox: {'extensions.webextensions.uuids': JSON.stringify({[kGeckoId]: '11111111-2222-3333-4444-555555555555'})},
  });
  try {
    await browser.installExtension(join(desk.folder, 'extension/firefox'));
    const page = await browser.newPage();
    await until('the content script is registered', async () => {
      await page.goto(`${desk.desk.origin}/tickets/90`);
      return page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on'));
    }, 30_000);
    const text = () => page.$eval('#nik', (element) => element.textContent);
    assert.match(await text(), /•/);
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText), new RegExp(nik));
    await page.hover('#nik');
    await page.keyboard.down('Alt');
    await page.keyboard.press('r');
    await page.keyboard.up('Alt');
    await until('the prompt has the focus', () => page.evaluate(() => document.activeElement?.localName === 'tirai-prompt'));
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot), null, 'the page cannot look into it');
    assert.equal(await page.evaluate(() => document.querySelector('tirai-toast')), null);
    await until('logged', () => desk.log().some(({tirai}) => tirai.kind === 'session_start'), 45_000);
    assert.equal((await desk.verify()).code, 0);
  } finally {
    await browser.close();
    await desk.close();
  }
});
