// The face of the compiled core, kept by hand; tests/wasm checks that the names agree with bindings_core.cpp and bindings_ledger.cpp.
// Strings cross. A C++ exception does not: every export answers, as JSON, one shape.

/** The wire name of an error; see core/include/tirai/result.h. */
export type ErrorCode =
  | 'bad_syntax' | 'unknown_key' | 'bad_value' | 'missing_key' | 'unknown_name' | 'too_large' | 'span_out_of_range'
  | 'bad_signature' | 'expired' | 'not_yet_valid' | 'rollback' | 'digest_mismatch' | 'chain_broken' | 'internal';

/** `message` is one line and never holds personal data; `at` is a place ("policy:/rules/3/level (line 41, column 17)"). */
export type Answer<T> = {ok: true; value: T} | {ok: false; error: {code: ErrorCode; message: string; at: string}};

/** JSON of an Answer<T>. */
export type AnswerJson<T> = string & {readonly answer?: T};

export type Level = 'plain' | 'partial' | 'token' | 'full' | 'remove';
export type Match = 'matches' | 'differs' | 'too_short';
export interface Bilingual {id: string; en: string}

/** One value to mask in a scanned text. `begin` and `end` are UTF-16 code units of the text that was given. */
export interface PaintStep {begin: number; end: number; type: string; class: string; level: Level; mask: string}
export interface FieldMask {level: Level; mask?: string}
export interface PolicySummary {
  id: string; version: number; digest: string;
  /** What reasons are sealed to; absent: the policy names no key of its officer, and no free text is taken. */
  dpo_key?: string;
  classes: {id: string; text: Bilingual; specific: boolean}[];
  roles: {id: string; text: Bilingual}[];
  purposes: {id: string; text: Bilingual; broader?: string; needs_consent: boolean}[];
  /** How long a purpose, once given for a ticket, need not be given again. */
  purpose_valid_s: number;
  /** `id`: the class that is asked for. Absent: this policy verifies no callers. */
  verification?: {questions: {id: string; text: Bilingual}[]; matches: number; failures: number; valid_s: number};
}
export interface OfferedPurpose {
  purpose: string; text: Bilingual; reason: Bilingual; dpv: string; legal_basis: string; level: Level; time_to_live_s?: number;
  /** A free text of at least so many characters must say why. */
  justification_min?: number;
}
/** What must be done for a permit to hold; who cannot do one of them must not show the value. See core/include/tirai/policy.h. */
export interface Obligations {
  ask_purpose?: boolean; justification_min?: number; step_up?: boolean; approval?: boolean; time_to_live_s?: number;
  write_ahead?: boolean; offline_reveals?: number; watermark?: boolean; copy_allowed?: boolean;
}
/** AuthZEN 1.0 response; `context.rules` are the determining rules' ids. */
export interface DecisionResponse {
  decision: boolean;
  context: {
    level: Level; rules: string[]; reason: Bilingual;
    obligations: Obligations;
    policy: {id: string; version: number; digest: string};
  };
}

/** One policy, one page: see core/include/tirai/engine.h. Call delete() when done. */
export interface CoreEngine {
  load(policy_json: string, policy_name: string): AnswerJson<PolicySummary>;
  setFacts(facts_json: string): AnswerJson<true>;
  learn(values_json: string): AnswerJson<true>;
  scan(text: string): AnswerJson<PaintStep[]>;
  maskField(class_id: string, text: string): AnswerJson<FieldMask>;
  decide(request_json: string): AnswerJson<DecisionResponse>;
  /** Where a value stands in its fact's domain; 65535: nowhere. */
  factIndex(fact: string, value: string): number;
  /** The decision without text: level in bits 0 to 2 (in the order of Level), bit 3 permitted, then which decision of the table it is. */
  decideFacts(action: number, role: number, relationship: number, caller: number, class_index: number, purpose: number, consent: number,
    retention: number, restriction: number, identity: number, training: number, risk: number): number;
  offeredPurposes(request_json: string): AnswerJson<OfferedPurpose[]>;
  delete(): void;
}

/** tirai-core.wasm and its plain-JS twin. */
export interface CoreModule {
  CoreEngine: new () => CoreEngine;
  version(): string;
  /** Whether `said` is `value` as a person would say it; see core/include/tirai/compare.h. `type` is an entity type's wire name. */
  compare(type: string, value: string, said: string): Match;
}

export interface ChainHead {chain_uid: string; next_sequence: number; head: string}
export interface SealedText {sequence: number; text: string}
export interface OpenedBundle {version: number; not_before: number; expires: number; digest: string; policy: string; adapters: Record<string, string>}
export interface VerifyReport {
  events: number; batches: number; chains: number;
  /** Sealed texts that are there, and that events name and are not. */
  sealed: number; erased: number;
  findings: {code: ErrorCode; message: string; at: string; line: number; chain_uid: string; sequence: number}[];
}

