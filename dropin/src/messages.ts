// What the page and its worker say to each other. The page asks, with a number; the worker answers with the same number, and
// tells by itself whenever what a page starts with has changed. No value crosses: items carry masks.
import type {MaskedItem, OfferedItem, PageFacts, PageStart, RevealAnswer, RevealRequest} from '../../client/src/types.js';

/** `config` is an absolute URL. Comes once, first. */
export interface Start {type: 'start'; config: string}
/** What the items may be revealed for. */
export interface Offers {type: 'offers'; id: number; items: MaskedItem[]; facts: PageFacts}
/** Granted: the event is on disk. */
export interface Reveal {type: 'reveal'; id: number; request: RevealRequest}
export type ToWorker = Start | Offers | Reveal;

export interface PageChanged {type: 'page'; page: PageStart}
export interface Answered {type: 'answer'; id: number; value: OfferedItem[] | RevealAnswer}
export type FromWorker = PageChanged | Answered;
