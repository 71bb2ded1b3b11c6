// An agent walks through a real Request Tracker. Without the extension each seeded value is found, so the looks can see;
// with it, none is, on any page, in any frame, but in what a form will save.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {collect, uncoveredForms} from './collect.mjs';
import {findings, types} from './findings.mjs';
import {readFrames, sampler, screencast} from './frames.mjs';
import {find, finderSource, folderFor, hidden, missing, openDesk, screens, seeded, startFreshRt, uncovered} from './setup.mjs';
import {shortPolicy, startTenant} from './stack.mjs';
import {openTicket, steps} from './walk.mjs';

const readAll = async (frames) => (await readFrames(frames)).map((frame) => ({...frame, found: find(frame.text)}));

describe('the walk through Request Tracker', {skip: missing}, () => {
  let rt;
  before(async () => { rt = await startFreshRt('e2e-walk'); });
  after(() => rt?.stop());

  test('without the extension, each look finds the seeded values', async () => {
    let painted;
    const desk = await openDesk({rt, accessibility: true, prepare: async (context) => { painted = await sampler(context, finderSource, seeded); }});
    const never = new Set(seeded);
    for (const step of steps) {
      await step.go(desk.page, rt.url);
      const got = await collect(desk.page, desk.client);
      for (const {value} of [...got.text, ...got.title]) for (const entry of find(value)) never.delete(entry);
      if (step.ticket === '3') for (const kind of ['text', 'title', 'shown', 'ax', 'form']) assert.ok(got[kind].some(({value}) => find(value).length > 0), kind);
      if (step.ticket === '2') assert.ok(got.attributes.some(({value}) => find(value).length > 0), 'attributes');
      if (step.name === 'modify' || step.name === 'reply') assert.notDeepEqual(await uncoveredForms(desk.page, finderSource, seeded), [], step.name);
    }
    const cast = await screencast(desk.client);
    await openTicket(desk.page, rt.url, 8);
    const {frames} = await cast.stop();
    const read = await readAll(frames);
    await desk.close();
    assert.deepEqual([...never].map(({type}) => type), [], 'every seeded value is on some page of the walk');
    assert.notEqual(painted.seen.leaks.length, 0, 'the sampler sees values');
    const readTypes = new Set(read.flatMap(({found}) => found.map(({type}) => type)));
    assert.deepEqual(['credit_card', 'id_nik', 'phone_number'].filter((type) => !readTypes.has(type)), [], 'tesseract reads the values in the frames of ticket 8');
  });

  test('with the extension, no page and no frame of it tells one', async (t) => {
    const tenant = await startTenant({folder: folderFor('walk'), rt, policy: shortPolicy(3)});
    t.after(() => tenant.collector.stop());
    let painted;
    const desk = await openDesk({rt, tenant, accessibility: true, prepare: async (context) => { painted = await sampler(context, finderSource, seeded); }});
    t.after(() => desk.close());
    const cast = await screencast(desk.client);
    const told = [];
    for (const [at, step] of steps.entries()) {
      cast.label({name: step.name, tickets: [step.ticket, step.via, steps[at - 1]?.ticket]});  // the page before stands until the next one paints
      await step.go(desk.page, rt.url);
      await uncovered(desk.page);
      told.push(...findings(step, await collect(desk.page, desk.client), (found) => hidden(step.ticket, found)));
      for (const {field, entries} of await uncoveredForms(desk.page, finderSource, seeded)) {
        if (hidden(step.ticket, entries).length > 0) told.push(`${step.name}: uncovered field: ${field}: ${types(entries)}`);
      }
      await painted.add(desk.page);
      if (['ticket 1: own', 'list Penagihan', 'reply', 'user summary', 'ticket 3: own, values split over nodes'].includes(step.name)) {
        await desk.page.screenshot({path: join(screens, `e2e-${step.name.replace(/[^a-z0-9]+/gi, '-')}.png`)});
      }
    }
    const {delivered, frames} = await cast.stop();
    const read = await readAll(frames);
    const shown = read.map((frame) => ({...frame, found: frame.label.tickets.reduce((left, ticket) => hidden(ticket, left), frame.found)})).filter(({found}) => found.length > 0);
    for (const [at, {label, png}] of shown.entries()) writeFileSync(join(screens, `e2e-leak-${at}-${label.name.replace(/[^a-z0-9]+/gi, '-')}.png`), png);
    t.diagnostic(`${steps.length} pages, ${painted.seen.sampled} paints sampled (${painted.seen.covered} of them covered), ${delivered} frames, ${frames.length} distinct ones read`);
    assert.deepEqual(told, []);
    const leaks = painted.seen.leaks.filter(({at, entries}) => hidden(new URLSearchParams(at.replace(/^.*\?/, '')).get('id'), entries).length > 0);
    assert.deepEqual(leaks, []);
    assert.deepEqual(shown.map(({label, found}) => `${label.name}: ${types(found)}`), []);
    assert.ok(frames.length > steps.length && painted.seen.sampled > steps.length, 'frames were looked at');
  });
});
