// The findings' page: reached by keyboard, in Chromium and Firefox; each finding with its numbers in words and its event; a supervisor's own team alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import {judgePage} from './pages.mjs';
import {enter, openPage, settled, signedIn, useStage} from './stage.mjs';

const stage = useStage('chromium', 'firefox'), {browsers} = stage;

async function found(page) {
  for (let i = 0; i < 40; i++) {
    await page.waitForFunction(() => document.querySelectorAll('section [aria-busy=true]').length === 0);
    const items = await page.$$eval('section[aria-labelledby=findings-title] .finding', all => all.map(one => one.innerText));
    if (items.length >= 3) return items;
    await new Promise(next => setTimeout(next, 250));
    await page.$eval('form.period', form => form.requestSubmit());
  }
  return page.$$eval('section[aria-labelledby=findings-title] .finding', all => all.map(one => one.innerText));
}

for (const [name, account] of [['chromium', 'dewi'], ['firefox', 'citra']]) {
  test(`${name}: an officer comes to the findings by keyboard, reads the numbers and sees the event`, {timeout: 90_000}, async () => {
    const page = await openPage(browsers[name], stage);
    await enter(page, stage.accounts[account]);
    await settled(page);
    await page.focus('.pages a[href="#findings"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section[aria-labelledby=findings-title]');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#findings', 'the focus stays where it was');
    const items = await found(page);
    assert.ok(items.every(text => /agent\.joko/.test(text)), items.join('\n'));
    const many = items.find(text => /^Many values shown/.test(text));
    assert.match(many, /60 values shown in a day\. Usually, this agent: too few days yet; the team: median \d+, deviation \d+, limit \d+, of \d+ days/);
    await page.focus('.finding button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    assert.match(await page.$eval('dialog', dialog => dialog.textContent), /"class_uid": 2006/);
    assert.deepEqual([page.complaints, page.strangers], [[], []]);
    await page.close();
  });
}

test('a supervisor of another team finds nothing there, and a manager no such page', {timeout: 60_000}, async () => {
  for (const [who, check] of [['budi', async page => assert.match(await page.$eval('section[aria-labelledby=findings-title]', pane => pane.innerText), /No findings in this period/)], ['mega', async page => assert.equal(await page.$('.pages'), null)]]) {
    const context = await browsers.chromium.createBrowserContext();
    const page = await openPage(context, stage, {hash: 'findings'});
    await enter(page, stage.accounts[who]);
    await page.waitForFunction(() => document.querySelectorAll('.door').length === 0 && document.querySelectorAll('[aria-busy=true]').length === 0 && document.querySelector('section') !== null);
    await check(page);
    await context.close();
  }
});

test('axe-core finds nothing: both languages, light and dark, desk and telephone', {timeout: 120_000}, async () => {
  const context = await signedIn(stage, 'eka');
  await judgePage(context, stage, 'findings', async page => { await found(page); });
  await context.close();
});
