// What Chromium's compositor delivered of every surface page, frame by frame, read from the pixels alone by tesseract: no frame shows a raw value.
// First without the curtain, so that the reader is known to read. Firefox has no screencast: there the sampler of surfaces.test.mjs looks after every frame.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {readFrames, screencast} from '../e2e/frames.mjs';
import {address, browsers, seeds, serve, surfaces} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

const only = process.env.TIRAI_ONLY;
/** Painted by the system, or a drawing without words. */
const WORDLESS = new Set(['notification', 'pictures']);
const squeeze = text => text.replace(/[\s().+-]/g, '').toLowerCase();
const needles = Object.values(seeds).map(squeeze);
const valuesIn = text => { const read = squeeze(text); return needles.filter(needle => read.includes(needle)); };

async function cast(browser, url, ms) {
  let film;
  const page = await browser.open(url, {scale: 2, async before(fresh) { film = await screencast(await fresh.context().newCDPSession(fresh)); }});
  await wait(ms);
  const {delivered, frames} = await film.stop();
  await page.close();
  return {delivered, leaked: (await readFrames(frames)).filter(({text}) => valuesIn(text).length > 0).length};
}

const chromium = browsers().find(([name]) => name === 'chromium');
test('chromium: no pixel frame of any surface shows a raw value', {skip: chromium ? false : 'only Chromium has a screencast'}, async t => {
  const browser = await chromium[1]();
  t.after(() => browser.close());
  for (const [surface, ms] of Object.entries(surfaces).filter(([one]) => !only || one === only)) {
    await t.test(surface, async () => {
      const where = options => address(desk, `surface-${surface}`, {options});
      if (!WORDLESS.has(surface)) assert.ok((await cast(browser, where('off'), ms)).leaked > 0, 'without the curtain the reader reads a value');
      const {delivered, leaked} = await cast(browser, where({}), ms);
      assert.ok(delivered > 0, 'frames were delivered');
      assert.equal(leaked, 0, `of ${delivered} frames`);
    });
  }
});
