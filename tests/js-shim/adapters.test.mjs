// Each helpdesk's adapter on a page written by us in that helpdesk's structure (tests/pages/adapter-<name>): what it reads of the
// ticket, what it masks, what it leaves alone. Beside each page, facts.json: what to expect, by hand. Whoever looks does not hold the
// ticket: a name is initials, of a phone number the last three digits are left, of an address five letters or digits, of a NIK nothing. Names and places are such that no recognizer knows them: only the adapter can teach them.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {browsers, serve} from './harness.mjs';

const root = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, root), 'utf8');
const NAMES = ['zendesk', 'freshdesk', 'intercom', 'salesforce-service-cloud', 'zammad', 'chatwoot', 'jira-service-management', 'generic', 'znuny', 'sogo'];
const only = process.env.TIRAI_ONLY;

let desk;
before(async () => { desk = await serve(); });
after(() => desk?.close());

/** The page, as `names` of `teams` sees it; it stands at the address it has in that helpdesk, with all other pages of the test in other tabs. */
function place(name, expected, {names = ['Sari Puspita'], teams = ['Penagihan']} = {}) {
  const options = JSON.stringify({adapter_text: read(`adapters/${name}.json`), helpdesk_names: names, teams});
  const tag = `<script src="/tirai.js" data-options="${options.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></script>`;
  desk.generate(`${expected.path}source.html`, read(`tests/pages/adapter-${name}/source.html`).replace('<!--tirai-->', () => tag));
  return `${desk.url}${expected.path}?csp=strict${expected.query ?? ''}${expected.hash ?? ''}`;
}

/** Runs in the page: what stands at a selector, in the document or in an open shadow root. */
function look(expected) {
  const find = (css, from = document) => {
    const here = from.querySelector(css);
    if (here) return here;
    for (const host of from.querySelectorAll('*')) { const found = host.shadowRoot && find(css, host.shadowRoot); if (found) return found; }
    return null;
  };
  const texts = group => Object.fromEntries(Object.keys(group).map(css => [css, find(css)?.textContent]));
  const style = list => list.map(css => [css, getComputedStyle(find(css)).webkitTextSecurity]);
  return {
    facts: window.tirai.curtain.facts(), masked: texts(expected.masked), left: texts(expected.left), covered: style(expected.covered), uncovered: style(expected.uncovered),
    attributes: expected.attributes.map(([css, name]) => [css, name, find(css).getAttribute(name)]), composer: find(expected.composer[0]).innerHTML,
    places: window.tirai.curtain.items().map(one => `${one.where}: ${one.type}`),
  };
}

for (const [browserName, open] of browsers()) {
  test(`${browserName}: adapters`, async t => {
    const browser = await open();
    t.after(() => browser.close());
    for (const name of NAMES.filter(one => !only || one === only)) {
      const expected = JSON.parse(read(`tests/pages/adapter-${name}/facts.json`));
      const on = async (who, run) => { const page = await browser.open(place(name, expected, who)); try { await run(await page.evaluate(look, expected)); } finally { await page.close(); } };

      await t.test(`${name}: facts, masks, and what stays as it was`, () => on({}, seen => {
        assert.deepEqual(seen.facts, expected.facts);
        assert.deepEqual(seen.masked, expected.masked);
        assert.deepEqual(seen.left, expected.left);
        assert.deepEqual(seen.covered, expected.covered.map(css => [css, 'disc']));
        assert.deepEqual(seen.uncovered, expected.uncovered.map(css => [css, 'none']));
        assert.deepEqual(seen.attributes, expected.attributes);
        assert.equal(seen.composer, expected.composer[1]);
        assert.deepEqual(expected.places.filter(one => !seen.places.includes(one)), [], `places: ${seen.places.join(', ')}`);
      }));

      const holds = expected.facts.owner !== undefined;
      await t.test(`${name}: ${holds ? 'its owner holds it, another tab’s owner does not' : 'nobody holds it'}`, async () => {
        await on({names: ['Bima Nugraha'], teams: []}, seen => assert.equal(seen.facts.relationship, holds ? 'assigned' : 'none'));
        await on({names: ['Sari Puspita'], teams: []}, seen => assert.equal(seen.facts.relationship, 'none'));
      });
    }
  });
}
