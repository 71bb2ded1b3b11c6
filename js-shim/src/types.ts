// What the curtain and whoever hangs it (the extension's content script, the drop-in) say to each other.
import type {Answer, Bilingual, Level, Match, PolicySummary} from '../../wasm/engine.js';
import type {Finding} from './outbound/model.js';

/** What the adapter reads from the page about the ticket in view. Names are as the page writes them: hints, not proof. */
export interface PageFacts {
  helpdesk: string;
  ticket?: string;
  status?: string;
  queue?: string;
  owner?: string;
  agent?: string;
  /** When it was closed, as ISO 8601. */
  closed?: string;
  relationship: 'assigned' | 'team' | 'none';
  /** Whose ticket it is, as its declared fields say: values, for the station alone. No event and no collector hears them. */
  customer?: Customer;
}

export interface Customer {id?: string; email?: string; phone?: string}

/** The enrolled person: AuthZEN subject. */
export interface Subject {
  type: 'agent';
  id: string;
  properties: {role: string; teams?: string[]; helpdesk_names?: string[]};
}

/** One masked value in view, without the value. `where` is a label a person understands ("NIK", "message 3", "Requestor"). */
export interface MaskedItem {
  id: string;
  class: string;
  type: string;
  level: Level;
  mask: string;
  where: string;
  /** It stands in a field of the helpdesk's own record, not in what somebody wrote. */
  declared?: true;
  revealed_until?: number;
}

/** Why the page stays covered. Each has a text in both languages (texts.ts). */
export type CoverReason =
  | 'starting' | 'not_configured' | 'no_policy' | 'policy_unreadable' | 'policy_bad_signature' | 'policy_expired' | 'policy_rollback'
  | 'adapter_unreadable' | 'engine_failed' | 'not_enrolled' | 'extension_updated' | 'opener_left';

export interface CurtainStart {
  policy: string;
  policy_name: string;
  adapter: string;
  subject: Subject;
  mask_key?: string;
  /** Language of the labels in `where`; else the curtain's own. */
  lang?: 'id' | 'en';
  /** What memory() answered on an earlier page of this helpdesk. */
  memory?: string;
}

/** One per document. All of it stops with the AbortSignal it was hung with; masks already drawn stay. */
export interface Curtain {
  /** Loads the policy; then masks the page and uncovers it. On an error the page stays covered, and the banner says why. */
  start(start: CurtainStart): Answer<PolicySummary>;
  /** Stays covered, or covers again, and shows a banner with the reason. */
  cover(reason: CoverReason, detail?: string): void;
  facts(): PageFacts;
  /** Masked values in document order. */
  items(): MaskedItem[];
  /** The item under the selection, the focus or the pointer, if any. */
  current(): MaskedItem | undefined;
  /** Shows one value until `ttl_ms` from now, then masks it again by itself. False if the item is gone. */
  reveal(item_id: string, ttl_ms: number): boolean;
  /** Masks revealed values again at once: one, or all. */
  remask(item_id?: string): void;
  /** Whether a field of the page had the focus, that a value can be put into. */
  hasField(): boolean;
  /** Puts the value into the field that had the focus last, where its caret was; it is covered there, too. False: it could not be, and nothing was written. */
  insert(item_id: string): boolean;
  /** Whether `said` is the value as a person would say it; the value goes nowhere. Undefined: the item is gone. */
  compare(item_id: string, said: string): Match | undefined;
  /** Where it is painted now, in coordinates of the top window. */
  places(item_id: string): DOMRect[];
  /** The policy's words for a class. */
  classText(class_id: string): Bilingual | undefined;
  /** All personal data in what is about to be sent, whether or not this agent may look at it. Undefined: it could not be looked for. */
  findInDraft(text: string): Finding[] | undefined;
  /** The values this page shows masked or declares, drafts left out. */
  seen(): string[];
  /** Whose ticket this is: facts() leaves it out, as it holds values. */
  customer(): Customer | undefined;
  /** Called for every window the curtain reaches, before start() and after; `signal` ends with the policy in force. */
  listen(listener: (win: Window, signal: AbortSignal) => void): void;
  /** Calls back when a link to a masked value was followed: a call or a mail, the value unseen. */
  onContact(listener: (item: MaskedItem) => void): void;
  /** Calls back when a value was revealed. */
  onReveal(listener: () => void): void;
  /** What this page and those before it taught: to be handed to the next page's start(). Holds values: keep it in memory, never on disk. */
  memory(): string;
  /** Calls back when the facts may have changed (another ticket, another owner), or the memory. */
  onChange(listener: () => void): void;
}
