// What lies beside the log: sealed texts and policies. Kept with the batch that names them, exported behind it, and erasable.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {dpoKeys, open, seal} from '../vectors/ledger/hpke.mjs';
import {Database, sentEvents} from './database.mjs';
import {ask, enrolledDevice, exportLog, fixture, folder, jcs, newStore, post, serve, tiraiBin, verify} from './support.mjs';

const dpo = dpoKeys(Buffer.alloc(32, 3));
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A chain whose events of these numbers name a sealed text; the lines that go behind its batch. */
function sealedChain(device, count, sealedAt) {
  const chain = device.chain();
  const lines = new Map();
  for (let sequence = 0; sequence < count; ++sequence) {
    if (!sealedAt.includes(sequence)) { chain.add(); continue; }
    const sealed = seal(JSON.stringify({reason: `alasan ${sequence}`}), dpo.public_key, `${chain.chain_uid}:${sequence}`, Buffer.alloc(32, sequence));
    chain.add({sealed: {digest: `sha256:${sha256(sealed)}`, key: '0123456789abcdef'}});
    lines.set(sequence, `${jcs({sealed, sequence})}\n`);
  }
  const batch = (begin, end) => chain.batch(begin, end) + [...lines].filter(([at]) => at >= begin && at < end).map(([, line]) => line).join('');
  return {chain, lines, batch};
}
const audit = (text) => {
  const done = spawnSync(tiraiBin, ['audit', '-', '--format', 'json'], {input: text, encoding: 'utf8'});
  return {status: done.status, ...JSON.parse(done.stdout)};
};

test('sealed texts come back behind their batches, open with the officer\'s key, and are none of the tree\'s leaves', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const {chain, lines, batch} = sealedChain(device, 7, [1, 2, 5]);
  const other = sealedChain(await enrolledDevice(collector, db), 3, [1]);
  for (const [from, to] of [[0, 2], [2, 4], [4, 7]]) assert.equal((await post(collector, device, batch(from, to))).status, 200);
  assert.equal((await post(collector, other.chain.device, other.batch(0, 3))).status, 200);
  assert.equal((await post(collector, device, batch(4, 7))).status, 200, 'a duplicate');
  const text = exportLog(db);
  const verified = verify(dir, text);
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  for (const line of [...lines.values(), ...other.lines.values()]) assert.ok(text.includes(line));
  const report = audit(text);
  assert.deepEqual([report.sealed, report.erased], [4, 0], JSON.stringify(report.findings));
  const log = text.trimEnd().split('\n');
  const at = log.findIndex((line) => line.includes(`"sequence":5`) && line.startsWith('{"sealed"'));
  assert.ok(JSON.parse(log[at - 1]).tirai?.sequence === 6, 'behind the last event of its batch');
  assert.equal(open(JSON.parse(log[at]).sealed, dpo.private_key, `${chain.chain_uid}:5`), '{"reason":"alasan 5"}');
  const alone = exportLog(db, ['--chain', chain.chain_uid]);
  assert.equal(verify(dir, alone).status, 0);
  assert.equal(audit(alone).sealed, 3);
});

test('a text that was erased leaves a log that verifies', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const {chain, batch} = sealedChain(device, 4, [1, 3]);
  assert.equal((await post(collector, device, batch(0, 4))).status, 200);
  new Database(db).all(`DELETE FROM sealed WHERE chain_uid = '${chain.chain_uid}' AND sequence = 1`);
  const text = exportLog(db);
  assert.equal(verify(dir, text).status, 0);
  const report = audit(text);
  assert.deepEqual([report.sealed, report.erased], [1, 1]);
  new Database(db).all(`UPDATE sealed SET text = 'QUJD' WHERE sequence = 3`);
  assert.deepEqual(audit(exportLog(db)).findings.map(({check, sequence}) => [check, sequence]), [['sealed', 3]]);
});

test('an event whose text is missing, another or one too many is not taken', async (t) => {
  const {collector, device, db} = await fixture(t);
  const {chain, lines, batch} = sealedChain(device, 3, [1, 2]);
  const bare = chain.batch(0, 3);
  const answer = async (body) => { const {status, json} = await post(collector, device, body); return [status, json.error?.code, json.error?.at]; };
  assert.deepEqual(await answer(bare), [400, 'missing_key', 'event 1']);
  assert.deepEqual(await answer(bare + lines.get(1)), [400, 'missing_key', 'event 2']);
  assert.deepEqual(await answer(bare + lines.get(2) + lines.get(1)), [422, 'digest_mismatch', 'event 1']);
  assert.deepEqual(await answer(bare + lines.get(1) + lines.get(2) + lines.get(2)), [422, 'chain_broken', 'event 3']);
  assert.deepEqual(sentEvents(db), []);
  assert.deepEqual(await answer(batch(0, 3)), [200, undefined, undefined]);
});

test('every policy that was served is kept, and an export begins with them', async (t) => {
  const dir = folder(t);
  const [db, bundle] = [await newStore(dir), join(dir, 'bundle.json')];
  const publish = (policy) => {
    writeFileSync(`${bundle}.new`, JSON.stringify({manifest: 'a note', policy, adapters: {}}));
    renameSync(`${bundle}.new`, bundle);
  };
  const policies = ['{"id":"one"} // "first"\n', '{"id":"two","text":"\u00e9\u0001"}\n'];
  publish(policies[0]);
  const collector = await serve(t, db, ['--policy', bundle]);
  const device = await enrolledDevice(collector, db);
  const get = () => ask(collector, '/v1/policy', {token: device.token});
  assert.equal((await get()).status, 200);
  assert.equal((await get()).status, 200);
  publish(policies[1]);
  assert.equal((await get()).status, 200);
  publish(policies[0]);
  assert.equal((await get()).status, 200);
  await post(collector, device, device.chain().addMany(2).batch());
  const text = exportLog(db);
  const lines = text.trimEnd().split('\n').filter((line) => line.startsWith('{"policy":')).map((line) => JSON.parse(line).policy);
  assert.deepEqual(lines, policies.map((policy) => ({digest: `sha256:${sha256(policy)}`, text: policy})));
  assert.equal(verify(dir, text).status, 0);
});
