// What the prompt is told and what it answers. The prompt decides nothing: it shows what the decision point offers for each
// class on the page and hands back one item and one purpose; the decision is made again with them by whoever called.
import type {Bilingual, OfferedPurpose} from '../../../wasm/engine.js';
import type {MaskedItem, PageFacts} from '../types.js';

/** What may be done with the values of one class here and now. */
export interface PromptClass {
  text: Bilingual;
  /** In the policy's order. Empty: nothing may be revealed, and `refusal` says why. */
  purposes: OfferedPurpose[];
  refusal?: PromptRefusal;
}

/** Why not, in the policy's own words, and the ids of the rules that determined it. */
export interface PromptRefusal {reason: Bilingual; rules: string[]}

export interface PromptModel {
  /** Masked values in document order: labels and masks only, never a value. */
  items: MaskedItem[];
  /** Preselected: what the agent pointed at. Without it, the first. */
  current?: string;
  /** By class id. A class that is missing here is refused. */
  classes: Record<string, PromptClass>;
  facts: Pick<PageFacts, 'ticket' | 'owner' | 'relationship'>;
}

export type PromptOutcome =
  | {state: 'revealed'}
  | {state: 'refused'; reason: Bilingual; rules: string[]}
  /** No log, no reveal. */
  | {state: 'not_logged'}
  /** The page changed meanwhile: the value is not there any more. */
  | {state: 'gone'}
  /** Nobody answered, or the answer made no sense. `detail` is one English line for the administrator. */
  | {state: 'failed'; detail: string};

export type PromptAnswer = 'revealed' | 'cancelled';
