// A policy is used only when it is signed, whole, in time and not older than one already seen. Else: covered, with the reason.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {makeKey} from '../e2e/stack.mjs';
import {openStand, openStation, reveal, startTenant, status} from './stand.mjs';

const kDay = 24 * 3600 * 1000;
let stand;
before(async () => { stand = await openStand(); });
after(() => stand.close());

/** The collector serves its file as it is; this makes it read the new one. */
async function serve(tenant, bundle) {
  await tenant.stop();
  if (bundle !== undefined) writeFileSync(tenant.bundle, bundle);
  await tenant.start();
}
const refresh = (page) => page.evaluate(async () => { await window.station.refresh(); return window.station.page(); });

test('no policy: covered, and said so', async () => {
  const tenant = await startTenant({policy: false});
  const page = await stand.page();
  const start = await openStation(page, {settings: tenant.settings});
  assert.deepEqual([start.state, start.reason], ['covered', 'no_policy']);
  assert.deepEqual(await reveal(page), {granted: false, code: 'no_policy', reason: {id: '', en: ''}});
  await tenant.close();
});

test('no settings: covered, not configured', async () => {
  const page = await stand.page();
  const start = await openStation(page, {settings: {lang: 'en'}});
  assert.deepEqual([start.state, start.reason], ['covered', 'not_configured']);
});

test('collector out of reach and nothing kept: covered, no policy', async () => {
  const tenant = await startTenant();
  await tenant.stop();
  const start = await openStation(await stand.page(), {settings: tenant.settings});
  assert.deepEqual([start.state, start.reason], ['covered', 'no_policy']);
  assert.match(start.detail, /cannot be reached/);
  await tenant.close();
});

const bad = [
  {name: 'signed by another key', reason: 'policy_bad_signature', code: 'bad_signature', make: async (tenant) => {
    const other = await makeKey(mkdtempSync(join(tenant.folder, 'other-')));
    await tenant.publish({key: other.key, version: 2});
  }},
  {name: 'a byte of the policy changed after signing', reason: 'policy_bad_signature', code: 'digest_mismatch', make: async (tenant) => {
    await tenant.publish({version: 2});
    const bundle = JSON.parse(readFileSync(tenant.bundle, 'utf8'));
    writeFileSync(tenant.bundle, JSON.stringify({...bundle, policy: `${bundle.policy} `}));
  }},
  {name: 'not JSON', reason: 'policy_unreadable', code: 'bad_syntax', make: async (tenant) => writeFileSync(tenant.bundle, '{"manifest": tru')},
];
for (const {name, reason, code, make} of bad) {
  test(`${name}: covered when it is the first`, async () => {
    const tenant = await startTenant();
    await make(tenant);
    await serve(tenant);
    const start = await openStation(await stand.page(), {settings: tenant.settings});
    assert.deepEqual([start.state, start.reason], ['covered', reason]);
    assert.notEqual(start.detail, '');
    await tenant.close();
  });

  test(`${name}: refused and reported, and the last good one goes on`, async () => {
    const tenant = await startTenant();
    const page = await stand.page();
    assert.equal((await openStation(page, {settings: tenant.settings})).state, 'ready');
    await make(tenant);
    await serve(tenant);
    const later = await refresh(page);
    assert.equal(later.state, 'ready');
    assert.equal(later.verified.version, 1);
    const {policy_problem} = await status(page);
    assert.equal(policy_problem.code, code);
    await tenant.close();
  });
}

test('an older bundle is refused, also after a restart', async () => {
  const tenant = await startTenant();
  await tenant.publish({version: 7});
  await serve(tenant);
  const page = await stand.page();
  assert.equal((await openStation(page, {settings: tenant.settings})).verified.version, 7);
  await tenant.publish({version: 6});
  await serve(tenant);
  await page.reload();
  await page.waitForFunction(() => window.stand !== undefined);
  const start = await openStation(page, {settings: tenant.settings});
  assert.equal(start.state, 'ready');
  assert.equal(start.verified.version, 7);
  assert.equal((await status(page)).policy_problem.code, 'rollback');
  await tenant.close();
});

test('a newer bundle takes over at the next poll', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await tenant.publish({version: 2});
  await serve(tenant);
  assert.equal((await refresh(page)).verified.version, 2);
  await tenant.close();
});

test('a policy that shows more needs two of several keys; one that covers more, one', async () => {
  const tenant = await startTenant();
  const [second, first] = [await makeKey(mkdtempSync(join(tenant.folder, 'second-')), 'second.test'), tenant.key];
  const settings = {...tenant.settings, policy_key: `${first.vkey} ${second.vkey}`};
  const policy = readFileSync(join(tenant.folder, 'policy.json'), 'utf8');
  const with_mfa = (seconds) => policy.replace(/\{/, `{"validity": {"mfa_s": ${seconds}},`);
  const page = await stand.page();
  assert.equal((await openStation(page, {settings})).verified.version, 1);
  const published = async (what) => {
    await tenant.publish(what);
    await serve(tenant);
    return (await refresh(page)).verified.version;
  };
  assert.equal(await published({version: 2, policy: with_mfa(1800)}), 1, 'a second factor that stays fresh for longer shows more');
  const {policy_problem} = await status(page);
  assert.equal(policy_problem.code, 'bad_signature');
  assert.match(policy_problem.message, /shows more than the policy in force; expected the signatures of 2 different keys, got 1/);
  assert.equal(await published({version: 2, policy: with_mfa(1800), keys: [first.key, first.key]}), 1, 'one key twice is one');
  assert.equal(await published({version: 2, policy: with_mfa(1800), keys: [first.key, second.key]}), 2);
  assert.equal(await published({version: 3, policy: with_mfa(60), keys: [second.key]}), 3, 'covering more is one person\'s to say');
  await page.reload();
  await page.waitForFunction(() => window.stand !== undefined);
  assert.equal((await openStation(page, {settings})).verified.version, 3, 'what was kept goes on');
  await tenant.close();
});

test('past its expiry the good bundle is good no more: covered, and nothing is revealed', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  assert.equal((await openStation(page, {settings: tenant.settings})).state, 'ready');
  const later = await openStation(page, {settings: tenant.settings, clock_ms: 3 * kDay});
  assert.deepEqual([later.state, later.reason], ['covered', 'policy_expired']);
  assert.equal((await reveal(page)).code, 'no_policy');
  await tenant.close();
});

test('with the collector down the last good bundle goes on', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await tenant.stop();
  await page.reload();
  await page.waitForFunction(() => window.stand !== undefined);
  const start = await openStation(page, {settings: tenant.settings});
  assert.equal(start.state, 'ready');
  assert.equal((await status(page)).policy_problem.code, 'unreachable');
  await tenant.close();
});

test('settings with another key do not trust what was kept', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await tenant.stop();
  const other = await makeKey(mkdtempSync(join(tenant.folder, 'other-')));
  const start = await openStation(page, {settings: {...tenant.settings, policy_key: other.vkey}});
  assert.equal(start.state, 'covered');
  await tenant.close();
});
