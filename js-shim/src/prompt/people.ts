// What the prompt asks of people beside the agent, and of the agent beside a purpose: a second factor, a second person's word, a training.
import type {PromptItem} from './model.js';

/** Why it did not come about; the names are those of client/src/people.ts. */
export type PersonCode = 'unreachable' | 'rate' | 'bad_code' | 'not_enrolled' | 'no_customer' | 'no_key' | 'no_webauthn' | 'no_security_key' | 'step_up_needed' | 'window_blocked' | 'refused' | 'failed';
export type Told<T extends object> = ({ok: true} & T) | {ok: false; code: PersonCode};
export type Factor = 'totp' | 'webauthn';
/** Of the collector's window: closed without the key. */
export type KeyState = 'waiting' | 'done' | 'closed';
export type ApprovalState = 'pending' | 'approved' | 'refused' | 'expired';

export interface PeopleActs {
  /** The code of an authenticator; the collector checks it. */
  stepUp(code: string): Promise<Told<{until_ms: number}>>;
  /** What the agent has registered. */
  factors(): Promise<readonly Factor[]>;
  /** Opens the collector's window, where the security key is shown. */
  openKey(): Promise<Told<{expires_ms: number}>>;
  keyState(): Promise<Told<{state: KeyState}>>;
  askApproval(item_id: string, purpose: string): Promise<Told<{id: string; expires_ms: number}>>;
  /** Answers when somebody decided, or after a while. */
  approval(id: string): Promise<Told<{state: ApprovalState}>>;
  /** The short training was read. `items`: as they are offered now. */
  acknowledge(): Promise<Told<{items: PromptItem[]}>>;
}
