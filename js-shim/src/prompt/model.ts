// What the prompt is told and what it answers. The prompt decides nothing: it shows what the decision point offers for each
// value on the page and hands back one item and one purpose; the decision is made again with them by whoever called.
import type {Bilingual, Match, OfferedPurpose} from '../../../wasm/engine.js';
import type {MaskedItem, PageFacts} from '../types.js';

/** A masked value (its label and its mask, never the value) and what it may be revealed for, in the policy's order. Nothing offered: `reason` says why. */
export interface PromptItem extends MaskedItem {offered: OfferedPurpose[]; class_text: Bilingual; reason: Bilingual; can_compare: boolean}

/** The verify-the-caller card for this ticket; the names are those of client/src/types.ts. */
export interface CallerCard {
  state: 'unverified' | 'verified' | 'failed';
  questions: {class: string; text: Bilingual; right: boolean}[];
  matches: number;
  left: number;
}

export interface PromptModel {
  /** In document order. */
  items: PromptItem[];
  /** Preselected: what the agent pointed at. Without it, the first that may be revealed. */
  current?: string;
  facts: Pick<PageFacts, 'ticket' | 'relationship'>;
  /** Absent: callers are not verified here. */
  card?: CallerCard;
  /** All of them are meant, not one: what one purpose opens of them is revealed together. */
  together?: boolean;
  /** Items that may be put into the field of the page that had the focus last; absent: there is no field. */
  into?: readonly string[];
  /** What the customer says is typed first. */
  compare?: boolean;
  /** A training is due: something would be offered that is not. */
  training_due?: boolean;
  /** Emergency access: its purpose alone is offered. */
  break_glass?: boolean;
}

/** Why nothing was shown; the names are those of client/src/types.ts. */
export type PromptRefusal = 'policy' | 'no_policy' | 'not_enrolled' | 'cannot_log' | 'prompt_gone' | 'value_gone' | 'failed' | 'step_up' | 'approval';

/** Granted: the value is on the page already. Refused: it stays masked, and the prompt stays open to say why. */
export type PromptOutcome = {granted: true} | {granted: false; code: PromptRefusal; reason: Bilingual};

/** Told once it is on the log. */
export type CompareOutcome = {ok: true; match: Match} | {ok: false; code: PromptRefusal; reason: Bilingual};
export type VerifyOutcome = ({ok: true; match: Match; card?: CallerCard; items?: PromptItem[]}) | (CompareOutcome & {ok: false});

export type PromptAnswer = 'revealed' | 'cancelled';
