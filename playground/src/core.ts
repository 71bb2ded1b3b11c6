// The compiled core, its bytes inside this script: a page opened from a file may fetch nothing.
import createModule from 'tirai:policy-glue';
import base64 from 'tirai:policy-wasm';
import {bytesOf} from '../../js-shim/src/bytes.js';
import type {Answer, AnswerJson, CoreEngine, DecisionResponse, Level, PaintStep, PolicyModule, PolicySummary} from '../../wasm/engine.js';

export type Core = PolicyModule;

/** Throws where the browser refuses WebAssembly. */
export function openCore(): Promise<Core> {
  return createModule({wasmBinary: bytesOf(base64), print: () => undefined, printErr: () => undefined});
}

export const answerOf = <T>(json: AnswerJson<T>): Answer<T> => JSON.parse(json) as Answer<T>;

/** Field by field what an agent's helpdesk would know. */
export type Customer = Record<'name' | 'phone' | 'email' | 'nik' | 'address', string>;
export type Situation = Readonly<Record<string, string>>;

/** One value in the ticket as one role sees it. */
export interface Seen extends PaintStep {readonly value: string; readonly open: boolean}

const SUFFIX: Record<keyof Customer, RegExp> = {name: /(^|\.)name$/, phone: /(^|\.)(phone|telephone)$/, email: /(^|\.)e?mail$/, nik: /(^|\.)nik$/, address: /(^|\.)address$/};

/** The policy's classes for a customer's fields, by the last word of their ids. */
function learnt(summary: PolicySummary, customer: Customer): {class: string; value: string}[] {
  return (Object.keys(SUFFIX) as (keyof Customer)[]).flatMap(field => {
    const found = summary.classes.find(({id}) => SUFFIX[field].test(id));
    const value = customer[field].trim();
    return value === '' || found === undefined ? [] : [{class: found.id, value}];
  });
}

export class Playing {
  private readonly engine: CoreEngine;
  private constructor(engine: CoreEngine, readonly summary: PolicySummary, readonly text: string) { this.engine = engine; }

  static open(core: Core, policy: string): Answer<Playing> {
    const engine = new core.CoreEngine();
    const loaded = answerOf(engine.load(policy, 'policy'));
    if (loaded.ok) return {ok: true, value: new Playing(engine, loaded.value, policy)};
    engine.delete();
    return loaded;
  }

  close(): void { this.engine.delete(); }

  /** The ticket as `role` sees it; with a purpose, what it may reveal is open. */
  see(role: string, ticket: string, customer: Customer, situation: Situation, purpose: string): Seen[] {
    const facts = {subject: {type: 'agent', id: 'playground', properties: {role}}, context: situation};
    this.engine.setFacts(JSON.stringify(facts));
    this.engine.learn(JSON.stringify(learnt(this.summary, customer)));
    const steps = answerOf(this.engine.scan(ticket));
    if (!steps.ok) return [];
    const levels = new Map<string, Level>();
    const levelOf = (id: string): Level => {
      const kept = levels.get(id) ?? this.decide(role, id, situation, purpose).context.level;
      levels.set(id, kept);
      return kept;
    };
    return steps.value.map(step => ({...step, value: ticket.slice(step.begin, step.end), open: purpose !== '' && levelOf(step.class) === 'plain'}));
  }

  request(role: string, className: string, situation: Situation, purpose: string): string {
    return JSON.stringify({
      subject: {type: 'agent', id: 'playground', properties: {role}}, action: {name: purpose === '' ? 'view' : 'reveal'},
      resource: {type: 'class', id: className}, context: {...situation, ...(purpose === '' ? {} : {purpose})},
    });
  }

  decide(role: string, className: string, situation: Situation, purpose: string): DecisionResponse {
    const answer = answerOf(this.engine.decide(this.request(role, className, situation, purpose)));
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  }
}
