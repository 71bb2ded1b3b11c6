// A helpdesk walked through with the extension on, in either browser: what each view tells, and each of its paints.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {uncoveredForms} from './collect.mjs';
import {findings, types} from './findings.mjs';
import {sampler} from './frames.mjs';
import {finderSource, screens, seeded, until} from './setup.mjs';

/** Starts sampling `desk`'s page; call it before the first page is opened. `hiddenOf(step)` answers what leaves of values found those that must not be
 *  there; `shots` are the steps that are photographed, as e2e-<name>-<step>.png. */
export async function walkMasked(t, {desk, name, steps, hiddenOf, shots, begin}) {
  const {page} = desk;
  const painted = await sampler(page, finderSource, seeded);
  await begin();
  const told = [];
  for (const [at, step] of steps.entries()) {
    const hidden = hiddenOf(step);
    painted.label([step, ...steps.slice(Math.max(0, at - 1), at)]);  // the view before stands until this one paints
    await step.go(desk);
    await until(`${step.name} is uncovered`, () => page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')));
    told.push(...findings(step, await desk.told(), hidden));
    for (const {field, entries} of await uncoveredForms(page, finderSource, seeded)) {
      if (hidden(entries).length > 0) told.push(`${step.name}: uncovered field: ${field}: ${types(hidden(entries))}`);
    }
    await painted.add(page);
    if (shots.includes(step.name)) await page.screenshot({path: join(screens, `e2e-${name}-${step.name.replace(/\W+/g, '-')}.png`)});
  }
  t.diagnostic(`${steps.length} views, ${painted.seen.sampled} paints sampled (${painted.seen.covered} of them covered)`);
  assert.deepEqual(told, []);
  const leaks = painted.seen.leaks.map(({at, entries, label = []}) => ({step: label[0]?.name, at, types: types(label.reduce((left, step) => hiddenOf(step)(left), entries))}));
  assert.deepEqual(leaks.filter((leak) => leak.types), []);
  assert.ok(painted.seen.sampled > steps.length, `${painted.seen.sampled} paints were looked at`);
}

/** That the sampler sees: without the extension it tells of every type in `all`. */
export function assertSampled(painted, all) {
  const seen = new Set(painted.seen.leaks.flatMap(({entries}) => entries.map(({type}) => type)));
  assert.deepEqual(all.filter((type) => !seen.has(type)), [], 'the sampler sees values');
}
