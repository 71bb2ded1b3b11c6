// What the page and its worker say to each other. The page asks, with a number; the worker answers with the same number, and
// tells by itself whenever what a page starts with has changed. Items carry masks; what a customer is known by and what stands in a reply cross as they are,
// between two parts of one origin, and are kept nowhere.
import type {CompareAnswer} from '../../client/src/compare.js';
import type {CallerCard, MaskedItem, OfferedItem, PageFacts, PageStart, RevealAnswer, RevealRequest} from '../../client/src/types.js';
import type {ActAnswer, ActName} from './acts.js';
import type {Match} from '../../wasm/engine.js';

/** `config` is an absolute URL. Comes once, first. */
export interface Start {type: 'start'; config: string}
/** What the items may be revealed for. */
export interface Offers {type: 'offers'; id: number; items: MaskedItem[]; facts: PageFacts}
/** Granted: the event is on disk. */
export interface Reveal {type: 'reveal'; id: number; request: RevealRequest}
/** May this be compared? `Compared` follows if the worker asks for it, by `Compare`'s id. `card`: a question of the verify-the-caller card. */
export interface Compare {type: 'compare'; id: number; item: MaskedItem; facts: PageFacts; card: boolean}
export interface Compared {type: 'compared'; id: number; match: Match | undefined}
export interface Card {type: 'card'; id: number; facts: PageFacts; classes: string[]}
/** The purpose that was given for the ticket, if it still holds for the item. */
export interface PurposeGiven {type: 'purpose'; id: number; item: MaskedItem; facts: PageFacts}
/** What acts.ts has a name for. */
export interface Act {type: 'act'; id: number; name: ActName; args: unknown[]}
export type ToWorker = Act | Start | Offers | Reveal | Compare | Compared | Card | PurposeGiven;

export interface PageChanged {type: 'page'; page: PageStart}
/** The policy permits the comparison: the page compares, and says what came of it. */
export interface CompareNow {type: 'compare.now'; id: number}
export interface Answered {type: 'answer'; id: number; value: OfferedItem[] | RevealAnswer | CompareAnswer | CallerCard | string | ActAnswer<ActName> | undefined}
/** A consent, a restriction, a training or an approval changed somewhere. */
export interface PeopleChanged {type: 'people'}
export type FromWorker = PeopleChanged | PageChanged | CompareNow | Answered;
