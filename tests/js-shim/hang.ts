// What the test pages load first in <head>, as they would the drop-in: the twin of the core (createModule, set before this script)
// and the page engine. `data-options` of the script tag says how.
import type {CoreModule} from '../../wasm/engine.js';
import {announceShadowRoots, hangCurtain} from '../../js-shim/src/main.js';
import type {Curtain} from '../../js-shim/src/main.js';
import adapterText from '../../adapters/demo.json';
import policyText from '../../policies/support.json';

declare const createModule: (options?: object) => CoreModule;

interface Options {
  cover?: 'start';
  engine?: 'missing' | 'throws_on_load' | 'throws_on_scan' | 'throws_later';
  policy?: 'missing' | 'bad';
  adapter?: 'bad';
  names?: string[];
  never?: true;
}

const options: Options = JSON.parse(document.currentScript?.dataset['options'] ?? '{}');
const rootOf = announceShadowRoots(window);
const stop = new AbortController();

/** The real core, with one call made to fail as a trap would: by throwing. */
function core(): CoreModule {
  if (options.engine === 'missing') throw new Error('no such module');
  const real = createModule();
  if (!options.engine) return real;
  let scans = 0;
  class Failing extends real.CoreEngine {
    constructor() { super(); if (options.engine === 'throws_on_load') throw new Error('unreachable'); }
  }
  const trapped = new Failing();
  const scan = trapped.scan.bind(trapped);
  trapped.scan = text => { if (options.engine === 'throws_on_scan' || ++scans > 3) throw new Error('unreachable'); return scan(text); };
  return {version: () => real.version(), CoreEngine: class { constructor() { return trapped; } } as unknown as CoreModule['CoreEngine']};
}

const curtain = hangCurtain(document, core, {signal: stop.signal, lang: 'en', hooks: {openOrClosedShadowRoot: rootOf}});
const begun = performance.now();
const answer = options.policy === 'missing' ? (curtain.cover('no_policy'), undefined) : curtain.start({
  policy: options.policy === 'bad' ? '{"id": }' : policyText,
  policy_name: 'support.json',
  adapter: options.adapter === 'bad' ? '{"format": "tirai.adapter/v1", "helpdesk": "demo", "colour": 1}' : options.cover === 'start' ? adapterText.replace('"dom_content_loaded"', '"start"') : adapterText,
  subject: {type: 'agent', id: 'sari', properties: {role: 'agent', teams: ['Penagihan'], helpdesk_names: options.names ?? ['Sari Puspita']}},
});

Object.assign(window, {tirai: {curtain, answer, stop, took: performance.now() - begun} satisfies {curtain: Curtain; answer: unknown; stop: AbortController; took: number}});
