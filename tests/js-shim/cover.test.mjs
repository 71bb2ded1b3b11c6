// The cover by itself, before anything is masked under it: its style sheet alone, as the extension has it ready before any script runs.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {build} from 'esbuild';
import {browsers} from './harness.mjs';

const NAME = 'Siti Rahayu', FREE = 'Budi Hartono';

async function coverCss() {
  const built = await build({stdin: {contents: `export {COVER_CSS} from './js-shim/src/cover.ts';`, resolveDir: `${import.meta.dirname}/../..`}, bundle: true, format: 'esm', write: false});
  return (await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`)).COVER_CSS;
}

const html = css => `<!doctype html><html><head><meta name="color-scheme" content="light"><style>${css}</style></head>
<body style="background: white"><p>${NAME}</p><button style="visibility: visible">${NAME}</button><dialog style="opacity: 1">${NAME}</dialog><div popover>${NAME}</div></body></html>`;

for (const [name, open] of browsers()) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await open(); });
    after(() => browser?.close());

    test(`${name}: what is under the cover is not painted, found, spoken or clicked; the mark brings it back`, async () => {
      const {page} = await browser.open('about:blank');
      const css = await coverCss();
      const spoken = async () => {
        const client = await page.context().newCDPSession(page);
        const {nodes} = await client.send('Accessibility.getFullAXTree');
        await client.detach();
        return JSON.stringify(nodes.map(node => node.name?.value ?? ''));
      };
      const look = async () => ({
        found: await page.evaluate(text => window.find(text, false, false, true), NAME),
        hit: await page.evaluate(() => { const box = document.querySelector('button').getBoundingClientRect(); return document.elementFromPoint(box.x + 3, box.y + 3)?.localName === 'button'; }),
        visible: await page.evaluate(() => [...document.querySelectorAll('p, button')].map(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))),
        ...name === 'chromium' && {spoken: (await spoken()).includes(NAME)},
      });
      const all = is => ({found: is, hit: is, visible: [is, is], ...name === 'chromium' && {spoken: is}});

      await page.setContent(html(css));
      assert.deepEqual(await look(), all(false));
      const covered = await page.screenshot();
      await page.evaluate(() => { document.querySelector('dialog').showModal(); document.querySelector('[popover]').showPopover(); });
      const lifted = await page.screenshot();
      await page.setContent(html(css).replaceAll(NAME, FREE));
      assert.deepEqual(Buffer.from(await page.screenshot()), Buffer.from(covered), 'no pixel tells one name from another');
      await page.evaluate(() => { document.querySelector('dialog').showModal(); document.querySelector('[popover]').showPopover(); });
      assert.deepEqual(Buffer.from(await page.screenshot()), Buffer.from(lifted), 'nor when the page lifts them to the top layer');

      await page.setContent(html(css));
      await page.evaluate(() => document.documentElement.setAttribute('data-tirai-on', ''));
      assert.deepEqual(await look(), all(true));
      assert.notDeepEqual(Buffer.from(await page.screenshot()), Buffer.from(covered));
    });

    test(`${name}: lifting the cover looks at no element again but the root and its children`, {skip: name === 'chromium' ? false : 'only Chromium counts them'}, async () => {
      const {page} = await browser.open('about:blank');
      await page.setContent(html(await coverCss()).replace('</body>', `${'<div><b>x</b></div>'.repeat(1000)}</body>`));
      await page.evaluate(() => document.body.offsetHeight + [...document.querySelectorAll('b')].at(-1).getBoundingClientRect().y);  // all of it has a style now
      const client = await page.context().newCDPSession(page);
      const events = [];
      client.on('Tracing.dataCollected', ({value}) => events.push(...value));
      await client.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {includedCategories: ['devtools.timeline']}});
      await page.evaluate(() => { document.documentElement.setAttribute('data-tirai-on', ''); return document.body.offsetHeight; });
      const ended = new Promise(done => client.once('Tracing.tracingComplete', done));
      await client.send('Tracing.end');
      await ended;
      const styled = events.filter(event => event.name === 'UpdateLayoutTree').reduce((sum, event) => sum + (event.args.elementCount ?? 0), 0);
      assert.ok(styled > 0 && styled < 20, `${styled} of 2,000 elements`);
    });
  });
}
