// Nothing raw is painted, for not one frame: each page is read after every frame, without the curtain (it must leak, or the test
// sees nothing) and with it (it must not), under the strictest CSP.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {address, browsers, serve} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

const only = process.env.TIRAI_ONLY;
const scenarios = [
  {slug: 'static', ms: 300},
  {slug: 'static', slow: '24,12', ms: 200, name: 'streamed, covered until it is read'},
  {slug: 'changing', ms: 1500},
  {slug: 'split', ms: 500},
  {slug: 'split', slow: '16,15', options: {cover: 'start'}, ms: 500, name: 'split values, streamed and open from the start'},
  {slug: 'shadow', ms: 1200},
  {slug: 'shadow', slow: '24,12', options: {cover: 'start'}, ms: 800, name: 'shadow roots, streamed and open from the start'},
  {slug: 'streamed', slow: '24,12', options: {cover: 'start'}, ms: 300, name: 'shadow roots of elements that are not the last, streamed'},
  {slug: 'written', ms: 900},
  {slug: 'frames', ms: 1500},
  {slug: 'odd', ms: 300},
  {slug: 'broken', options: {engine: 'missing'}, ms: 300, name: 'no engine'},
  {slug: 'broken', options: {engine: 'throws_on_scan'}, ms: 300, name: 'engine that traps'},
  {slug: 'broken', options: {policy: 'missing'}, ms: 300, name: 'no policy'},
  {slug: 'broken', options: {policy: 'bad'}, ms: 300, name: 'unreadable policy'},
  {slug: 'broken', options: {adapter: 'bad'}, ms: 300, name: 'unreadable adapter'},
];

async function sample(browser, where, ms) {
  const page = await browser.open(where);
  await wait(ms);
  const {frames, leaked, found} = await page.evaluate(() => globalThis.sampler);
  await page.close();
  return {frames, leaked, found};
}

for (const [name, open] of browsers()) {
  test(`${name}: no frame shows a raw value`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    for (const {slug, slow, options = {}, ms, name: says = slug} of scenarios.filter(one => !only || one.slug === only)) {
      await t.test(says, async () => {
        const bare = await sample(browser, address(desk, slug, {options: 'off', slow}), ms);
        assert.ok(bare.leaked > 0, `without the curtain the sampler finds nothing in ${bare.frames} frames of ${slug}`);
        const {frames, leaked, found} = await sample(browser, address(desk, slug, {options, slow}), ms);
        assert.ok(frames > 5, `only ${frames} frames`);
        assert.deepEqual({leaked, found}, {leaked: 0, found: {}}, `${leaked} of ${frames} frames`);
      });
    }
  });
}