/** tirai-ledger.wasm: the core, and bundles, events, verification: see core/include/tirai/{bundle,audit}.h. */
export interface LedgerModule extends CoreModule {
  /** `verifier_keys`: one or several, by spaces; one must have signed. `in_force`: the policy file that holds now, or empty; what shows more than
   *  it needs the signatures of `looser_needs` different keys. */
  openBundle(bundle_json: string, verifier_keys: string, now_ms: number, highest_seen: number, in_force: string, looser_needs: number): AnswerJson<OpenedBundle>;
  appendEvent(head_json: string, description_json: string): AnswerJson<{line: string; sealed: string; head: ChainHead}>;
  /** `lines_json`: JSON array of event lines. `statement` is what the device key signs (ASCII). */
  batchToSign(device_id: string, lines_json: string): AnswerJson<{statement: string; batch: string}>;
  /** `sealed_json`: JSON array of SealedText, of these lines' events, in their order. */
  batchBody(batch: string, signature_base64: string, lines_json: string, sealed_json: string): AnswerJson<string>;
  /** A text for the officer alone; `belongs_to` says what it is part of, `random`: 32 bytes, used for nothing else. */
  seal(text: string, public_key: string, belongs_to: string, random: Uint8Array): AnswerJson<string>;
  /** What appendEvent sealed; `belongs_to` is "<chain_uid>:<sequence>". The officer's private key never leaves the page that has it. */
  openSealed(sealed: string, private_key: string, belongs_to: string): AnswerJson<string>;
  verifyExport(ndjson: string): AnswerJson<VerifyReport>;
}

/** One fact → one value: a situation that shows what is meant. */
export type Cell = Record<string, string>;
export interface PolicyWarning {code: string; at: string; message: Bilingual}
export interface Explanation {
  decision: boolean;
  context: DecisionResponse['context'] & {
    facts: Record<string, {value: string | null; from: 'given' | 'derived' | 'absent' | 'unknown'}>;
    matched: {rule: string; effect: 'permit' | 'deny'; level: Level; determining: boolean; reason: Bilingual; articles: string[]}[];
    not_matched: {rule: string; fact: string; given: string | null; from: string; wanted: string[]}[];
    missing: string[];
  };
}
/** `never`, `always`: in (no, every) situation of `when` the answer is a permit at least as open as `level` (without one: plain). */
export interface PolicyQuery {ask: 'never' | 'always' | 'who-can'; level?: Level; when?: Record<string, string[]>}
export interface QueryAnswer {
  holds?: boolean;
  witness?: Record<string, string | string[]>;
  who?: {role: string; witness: Record<string, string | string[]>}[];
}
export interface PolicyDiff {
  looser: boolean;
  groups: {
    change: 'looser' | 'tighter'; from: Level; to: Level; cells: number; when: Record<string, string[]>; witness: Cell;
    obligations?: {from: Obligations; to: Obligations};
  }[];
  groups_left_out: number;
  cells: {looser: number; tighter: number};
  settings: {change: 'looser' | 'tighter' | 'changed'; at: string; from: string; to: string}[];
}
export interface NamedText {name: string; text: string}
/** `begin` and `end` are UTF-16 code units. */
export interface Detection {type: string; begin: number; end: number; confidence: number}
export interface Covered {covered: number; all: number; missing: unknown[]}
export interface TestReport {
  passed: number; failed: number;
  tests: {file: string; name: string; cases: {name: string; passed: boolean; problems: string[]}[]}[];
  coverage: {rules: Covered; conditions: Covered; cells: Covered};
}

/** tirai-policy.wasm: the core, and questions about a policy: see core/include/tirai/policy_tool.h. The factory answers a promise. */
export interface PolicyModule extends CoreModule {
  check(policy_json: string, name: string): AnswerJson<{warnings: PolicyWarning[]}>;
  explain(policy_json: string, request_json: string): AnswerJson<Explanation>;
  query(policy_json: string, query_json: string): AnswerJson<QueryAnswer>;
  diff(old_json: string, new_json: string): AnswerJson<PolicyDiff>;
  /** Markdown, in `id` or `en`. */
  notice(policy_json: string, lang: string): AnswerJson<string>;
  noticeHtml(policy_json: string, lang: string): AnswerJson<string>;
  /** One AuthZEN request, or a batch: its response. */
  authzen(policy_json: string, request_json: string): AnswerJson<DecisionResponse | {evaluations: DecisionResponse[]}>;
  /** `files_json`: a list of NamedText; only tests whose name or file holds `filter`. */
  runTests(policy_json: string, files_json: string, filter: string): AnswerJson<TestReport>;
  /** A policy and those it extends, the nearest first (a list of NamedText), as one file. */
  flatten(files_json: string): AnswerJson<string>;
  /** With the detectors of a policy; all of them for an empty text. */
  detect(policy_json: string, text: string): AnswerJson<Detection[]>;
}

/** `instantiateWasm`: for a module that is compiled already; answers what `receive` does. */
export interface ModuleOptions {wasmBinary?: Uint8Array | ArrayBuffer; instantiateWasm?: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => WebAssembly.Exports) => WebAssembly.Exports; print?: (line: string) => void; printErr?: (line: string) => void}
/** tirai-core and its twin answer at once; tirai-ledger answers a promise. */
export type CreateCore = (options?: ModuleOptions) => CoreModule;
export type CreatePolicy = (options?: ModuleOptions) => Promise<PolicyModule>;
export type CreateLedger = (options?: ModuleOptions) => Promise<LedgerModule>;
