// tirai witness, a collector that shows it its log, and logs that misbehave. The witness is asked over HTTP, as C2SP tlog-witness says.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {ask, enrolledDevice, exportLog, folder, keepStore, logKeyOf, newStore, post, run, serve, tiraiBin} from './support.mjs';
import {openCheckpoint, OwnWitness, signAsLog} from './tlog.mjs';
import {witness} from './witness.mjs';

const tlog = JSON.parse(readFileSync(new URL('../vectors/ledger/tlog.json', import.meta.url)));
const tirai = (...args) => spawnSync(tiraiBin, args, {encoding: 'utf8'});
const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

test('a witness cosigns what goes on, answers as the standard says, and remembers over a restart', async (t) => {
  const dir = folder(t);
  let one = await witness(t, dir, 'one', tlog.log_vkey);
  const first = await one.add(tlog.request_first);
  assert.deepEqual([first.status, first.type], [200, 'text/plain; charset=utf-8']);
  const three = tlog.request_first.split('\n\n').slice(1).join('\n\n');
  const {size, time} = openCheckpoint(three + first.text, one.vkey);
  assert.equal(size, 3);
  assert.ok(Math.abs(time - Date.now() / 1000) < 60);
  assert.equal(readFileSync(one.state, 'utf8'), three);
  one.child.kill('SIGKILL');
  one = await witness(t, dir, 'one', tlog.log_vkey);
  const stale = await one.add(tlog.request_first);
  assert.deepEqual([stale.status, stale.type, stale.text], [409, 'text/x.tlog.size', '3\n']);
  assert.equal((await one.add(tlog.request_next.replace(/old 3\n.*\n/, 'old 3\n'))).status, 422);
  await until(() => /REFUSED, keep this: the log signed a tree that does not go on from size 3/.test(one.stderr));
  assert.equal((await one.add(tlog.request_next)).status, 200);
  assert.equal((await one.add(`old 5\n\n${tlog.checkpoint}`)).status, 200, 'the same again is cosigned again');
  for (const [body, status] of [['', 400], ['old x\n\n', 400], [`old 9\n\n${tlog.checkpoint}`, 400], [tlog.request_next.replace('tirai.example/log\n', 'other.example/log\n'), 404],
    [`old 5\n\n${tlog.checkpoint.replace('\n5\n', '\n6\n')}`, 403], ['x'.repeat(65537), 413]]) {
    assert.equal((await one.add(body)).status, status, body.slice(0, 40));
  }
  assert.equal((await one.add(undefined, {method: 'GET'})).status, 405);
  assert.equal((await fetch(one.url + '/')).status, 404);
  one.child.kill('SIGTERM');
  assert.equal(await one.exited, 0);
});

test('a witness of another log, with a wrong key or a state that the log did not sign, does not start', async (t) => {
  const dir = folder(t);
  assert.equal(tirai('keygen', '--name', 'tirai.example/log', '--out', join(dir, 'log')).status, 0);
  assert.equal(tirai('keygen', '--witness', '--name', 'w', '--out', join(dir, 'w')).status, 0);
  const start = (change) => {
    const options = {key: join(dir, 'w.key'), 'log-vkey': tlog.log_vkey, state: join(dir, 'none'), listen: '127.0.0.1:0', ...change};
    return spawnSync(tiraiBin, ['witness', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])], {encoding: 'utf8', timeout: 10_000});
  };
  writeFileSync(join(dir, 'state'), tlog.checkpoint);
  for (const [change, status, why] of [
    [{key: join(dir, 'log.key')}, 3, /tirai keygen --witness makes one/], [{state: join(dir, 'state'), 'log-vkey': join(dir, 'log.vkey')}, 3, /expected the checkpoint that this witness cosigned last/],
    [{listen: '8500'}, 2, /expected HOST:PORT/], [{listen: 'x:1'}, 3, /--listen/],
  ]) {
    const done = start(change);
    assert.equal(done.status, status, done.stderr);
    assert.match(done.stderr, why);
  }
});

async function witnessed(t, names) {
  const dir = folder(t), db = await newStore(dir);
  await (await serve(t, db)).end();  // makes the log's key, beside a file
  const logVkey = `${logKeyOf(db)}.vkey`;
  const witnesses = [];
  for (const name of names) witnesses.push(await witness(t, dir, name, logVkey));
  const args = [...witnesses.flatMap(({url, vkey}) => ['--witness', `${url},${vkey}`]), '--witness-every-ms', '20'];
  const collector = await serve(t, db, args);
  return {dir, db, logVkey, witnesses, args, collector, device: await enrolledDevice(collector, db)};
}
const cosignedBy = (note, list) => list.filter(({vkey}) => { try { return openCheckpoint(note, vkey).time > 0; } catch { return false; } }).length;
async function until(what, limit = 10_000) {
  for (const end = performance.now() + limit; performance.now() < end; await sleep(20)) if (await what()) return;
  assert.fail(`not in time: ${what}`);
}

