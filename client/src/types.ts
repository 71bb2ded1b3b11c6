// What the station answers: the shapes shared by its two homes (the extension's background, the drop-in's worker)
// and by whoever draws a page with them.
import type {Bilingual, ErrorCode, Level, OfferedPurpose} from '../../wasm/engine.js';
import type {Caller} from './situation.js';
import type {CoverReason, MaskedItem, PageFacts, Subject} from '../../js-shim/src/types.js';

export type Lang = 'id' | 'en';

/** A helpdesk Tirai works on. `origin` is scheme, host and port, as `location.origin` writes it; `adapter` an id in the bundle. */
export interface Helpdesk {origin: string; adapter: string}

/** All a device needs to know. The token is a secret: it stays in the station, no content script and no page sees it. */
export interface Settings {
  collector_url: string;
  enrolment_token: string;
  /** C2SP verifier key of the policy's publisher; several, by spaces, when several people may sign. */
  policy_key: string;
  /** How many different ones of them must have signed what shows more than the policy in force; 2 when there are several. */
  looser_needs?: number;
  helpdesks: Helpdesk[];
  lang: Lang;
}

/** Something that did not work, in the words of the part that noticed. `code` is for programs. */
export interface Problem {
  code: ErrorCode | ProblemCode;
  message: string;
  at: string;
  time_ms: number;
}
export type ProblemCode =
  | 'unreachable' | 'token_refused' | 'key_conflict' | 'no_policy' | 'bad_answer' | 'storage' | 'gap' | 'fork' | 'overload' | 'not_configured';

/** The policy as it was verified. This is what content scripts read: nothing in it is secret. */
export interface VerifiedPolicy {
  policy: string;
  policy_name: string;
  adapters: Record<string, string>;
  version: number;
  /** Digest of the bundle's manifest. */
  digest: string;
  expires_ms: number;
}

/** What a page starts its curtain with, or why it stays covered. `helpdesks` tells the page whether it is meant at all. */
export type PageStart =
  | {state: 'ready'; verified: VerifiedPolicy; subject: Subject; helpdesks: Helpdesk[]; lang: Lang}
  | {state: 'covered'; reason: CoverReason; detail: string; helpdesks: Helpdesk[]; lang: Lang};

/** A masked value with the purposes it may be revealed for. No purposes: it cannot be revealed; `reason` says why. */
/** `can_compare`: what a customer says may be compared with it. */
export interface OfferedItem extends MaskedItem {offered: OfferedPurpose[]; class_text: Bilingual; reason: Bilingual; can_compare: boolean}

/** The verify-the-caller card for a ticket: what may be asked here, and how it stands. */
export interface CallerCard {
  state: Caller;
  questions: {class: string; text: Bilingual; right: boolean}[];
  matches: number;
  /** Wrong answers that are left. */
  left: number;
}

/** `approval`: of a second person, by its id. */
/** `reason` and `page_url` are sealed to the data protection officer before they are kept; without a key of hers in the policy they are dropped. */
export interface RevealRequest {item: MaskedItem; facts: PageFacts; purpose?: string; reason?: string; page_url?: string; approval?: string}

/** Why nothing was shown. Each has a text in both languages (js-shim/src/prompt/texts.ts). */
export type RefusalCode =
  | 'policy'          // the decision point said no, or less than plain
  | 'no_policy'       // nothing verified to decide with
  | 'not_enrolled'    // no device to sign for, or the collector refused its token
  | 'cannot_log'      // the event could not be kept: no log, no reveal
  | 'prompt_gone'     // the prompt was closed, or the page behind it changed
  | 'value_gone'      // logged, but the page no longer shows the value
  | 'step_up'         // the second factor is not fresh: ask for it, then again
  | 'approval'        // a second person is to agree: ask them, then again
  | 'failed';         // a fault of ours; the answer is the curtain

/** `reason` is the policy's own; empty where it has none. */
export type RevealAnswer =
  /** `watermark`: drawn over the value, who looks and when. */
  | {granted: true; ttl_ms: number; event_id: string; watermark?: string}
  | {granted: false; code: RefusalCode; reason: Bilingual};

/** How the station does. Counts and times; never a value. */
export interface StationStatus {
  configured: boolean;
  collector_url: string;
  subject?: Subject;
  device_id?: string;
  policy?: {id: string; version: number; bundle_version: number; digest: string; expires_ms: number};
  /** Why pages stay covered; absent while a good policy is in force. */
  covered?: {reason: CoverReason; detail: string};
  /** The newest bundle was refused, or could not be fetched; the last good one (if any) goes on until it expires. */
  policy_problem?: Problem;
  enrolment_problem?: Problem;
  queue: {waiting: number; oldest_ms?: number; last_delivery_ms?: number; problem?: Problem; blocked_chains: number};
  reveals_today: number;
}

export type {Bilingual, Caller, CoverReason, Level, MaskedItem, OfferedPurpose, PageFacts, Subject};
