// Labels are kept from one reading to the next: whatever a page does, what was kept says the same as the whole page read anew.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {build} from 'esbuild';
import {browsers, serve} from './harness.mjs';

let desk;
before(async () => {
  desk = await serve();
  await desk.bundle('/labels.js', 'tests/js-shim/labels-page.ts');
  desk.generate('/labels/source.html', '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>labels</title><script src="/labels.js"></script></head><body></body></html>');
});
after(() => desk?.close());

for (const [name, open] of browsers()) {
  test(`${name}: labels kept over 20,000 batches of random changes name what the whole page names`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const page = await browser.open(`${desk.url}/labels/`);
    let fields = 0, spared = 0;
    for (let seed = 1; seed <= 100; ++seed) {
      const found = await page.evaluate(([one]) => window.play(one, 200), [seed * 7919]);
      assert.equal(found.differ, 0, `seed ${seed * 7919}`);
      fields += found.fields;
      spared += found.spared;
    }
    assert.ok(spared > 500, `only ${spared} batches concerned nothing`);
    assert.ok(fields > 10000, `only ${fields} fields went by`);
  });
}

for (const [name, open] of browsers()) {
  test(`${name}: a form that moves or is emptied has the page read anew, a list beside it does not`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    const page = await browser.open(`${desk.url}/labels/`);
    for (const [what, expected] of [['moved', true], ['emptied', true], ['elsewhere', false]]) assert.equal(await page.evaluate(one => window.heeds(one), what), expected, what);
  });
}

const {outputFiles} = await build({stdin: {contents: "export {isLocal} from './js-shim/src/selectors.ts'", resolveDir: `${import.meta.dirname}/../..`}, bundle: true, write: false, format: 'esm'});
const {isLocal} = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

for (const [css, expected] of [
  ['dt', true], ['dt, th', true], ['td:nth-child(odd)', true], [':is(div, p):has(> label, > td > label)', true], [':is(dt, label):not(:has(> *))', true],
  ['.name', false], ['[data-label]', false], ['#name', false], ['tr td', false], ['dl > dt', false], ['dt + dd', false], ['dt ~ dd', false], ['tr:has(th) td', false],
  ['div:has(+ p)', false], ['td:last-child', false], [':nth-child(2)', false], ['td:nth-child(2 of .x)', false], ['p:empty', false], ['input:checked', false], ['div:has(.x)', false],
]) test(`"${css}" is ${expected ? '' : 'not '}told by what an element is and holds`, () => assert.equal(isLocal(css), expected));
