// Who may say what to the background. Each test speaks from the place it names, in a real browser.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {openDesk, openPrompt, serveDesk, uncovered, until} from './desk.mjs';

let desk;
let page;
let tab;
before(async () => {
  desk = await openDesk();
  page = await desk.ticket();
  await uncovered(page);
  tab = await desk.tabOf(page);
});
after(() => desk.close());

const own = [{type: 'status'}, {type: 'settings.get'}, {type: 'settings.set', settings: {lang: 'id'}}, {type: 'settings.import', code: 'e30'}, {type: 'refresh'}, {type: 'remask', tab_id: 1}, {type: 'prompt.start', tab_id: 1}];
const content = [{type: 'hello'}, {type: 'facts.changed', facts: {helpdesk: 'demo', relationship: 'none'}, masked: 0}, {type: 'prompt.open', items: [], facts: {helpdesk: 'demo', relationship: 'assigned'}},
  {type: 'memory.get'}, {type: 'memory.keep', memory: '{}'}];
const prompt = [{type: 'prompt.load', token: crypto.randomUUID()}, {type: 'prompt.submit', token: crypto.randomUUID(), item_id: 'i1', purpose: 'customer_care'}];
const nonsense = [null, 1, 'hello', [], {}, {type: 7}, {type: 'no.such'}];

/** Says `message` in the extension's own isolated world of a tab, as its content script would. */
const sayFromContent = async (tab_id, message) => (await desk.background()).evaluate(async ([tabId, said]) => {
  const [{result}] = await chrome.scripting.executeScript({target: {tabId}, args: [said], func: async (one) => (await chrome.runtime.sendMessage(one)) ?? 'nothing'});
  return result;
}, [tab_id, message]);

test('the page itself has nobody to talk to', async () => {
  assert.equal(await page.evaluate(() => typeof globalThis.chrome?.runtime?.sendMessage), 'undefined');
});

test('a content script on the helpdesk is answered what content scripts ask', async () => {
  const {page: start, origin} = await sayFromContent(tab, content[0]);
  assert.equal(start.state, 'ready');
  assert.equal(origin, desk.desk.origin);
  assert.doesNotMatch(JSON.stringify(start), new RegExp(desk.settings.enrolment_token), 'the token stays in the background');
});

test('what a page taught is kept for its own origin, within bounds', async () => {
  await until('kept', async () => {  // the page's own content script keeps what it learns, too
    assert.equal(await sayFromContent(tab, {type: 'memory.keep', memory: '{"values":[{"class":"person.name","value":"Dewi Lestari"}]}'}), true);
    return (await sayFromContent(tab, {type: 'memory.get'})).memory === '{"values":[{"class":"person.name","value":"Dewi Lestari"}]}';
  });
  for (const memory of [7, null, 'x'.repeat(512 * 1024 + 1)]) assert.equal(await sayFromContent(tab, {type: 'memory.keep', memory}), 'nothing');
  assert.match((await sayFromContent(tab, {type: 'memory.get'})).memory, /^\{.{0,1000}\}$/, 'what was kept before stays');
  const kept = await (await desk.background()).evaluate(async () => JSON.stringify([await chrome.storage.local.get(null), Object.keys(await chrome.storage.session.get(null)).filter(key => key.startsWith('memory'))]));
  assert.ok(!kept.includes('Dewi Lestari'), 'nothing of it lies on disk');
  assert.ok(kept.includes(`memory ${desk.desk.origin}`));
});

for (const message of [...own, ...prompt, ...nonsense]) {
  test(`a content script gets nothing for ${JSON.stringify(message).slice(0, 60)}`, async () => {
    assert.equal(await sayFromContent(tab, message), 'nothing');
  });
}

test('a content script on any other origin gets nothing for anything', async () => {
  const other = await serveDesk();
  const stranger = await desk.context.newPage();
  await stranger.goto(`${other.origin}/tickets/7`);
  const id = (await (await desk.background()).evaluate(async () => (await chrome.tabs.query({})).map(({id, url}) => [id, url]))).find(([, url]) => url?.startsWith(other.origin))[0];
  for (const message of [...content, ...prompt, ...own]) assert.equal(await sayFromContent(id, message), 'nothing', message.type);
  await stranger.close();
  other.close();
});

test('popup and options may not speak as a page or a prompt', async () => {
  for (const name of ['popup.html', 'options.html']) {
    const opened = await desk.own(name);
    for (const message of [...content, ...prompt]) {
      assert.equal(await opened.evaluate(async (one) => (await chrome.runtime.sendMessage(one)) ?? 'nothing', message), 'nothing', `${name} ${message.type}`);
    }
    await opened.close();
  }
});

test('a prompt page without its token, or in another tab, gets nothing of the page', async () => {
  const frame = await openPrompt(page);
  const token = new URL(frame.url()).hash.slice(1);
  const elsewhere = await desk.own('prompt.html');
  for (const one of [token, crypto.randomUUID(), '']) {
    const answer = await elsewhere.evaluate(async (said) => chrome.runtime.sendMessage({type: 'prompt.load', token: said}), one);
    assert.deepEqual([answer.ok, answer.code], [false, 'prompt_gone']);
  }
  for (const message of own) assert.equal(await frame.evaluate(async (one) => (await chrome.runtime.sendMessage(one)) ?? 'nothing', message), 'nothing', message.type);
  await elsewhere.close();
  await page.keyboard.press('Escape');
});

test('a page cannot frame the prompt by its fixed address', async () => {
  const loaded = await page.evaluate((id) => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.onload = () => { try { done(frame.contentDocument === null ? 'foreign' : frame.contentDocument.URL); } catch { done('foreign'); } };
    frame.onerror = () => done('error');
    frame.src = `chrome-extension://${id}/prompt.html`;
    document.body.append(frame);
    setTimeout(() => done('nothing'), 2000);
  }), desk.id);
  assert.equal(page.frames().some((one) => one.url().startsWith('chrome-extension://') && one.url().includes('prompt.html')), false, loaded);
});

test('the settings the options page sees hold no token', async () => {
  const options = await desk.own('options.html');
  const view = await options.evaluate(() => chrome.runtime.sendMessage({type: 'settings.get'}));
  assert.equal(view.has_token, true);
  assert.doesNotMatch(JSON.stringify(view), new RegExp(desk.settings.enrolment_token));
  await options.close();
});

test('nothing secret lies where content scripts can read', async () => {
  const kept = await (await desk.background()).evaluate(async (tabId) => {
    const [{result}] = await chrome.scripting.executeScript({target: {tabId}, func: async () => ({
      local: await chrome.storage.local.get(null), session: await chrome.storage.session.get(null).catch(() => 'closed'), managed: await chrome.storage.managed.get(null).catch(() => 'closed'),
    })});
    return result;
  }, tab);
  assert.deepEqual(Object.keys(kept.local), ['page']);
  assert.equal(kept.session, 'closed');
  assert.equal(kept.managed, 'closed');
  assert.doesNotMatch(JSON.stringify(kept), new RegExp(desk.settings.enrolment_token));
});
