// What the prompt is told and what it answers. The prompt decides nothing: it shows what the decision point offers for each
// value on the page and hands back one item and one purpose; the decision is made again with them by whoever called.
import type {Bilingual, OfferedPurpose} from '../../../wasm/engine.js';
import type {MaskedItem, PageFacts} from '../types.js';

/** A masked value (its label and its mask, never the value) and what it may be revealed for, in the policy's order. Nothing offered: `reason` says why. */
export interface PromptItem extends MaskedItem {offered: OfferedPurpose[]; class_text: Bilingual; reason: Bilingual}

export interface PromptModel {
  /** In document order. */
  items: PromptItem[];
  /** Preselected: what the agent pointed at. Without it, the first. */
  current?: string;
  facts: Pick<PageFacts, 'ticket' | 'relationship'>;
}

/** Why nothing was shown; the names are those of client/src/types.ts. */
export type PromptRefusal = 'policy' | 'no_policy' | 'not_enrolled' | 'cannot_log' | 'prompt_gone' | 'value_gone' | 'failed';

/** Granted: the value is on the page already. Refused: it stays masked, and the prompt stays open to say why. */
export type PromptOutcome = {granted: true} | {granted: false; code: PromptRefusal; reason: Bilingual};

export type PromptAnswer = 'revealed' | 'cancelled';
