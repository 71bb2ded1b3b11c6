// Why a value is masked, in the policy's own words: what covers it at sight, and what it may be revealed for or what forbids it. The same decisions as
// ever, asked for nobody's reveal: nothing is logged, for nothing is told but the policy.
import {answerOf} from './answers.js';
import {withPeople, type Known} from './knowing.js';
import type {PolicyInForce} from './policy.js';
import {kNoWords, offersFor, requestFor} from './reveals.js';
import type {Caller} from './situation.js';
import type {DecisionResponse} from '../../wasm/engine.js';
import type {Bilingual, MaskedItem, PageFacts, Subject} from './types.js';

export interface Explained {
  class_text: Bilingual;
  /** What decided how it is painted. */
  view: {rules: string[]; reason: Bilingual};
  /** What it may be revealed for; where for nothing, what decided that. */
  reveal: {purposes: Bilingual[]; rules: string[]; reason: Bilingual};
  relationship: PageFacts['relationship'];
  caller: Caller;
}

function ruled(policy: PolicyInForce, request: object): {rules: string[]; reason: Bilingual} {
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  return decided.ok ? {rules: decided.value.context.rules, reason: decided.value.context.reason} : {rules: [], reason: kNoWords};
}

export function explain(policy: PolicyInForce, subject: Subject, item: MaskedItem, facts: PageFacts, caller: Caller, known: Known): Explained {
  const request = withPeople(requestFor(subject, {item, facts}, caller), known);
  const {offered, class_text} = offersFor(policy, subject, item, facts, caller, false, known);
  return {
    class_text, relationship: facts.relationship, caller,
    view: ruled(policy, {...request, action: {name: 'view'}}),
    reveal: {purposes: offered.map(({text}) => text), ...ruled(policy, request)},
  };
}
