// A policy that shows more, signed by one of two keys, in both browsers' extensions: refused, the last good one goes on, the popup says why; signed
// by both, it takes over. (tests/client/policy.test.mjs asks the same of the station alone, in more ways.)
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {cli, makeKey, shortPolicy} from '../e2e/stack.mjs';
import {openDesk, until} from './desk.mjs';
import {kUuid, noFirefox, openFirefox, openTicket} from './firefox.mjs';

async function openTwoKeyDesk(t) {
  const keys = mkdtempSync(join(tmpdir(), 'tirai-looser-'));
  const second = await makeKey(keys, 'second.test');
  const desk = await openDesk({seconds: 2, change: (settings) => ({...settings, policy_key: `${settings.policy_key} ${second.vkey}`})});
  t.after(async () => { await desk.close(); rmSync(keys, {recursive: true, force: true}); });
  const first = join(desk.folder, 'dpo.test.key');
  /** Version 2, under which a reveal lasts for 20 seconds instead of 2: it shows more. */
  const publish = async (...signers) => {
    const policy = join(desk.folder, 'looser.json');
    writeFileSync(policy, shortPolicy(20));
    const {code, stderr} = await cli('sign', ...signers.flatMap((key) => ['--key', key]), '--policy', policy, '--adapter', 'adapters/demo.json', '--version', '2', '--expires-in', '2', '--out', join(desk.folder, 'bundle.json'));
    assert.equal(code, 0, stderr);
  };
  return {desk, by_one: () => publish(first), by_one_twice: () => publish(first, first), by_both: () => publish(first, second.key)};
}

/** The extension's popup in a tab of Firefox, where WebDriver does not look: the browser's window sends a script into the tab. */
async function firefoxPopup(browser, url) {
  const {result: {contexts: [window]}} = await browser.connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
  const run = async (body, value) => {
    const {result} = await browser.connection.send('script.callFunction', {functionDeclaration: `async (given) => { ${body} }`, arguments: [{type: 'string', value}], target: {context: window.context}, awaitPromise: true});
    assert.equal(result.type, 'success', result.exceptionDetails?.text);
    return result.result.value;
  };
  const inTab = (script) => run(`const {messageManager} = gBrowser.selectedBrowser;
    return new Promise((done) => {
      messageManager.addMessageListener('tirai', function heard({data}) { messageManager.removeMessageListener('tirai', heard); done(data); });
      messageManager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(given), false);
    });`, `{ ${script} }`);
  const text = () => inTab("sendAsyncMessage('tirai', content.document.body?.textContent ?? '');");
  await run('gBrowser.selectedTab = gBrowser.addTab(given, {triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()});', url);
  await new Promise((done) => setTimeout(done, 1500)); // the tab turns to the extension's process
  await until('the popup is drawn', text, 20_000);
  return {
    ask: async (message) => JSON.parse(await inTab(`content.wrappedJSObject.browser.runtime.sendMessage(Cu.cloneInto(${JSON.stringify(message)}, content))
      .then(Cu.exportFunction((answer) => sendAsyncMessage('tirai', JSON.stringify(answer ?? null)), content));`)),
    said: async () => { await run('gBrowser.selectedBrowser.reload();', ''); await new Promise((done) => setTimeout(done, 1500)); return until('drawn anew', text, 20_000); },
  };
}

/** `popup` is the extension's own page: `ask(message)` sends as it does, `said()` is what a person reads there once it is drawn anew. */
async function refuseThenTake({by_one, by_one_twice, by_both}, {ask, said}) {
  const station = async () => { await ask({type: 'refresh'}); return (await ask({type: 'status'})).station; };
  assert.equal((await station()).policy.bundle_version, 1);
  for (const publish of [by_one, by_one_twice]) {
    await publish();
    const refused = await until('the collector serves the newer one', async () => { const now = await station(); return now.policy_problem && now; }, 20_000);
    assert.equal(refused.policy_problem.code, 'bad_signature');
    assert.equal(refused.policy.bundle_version, 1, 'the last good one goes on');
  }
  const popup = await said();
  assert.match(popup, /The newest policy was refused; the last good one stays in force\./);
  assert.match(popup, /shows more than the policy in force; expected the signatures of 2 different keys, got 1/);
  await by_both();
  const taken = await until('in force', async () => { const now = await station(); return now.policy.bundle_version === 2 && now; }, 20_000);
  assert.equal(taken.policy_problem, undefined);
  assert.doesNotMatch(await said(), /refused/);
}

test('Chromium: a policy that shows more needs two keys', async (t) => {
  const {desk, ...signed} = await openTwoKeyDesk(t);
  const page = await desk.ticket('60');
  await until('masked', () => page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')), 30_000);
  const popup = await desk.own('popup.html');
  await refuseThenTake(signed, {
    ask: (message) => popup.evaluate((sent) => chrome.runtime.sendMessage(sent), message),
    said: async () => { await popup.reload(); await popup.waitForSelector('h1, h2, .notice'); await popup.waitForTimeout(300); return popup.evaluate(() => document.body.textContent); },
  });
  assert.match(await page.locator('#nik').textContent(), /•/);
});

test('Firefox: a policy that shows more needs two keys', {skip: noFirefox}, async (t) => {
  const {desk, ...signed} = await openTwoKeyDesk(t);
  const browser = await openFirefox(desk);
  t.after(() => browser.close());
  const page = await openTicket(browser, desk, '61');
  await refuseThenTake(signed, await firefoxPopup(browser, `moz-extension://${kUuid}/popup.html`));
  assert.match(await page.$eval('#nik', (element) => element.textContent), /•/);
});
