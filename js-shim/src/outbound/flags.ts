// Flags as a person reads them: one line a kind and reason, with how many.
import type {Bilingual} from '../../../wasm/engine.js';
import {say, type Lang} from '../texts.js';
import type {Finding, Verdict} from './model.js';
import {outboundTexts as t, whyTexts} from './texts.js';

/** `finding` is absent where the draft could not be checked at all. */
export interface Flag {finding?: Finding; verdict: Extract<Verdict, {flag: true}>}
export type ClassText = (id: string) => Bilingual | undefined;

function lineOf(lang: Lang, {finding, verdict}: Flag, kindOf: ClassText): {kind: string; why: string} {
  const kind = finding === undefined ? say(lang, t.value) : kindOf(finding.class)?.[lang] ?? finding.class;
  const own = verdict.why === 'policy' ? verdict.reason[lang] : '';
  return {kind, why: own === '' ? say(lang, whyTexts[verdict.why]) : own};
}

export function linesOf(lang: Lang, flags: readonly Flag[], kindOf: ClassText): string[] {
  const lines = new Map<string, {kind: string; why: string; count: number}>();
  for (const flag of flags) {
    const line = lineOf(lang, flag, kindOf);
    const key = `${line.kind}\n${line.why}`;
    lines.set(key, {...line, count: (lines.get(key)?.count ?? 0) + 1});
  }
  return [...lines.values()].map(({kind, why, count}) => `${kind}${count === 1 ? '' : ` (${count})`}: ${why}`);
}
