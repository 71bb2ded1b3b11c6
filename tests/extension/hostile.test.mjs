// Pages that work against the extension, from their own world: its objects are not theirs to tamper with, its prompt opens and answers to a person's hand
// only, and nothing can be laid over it. In Firefox the prompt is another process, which the test can neither read nor type into: there, that it does not open.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {answerPrompt, nik, openDesk, openPrompt, phone, text, uncovered, until} from './desk.mjs';
import {noFirefox, openFirefox, openTicket} from './firefox.mjs';

/** What a page may do to the world it shares with nobody of ours, or shares only in the DOM. */
const tampering = {
  'the prototypes of the DOM': () => {
    const nothing = () => undefined;
    for (const [of, names] of [[Node.prototype, ['appendChild', 'insertBefore', 'getRootNode', 'contains']], [CharacterData.prototype, ['replaceData', 'appendData']], [Element.prototype, ['setAttribute', 'removeAttribute', 'hasAttribute', 'matches', 'closest', 'querySelectorAll']],
      [EventTarget.prototype, ['addEventListener', 'dispatchEvent']], [Document.prototype, ['createTreeWalker', 'createElement', 'querySelectorAll']]]) for (const name of names) of[name] = nothing;
    for (const name of ['firstChild', 'nextSibling', 'parentNode', 'isConnected']) Object.defineProperty(Node.prototype, name, {get: () => null, configurable: true});
    Object.defineProperty(CharacterData.prototype, 'data', {get: () => '', set: nothing, configurable: true});
  },
  'the built-in objects': () => {
    WeakMap.prototype.get = Map.prototype.get = () => undefined;
    Array.prototype[Symbol.iterator] = function* none() { /* nothing */ };
    Array.prototype.push = () => 0;
    JSON.parse = () => { throw new Error('no'); };
    Set.prototype.has = () => true;
    String.prototype.slice = () => '';
    globalThis.queueMicrotask = globalThis.requestAnimationFrame = globalThis.setTimeout = () => 0;
  },
  'the observers': () => {
    MutationObserver.prototype.observe = MutationObserver.prototype.takeRecords = () => [];
    globalThis.MutationObserver = class { observe() { /* nothing */ } disconnect() { /* nothing */ } takeRecords() { return []; } };
    globalThis.chrome = {runtime: {sendMessage: () => { throw new Error('no'); }}};
    globalThis.browser = globalThis.chrome;
  },
};

const fakes = () => {
  const key = {key: 'r', code: 'KeyR', altKey: true, bubbles: true, cancelable: true, composed: true};
  for (const at of [window, document, document.body, document.querySelector('#nik')]) for (const type of ['keydown', 'keypress', 'keyup']) at.dispatchEvent(new KeyboardEvent(type, key));
  for (const type of ['pointerdown', 'mousedown', 'click']) document.querySelector('#nik').dispatchEvent(new MouseEvent(type, {bubbles: true}));
  window.postMessage({type: 'prompt.show'}, '*');
  window.postMessage({type: 'reveal.grant', item_id: 'm1', ttl_ms: 60000}, '*');
};

let desk;
before(async () => { desk = await openDesk({seconds: 4}); });
after(() => desk?.close());
const promptOf = (page) => page.frames().find((one) => one.url().startsWith('chrome-extension://'));

