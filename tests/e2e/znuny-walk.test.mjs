// An agent walks through a real Znuny, in Chromium and in Firefox. Without the extension the looks find seeded values of every type;
// with it none, on any page, in any frame, but in what a form will save.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {openIn} from './both.mjs';
import {uncoveredForms} from './collect.mjs';
import {sampler} from './frames.mjs';
import {assertSampled, walkMasked} from './masked-walk.mjs';
import {find, finderSource, folderFor, seeded} from './setup.mjs';
import {shortPolicy, startTenant} from './stack.mjs';
import {hiddenOf, home, logIn, missing, start, steps} from './znuny-desk.mjs';

describe('the walk through Znuny', {skip: missing}, () => {
  let znuny;
  before(async () => { znuny = await start('e2e-walk'); });
  after(() => znuny?.stop());

  for (const name of ['chromium', 'firefox']) {
    test(`${name}: without the extension each look finds values`, async (t) => {
      const desk = await openIn(name, {accessibility: true});
      t.after(() => desk.close());
      const painted = await sampler(desk.page, finderSource, seeded);
      await logIn(desk, znuny.url);
      const seen = {text: [], attributes: [], form: [], shown: [], title: [], ax: []};
      for (const step of steps.filter(({ticket, name: what}) => ['2', '3', '4'].includes(ticket) || what === 'list, large')) {
        await step.go(desk, znuny.url);
        for (const [kind, list] of Object.entries(await desk.told())) seen[kind].push(...list.flatMap(({value}) => find(value)));
        if (step.name === 'edit fields') assert.notDeepEqual(await uncoveredForms(desk.page, finderSource, seeded), []);
      }
      const all = ['address', 'credit_card', 'email_address', 'id_nik', 'person', 'phone_number'];
      for (const kind of ['text', 'shown', ...(name === 'chromium' ? ['ax'] : [])]) assert.deepEqual([...new Set(seen[kind].map(({type}) => type))].sort(), all, kind);
      for (const kind of ['attributes', 'form']) assert.notEqual(seen[kind].length, 0, kind);
      assertSampled(painted, all);
    });

    test(`${name}: with it no page tells one`, async (t) => {
      const tenant = await startTenant({folder: folderFor(`znuny-walk-${name}`), rt: znuny, adapter: 'znuny', policy: shortPolicy(3)});
      t.after(() => tenant.collector.stop());
      const desk = await openIn(name, {extension: tenant.extension, accessibility: true});
      t.after(() => desk.close());
      await walkMasked(t, {
        desk, hiddenOf, name: `znuny-${name}`, steps: steps.map((step) => ({...step, go: () => step.go(desk, znuny.url)})), shots: ['ticket 2: own', 'list, large', 'reply'],
        begin: async () => { await desk.ready(home(znuny.url)); await logIn(desk, znuny.url); },
      });
    });
  }
});
