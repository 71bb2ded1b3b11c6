import type {
  CoreModule, DecisionResponse, Detection, ErrorCode, Explanation, LedgerModule, ModuleOptions, NamedText, OpenedBundle, PolicyDiff, PolicyModule, PolicyQuery, PolicyWarning,
  QueryAnswer, TestReport, VerifyReport,
} from './engine.js';
export type * from './engine.js';

/** Detection, decisions, masking. Every call of createCore() is an instance of its own. */
export function createCore(options?: Omit<ModuleOptions, 'wasmBinary'>): Promise<CoreModule>;
/** The core, and questions about a policy. */
export function createPolicy(options?: Omit<ModuleOptions, 'wasmBinary'>): Promise<PolicyModule>;
/** The core, and signed bundles, events and verification. */
export function createLedger(options?: Omit<ModuleOptions, 'wasmBinary'>): Promise<LedgerModule>;

/** What is wrong (`code` for programs, the message for people) and where. Never holds personal data. */
export class TiraiError extends Error {
  code: ErrorCode;
  at: string;
}

/** A policy or request: its JSON text (comments allowed), or the object. Of a text, an error names line and column. */
export type Source = string | object;
/** Who looks. `facts` are an AuthZEN subject and context; `key` makes pseudonyms (level token). */
export interface Viewer {role?: string; purpose?: string; facts?: {subject?: object; context?: object}; key?: string}

/** What `tirai` does on the command line. Everything throws a TiraiError when what it is given is wrong. */
export interface Tirai {
  check(policy: Source, name?: string): {warnings: PolicyWarning[]};
  test(policy: Source, files: {name: string; text: Source}[], options?: {filter?: string}): TestReport;
  explain(policy: Source, request: Source): Explanation;
  query(policy: Source, query: PolicyQuery): QueryAnswer;
  diff(before: Source, after: Source): PolicyDiff;
  notice(policy: Source, options?: {language?: 'id' | 'en'; format?: 'markdown' | 'html'}): string;
  authzen(policy: Source, request: Source): DecisionResponse | {evaluations: DecisionResponse[]};
  /** A policy and those it extends, the nearest first, as one file. */
  flatten(files: {name: string; text: Source}[]): string;
  /** Where which type is, in UTF-16 code units; with the detectors of `policy`, or all of them. */
  detect(ticket: string, policy?: Source): Detection[];
  /** The text as somebody sees it who has done nothing yet. */
  mask(policy: Source, who: Viewer, ticket: string): string;
  /** The policy of a signed bundle. `in_force`: the policy before; what shows more needs `looser_needs` signatures (2, where there are two keys). */
  openBundle(bundle: Source, options: {keys: string[]; now?: number; highest_seen?: number; in_force?: string; looser_needs?: number}): Promise<OpenedBundle>;
  /** An export of the log, as text. */
  verify(log: string): Promise<VerifyReport>;
}
export function createTirai(): Promise<Tirai>;
export type {NamedText};
