// The guard of replies in real browsers: what is flagged, what a key does, what sending asks, and that a reply with nothing in it costs nothing.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {browsers, serve} from './harness.mjs';

const card = '4111 1111 1111 1111';
const other = 'budi.lain@mail.test';
const page = `<!doctype html><html lang="en"><head><title>Reply</title><script src="/tirai.js" data-options="{}"></script><script src="/outbound.js"></script></head>
<body data-ticket="12"><main><h1>Reply</h1><form id="form"><label for="area">Reply</label><textarea id="area" name="area" rows="8" cols="70"></textarea>
<button id="send" name="go" value="send">Send</button></form>
<div id="rich" contenteditable="true" role="textbox" aria-label="Draft" style="min-height:60px"><p>Halo,</p><p id="second"><br></p></div><div id="loose" contenteditable="true" role="textbox" aria-label="Chat" style="min-height:40px"></div>
<button id="loose-send" type="button">Send</button>
<form id="auto" action="/sink" target="sink"><textarea id="auto-area" name="said" aria-label="Auto"></textarea><button id="auto-go" type="button">Go</button></form><iframe name="sink" title="sink"></iframe>
<div id="chat" contenteditable="true" role="textbox" aria-label="Chat 2" style="min-height:20px"></div><div id="shut"></div></main></body></html>`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = join(import.meta.dirname, '../../build/screens');

let desk;
before(async () => {
  desk = await serve();
  desk.generate('/reply/source.html', page);
  await desk.bundle('/outbound.js', 'tests/js-shim/outbound-page.ts');
});
after(() => desk?.close());

async function until(what, holds) {
  for (const end = Date.now() + 8000; ;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await wait(30);
  }
}

