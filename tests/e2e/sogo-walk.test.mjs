// An agent walks through a real SOGo, a single-page application that redraws its lists, in Chromium and in Firefox. Without the extension the looks find
// seeded values of every type; with it none, but in what a form will save.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {openIn} from './both.mjs';
import {sampler} from './frames.mjs';
import {assertSampled, walkMasked} from './masked-walk.mjs';
import {find, finderSource, folderFor, seeded} from './setup.mjs';
import {startTenant} from './stack.mjs';
import {hiddenOf, logIn, missing, policy, start, steps} from './sogo-desk.mjs';

describe('the walk through SOGo', {skip: missing}, () => {
  let sogo;
  before(async () => { sogo = await start('e2e-walk'); });
  after(() => sogo?.stop());

  for (const name of ['chromium', 'firefox']) {
    test(`${name}: without the extension each look finds values`, async (t) => {
      const desk = await openIn(name, {accessibility: true});
      t.after(() => desk.close());
      const painted = await sampler(desk.page, finderSource, seeded);
      await logIn(desk, sogo.url);
      const seen = {text: [], attributes: [], form: [], shown: [], title: [], ax: []};
      for (const step of steps.filter(({name: what}) => ['list', 'message 2', 'message 4', 'reply', 'contact siti', 'appointment'].includes(what))) {
        await step.go(desk, sogo.url);
        for (const [kind, list] of Object.entries(await desk.told())) seen[kind].push(...list.flatMap(({value}) => find(value)));
      }
      const all = ['address', 'credit_card', 'email_address', 'id_nik', 'person', 'phone_number'];
      for (const kind of ['text', 'shown', ...(name === 'chromium' ? ['ax'] : [])]) assert.deepEqual([...new Set(seen[kind].map(({type}) => type))].sort(), all, kind);
      for (const kind of ['attributes', 'form']) assert.notEqual(seen[kind].length, 0, kind);
      assertSampled(painted, all);
    });

    test(`${name}: with it no page tells one`, async (t) => {
      const tenant = await startTenant({folder: folderFor(`sogo-walk-${name}`), rt: sogo, adapter: 'sogo', policy: await policy()});
      t.after(() => tenant.collector.stop());
      const desk = await openIn(name, {extension: tenant.extension, accessibility: true});
      t.after(() => desk.close());
      const failed = [];
      desk.page.on('pageerror', (error) => failed.push(error.message));
      await walkMasked(t, {
        desk, hiddenOf, name: `sogo-${name}`, steps: steps.map((step) => ({...step, go: () => step.go(desk, sogo.url)})), shots: ['list', 'message 2', 'reply', 'calendar'],
        begin: async () => { await desk.ready(`${sogo.url}/SOGo/`); await logIn(desk, sogo.url); },
      });
      assert.deepEqual(failed, []);
    });
  }
});
