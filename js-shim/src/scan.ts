// Many small texts, few calls: texts are joined by U+0000, across which the core finds nothing, and answers are dealt back.
import type {PaintStep} from '../../wasm/engine.js';
import {must} from './engine.js';
import type {Engine} from './engine.js';

export interface Question {readonly text: string; answer(steps: PaintStep[]): void}

/** UTF-16 units a call may take, unless one text is longer: bounds the copy in the core's memory. */
const CALL = 1 << 18;

/** Asks the core about every text, in as few calls as it can bear; spans of an answer count from the start of its own text. */
export function askAll(engine: Engine, questions: readonly Question[]): void {
  for (let begin = 0; begin < questions.length;) {
    let end = begin;
    for (let length = 0; end < questions.length && (end === begin || length + questions[end]!.text.length < CALL); ++end) length += questions[end]!.text.length + 1;
    askTogether(engine, questions.slice(begin, end));
    begin = end;
  }
}

function askTogether(engine: Engine, questions: readonly Question[]): void {
  const steps = must(engine.scan(questions.map(question => question.text).join('\0')));
  let at = 0;
  let next = 0;
  for (const question of questions) {
    const end = at + question.text.length;
    const mine: PaintStep[] = [];
    for (; next < steps.length && steps[next]!.begin < end; ++next) {
      const step = steps[next]!;
      mine.push({...step, begin: step.begin - at, end: step.end - at});
    }
    question.answer(mine);
    at = end + 1;
  }
}

/** All of them without overlaps, sorted. Where two overlap the first stays, unless a later one covers more and holds it whole: of a text read
 *  in several ways ("Kontak:" + "siti@…" + "0812…"), the way that sees a whole value is the right one. */
export function union(first: readonly PaintStep[], more: readonly PaintStep[]): PaintStep[] {
  let all = [...first];
  for (const step of more) {
    const under = all.filter(other => step.begin < other.end && other.begin < step.end);
    if (!under.every(other => step.begin <= other.begin && other.end <= step.end && other.end - other.begin < step.end - step.begin)) continue;
    all = [...all.filter(other => !under.includes(other)), step];
  }
  return all.sort((a, b) => a.begin - b.begin);
}
