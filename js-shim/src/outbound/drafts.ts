// Finds personal data in what an agent is about to send. An engine of its own: the page's leaves out what this agent may look at, and
// looking is not sending. It is made when a reply is first written in, and costs a page without replies nothing.
import type {CoreModule, PaintStep} from '../../../wasm/engine.js';
import {openEngine, type Engine, type KnownValue} from '../engine.js';
import type {CurtainStart} from '../types.js';
import type {Finding} from './model.js';

export interface Drafts {
  /** In the order of the text. Undefined: the core could not say. `known` is found with its written variants. */
  find(text: string, known: readonly KnownValue[]): Finding[] | undefined;
  close(): void;
}

/** No policy names it: nothing is permitted to it, so everything is found. */
const NOBODY = {subject: {id: '?', properties: {role: '?'}}, context: {relationship: 'none' as const}};

export function openDrafts(core: CoreModule, {policy, policy_name}: CurtainStart): Drafts {
  let engine: Engine | undefined;
  let learnt = '';

  function open(): Engine | undefined {
    const fresh = openEngine(core);
    const ready = fresh.load(policy, policy_name).ok && fresh.setFacts(NOBODY).ok;
    return ready ? fresh : undefined;
  }

  function teach(known: readonly KnownValue[]): boolean {
    const text = JSON.stringify(known);
    if (text === learnt) return true;
    learnt = text;
    return engine!.learn(known).ok;
  }

  const finding = (text: string) => ({begin, end, type, class: id, mask}: PaintStep): Finding => ({begin, end, type, class: id, mask, value: text.slice(begin, end)});

  return {
    find(text, known) {
      engine ??= open();
      if (engine === undefined || !teach(known)) return undefined;
      const steps = engine.scan(text.replaceAll('\0', '\uFFFD'));
      return steps.ok ? steps.value.map(finding(text)) : undefined;
    },
    close() { engine?.close(); },
  };
}
