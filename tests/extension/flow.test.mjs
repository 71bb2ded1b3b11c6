// What a person does with the extension, in a real Chromium, against a real collector.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, nik, openDesk, openPrompt, phone, serveDesk, text, uncovered, until} from './desk.mjs';

let desk;
before(async () => { desk = await openDesk({seconds: 2}); });
after(() => desk?.close());

test('a ticket is masked, its frames too', async () => {
  const page = await desk.ticket();
  await uncovered(page);
  assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(`${nik}|${phone}`));
  for (const frame of ['#frame', '#sandboxed']) {
    const inner = page.frameLocator(frame).locator('#inner');
    await until(`${frame} is masked`, async () => /•/.test(await inner.evaluate((element) => element.textContent)));
    assert.doesNotMatch(await inner.evaluate((element) => element.textContent), new RegExp(nik));
  }
  await page.close();
});

test('one value is revealed by keyboard for a purpose, covered again by itself, and logged', async () => {
  const page = await desk.ticket('41');
  await uncovered(page);
  const frame = await openPrompt(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll('iframe').length), 2, 'the page does not see the prompt');
  assert.equal(await frame.evaluate(() => document.hasFocus()), true);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  assert.doesNotMatch(await text(page, '#message'), new RegExp(nik), 'that one alone');
  await until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
  await until('covered again', async () => await text(page, '#nik') !== nik);
  const event = await until('logged', () => desk.log().find(({tirai}) => tirai.kind === 'reveal' && tirai.ticket === '41'));
  assert.equal(event.tirai.helpdesk, 'demo');
  assert.equal(event.tirai.entity_type, 'id_nik');
  assert.equal(event.actor.user.uid, 'sari');
  assert.equal(event.tirai.relationship, 'assigned');
  assert.doesNotMatch(JSON.stringify(event), new RegExp(nik));
  assert.equal((await desk.verify()).code, 0);
  await page.close();
});

test('a key that is held while the prompt opens or closes is none of the page\'s', async () => {
  const page = await desk.ticket('51');
  await uncovered(page);
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ['keydown', 'keypress', 'keyup']) window.addEventListener(type, (event) => window.heard.push(`${type} ${event.key}`), true);
  });
  const heard = () => page.evaluate(() => window.heard.filter((key) => !key.endsWith(' Alt')));
  await openPrompt(page);
  await page.keyboard.press('1');
  await page.keyboard.down('Enter');
  await until('shown', async () => await text(page, '#nik') === nik);
  await until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
  await page.keyboard.down('Enter');  // once more without a release: a repeat
  await page.keyboard.up('Enter');
  assert.deepEqual(await heard(), []);
  await page.keyboard.press('x');
  assert.deepEqual(await heard(), ['keydown x', 'keypress x', 'keyup x'], 'the next key is the page\'s');
  await page.close();
});

test('Escape closes the prompt, gives the focus back, and nothing is logged', async () => {
  const page = await desk.ticket('42');
  await uncovered(page);
  await page.locator('#button').focus();
  await openPrompt(page);
  await page.keyboard.press('Escape');
  await until('closed', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'button');
  assert.equal(desk.log().some(({tirai}) => tirai.ticket === '42'), false);
  await page.close();
});

test('a prompt asked for in a frame opens over the page, and reveals in the frame', async () => {
  const page = await desk.ticket('43');
  await uncovered(page);
  const inner = page.frameLocator('#frame').locator('#inner');
  await until('masked', async () => /•/.test(await inner.evaluate((element) => element.textContent)));
  await inner.click();
  await openPrompt(page, undefined);
  await answerPrompt(page);
  await until('something is shown', async () => new RegExp(nik).test(await inner.evaluate((element) => element.textContent)));
  await page.close();
});

test('in a sandboxed frame, too', async () => {
  const page = await desk.ticket('44');
  await uncovered(page);
  const inner = page.frameLocator('#sandboxed').locator('#inner');
  await until('masked', async () => /•/.test(await inner.evaluate((element) => element.textContent)));
  await inner.click();
  const frame = await openPrompt(page, undefined);
  assert.equal(page.frames().indexOf(frame) >= 0 && frame.parentFrame() === page.mainFrame(), true, 'the dialog is the top frame\'s');
  await page.keyboard.press('Escape');
  await page.close();
});

test('when the page turns to another ticket the prompt of the one before is gone', async () => {
  const page = await desk.ticket('45');
  await uncovered(page);
  await openPrompt(page);
  await page.evaluate(() => { history.pushState(null, '', '/tickets/46'); document.querySelector('[data-owner]').textContent = 'bima'; });
  await until('closed', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));
  await page.close();
});

test('a value the policy keeps from this agent offers no purpose', async () => {
  const page = await desk.ticket('47', 'bima');
  await uncovered(page);
  const frame = await openPrompt(page);
  await answerPrompt(page);
  await page.waitForTimeout(300);
  assert.notEqual(await text(page, '#nik'), nik);
  assert.equal(page.frames().includes(frame), true, 'the prompt stays, and says why');
  await page.close();
});

test('the popup knows the page, the policy and the log', async () => {
  const page = await desk.ticket('48');
  await uncovered(page);
  const popup = await desk.own('popup.html');
  const status = await popup.evaluate(async (tab_id) => chrome.runtime.sendMessage({type: 'status', tab_id}), await desk.tabOf(page));
  assert.equal(status.page.helpdesk, 'demo');
  assert.equal(status.page.ticket, '48');
  assert.ok(status.page.masked >= 4, `${status.page.masked} masked`);
  assert.equal(status.page.covered, undefined);
  assert.equal(status.station.policy.id, 'support');
  assert.equal(status.station.subject.id, 'sari');
  assert.equal(status.enforcement_level, 'A1');
  assert.doesNotMatch(JSON.stringify(status), new RegExp(`${desk.settings.enrolment_token}|${nik}`));
  await Promise.all([popup.close(), page.close()]);
});

test('the popup masks a revealed value again at once', async () => {
  const page = await desk.ticket('49');
  await uncovered(page);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await (await desk.own('popup.html')).evaluate(async (tab_id) => chrome.runtime.sendMessage({type: 'remask', tab_id}), await desk.tabOf(page));
  assert.notEqual(await text(page, '#nik'), nik);
  await page.close();
});

test('a page on another port of the same host is none of our business', async () => {
  const other = await serveDesk();
  const page = await desk.context.newPage();
  await page.goto(`${other.origin}/tickets/1`);
  assert.equal(await text(page, '#nik'), nik);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).visibility), 'visible');
  assert.equal(await page.title(), 'Ticket 1');
  const frame = page.frameLocator('#frame').locator('#inner');
  await until('its frame is shown', () => frame.evaluate((element) => getComputedStyle(element).visibility === 'visible'));
  assert.equal(await frame.textContent(), `NIK ${nik}`);
  await page.close();
  other.close();
});

test('a newer policy reaches open pages without a reload', async () => {
  const page = await desk.ticket('50');
  await uncovered(page);
  await desk.publish({version: 2});
  const popup = await desk.own('popup.html');
  await until('in force', async () => {
    await popup.evaluate(() => chrome.runtime.sendMessage({type: 'refresh'}));
    const {station} = await popup.evaluate(() => chrome.runtime.sendMessage({type: 'status'}));
    return station.policy.bundle_version === 2;
  }, 20_000);
  await page.bringToFront();
  await uncovered(page);
  assert.match(await text(page, '#nik'), /•/);
  await openPrompt(page);
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  await Promise.all([popup.close(), page.close()]);
});
