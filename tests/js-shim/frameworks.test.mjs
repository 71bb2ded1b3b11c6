// React and Vue keep working under masks: after every 50 of 1,000 random updates the masked page, once all is revealed, holds node
// for node the text of a page without the curtain; masked, it holds none of the values.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {address, browsers, serve} from './harness.mjs';

let desk;
before(async () => { desk = await serve(); await desk.bundle('/frameworks.js', 'tests/js-shim/frameworks.ts'); });
after(() => desk?.close());

const raw = /3273014507900003|siti\.rahayu@|0812-3456-7890|4111 1111 1111|Siti Rahayu/;

for (const [name, open] of browsers()) {
  test(`${name}: 1,000 updates of React and Vue leave the same text`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const bare = await browser.open(address(desk, 'frameworks', {options: 'off'}));
    const masked = await browser.open(address(desk, 'frameworks'));
    let seen = 0;
    for (let round = 0; round < 20; ++round) {
      for (const page of [bare, masked]) await page.evaluate(() => window.desk.step(50));
      const expected = await bare.evaluate(() => window.desk.texts());
      const got = await masked.evaluate(() => {
        const {curtain} = window.tirai;
        const hidden = window.desk.texts();
        for (const item of curtain.items()) curtain.reveal(item.id, 60000);
        const shown = window.desk.texts();
        curtain.remask();
        return {hidden, shown, after: window.desk.texts()};
      });
      assert.deepEqual(got.shown, expected, `round ${round}`);
      assert.deepEqual(got.after, got.hidden);
      assert.deepEqual(await masked.evaluate(() => window.desk.fields()), await bare.evaluate(() => window.desk.fields()));
      assert.equal(got.hidden.filter(text => raw.test(text)).length, 0, `round ${round}: raw texts`);
      seen += expected.filter(text => raw.test(text)).length;
    }
    assert.ok(seen > 50, `only ${seen} values went by`);
    for (const page of [bare, masked]) {
      assert.deepEqual(await page.evaluate(() => window.desk.errors), []);
      assert.deepEqual(await page.evaluate(() => window.desk.leave()), ['', ''], 'unmounts cleanly');
    }
  });
}
