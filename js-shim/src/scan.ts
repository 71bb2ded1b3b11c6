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

/** All of them without overlaps, sorted. Of a text read in several ways ("Kontak:" + "siti@…" + "0812…"), where they disagree the way that covers more is
 *  taken, or the first.
 *  INVARIANT: what any of the ways covers is covered. */
export function union(first: readonly PaintStep[], more: readonly PaintStep[]): PaintStep[] {
  if (more.length === 0) return [...first];
  if (first.length === 0) return [...more];
  const all: PaintStep[] = [];
  for (const {mine, theirs} of clusters(first, more)) {
    const [taken, left] = covered(theirs) > covered(mine) ? [theirs, mine] : [mine, theirs];
    all.push(...taken, ...left.flatMap(step => remainders(step, taken)));
  }
  return all.sort((a, b) => a.begin - b.begin);
}

const covered = (steps: readonly PaintStep[]): number => steps.reduce((sum, step) => sum + step.end - step.begin, 0);

/** Stretches of text in which steps of the two overlap one another. */
function clusters(first: readonly PaintStep[], more: readonly PaintStep[]): {mine: PaintStep[]; theirs: PaintStep[]; end: number}[] {
  const found: {mine: PaintStep[]; theirs: PaintStep[]; end: number}[] = [];
  const sorted = [...first.map(step => ({step, own: true})), ...more.map(step => ({step, own: false}))].sort((a, b) => a.step.begin - b.step.begin);
  for (const {step, own} of sorted) {
    let last = found.at(-1);
    if (!last || step.begin >= last.end) found.push(last = {mine: [], theirs: [], end: 0});
    (own ? last.mine : last.theirs).push(step);
    last.end = Math.max(last.end, step.end);
  }
  return found;
}

/** What of `step` the others, sorted, leave uncovered: masked whole, as nobody knows what it is. */
function remainders(step: PaintStep, others: readonly PaintStep[]): PaintStep[] {
  const left: PaintStep[] = [];
  let begin = step.begin;
  const add = (end: number) => { if (end > begin) left.push({...step, begin, end, mask: '•'.repeat(end - begin)}); };
  for (const other of others) {
    if (other.end <= begin || other.begin >= step.end) continue;
    add(other.begin);
    begin = Math.max(begin, other.end);
  }
  add(step.end);
  return left;
}