test('a collector shows its log to its witnesses; proofs and exports carry what they cosigned', async (t) => {
  const {dir, db, logVkey, witnesses, collector, device} = await witnessed(t, ['one', 'two']);
  const chain = device.chain().addMany(30);
  for (let at = 0; at < 30; at += 5) await post(collector, device, chain.batch(at, at + 5));
  const audit = run(['token', '--db', db, '--scope', 'audit', '--name', 'a']).stdout.trim();  // an event of another process, which they are shown, too
  await until(async () => cosignedBy((await ask(collector, '/v1/checkpoint')).text, witnesses) === 2);
  const proof = await ask(collector, `/v1/proof/event/${chain.chain_uid}/29`, {token: audit});
  writeFileSync(join(dir, 'p'), proof.text);
  writeFileSync(join(dir, 'e'), chain.lines[29]);
  writeFileSync(join(dir, 'x'), exportLog(db));
  const trust = ['--log-vkey', logVkey, '--witness', join(dir, 'one.vkey'), '--witness', join(dir, 'two.vkey')];
  const checked = tirai('verify', '--proof', join(dir, 'p'), ...trust, join(dir, 'e'));
  assert.match(checked.stdout, /, 2 witnesses\n$/, checked.stderr);
  const whole = tirai('verify', join(dir, 'x'), ...trust);
  assert.equal(whole.status, 0, whole.stdout);
  assert.match(whole.stdout, /, 2 witnesses\n$/);
  // One of them goes: the log goes on, with the other alone.
  witnesses[1].child.kill('SIGKILL');
  await witnesses[1].exited;
  const more = device.chain().addMany(3);
  assert.equal((await post(collector, device, more.batch())).status, 200);
  await until(async () => cosignedBy((await ask(collector, '/v1/checkpoint')).text, witnesses) === 1);
  const alone = await ask(collector, `/v1/proof/event/${more.chain_uid}/2`, {token: audit});
  assert.equal(cosignedBy(alone.text.slice(alone.text.indexOf('\n\n') + 2), witnesses), 1);
  await until(() => /witness two\.example\/witness: cannot be reached: Connection refused/.test(collector.stderr));
});

test('a log put back to an older state, or rewritten, is not cosigned again', async (t) => {
  const {db, args, witnesses, collector, device} = await witnessed(t, ['one']);
  await post(collector, device, device.chain().addMany(3).batch());
  await collector.end();
  const putBack = await keepStore(db);
  const second = await serve(t, db, args);
  await post(second, device, device.chain().addMany(5).batch());
  await until(async () => cosignedBy((await ask(second, '/v1/checkpoint')).text, witnesses) === 1);
  await second.end();
  putBack();
  const rolledBack = await serve(t, db, args);
  await until(() => /it has seen more of this log than there is/.test(rolledBack.stderr));
  // Another history that is as long and longer: signed by the log's own key, and refused.
  await post(rolledBack, device, device.chain().addMany(9).batch());
  await until(() => /it did not cosign; it answered 422/.test(rolledBack.stderr));
  assert.equal(cosignedBy((await ask(rolledBack, '/v1/checkpoint')).text, witnesses), 0);
  await until(() => /REFUSED, keep this/.test(witnesses[0].stderr));
});

// --- a witness that follows: no collector can reach it -------------------------------------------------------------------

const vkeyOf = (dir, name) => {
  assert.equal(tirai('keygen', '--witness', '--name', `${name}.example/witness`, '--out', join(dir, name)).status, 0);
  return join(dir, `${name}.vkey`);
};
const followed = async (t) => {
  const dir = folder(t), db = await newStore(dir), args = ['--witness', vkeyOf(dir, 'one')];
  const collector = await serve(t, db, args);
  return {dir, db, args, collector, logVkey: `${logKeyOf(db)}.vkey`, device: await enrolledDevice(collector, db)};
};
const follower = (t, {dir, logVkey}, url, more = []) => witness(t, dir, 'one', logVkey, '127.0.0.1:0', ['--follow', url, '--every-s', '1', ...more]);
const checkpointOf = async (collector) => (await ask(collector, '/v1/checkpoint')).text;

test('a witness that follows a log cosigns what goes on, hands it in and shows it, also after both were away', async (t) => {
  const it = await followed(t), {dir, db, args, collector, device, logVkey} = it;
  const chain = device.chain().addMany(12);
  await post(collector, device, chain.batch(0, 5));
  let one = await follower(t, it, collector.url);
  await until(async () => cosignedBy(await checkpointOf(collector), [one]) === 1);
  await post(collector, device, chain.batch(5, 9));
  await until(async () => cosignedBy(await checkpointOf(collector), [one]) === 1);
  const shown = await (await fetch(`${one.url}/checkpoint`)).text();
  assert.equal(openCheckpoint(shown, one.vkey).size, openCheckpoint(await checkpointOf(collector), readFileSync(logVkey, 'utf8')).size);
  writeFileSync(join(dir, 'x'), exportLog(db));
  assert.match(tirai('verify', join(dir, 'x'), '--log-vkey', logVkey, '--witness', join(dir, 'one.vkey')).stdout, /, 1 witness\n$/);
  assert.equal((await fetch(`${one.url}/checkpoint`, {method: 'POST', body: ''})).status, 405);

  one.child.kill('SIGKILL');
  await one.exited;
  await collector.end();
  one = await follower(t, it, collector.url);
  await until(() => /cannot be reached: Connection refused/.test(one.stderr));
  const again = await serve(t, db, args, {port: collector.port});
  await post(again, device, chain.batch(9, 12));
  await until(async () => cosignedBy(await checkpointOf(again), [one]) === 1);
  await until(() => /the log can be followed again/.test(one.stderr));  // said after it was done
  assert.doesNotMatch(one.stderr, /REFUSED/);
  one.child.kill('SIGTERM');
  assert.equal(await one.exited, 0);
});