for (const [name, open] of browsers()) {
  test(`${name}: replies`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const on = (what, run, query = 'lang=en') => t.test(what, async () => {
      const tab = await browser.open(`${desk.url}/reply/?csp=none&${query}`);
      const keys = tab.page.keyboard;
      const help = {
        tab, keys, record: () => tab.evaluate(() => globalThis.record),
        bar: () => tab.evaluate(() => document.querySelector('tirai-outbound')?.shadowRoot?.querySelector('.bar')?.innerText ?? ''),
        dialog: () => tab.evaluate(() => document.querySelector('tirai-outbound-confirm')?.shadowRoot?.querySelector('dialog')?.innerText ?? ''),
        area: () => tab.evaluate(() => document.getElementById('area').value),
        chord: async (...chord) => { for (const key of chord.slice(0, -1)) await keys.down(key); await keys.press(chord.at(-1)); for (const key of chord.slice(0, -1).reverse()) await keys.up(key); },
        click: selector => tab.page.click(selector),
        fill: (text, inputType = 'insertFromPaste') => tab.evaluate(([value, type]) => {
          const area = document.getElementById('area');
          area.focus();
          area.value = value;
          area.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: type}));
        }, [text, inputType]),
      };
      try { await run(help); } finally { await tab.close(); }
    });

    await on('a typed card number is flagged with its kind and the reason, and Alt+M masks it', async ({tab, keys, bar, area, chord, record}) => {
      await tab.page.focus('#area');
      await keys.type(`Pay with ${card} today`);
      assert.match(await until('a bar', bar), /Card number: card numbers are not sent in replies \(PCI DSS 4\.2\.2\)/);
      assert.doesNotMatch(await bar(), /4111|1111/);
      assert.equal(await tab.evaluate(() => document.activeElement.id), 'area', 'the bar takes no focus');
      await chord('Alt', 'm');
      await until('masked', async () => await area() === 'Pay with •••• •••• •••• •••• today');
      await until('no bar', async () => await bar() === '');
      await keys.type('!');
      assert.equal(await area(), 'Pay with •••• •••• •••• •••• today!', 'the caret is where it was');
      assert.deepEqual((await record()).log, [['flagged', ['credit_card']], ['masked', ['credit_card']]]);
    });

    await on('what is pasted into rich text is flagged at once, and masked where it stands', async ({tab, bar, chord, record}) => {
      await tab.evaluate(([value, mail]) => {
        const second = document.getElementById('second');
        document.getElementById('rich').focus();
        second.innerHTML = `kartu <b>${value.slice(0, 9)}</b>${value.slice(9)}, surel ${mail}`;
        second.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: 'insertFromPaste'}));
      }, [card, other]);
      const said = await until('a bar', bar);
      assert.match(said, /Card number/);
      assert.match(said, /E-mail address: seen on another ticket/);
      await chord('Alt', 'm');
      await until('masked', () => tab.evaluate(() => !/\d{4}|budi/.test(document.getElementById('rich').innerText)));
      assert.match(await tab.evaluate(() => document.getElementById('rich').innerText), /^Halo,\s+kartu •••• •••• •••• ••••, surel •+\.•+@/);
      assert.deepEqual((await record()).log.at(-1)[0], 'masked');
    });

    await on('what is meant so is not flagged again, and is logged', async ({bar, chord, fill, area, record, click}) => {
      await fill(`write to ${other}`);
      await until('a bar', bar);
      await chord('Alt', 'Shift', 'm');
      await until('no bar', async () => await bar() === '');
      await fill(`write to ${other} please`);
      await wait(700);
      assert.equal(await bar(), '');
      await click('#send');
      assert.deepEqual((await record()).sent, [[['area', `write to ${other} please`], ['go', 'send']]], 'sent unasked, as it is');
      assert.deepEqual((await record()).log, [['flagged', ['email_address']], ['dismissed', ['email_address']]]);
      assert.equal(await area(), `write to ${other} please`);
    });

    await on('sending a flagged reply asks once: Escape goes back, Enter masks and sends', async ({tab, keys, fill, dialog, area, record, click}) => {
      await fill(`kartu ${card}`, 'insertText');
      await click('#send');  // before the pause is over
      assert.match(await until('the question', dialog), /This reply still contains:\s*Card number/);
      assert.doesNotMatch(await dialog(), /4111|1111/);
      await wait(350);
      await keys.press('Escape');
      await until('closed', async () => await dialog() === '');
      assert.deepEqual((await record()).sent, []);
      assert.equal(await area(), `kartu ${card}`, 'nothing is changed without the agent\'s act');
      assert.equal(await tab.evaluate(() => document.activeElement.id), 'area');
      await click('#send');
      await until('the question', dialog);
      await wait(350);
      await keys.press('Enter');
      await until('sent', async () => (await record()).sent.length === 1);
      assert.deepEqual((await record()).sent, [[['area', 'kartu •••• •••• •••• ••••'], ['go', 'send']]]);
      assert.deepEqual((await record()).log.map(([outcome]) => outcome), ['flagged', 'masked']);
    });

    await on('who presses twice answers nothing by that; sent as it is only by its own button', async ({tab, keys, fill, dialog, record, chord}) => {
      await fill(`kartu ${card}`);
      await tab.page.focus('#send');
      await keys.press('Enter');
      await until('the question', dialog);
      await keys.press('Enter');
      assert.deepEqual((await record()).sent, []);
      await wait(350);
      await chord('Tab');
      await chord('Tab');
      await keys.press('Enter');
      await until('sent', async () => (await record()).sent.length === 1);
      assert.deepEqual((await record()).sent[0][0], ['area', `kartu ${card}`]);
      assert.deepEqual((await record()).log.at(-1), ['sent', ['credit_card']]);
    });

    const sendAsItIs = async ({tab, keys, fill, dialog, chord}) => {
      await fill(`kartu ${card}`);
      await tab.page.focus('#send');
      await keys.press('Enter');
      await until('the question', dialog);
      await wait(350);
      await chord('Tab');
      await chord('Tab');
      await keys.press('Enter');
    };

    await on('it goes when its record is kept: what sends it may be the end of the page', async help => {
      const {tab, record} = help;
      await sendAsItIs(help);
      await wait(500);
      assert.deepEqual((await record()).sent, []);
      await tab.evaluate(() => { globalThis.record.keep = 'at once'; });
      await until('sent', async () => (await record()).sent.length === 1);
      assert.deepEqual((await record()).log.map(([outcome]) => outcome).sort(), ['flagged', 'sent']);
    }, 'lang=en&keep=later');

    await on('where nobody keeps the record it goes all the same', async help => {
      await sendAsItIs(help);
      await until('sent', async () => (await help.record()).sent.length === 1);
    }, 'lang=en&keep=dead');

    await on('and so where whoever keeps it never answers', async help => {
      await sendAsItIs(help);
      await until('sent', async () => (await help.record()).sent.length === 1);
      assert.deepEqual((await help.record()).log, []);
    }, 'lang=en&keep=later');

    await on('a reply in no form is asked about at the button that sends', async ({tab, keys, dialog, record, click}) => {
      await tab.page.focus('#loose');
      await keys.type(`password: hunter2xyz`);
      await click('#loose-send');
      await until('the question', dialog);
      assert.deepEqual((await record()).sent, []);
      await wait(350);
      await keys.press('Enter');
      await until('sent', async () => (await record()).sent.length === 1);
      assert.match((await record()).sent[0][0][1], /^password: •+$/);
    });

    await on('a form that the page\'s script submits is asked about, too, and goes as it was answered', async ({tab, keys, dialog, click, record}) => {
      const sink = () => tab.evaluate(() => document.querySelector('iframe[name=sink]').contentWindow.location.search);
      await tab.page.focus('#auto-area');
      await keys.type(`kartu ${card}`);
      await click('#auto-go');
      await until('the question', dialog);
      assert.equal(await sink(), '', 'nothing went');
      await wait(350);
      await keys.press('Enter');
      await until('it went', async () => /said=kartu/.test(await sink()));
      assert.ok(!/4111/.test(await sink()), 'masked');
      assert.deepEqual((await record()).log.map(([outcome]) => outcome), ['flagged', 'masked']);
      await tab.evaluate(() => { document.getElementById('auto-area').value = ''; });
      await tab.page.focus('#auto-area');
      await keys.type('thank you');
      await click('#auto-go');
      await until('a clean one goes at once', async () => /said=thank/.test(await sink()));
    });

    await on('a chat that sends at Enter is asked about at Enter; Enter that makes a new line is left alone', async ({tab, keys, dialog, record}) => {
      await tab.page.focus('#chat');
      await keys.type(`kartu ${card}`);
      await keys.press('Enter');
      await until('the question', dialog);
      assert.deepEqual((await record()).sent, []);
      await wait(350);
      await keys.press('Enter');
      await until('sent', async () => (await record()).sent.length === 1);
      assert.match((await record()).sent[0][0][1], /^kartu [•\s\u00a0]+$/);
      await tab.page.focus('#loose');
      await keys.type('Halo');
      await keys.press('Enter');
      await keys.type(`kartu ${card}`);
      await keys.press('Enter');
      await wait(700);
      assert.equal(await dialog(), '', 'it made a new line before');
      await tab.page.focus('#area');
      await keys.type(`kartu ${card}`);
      await keys.press('Enter');
      await wait(600);
      assert.equal(await dialog(), '', 'nor does it send a form with several lines');
    });

    await on('an editor in a closed shadow root is guarded like any other', async ({tab, keys, dialog, record, bar, chord}) => {
      await tab.evaluate(() => globalThis.shut.querySelector('textarea').focus());
      await keys.type(`kartu ${card}`);
      assert.match(await until('a bar', bar), /Card number/);
      const [x, y] = await tab.evaluate(() => { const {left, top} = globalThis.shut.querySelector('button').getBoundingClientRect(); return [left + 4, top + 4]; });
      await tab.page.mouse.click(x, y);
      await until('the question', dialog);
      assert.deepEqual((await record()).sent, []);
      await wait(350);
      await keys.press('Escape');
      await until('closed', async () => await dialog() === '');
      await tab.evaluate(() => globalThis.shut.querySelector('textarea').focus());
      await chord('Alt', 'm');
      await until('masked', () => tab.evaluate(() => globalThis.shut.querySelector('textarea').value === 'kartu •••• •••• •••• ••••'));
      await tab.page.mouse.click(x, y);
      await until('sent', async () => (await record()).sent.length === 1);
      assert.deepEqual((await record()).sent[0], [['shut', 'kartu •••• •••• •••• ••••']]);
    });

    await on('where nobody answers, what was found is flagged as unchecked', async ({bar, fill}) => {
      await fill('write to siti.rahayu@mail.test');
      assert.match(await until('a bar', bar), /E-mail address: could not be checked/);
    }, 'lang=en&judge=dead');

    await on('the policy\'s own reason is said', async ({bar, fill}) => {
      await fill('IBAN DE89 3704 0044 0532 0130 00');
      assert.match(await until('a bar', bar), /Accounts are not sent\.|akun/);
    });

    await on('a reply that holds nothing goes at once, and costs next to nothing', async ({tab, fill, dialog, bar, record, click}) => {
      const clean = 'Thank you for writing. We are looking into it and will be back tomorrow morning. '.repeat(64).slice(0, 5120);
      await fill('warm');
      await until('checked', () => tab.evaluate(() => tirai.curtain.findInDraft('warm') !== undefined));
      const ms = await tab.evaluate(text => {
        const area = document.getElementById('area');
        area.value = text;
        const key = () => area.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: 'insertText'}));
        for (let at = 0; at < 200; ++at) key();
        let begun = performance.now();
        for (let at = 0; at < 1000; ++at) key();
        const keystroke = (performance.now() - begun) / 1000;
        for (let at = 0; at < 20; ++at) tirai.curtain.findInDraft(`${text}${at}`);
        begun = performance.now();
        for (let at = 0; at < 20; ++at) tirai.curtain.findInDraft(`${text}${at}`);
        return {keystroke, paste: (performance.now() - begun) / 20};
      }, clean);
      t.diagnostic(`${name}: ${ms.keystroke.toFixed(4)} ms a keystroke, ${ms.paste.toFixed(2)} ms a paste of 5 KB`);
      assert.ok(ms.keystroke < 0.5, `${ms.keystroke} ms a keystroke`);
      assert.ok(ms.paste < 40, `${ms.paste} ms a paste of 5 KB`);
      await click('#send');
      assert.deepEqual((await record()).sent.length, 1, 'within the very click');
      assert.equal(await dialog() + await bar(), '');
      assert.deepEqual((await record()).log, []);
    });

    await on('the bar of a ticket says how its customer\u2019s consents stand, and is hidden until the next ticket', async ({tab, record}) => {
      const purposes = [{id: 'marketing', text: {id: 'Pemasaran', en: 'Marketing'}, state: 'withdrawn'}];
      const shown = (ticket, more) => tab.evaluate(([number, customer]) => { globalThis.showTicket(number, customer); return document.querySelector('tirai-ticket')?.shadowRoot.querySelector('.bar').innerText.replace(/\s+/g, ' ') ?? ''; },
        [ticket, more && {purposes, restriction: 'none', from: 'collector', can_seal: true, retention: [], ...more}]);
      const press = label => tab.evaluate(text => { const button = [...document.querySelector('tirai-ticket').shadowRoot.querySelectorAll('button')].find(one => one.textContent === text).getBoundingClientRect(); return [button.x + 5, button.y + 5]; }, label).then(([x, y]) => tab.page.mouse.click(x, y));
      assert.equal(await shown('12', undefined), '', 'nobody is named');
      assert.equal(await shown('12', {purposes: []}), '', 'there is nothing to say');
      assert.match(await shown('12', {restriction: 'restricted', from: 'kept'}), /Processing restricted at the customer’s request Consent Marketing: withdrawn \(as last known\) Record consent Hide/);
      await press('Record consent');
      assert.deepEqual((await record()).log, [['record', []]]);
      await press('Hide');
      assert.equal(await shown('12', {}), '');
      assert.match(await shown('13', {}), /Marketing: withdrawn/);
    });

    if (name === 'chromium') {
      for (const lang of ['id', 'en']) {
        await on(`axe finds nothing, ${lang}`, async ({tab, fill, bar, dialog, click, keys}) => {
          mkdirSync(screens, {recursive: true});
          await tab.page.setViewportSize({width: 800, height: 460});
          await fill(`kartu ${card} dan ${card.replaceAll(' ', '-')}, surel ${other}, password: hunter2xyz`);
          await until('a bar', bar);
          await tab.evaluate(axe);
          const violations = () => tab.evaluate(async () => (await globalThis.axe.run(document, {resultTypes: ['violations']})).violations.map(({id, nodes}) => `${id} ${nodes[0].html}`));
          const look = async what => {
            for (const colorScheme of ['light', 'dark']) {
              await tab.page.emulateMedia({colorScheme});
              assert.deepEqual(await violations(), [], `${what} ${colorScheme}`);
              await tab.page.screenshot({path: join(screens, `ui-outbound-${what}-${lang}${colorScheme === 'dark' ? '-dark' : ''}.png`)});
            }
          };
          await tab.evaluate(() => globalThis.showTicket('12', {purposes: [{id: 'm', text: {id: 'Pemasaran', en: 'Marketing'}, state: 'given'}], restriction: 'restricted', from: 'collector', can_seal: true, retention: [{classes: [{id: 'Kontak', en: 'Contact details'}, {id: 'NIK', en: 'NIK'}], until_ms: Date.UTC(2031, 10, 21)}, {classes: [{id: 'Rekening', en: 'Accounts'}], until_ms: Date.UTC(2026, 0, 31)}]}));
          await look('bar');
          await click('#send');
          await until('the question', dialog);
          await look('confirm');
          await wait(350);
          await keys.press('Escape');
          await tab.page.setViewportSize({width: 320, height: 256});
          await until('a bar', bar);
          await wait(100);
          assert.ok(await tab.evaluate(() => [...document.querySelector('tirai-outbound').shadowRoot.querySelectorAll('.bar')].every(box => {
            const {left, right, top, bottom} = box.getBoundingClientRect();
            return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
          })), 'it fits 320 pixels');
        }, `lang=${lang}`);
      }
    }
  });
}
