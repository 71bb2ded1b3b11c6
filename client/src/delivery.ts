// Delivery: at least once, in order, until acknowledged. The collector answers 200 only after its disk has the batch, so deleting on
// 200 loses nothing; what is sent twice it recognizes. Between attempts the wait doubles, with jitter, so that a thousand
// devices do not come back in the same second.
import {problemOf, StationError, valueOf} from './answers.js';
import {askCollector, bodyOf, errorCodeOf, refusalOf, type Fetch, type Reply} from './collector.js';
import {getMeta, putMeta, type Database} from './db.js';
import {getDevice, isEnrolled, sign} from './device.js';
import {acknowledge, block, nextBatch, type Batch} from './queue.js';
import type {LedgerModule} from '../../wasm/engine.js';
import type {Problem} from './types.js';

const kLimit = {events: 500, bytes: 900 * 1024};
const kFirstWaitMs = 1_000;
const kLongestWaitMs = 5 * 60_000;
const kState = 'delivery';

export interface DeliveryState {last_ms?: number; problem?: Problem; attempts: number; next_try_ms: number}
export interface Delivery {database: Database; ledger: LedgerModule; fetch: Fetch; now: () => number; random: () => number}

export async function deliveryState(database: Database): Promise<DeliveryState> {
  return await getMeta<DeliveryState>(database, kState) ?? {attempts: 0, next_try_ms: 0};
}

/** Sends what waits, batch after batch, unless an earlier failure says to wait; `now` goes ahead anyway. Never throws. */
export async function deliver(delivery: Delivery, {at_once = false} = {}): Promise<void> {
  // One at a time in the whole profile: the drop-in has a worker per tab.
  await navigator.locks.request('tirai-delivery', {ifAvailable: true}, async (lock) => {
    if (lock === null) return;
    const state = await deliveryState(delivery.database);
    if (!at_once && delivery.now() < state.next_try_ms) return;
    await drain(delivery, state);
  });
}

async function drain(delivery: Delivery, before: DeliveryState): Promise<void> {
  const {database, now} = delivery;
  let limit = kLimit;
  let last_ms = before.last_ms;
  try {
    for (let batch = await nextBatch(database, limit); batch !== undefined; batch = await nextBatch(database, limit)) {
      const sent = await send(delivery, batch);
      if (sent === 'too_large') limit = {events: Math.ceil(batch.events.length / 2), bytes: limit.bytes};
      else last_ms = now();
    }
    await putMeta(database, kState, {attempts: 0, next_try_ms: 0, ...(last_ms === undefined ? {} : {last_ms})} satisfies DeliveryState);
  } catch (error) {
    await waitAfter(delivery, error, {...before, ...(last_ms === undefined ? {} : {last_ms})}).catch(() => undefined);
  }
}

async function waitAfter({database, now, random}: Delivery, error: unknown, before: DeliveryState): Promise<void> {
  const attempts = before.attempts + 1;
  const longest = Math.min(kLongestWaitMs, kFirstWaitMs * 2 ** Math.min(attempts, 16));
  const asked = error instanceof RetryAfter ? error.wait_ms : 0;
  const wait = Math.max(asked, longest / 2 + random() * longest / 2);
  await putMeta(database, kState, {...before, attempts, next_try_ms: now() + wait, problem: problemOf(error, now())} satisfies DeliveryState);
}

class RetryAfter extends StationError {
  constructor(error: StationError, readonly wait_ms: number) {
    super(error.code, error.message, error.at);
  }
}

type Sent = 'acknowledged' | 'blocked' | 'too_large';

async function send(delivery: Delivery, batch: Batch): Promise<Sent> {
  const {database, ledger, fetch} = delivery;
  const device = await getDevice(database, batch.chain.enrolment);
  if (!isEnrolled(device)) throw new StationError('token_refused', 'the device of this chain is not enrolled', '/v1/events');
  const lines = JSON.stringify(batch.events.map((event) => event.line));
  const {statement, batch: header} = valueOf(() => ledger.batchToSign(device.device_id, lines));
  const signature = await sign(device, statement);
  const sealed = batch.events.flatMap(({sequence, sealed: text}) => text === undefined ? [] : [{sequence, text}]);
  const body = valueOf(() => ledger.batchBody(header, signature, lines, JSON.stringify(sealed)));
  const reply = await askCollector(fetch, {url: device.collector_url, token: device.token}, '/v1/events', {
    method: 'POST', headers: {'Content-Type': 'application/x-ndjson'}, body,
  });
  return settle(delivery, batch, reply);
}

async function settle(delivery: Delivery, batch: Batch, reply: Reply): Promise<Sent> {
  const body = bodyOf(reply);
  const next = typeof body['next_sequence'] === 'number' ? body['next_sequence'] : -1;
  const last = batch.events.at(-1);
  if (reply.status === 200) {
    const ours = body['chain_uid'] === batch.chain.chain_uid && last !== undefined && next > last.sequence;
    if (!ours) throw new StationError('bad_answer', 'the acknowledgement is not of this batch', '/v1/events');
    await acknowledge(delivery.database, batch, next);
    return 'acknowledged';
  }
  if (reply.status === 413 && batch.events.length > 1) return 'too_large';
  if (reply.status === 409) return resync(delivery, batch, next, String(body['head'] ?? ''), errorCodeOf(reply));
  // The collector read it and will never take it: keep it for whoever looks into it, and let later chains pass.
  const hopeless = [400, 413, 422].includes(reply.status) && errorCodeOf(reply) !== '';
  if (hopeless) return blockWith(delivery, batch, new StationError('bad_answer', `the collector refused the batch (${reply.status} ${errorCodeOf(reply).slice(0, 40)})`, '/v1/events'));
  const refusal = refusalOf(reply, '/v1/events');
  throw reply.retry_after_s > 0 ? new RetryAfter(refusal, Math.min(reply.retry_after_s * 1000, kLongestWaitMs)) : refusal;
}

/** The collector stands elsewhere in this chain. Ahead of us, at an event we hold: it has those already. Else its log and ours part: block. */
async function resync(delivery: Delivery, batch: Batch, next_sequence: number, head: string, code: string): Promise<Sent> {
  const there = batch.events.find((event) => event.sequence === next_sequence - 1);
  if (there !== undefined && head !== '' && fingerprintOf(there.line) === head) {
    await acknowledge(delivery.database, batch, next_sequence);
    return 'acknowledged';
  }
  const kind = code === 'fork' ? 'fork' : 'gap';
  const message = kind === 'fork' ? 'the collector holds other events at this place of the chain'
    : `the collector waits for event ${next_sequence}, which it acknowledged before`;
  return blockWith(delivery, batch, new StationError(kind, message, `event ${batch.events[0]?.sequence ?? 0}`));
}

async function blockWith(delivery: Delivery, batch: Batch, error: StationError): Promise<Sent> {
  await block(delivery.database, batch.chain.chain_uid, problemOf(error, delivery.now()));
  return 'blocked';
}

function fingerprintOf(line: string): string {
  const event = JSON.parse(line) as {tirai?: {fingerprint?: unknown}};
  return typeof event.tirai?.fingerprint === 'string' ? event.tirai.fingerprint : '';
}
