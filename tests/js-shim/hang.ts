// What the test pages load first in <head>, as they would the drop-in: the twin of the core (createModule, set before this script)
// and the page engine. `data-options` of the script tag says how.
import type {CoreModule} from '../../wasm/engine.js';
import {enterPageWorld, hangCurtain, openParsedRoots} from '../../js-shim/src/main.js';
import type {CurtainStart} from '../../js-shim/src/main.js';
import {soon} from '../../js-shim/src/rehearsal.js';
import adapterText from '../../adapters/demo.json';
import policyText from '../../policies/support.json';

declare const createModule: (options?: object) => CoreModule;
declare global { var coreCompiled: Promise<void> | undefined; }

interface Options {
  cover?: 'start';
  /** As the packages do: the core is made, and the policy comes, in turns of their own. */
  later?: true;
  engine?: 'missing' | 'throws_on_load' | 'throws_on_scan' | 'throws_later';
  policy?: 'missing' | 'bad';
  adapter?: 'bad';
  /** Another adapter than the demo's, as text. */
  adapter_text?: string;
  /** How the helpdesk writes whoever looks. */
  helpdesk_names?: string[];
  teams?: string[];
}

const options: Options = JSON.parse(document.currentScript?.dataset['options'] ?? '{}');
const rootOf = enterPageWorld(window);
openParsedRoots(window);
const stop = new AbortController();

/** The real core, with one call made to fail as a trap would: by throwing. */
function core(): CoreModule {
  if (options.engine === 'missing') throw new Error('no such module');
  const real = createModule();
  if (!options.engine) return real;
  const engine = new real.CoreEngine();
  const fails = (text: string) => options.engine === 'throws_on_scan' || (options.engine === 'throws_later' && text.includes('trap'));
  const trapped = {
    load: (policy: string, name: string) => { if (options.engine === 'throws_on_load') throw new Error('unreachable'); return engine.load(policy, name); },
    scan: (text: string) => { if (fails(text)) throw new Error('unreachable'); return engine.scan(text); },
    setFacts: (facts: string) => engine.setFacts(facts),
    learn: (values: string) => engine.learn(values),
    maskField: (id: string, text: string) => engine.maskField(id, text),
    delete: () => engine.delete(),
  };
  return {version: () => real.version(), CoreEngine: class { constructor() { return trapped; } } as unknown as CoreModule['CoreEngine']};
}

let made: CoreModule | undefined;
const curtain = hangCurtain(document, () => made ?? core(), {signal: stop.signal, lang: 'en', hooks: {openOrClosedShadowRoot: rootOf}});
const begun = performance.now();
const start: CurtainStart = {
  policy: options.policy === 'bad' ? '{"id": }' : policyText,
  policy_name: 'support.json',
  adapter: options.adapter === 'bad' ? '{"format": "tirai.adapter/v1", "helpdesk": "demo", "colour": 1}' : options.adapter_text ?? (options.cover === 'start' ? adapterText.replace('"dom_content_loaded"', '"start"') : adapterText),
  subject: {type: 'agent', id: 'sari', properties: {role: 'agent', teams: options.teams ?? ['Penagihan'], helpdesk_names: options.helpdesk_names ?? ['Sari Puspita']}},
};
const begin = () => options.policy === 'missing' ? (curtain.cover('no_policy'), undefined) : curtain.start(start);
const answer = options.later ? undefined : begin();
/** The rehearsal has three turns of its own, each asked for by the one before. */
const whenRehearsed = (then: () => void, turns = 3) => soon(() => { if (turns > 1) whenRehearsed(then, turns - 1); else then(); });
const started = () => { performance.mark('tirai-started'); };
if (options.later) {
  void Promise.resolve(globalThis.coreCompiled).then(() => {
    setTimeout(() => { made = core(); });
    setTimeout(() => {
      begin();
      whenRehearsed(started);
      addEventListener('DOMContentLoaded', started, {capture: true});  // and the page, if that is sooner
    });
  });
}

Object.assign(window, {tirai: {rootOf, curtain, start, answer, stop, took: performance.now() - begun}});
