// What the page asks of its worker by name, beside reveals and comparisons: people, replies, contacts. One table for both ends, so that neither can ask what
// the other does not know. What was seen on which ticket lies in the worker's memory, and ends with the page.
import {digestsOf, freshKey, whence, withSeen, type SeenRecord} from '../../client/src/seen.js';
import type {CopyAnswer} from '../../client/src/copying.js';
import {noticeOf} from '../../client/src/people.js';
import type {Station} from '../../client/src/station.js';
import type {MaskedItem, OfferedItem, PageFacts} from '../../client/src/types.js';
import type {Outcome, OutboundFlag, Verdict} from '../../js-shim/src/outbound/model.js';
import type {ConsentWord, CustomerShown, Recorded} from '../../js-shim/src/prompt/consent.js';
import type {ApprovalState, Factor, Told} from '../../js-shim/src/prompt/people.js';

const kWaitS = 3;  // less than the page waits for any answer
const key = freshKey();
let seen: SeenRecord = [];

export const acts = {
  stepUp: (station: Station, code: string): Promise<Told<{until_ms: number}>> => station.people.stepUp(code),
  factors: async (station: Station): Promise<readonly Factor[]> => (await station.people.agentState())?.second_factors ?? [],
  keyPage: (station: Station): Promise<Told<{page: string; expires_ms: number}>> => station.people.keyPage('step_up'),
  identity: (station: Station): Promise<Told<{until_ms: number}>> => station.people.askIdentity(),
  askApproval: (station: Station, facts: PageFacts, asked: {class: string; purpose: string; seconds: number}): Promise<Told<{id: string; expires_ms: number}>> => station.askApproval(facts, asked),
  approval: (station: Station, id: string): Promise<Told<{state: ApprovalState}>> => station.people.approval(id, kWaitS),
  acknowledge: (station: Station): Promise<Told<object>> => station.people.acknowledge(),
  isTrainingDue: (station: Station, items: OfferedItem[], facts: PageFacts): Promise<boolean> => station.isTrainingDue(items, facts),
  customer: (station: Station, facts: PageFacts): Promise<CustomerShown | undefined> => station.customerShown(facts),
  async consent(station: Station, facts: PageFacts, word: ConsentWord): Promise<Recorded> {
    const {policy} = await station.status();
    return station.people.recordConsent(facts, {...word, ...noticeOf(policy)});
  },
  shown: async (station: Station, took_ms: number): Promise<true> => { await station.noteShown(took_ms); return true; },
  copy: (station: Station, item: MaskedItem, facts: PageFacts): Promise<CopyAnswer> => station.copy({item, facts}),
  canCopy: (station: Station, items: MaskedItem[], facts: PageFacts): Promise<string[]> => station.canCopy(items, facts),
  contact: (station: Station, item: MaskedItem, facts: PageFacts): Promise<boolean> => station.noteContact({item, facts}),
  async judge(station: Station, facts: PageFacts, shown: string[], values: {class: string; type: string; value: string}[]): Promise<Verdict[]> {
    seen = withSeen(seen, facts.ticket ?? '', await digestsOf(key, shown));
    const digests = await digestsOf(key, values.map(({value}) => value));
    return station.judgeReply(values.map(({class: data_class, type}, at): OutboundFlag => ({class: data_class, type, from: whence(seen, facts.ticket, digests[at]!)})), facts);
  },
  log: (station: Station, outcome: Outcome, flags: OutboundFlag[], facts: PageFacts): Promise<boolean> => station.noteReply(outcome, flags, facts),
} as const;

export type Acts = typeof acts;
export type ActName = keyof Acts;
type Rest<F> = F extends (station: Station, ...rest: infer R) => unknown ? R : never;
export type ActArgs<K extends ActName> = Rest<Acts[K]>;
export type ActAnswer<K extends ActName> = Awaited<ReturnType<Acts[K]>>;
