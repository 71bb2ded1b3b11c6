// axe-core on every surface, in every state, both languages, both schemes: no violation. And every page fits a narrow or zoomed window.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {openStage} from './stage.mjs';
import {states} from './states.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let stage, tab;
before(async () => { stage = await openStage(); tab = await stage.context.newPage(); });
after(() => stage.close());

async function violations(page) {
  const found = await page.evaluate(async () => (await globalThis.axe.run(document)).violations);
  return found.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.any.map(({message}) => message).join(' ')}`));
}

for (const name of Object.keys(states)) {
  test(`${name} has nothing for axe to find`, async () => {
    for (const lang of ['id', 'en']) {
      const page = await stage.open(name, {lang, again: tab});
      await page.evaluate(axe);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme});
        assert.deepEqual(await violations(page), [], `${lang} ${colorScheme}`);
      }
    }
  });
}

test('axe does find what is wrong', async () => {
  const page = await stage.open('popup-on');
  await page.evaluate(axe);
  await page.evaluate(() => document.querySelector('main').append(document.createElement('img'), Object.assign(document.createElement('p'), {textContent: 'pale', style: 'color:#ccc;background:#fff'})));
  assert.deepEqual([...new Set((await violations(page)).map(line => line.split(':')[0]))].sort(), ['color-contrast', 'image-alt']);
  await page.close();
});

// WCAG 2.2 1.4.10: 320 CSS pixels, which is 200 % zoom of 640, without scrolling sideways.
for (const name of Object.keys(states)) {
  test(`${name} fits 320 pixels across, and its controls can be reached in 256 down`, async () => {
    const page = await stage.open(name, {lang: 'id', size: {width: 320, height: 256}, again: tab});
    const {across, buttons} = await page.evaluate(() => ({
      across: document.scrollingElement.scrollWidth,
      buttons: [...document.querySelectorAll('button')].filter(button => button.getClientRects().length > 0).map(button => {
        button.scrollIntoView();
        const {left, right, top, bottom} = button.getBoundingClientRect();
        return {name: button.textContent, seen: left >= 0 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1};
      }),
    }));
    assert.ok(across <= 320, `${across} pixels`);
    assert.deepEqual(buttons.filter(({seen}) => !seen), []);
  });
}

test('in forced colours the selected value and the picked purpose are still told apart', async () => {
  const page = await stage.open('prompt-picked', {forced: 'active'});
  const look = selector => page.locator(selector).first().evaluate(node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).outlineStyle].join());
  assert.notEqual(await look('[aria-selected=true]'), await look('[aria-selected=false]'));
  assert.notEqual(await look('.purpose:has(:checked)'), await look('.purpose:not(:has(:checked))'));
  await page.close();
});
