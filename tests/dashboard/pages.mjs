// What every page of the dashboard must be: axe-core finds nothing, nothing runs out at the side; both languages, light and dark, desk, desk at 125 % and telephone. A picture of each.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {openPage, root} from './stage.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** axe-core finds nothing, and nothing is wider than the screen. */
export async function assertSound(page, what) {
  await page.evaluate(`${axe}; 0`);
  const {violations} = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(({target}) => target.join(' '))]), [], what);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${what}: nothing wider than the screen`);
}

/** `ready(page)` waits until there is something to see, and may open or fill what there is. The context is signed in. */
export async function judgePage(context, stage, name, ready) {
  mkdirSync(join(root, 'build/screens'), {recursive: true});
  for (const [width, height] of [[1280, 900], [1024, 720], [390, 844], [360, 740]]) {
    for (const scheme of ['light', 'dark']) {
      const page = await openPage(context, stage, {width, height, scheme, hash: name});
      for (const lang of ['id', 'en']) {
        await page.waitForSelector('#language');
        await page.select('#language', lang);
        await ready(page);
        await assertSound(page, `${name} ${lang} ${scheme} ${width}`);
        await page.screenshot({path: join(root, `build/screens/dashboard-${name}-${lang}-${scheme}-${width}.png`), fullPage: true});
      }
      assert.deepEqual([page.complaints, page.strangers], [[], []]);
      await page.close();
    }
  }
}
