// Set up late, wrongly, or torn down in the middle: what is on the page is masked or covered, and nothing is shown that was not logged.
import assert from 'node:assert/strict';
import test from 'node:test';
import {answerPrompt, nik, openDesk, openPrompt, text, uncovered, until} from './desk.mjs';

const status = async (desk, page) => {
  const popup = await desk.own('popup.html');
  const answer = await popup.evaluate(async (tab_id) => chrome.runtime.sendMessage({type: 'status', tab_id}), await desk.tabOf(page));
  await popup.close();
  return answer;
};
const visible = (page) => page.evaluate(() => [getComputedStyle(document.body).visibility, getComputedStyle(document.body).opacity].join());

async function stopBackground(desk) {
  const own = await desk.own('popup.html');
  const client = await desk.context.newCDPSession(own);
  await client.send('ServiceWorker.enable');
  await client.send('ServiceWorker.stopAllWorkers');
  await own.close();
}

test('a setup code starts it: the tab that was open is masked at once', async () => {
  const desk = await openDesk({baked: false});
  const page = await desk.ticket();
  assert.equal(await text(page, '#nik'), nik, 'not configured: not ours');
  const options = await desk.own('options.html');
  const refused = await options.evaluate(() => chrome.runtime.sendMessage({type: 'settings.import', code: 'bm90IGpzb24'}));
  assert.equal(refused.ok, false);
  assert.ok(refused.reason.id !== '' && refused.reason.en !== '');
  const saved = await options.evaluate((code) => chrome.runtime.sendMessage({type: 'settings.import', code}), desk.code);
  assert.equal(saved.ok, true, JSON.stringify(saved));
  assert.deepEqual(saved.view.missing_origins, []);
  await until('masked', async () => await text(page, '#nik') !== nik);
  await page.reload();
  await uncovered(page);
  assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(nik));
  // A helpdesk that is removed is let go.
  await options.evaluate(() => chrome.runtime.sendMessage({type: 'settings.set', settings: {helpdesks: []}}));
  assert.deepEqual(await (await desk.background()).evaluate(() => chrome.scripting.getRegisteredContentScripts()), []);
  await page.reload();
  assert.equal(await text(page, '#nik'), nik);
  await desk.close();
});

for (const [name, reason, bundle] of [
  ['an unreadable policy', 'policy_unreadable', () => '{"manifest": tru'],
  ['a policy that was changed after signing', 'policy_bad_signature', async ({served}) => {
    const {readFileSync} = await import('node:fs');
    const parts = JSON.parse(readFileSync(served, 'utf8'));
    return JSON.stringify({...parts, policy: `${parts.policy}\n`});
  }],
]) {
  test(`${name}: the page stays covered, and page and popup say why`, async () => {
    const desk = await openDesk({bundle});
    const page = await desk.ticket();
    await until('the reason is known', async () => (await status(desk, page)).page?.covered?.reason === reason);
    assert.equal(await visible(page), 'hidden,0');
    const {station} = await status(desk, page);
    assert.equal(station.covered.reason, reason);
    assert.equal(await (await desk.background()).evaluate(() => chrome.action.getBadgeText({})), '!');
    await page.locator('body').hover({force: true}).catch(() => undefined);
    await page.keyboard.press('Alt+r');
    await page.waitForTimeout(300);
    assert.equal(page.frames().some((one) => one.url().startsWith('chrome-extension://')), false, 'no prompt over a covered page');
    await desk.close();
  });
}

test('a helpdesk with an adapter the bundle does not have stays covered', async () => {
  const desk = await openDesk({change: (settings) => ({...settings, helpdesks: settings.helpdesks.map((one) => ({...one, adapter: 'no-such'}))})});
  const page = await desk.ticket();
  await until('covered', async () => (await status(desk, page)).page?.covered?.reason === 'adapter_unreadable');
  assert.equal(await visible(page), 'hidden,0');
  await desk.close();
});

test('an open prompt outlives the background', async () => {
  const desk = await openDesk({seconds: 3});
  const page = await desk.ticket('60');
  await uncovered(page);
  await openPrompt(page);
  await stopBackground(desk);
  await page.bringToFront();
  await page.locator('body').evaluate(() => undefined);
  const frame = page.frames().find((one) => one.url().startsWith('chrome-extension://'));
  await frame.evaluate(() => window.focus());
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await until('logged', () => desk.log().some(({tirai}) => tirai.kind === 'reveal' && tirai.ticket === '60'), 45_000);
  await desk.close();
});

test('whenever the background dies in a reveal, what was shown was logged', async () => {
  const desk = await openDesk({seconds: 60});
  let shown = 0;
  for (const after_ms of [0, 5, 10, 20, 40, 80]) {
    const page = await desk.ticket(`7${after_ms}`);
    await uncovered(page);
    const own = await desk.own('popup.html');
    const client = await desk.context.newCDPSession(own);
    await client.send('ServiceWorker.enable');
    await page.bringToFront();
    await openPrompt(page);
    await page.keyboard.press('1');
    const entered = page.keyboard.press('Enter');
    await new Promise((done) => setTimeout(done, after_ms));
    await client.send('ServiceWorker.stopAllWorkers');
    await entered;
    await page.waitForTimeout(500);
    if (await text(page, '#nik') === nik) shown += 1;
    await Promise.all([own.close(), page.close()]);
  }
  const popup = await desk.own('popup.html');
  await until('delivered', async () => {
    await popup.evaluate(() => chrome.runtime.sendMessage({type: 'refresh'}));
    return (await popup.evaluate(() => chrome.runtime.sendMessage({type: 'status'}))).station.queue.waiting === 0;
  }, 45_000);
  const reveals = desk.log().filter(({tirai}) => tirai.kind === 'reveal').length;
  assert.ok(reveals >= shown, `${shown} shown, ${reveals} logged`);
  assert.equal((await desk.verify()).code, 0);
  await desk.close();
});

test('after a reload of the extension open pages keep their masks, mask on, and say what to do', async () => {
  const desk = await openDesk();
  const page = await desk.ticket('80');
  await uncovered(page);
  await (await desk.background()).evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await page.waitForTimeout(1500);
  await page.evaluate((value) => { document.querySelector('#message').textContent = `again ${value}`; }, nik);
  await until('masked', async () => /•/.test(await text(page, '#message')));
  await page.locator('#nik').hover();
  await page.keyboard.press('Alt+r');
  await until('it says so', () => page.evaluate(() => document.querySelector('tirai-toast') !== null));
  assert.equal(page.frames().some((one) => one.url().startsWith('chrome-extension://')), false);
  await page.reload();
  await uncovered(page);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  const starts = await until('both sessions are in the log', () => {
    const found = desk.log().filter(({tirai, device}) => tirai.kind === 'session_start' && device.type_id === 8);
    return found.length === 2 && found;
  }, 45_000);
  const first = starts.find(({tirai}) => tirai.previous_head === '');
  const second = starts.find((start) => start !== first);
  assert.equal(second.tirai.previous_head, first.tirai.fingerprint);
  await desk.close();
});