test('a followed log that was put back, or rewritten, is not cosigned again, and both sides say so', async (t) => {
  const it = await followed(t), {db, args, collector, device} = it;
  await post(collector, device, device.chain().addMany(3).batch());
  await collector.end();
  const putBack = await keepStore(db);
  const second = await serve(t, db, args, {port: collector.port});
  await post(second, device, device.chain().addMany(5).batch());
  let one = await follower(t, it, second.url);
  await until(async () => cosignedBy(await checkpointOf(second), [one]) === 1);
  const kept = readFileSync(one.state, 'utf8');
  await second.end();
  putBack();
  const rolledBack = await serve(t, db, args, {port: collector.port});
  await until(() => /REFUSED, keep this: the log shows a tree of size \d+, and this witness has cosigned one of size \d+: it was put back/.test(one.stderr));
  await until(() => /it has seen more of this log than there is/.test(rolledBack.stderr));
  // It forgets nothing over a restart, and another history that is longer does not go on from what it knows.
  one.child.kill('SIGKILL');
  await one.exited;
  await post(rolledBack, device, device.chain().addMany(9).batch());
  one = await follower(t, it, rolledBack.url);
  await until(() => /REFUSED, keep this: the log signed a tree that does not go on from size \d+/.test(one.stderr));
  assert.equal(cosignedBy(await checkpointOf(rolledBack), [one]), 0);
  assert.equal(readFileSync(one.state, 'utf8'), kept);
});

test('a log that signed two trees of one size is told so', async (t) => {
  const it = await followed(t), {db, dir, collector, logVkey} = it, size = openCheckpoint(await checkpointOf(collector), readFileSync(logVkey, 'utf8')).size;
  writeFileSync(join(dir, 'one.checkpoint'), signAsLog(readFileSync(`${logKeyOf(db)}.key`, 'utf8'), size, Buffer.alloc(32, 7)));
  const one = await follower(t, it, collector.url);
  await until(() => one.stderr.includes(`REFUSED, keep this: the log signed two trees of size ${size}`));
  assert.equal(cosignedBy(await checkpointOf(collector), [one]), 0);
});

test('a cosignature is taken of a witness that is known, over a tree that stands in the log', async (t) => {
  const dir = folder(t), db = await newStore(dir), [known, stranger] = [new OwnWitness('known.example/w'), new OwnWitness('stranger.example/w')];
  const collector = await serve(t, db, ['--witness', known.vkey]), device = await enrolledDevice(collector, db), key = readFileSync(`${logKeyOf(db)}.key`, 'utf8');
  const hand = async (body) => {
    const {status, json} = await ask(collector, '/v1/cosignature', {body});
    return [status, json.error?.code ?? json.size];
  };
  const note = await checkpointOf(collector), {size, root} = openCheckpoint(note, readFileSync(`${logKeyOf(db)}.vkey`, 'utf8'));
  await post(collector, device, device.chain().addMany(4).batch());
  assert.deepEqual(await hand(known.cosign(note)), [200, size], 'the log has gone on since');
  assert.deepEqual(await hand(known.cosign(signAsLog(key, size + 100, root))), [409, 'rollback']);
  assert.deepEqual(await hand(known.cosign(signAsLog(key, size, Buffer.alloc(32)))), [409, 'fork']);
  assert.deepEqual(await hand(stranger.cosign(note)), [403, 'bad_signature']);
  assert.deepEqual(await hand(note), [403, 'bad_signature']);
  assert.deepEqual(await hand(known.cosign(note.replace(`\n${size}\n`, `\n${size + 1}\n`))), [403, 'bad_signature'], 'the log did not sign it');
  assert.equal((await hand('not a note'))[0], 400);
  assert.equal((await hand('x'.repeat(9000)))[0], 413);
  const newest = await checkpointOf(collector);
  assert.deepEqual(await hand(known.cosign(newest)), [200, openCheckpoint(newest, readFileSync(`${logKeyOf(db)}.vkey`, 'utf8')).size]);
  assert.equal(cosignedBy(await checkpointOf(collector), [known]), 1);
  assert.deepEqual(await hand(known.cosign(note)), [200, size], 'an older one is no newer one');
  assert.equal(cosignedBy(await checkpointOf(collector), [known]), 1);
});

test('a witness asks for the address of a log that it can read', () => {
  const start = (...more) => tirai('witness', '--key', 'k', '--log-vkey', 'v', '--state', 's', ...more);
  assert.match(start().stderr, /expected --follow URL, --listen HOST:PORT, or both/);
});