for (const [what, tamper] of Object.entries(tampering)) {
  test(`Chromium: a page that tampers with ${what} stays masked`, async () => {
    const page = await desk.ticket(`2${Object.keys(tampering).indexOf(what)}`);
    await uncovered(page);
    await page.evaluate((source) => { const script = document.createElement('div'); script.id = 'probe'; document.body.append(script); (0, eval)(`(${source})()`); }, String(tamper)).catch(() => undefined);
    // What follows goes through the protocol, not through the page's own objects.
    const client = await desk.context.newCDPSession(page);
    const {root} = await client.send('DOM.getDocument');
    const {nodeId} = await client.send('DOM.querySelector', {nodeId: root.nodeId, selector: '#message'});
    await client.send('DOM.setOuterHTML', {nodeId, outerHTML: `<p id="message">again ${nik}, ${phone}</p>`});
    await page.waitForTimeout(200);
    const {outerHTML} = await client.send('DOM.getOuterHTML', {nodeId: (await client.send('DOM.querySelector', {nodeId: (await client.send('DOM.getDocument')).root.nodeId, selector: 'main'})).nodeId});
    assert.doesNotMatch(outerHTML.replace(/srcdoc="[^"]*"/g, ''), new RegExp(`${nik}|${phone}`));
    assert.match(outerHTML, /again •+/);
    await page.close();
  });
}

test('Chromium: events that nobody made open nothing and reveal nothing', async () => {
  const page = await desk.ticket('30');
  await uncovered(page);
  await page.locator('#nik').hover();
  await page.evaluate(fakes);
  await page.waitForTimeout(500);
  assert.equal(promptOf(page), undefined);
  assert.match(await text(page, '#nik'), /•/);
  await page.close();
});

test('Chromium: a page that covers the prompt, steals its focus, and listens gets nothing, and the prompt still works', async () => {
  const page = await desk.ticket('31');
  await uncovered(page);
  await page.evaluate(() => {
    window.heard = [];
    window.moved = 0;
    for (const type of ['keydown', 'keypress', 'keyup', 'input', 'click', 'pointerdown', 'focusin', 'message']) window.addEventListener(type, (event) => window.heard.push(`${type} ${event.key ?? ''}`), true);
    const trap = document.body.appendChild(document.createElement('dialog'));
    trap.innerHTML = '<input id="trap" autofocus>';
    const pop = document.body.appendChild(document.createElement('div'));
    pop.popover = 'manual';
    pop.style.cssText = 'position: fixed; inset: 0; width: 100vw; height: 100vh; pointer-events: none; opacity: .01';
    const look = setInterval(() => {
      if (!document.querySelector('tirai-prompt') || window.moved >= 3) return;
      ++window.moved;
      if (trap.open) trap.close();
      trap.showModal();
      if (pop.matches(':popover-open')) pop.hidePopover();
      pop.showPopover();
    }, 150);
    window.thief = setInterval(() => { document.querySelector('#trap').focus(); document.querySelector('#button').focus(); window.focus(); }, 40);
    window.stop = () => { clearInterval(look); clearInterval(window.thief); };
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`tirai-prompt, tirai-prompt * { display: none !important; opacity: 0 !important; pointer-events: none !important; transform: translate(-9999px) !important; }
      html { filter: opacity(0); opacity: .01; }`);
    document.adoptedStyleSheets = [sheet];
  });
  const frame = await openPrompt(page);
  await until('the page has tried', () => page.evaluate(() => window.moved >= 3));
  await page.waitForTimeout(300);
  await page.evaluate(() => { window.heard.length = 0; });
  for (const key of ['a', '1', 'b']) await page.keyboard.press(key);
  assert.deepEqual(await page.evaluate(() => window.heard.filter((one) => /key|input/.test(one))), [], 'of keys pressed while it has the focus, the page hears none');
  await page.evaluate(() => window.stop());
  await page.keyboard.press('b');
  await until('the keyboard is the prompt’s again', () => frame.evaluate(() => document.hasFocus()));
  const box = await frame.frameElement().then((element) => element.boundingBox());
  assert.ok(box !== null && box.width > 300 && box.x >= 0 && box.y >= 0, 'it stands where a person sees it');
  assert.equal(await page.evaluate(() => document.querySelector('tirai-prompt').shadowRoot), null);
  assert.equal(await page.evaluate(({x, y}) => document.elementFromPoint(x, y)?.localName, {x: box.x + 40, y: box.y + 40}), 'tirai-prompt', 'nothing lies above it');
  await answerPrompt(page);
  await until('shown', async () => await text(page, '#nik') === nik);
  const heard = await page.evaluate(() => window.heard.filter((one) => /key|input|pointer|click/.test(one)));
  assert.deepEqual(heard.filter((one) => /keydown|keypress|input|click/.test(one)), [], 'no key and no click of the prompt');
  await page.close();
});

test('Chromium: a page that takes the prompt away takes nothing else', async () => {
  const page = await desk.ticket('32');
  await uncovered(page);
  await openPrompt(page);
  await page.evaluate(() => { for (const one of document.querySelectorAll('tirai-prompt')) one.remove(); });
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  assert.match(await text(page, '#nik'), /•/);
  assert.equal(desk.log().some(({tirai}) => tirai.kind === 'reveal' && tirai.ticket === '32'), false);
  await page.close();
});

test('Firefox: tampering and made-up events change nothing', {skip: noFirefox}, async (t) => {
  const browser = await openFirefox(desk);
  t.after(() => browser.close());
  const open = (id) => openTicket(browser, desk, id);
  const fake = await open('33');
  await fake.evaluate(fakes);
  await new Promise((done) => setTimeout(done, 500));
  assert.deepEqual(await fake.evaluate(() => [document.querySelector('tirai-prompt'), /•/.test(document.querySelector('#nik').textContent)]), [null, true]);
  await fake.close();
  let read = 0;
  for (const [what, tamper] of Object.entries(tampering)) {
    const page = await open('34');
    // Before it tampers, the page keeps what it needs to write and to be read.
    await page.evaluate((source) => {
      const {set} = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
      const {get} = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
      const [main, message] = [document.querySelector('main'), document.querySelector('#message')];
      window.write = (html) => set.call(message, html);
      window.readAll = () => get.call(main);
      (0, eval)(`(${source})()`);
    }, String(tamper)).catch(() => undefined);
    await page.evaluate(`window.write('again ${nik}, ${phone}')`).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 200));
    const seen = await page.evaluate('window.readAll()').catch(() => undefined);
    if (seen !== undefined) {  // what a page broke, the test's own protocol needs, too
      ++read;
      assert.doesNotMatch(seen, new RegExp(`${nik}|${phone}`), what);
      assert.match(seen, /again •+/, what);
    }
    await page.close();
  }
  assert.ok(read >= 2, `only ${read} pages could be read`);
});
