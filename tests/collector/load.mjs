// Chains that are sent as the client sends them, through whatever happens to the collector; and what must hold of the store afterwards.
import assert from 'node:assert/strict';
import {Database, sentEvents} from './database.mjs';
import {exportLog, post, verify} from './support.mjs';

export const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

/** Sends a chain as the client does: in order, again after an error, on from where the collector says. Stops when `on` is false. */
export async function send(chain, device, state) {
  while (state.on && chain.acknowledged < chain.lines.length) {
    const end = Math.min(chain.acknowledged + 1 + Math.floor(Math.random() * 9), chain.lines.length);
    let answer;
    try {
      answer = await post(state.collector, device, chain.batch(chain.acknowledged, end));
    } catch {
      if (state.on) await sleep(5);
      continue;
    }
    if (answer.status === 200) {
      assert.ok(answer.json.next_sequence >= end);
      chain.acknowledged = answer.json.next_sequence;
    } else if (answer.status === 409) {
      // Stored, but the answer was lost with the process: what it says must be our own history.
      assert.equal(answer.json.error.code, 'overlap');
      const {next_sequence, head} = answer.json;
      assert.equal(head, JSON.parse(chain.lines[next_sequence - 1]).tirai.fingerprint);
      chain.acknowledged = next_sequence;
    } else {
      assert.equal(answer.status, 503, answer.text);
      state.refused = (state.refused ?? 0) + 1;
      await sleep(20);
    }
  }
}

/** Quick, between two kills: the end of each chain that is stored is one of ours, and not before what was acknowledged. Its links make all before it ours, too. */
export function judgeEnds(db, chains) {
  const ends = new Map(new Database(db).all('SELECT chain_uid, next_sequence, head FROM chain_head').map((row) => [row.chain_uid, row]));
  for (const chain of chains) {
    const {next_sequence = 0, head} = ends.get(chain.chain_uid) ?? {};
    assert.ok(Number(next_sequence) >= chain.acknowledged, `lost: ${chain.acknowledged} acknowledged, ${next_sequence} stored`);
    if (head !== undefined) assert.equal(head, JSON.parse(chain.lines[next_sequence - 1]).tirai.fingerprint);
  }
}

export function judge(db, dir, chains) {
  if (!db.startsWith('postgresql:')) assert.equal(new Database(db).all('PRAGMA integrity_check')[0].integrity_check, 'ok');
  const stored = new Map(chains.map((chain) => [chain.chain_uid, []]));
  for (const row of sentEvents(db)) stored.get(row.chain_uid).push(row.line);
  for (const chain of chains) {
    const lines = stored.get(chain.chain_uid);
    assert.ok(lines.length >= chain.acknowledged, `lost: ${chain.acknowledged} acknowledged, ${lines.length} stored`);
    assert.deepEqual(lines, chain.lines.slice(0, lines.length));
  }
  const verified = verify(dir, exportLog(db));
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
}

