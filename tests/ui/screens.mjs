// Pictures of every surface in every state, in both languages and both schemes: build/screens/ui-<state>-<lang>[-dark].png
// node tests/ui/screens.mjs [part of a state's name]
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {openStage, root} from './stage.mjs';
import {states} from './states.mjs';

const folder = join(root, 'build/screens');
mkdirSync(folder, {recursive: true});
const stage = await openStage();
for (const name of Object.keys(states).filter(each => each.includes(process.argv[2] ?? ''))) {
  for (const lang of ['id', 'en']) {
    for (const scheme of ['light', 'dark']) {
      const page = await stage.open(name, {lang, scheme});
      await page.screenshot({path: join(folder, `ui-${name}-${lang}${scheme === 'dark' ? '-dark' : ''}.png`), fullPage: true});
      await page.close();
    }
  }
  console.log(name);
}
await stage.close();
