// The policy in force on this device.
//
//   fetched ──signature, time, version, digests, then the policy itself──▶ good: kept, its version remembered
//                                       └─ any fails ──▶ refused and reported; the last good bundle goes on
//
// A bundle that shows more than the last good one must be signed by `looser_needs` different keys: what one person changes alone can
// only cover more. A device that has none yet takes what one key signed.
//
// The last good bundle goes on until it expires, because it is still what the DPO signed for this time: a broken or forged
// newer one must not be a way to switch Tirai off, nor to make it show more. Kept bundles are verified again at every start.
import {answerOf, StationError, valueOf} from './answers.js';
import {askCollector, refusalOf, type CollectorAddress, type Fetch} from './collector.js';
import {getMeta, got, write, type Database} from './db.js';
import type {CoreEngine, LedgerModule, OpenedBundle, PolicySummary} from '../../wasm/engine.js';
import type {CoverReason, Problem, VerifiedPolicy} from './types.js';

interface KeptBundle {bundle: string; etag: string; policy_key: string; collector_url: string}

/** A verified policy, compiled: what the station decides with. */
export interface PolicyInForce {verified: VerifiedPolicy; engine: CoreEngine; summary: PolicySummary; etag: string}

export interface PolicySource {database: Database; ledger: LedgerModule; fetch: Fetch; now: () => number; address: CollectorAddress; policy_key: string; looser_needs: number | undefined; onRevision?: (revision: string) => void}

const kKept = 'policy';
const seenKey = (policy_key: string): string => `seen:${policy_key}`;

/** Two of several keys, unless the settings say otherwise; the one there is. */
const looserNeeds = ({policy_key, looser_needs}: PolicySource): number => looser_needs ?? Math.min(2, policy_key.trim().split(/\s+/).length);

function open(source: PolicySource, bundle: string, etag: string, highest_seen: number, in_force: string): PolicyInForce {
  const opened = valueOf<OpenedBundle>(() => source.ledger.openBundle(bundle, source.policy_key, source.now(), highest_seen, in_force, looserNeeds(source)));
  const engine = new source.ledger.CoreEngine();
  const loaded = answerOf<PolicySummary>(() => engine.load(opened.policy, 'policy'));
  if (!loaded.ok) {
    engine.delete();
    throw new StationError(loaded.error.code, loaded.error.message, loaded.error.at);
  }
  const {version, digest, expires: expires_ms, policy, adapters} = opened;
  return {engine, etag, summary: loaded.value, verified: {policy, policy_name: 'policy', adapters, version, digest, expires_ms}};
}

/** The last good bundle, verified again now. Nothing if there is none; throws if it no longer holds. */
export async function keptPolicy(source: PolicySource): Promise<PolicyInForce | undefined> {
  const kept = await keptBundle(source);
  return kept === undefined ? undefined : open(source, kept.bundle, kept.etag, await highestSeen(source), '');
}

async function keptBundle({database, policy_key, address}: PolicySource): Promise<KeptBundle | undefined> {
  const kept = await getMeta<KeptBundle>(database, kKept);
  return kept !== undefined && kept.policy_key === policy_key && kept.collector_url === address.url ? kept : undefined;
}

/** The policy file of the last good bundle, expired or not; empty: none. What cannot be read is no policy that could be compared: a text that is none. */
async function policyInForce(source: PolicySource): Promise<string> {
  const kept = await keptBundle(source);
  if (kept === undefined) return '';
  try {
    const {policy} = JSON.parse(kept.bundle) as {policy?: unknown};
    return typeof policy === 'string' && policy !== '' ? policy : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

async function highestSeen({database, policy_key}: PolicySource): Promise<number> {
  return await getMeta<number>(database, seenKey(policy_key)) ?? 0;
}

/** Asks the collector. Nothing: what we have is the newest. Throws a StationError when there is none, or it does not hold. */
export async function fetchPolicy(source: PolicySource, etag: string): Promise<PolicyInForce | undefined> {
  const reply = await askCollector(source.fetch, source.address, '/v1/policy', etag === '' ? {} : {headers: {'If-None-Match': etag}});
  if (reply.revision !== '') source.onRevision?.(reply.revision);
  if (reply.status === 304 && etag !== '') return undefined;
  if (reply.status === 404) throw new StationError('no_policy', 'the collector has no policy yet', '/v1/policy');
  if (reply.status !== 200) throw refusalOf(reply, '/v1/policy');
  const fresh = open(source, reply.text, reply.etag, await highestSeen(source), await policyInForce(source));
  try {
    await keep(source, reply.text, fresh);
  } catch (error) {
    fresh.engine.delete();
    throw error;
  }
  return fresh;
}

/** INVARIANT: the bundle and the highest version seen change together, and the version only goes up. */
function keep({database, policy_key, address}: PolicySource, bundle: string, {verified, etag}: PolicyInForce): Promise<void> {
  return write(database, ['meta'], async (tx) => {
    const meta = tx.objectStore('meta');
    const seen = await got<number | undefined>(meta.get(seenKey(policy_key))) ?? 0;
    if (verified.version < seen) throw new StationError('rollback', `version ${verified.version} is older than ${seen}, already seen`, 'bundle');
    await got(meta.put({bundle, etag, policy_key, collector_url: address.url} satisfies KeptBundle, kKept));
    await got(meta.put(verified.version, seenKey(policy_key)));
  });
}

/** Why a page stays covered when this is what came of its policy. */
export function coverReasonOf({code}: Pick<Problem, 'code'>): CoverReason {
  switch (code) {
    case 'bad_signature': case 'digest_mismatch': return 'policy_bad_signature';
    case 'expired': return 'policy_expired';
    case 'rollback': return 'policy_rollback';
    case 'token_refused': case 'key_conflict': return 'not_enrolled';
    case 'not_configured': return 'not_configured';
    case 'unreachable': case 'no_policy': case 'not_yet_valid': case 'overload': case 'bad_answer': return 'no_policy';
    case 'storage': case 'internal': return 'engine_failed';
    default: return 'policy_unreadable';
  }
}

