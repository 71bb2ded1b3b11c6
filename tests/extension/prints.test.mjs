// "Print this ticket": a page that fills a frame or a window of its own and prints it in the same script gets a print, and a masked one.
import assert from 'node:assert/strict';
import test from 'node:test';
import {silentPrints} from '../e2e/prints.mjs';
import {nik, openDesk, uncovered} from './desk.mjs';
import {noFirefox, openFirefox, openTicket} from './firefox.mjs';

/** Answers what stood there when the browser came to print, and whether a window that closed itself at once is closed. */
function writeAndPrint([kind, how, text]) {
  const frame = kind === 'frame' ? document.body.appendChild(document.createElement('iframe')) : undefined;
  const win = frame ? frame.contentWindow : window.open('', '_blank');
  if (how === 'write') {
    win.document.open();
    win.document.write(`<body><p>${text}</p>`);
    win.document.close();
  } else {
    win.document.body.innerHTML = `<p>${text}</p>`;
  }
  const printed = [];
  win.addEventListener('beforeprint', () => printed.push(win.getComputedStyle(win.document.documentElement).opacity === '1' ? win.document.body.innerText : ''));
  win.print();
  if (!frame) win.close();
  return new Promise((done) => { setTimeout(() => done({printed, closed: win.closed}), 1000); });
}

async function prints(page) {
  for (const kind of ['frame', 'window']) for (const how of ['write', 'append']) {
    const {printed, closed} = await page.evaluate(writeAndPrint, [kind, how, `NIK ${nik}`]);
    assert.equal(printed.length, 1, `${kind}, ${how}: printed once`);
    assert.match(printed[0], /^NIK •+/, `${kind}, ${how}: the text is there, and masked`);
    assert.doesNotMatch(printed[0], new RegExp(nik));
    assert.equal(closed, kind === 'window', `${kind}, ${how}: closed after it`);
  }
}

test('Chromium', async () => {
  const desk = await openDesk();
  try {
    const page = await desk.ticket('61');
    await uncovered(page);
    await prints(page);
  } finally {
    await desk.close();
  }
});

test('Firefox', {skip: noFirefox}, async () => {
  const desk = await openDesk();
  const silent = silentPrints();
  const browser = await openFirefox(desk, {'dom.disable_open_during_load': false, ...silent.preferences});
  try {
    await prints(await openTicket(browser, desk, '62'));
  } finally {
    await browser.close();
    await desk.close();
    silent.remove();
  }
});
