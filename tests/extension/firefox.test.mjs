// The same package in a real Firefox: masked before it is seen, one value revealed in the prompt, covered again, and on the collector's log.
import assert from 'node:assert/strict';
import test from 'node:test';
import {nik, openDesk, until} from './desk.mjs';
import {noFirefox, openFirefox, openTicket} from './firefox.mjs';

/** Presses keys as the keyboard does: at the browser's window, which hands them to the process that has the focus, here the prompt's. What
 *  WebDriver BiDi types itself goes to the page's process and no other. Needs --remote-allow-system-access. */
async function pressInWindow(browser, ...codes) {
  const {result: {contexts: [window]}} = await browser.connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
  const press = `(codes) => codes.forEach((code) => {
    const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    keyboard.beginInputTransactionForTests(window);
    const event = new KeyboardEvent('', {code, key: code.replace('Digit', ''), keyCode: {Enter: 13, Escape: 27}[code] ?? code.charCodeAt(5)});
    keyboard.keydown(event);
    keyboard.keyup(event);
  })`;
  const given = [{type: 'array', value: codes.map((value) => ({type: 'string', value}))}];
  const {result} = await browser.connection.send('script.callFunction', {functionDeclaration: press, arguments: given, target: {context: window.context}, awaitPromise: false});
  assert.equal(result.type, 'success', result.exceptionDetails?.text);
}

test('Firefox: masked, revealed in the prompt for a purpose, covered again, logged', {skip: noFirefox}, async () => {
  const desk = await openDesk({seconds: 3});
  const browser = await openFirefox(desk);
  try {
    const page = await openTicket(browser, desk, '90');
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
    // The prompt takes keys once it has drawn itself; one that comes earlier does nothing.
    await until('shown', async () => {
      await pressInWindow(browser, 'Digit1', 'Enter');
      await new Promise((done) => setTimeout(done, 300));
      return await text() === nik;
    }, 20_000);
    assert.doesNotMatch(await page.$eval('#message', (element) => element.textContent), new RegExp(nik), 'that one alone');
    assert.equal(await page.evaluate(() => document.querySelector('tirai-prompt')), null, 'the prompt is gone');
    await until('covered again', async () => await text() !== nik);
    const event = await until('logged', () => desk.log().find(({tirai}) => tirai.kind === 'reveal' && tirai.ticket === '90'), 45_000);
    assert.equal(event.tirai.entity_type, 'id_nik');
    assert.doesNotMatch(JSON.stringify(event), new RegExp(nik));
    assert.equal((await desk.verify()).code, 0);
  } finally {
    await browser.close();
    await desk.close();
  }
});
