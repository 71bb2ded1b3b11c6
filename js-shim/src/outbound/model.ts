// What the guard of a reply knows of it. Values stay in the page and its background; a log hears kinds and counts.
import type {Bilingual} from '../../../wasm/engine.js';

/** A value of personal data in a draft; `mask` covers it whole. */
export interface Finding {begin: number; end: number; type: string; class: string; mask: string; value: string}

/** Where a value was seen before: on this very ticket, on another one, or nowhere yet. */
export type Whence = 'own' | 'other' | 'unseen';
export type Why = 'other_customer' | 'card' | 'secret' | 'policy' | 'unchecked';
/** `reason`: the policy's own; empty where it has none. */
export type Verdict = {flag: false; from: Whence} | {flag: true; from: Whence; why: Why; reason: Bilingual};

/** What became of what was flagged. */
export type Outcome = 'flagged' | 'masked' | 'dismissed' | 'sent';
export interface OutboundFlag {class: string; type: string; from: Whence}
