// The core as the page engine sees it: values in, values out, and never a throw. A core that traps has lost its memory, so
// after the first fault every answer is the same fault, and the page is covered.
import type {Answer, CoreEngine, CoreModule, FieldMask, Match, PaintStep, PolicySummary} from '../../wasm/engine.js';

export interface KnownValue {class: string; value: string}

export interface Facts {
  subject: {id: string; properties: {role: string}};
  context: {relationship: 'assigned' | 'team' | 'none'; ticket?: {closed_at: string}; now?: string};
  mask_key?: string;
}

export interface Engine {
  load(policy: string, name: string): Answer<PolicySummary>;
  setFacts(facts: Facts): Answer<true>;
  learn(values: readonly KnownValue[]): Answer<true>;
  scan(text: string): Answer<PaintStep[]>;
  maskField(classId: string, text: string): Answer<FieldMask>;
  compare(type: string, value: string, said: string): Match | undefined;
  close(): void;
}

/** What is thrown inside the page engine when the core fails; curtain.ts catches it and covers the page. */
export class EngineFault extends Error {}

/** The value, or an EngineFault: for calls that can only fail by a fault of ours. */
export function must<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new EngineFault([answer.error.at, answer.error.message].filter(Boolean).join(': '));
}

export function openEngine(core: CoreModule): Engine {
  let engine: CoreEngine | undefined;
  let fault: Answer<never> | undefined;

  function ask<T>(call: (engine: CoreEngine) => string): Answer<T> {
    if (fault) return fault;
    try {
      engine ??= new core.CoreEngine();
      return shaped<T>(JSON.parse(call(engine)));
    } catch {
      fault = {ok: false, error: {code: 'internal', message: 'the core stopped working; reload the page', at: 'core'}};
      return fault;
    }
  }

  return {
    load: (policy, name) => ask(e => e.load(policy, name)),
    setFacts: facts => ask(e => e.setFacts(JSON.stringify(facts))),
    learn: values => ask(e => e.learn(JSON.stringify(values))),
    scan: text => ask(e => e.scan(text)),
    maskField: (classId, text) => ask(e => e.maskField(classId, text)),
    compare(type, value, said) {
      try { return fault ? undefined : core.compare(type, value, said); } catch { return undefined; }
    },
    close() {
      try { engine?.delete(); } catch { /* a dead core has nothing left to free */ }
      engine = undefined;
      fault = {ok: false, error: {code: 'internal', message: 'the engine is closed', at: 'core'}};
    },
  };
}

function shaped<T>(answer: unknown): Answer<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) throw new TypeError('not an answer');
  return answer as Answer<T>;
}
