// A tree read in one walk has the runs that are found from each of its texts, with others having a turn in between or not.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {browsers, serve} from './harness.mjs';

let desk;
before(async () => {
  desk = await serve();
  await desk.bundle('/tree.js', 'tests/js-shim/tree-page.ts');
  desk.generate('/tree/source.html', '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>tree</title><script src="/tree.js"></script></head><body></body></html>');
});
after(() => desk?.close());

for (const [name, open] of browsers()) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await open(); });
    after(() => browser?.close());

    test(`${name}: 1,000 pages made at random read the same both ways`, async () => {
      const page = await browser.open(`${desk.url}/tree/`);
      let runs = 0;
      for (let seed = 1; seed <= 10; ++seed) {
        const found = await page.evaluate(one => window.compare(one, 100), seed * 7919);
        assert.equal(found.differ, 0, `seed ${seed * 7919}`);
        runs += found.runs;
      }
      assert.ok(runs > 10000, `only ${runs} runs went by`);
    });

    test(`${name}: one message of 16,000 lines takes no longer than eight of 2,000`, async t => {
      const page = await browser.open(`${desk.url}/tree/`);
      const [short, long] = [await page.evaluate(() => window.readMs(2000, 8)), await page.evaluate(() => window.readMs(16000, 1))];
      t.diagnostic(`${short.toFixed(1)} ms, ${long.toFixed(1)} ms`);
      assert.ok(long < 3 * short + 50, `${short.toFixed(1)} ms, ${long.toFixed(1)} ms`);  // where each line copies what was read before it: hundreds of times
      const looks = await page.evaluate(() => window.looksPerLine(4000));
      assert.ok(looks <= 20, `${looks} of 4,000 parts are looked at for a value in one of them`);
    });
  });
}
