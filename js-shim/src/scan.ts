// Many small texts, few calls: texts are joined by U+0000, across which the core finds nothing, and answers are dealt back.
import type {PaintStep} from '../../wasm/engine.js';
import {must} from './engine.js';
import type {Engine} from './engine.js';

type Take = (steps: readonly PaintStep[]) => void;

/** Texts to ask the core about, together; spans of an answer count from the start of its own text. */
export interface Questions {
  add(text: string, take: Take): void;
  /** There are as many as one call of the core should take. */
  readonly isFull: boolean;
  /** Asks them all, and forgets them. */
  answerAll(): void;
  /** The same, then a stop. */
  ask(): Generator<void, boolean, boolean>;
}

/** UTF-16 units in one call: the first few, as the browser compiles what scans them; then more, as each call costs as much as hundreds. */
const FIRST_CALL = 1 << 11, CALL = 1 << 14;
const NONE: readonly PaintStep[] = [];

export function createQuestions(engine: Engine): Questions {
  let texts: string[] = [];
  let takes: Take[] = [];
  let units = 0;
  let call = FIRST_CALL;

  function answerAll(): void {
    if (texts.length === 0) return;
    const [asked, answered] = [texts, takes];
    [texts, takes, units] = [[], [], 0];
    call = Math.min(CALL, 2 * call);
    deal(must(engine.scan(asked.join('\0'))), asked, answered);
  }

  return {
    add(text, take) {
      texts.push(text);
      takes.push(take);
      units += text.length + 1;
    },
    get isFull() { return units >= call; },
    answerAll,
    *ask() {
      answerAll();
      return yield;
    },
  };
}

function deal(steps: readonly PaintStep[], texts: readonly string[], takes: readonly Take[]): void {
  let begin = 0;
  let next = 0;
  texts.forEach((text, index) => {
    const end = begin + text.length;
    let mine = NONE;
    if (next < steps.length && steps[next]!.begin < end) {
      const first = next;
      while (next < steps.length && steps[next]!.begin < end) ++next;
      mine = steps.slice(first, next).map(step => ({...step, begin: step.begin - begin, end: step.end - begin}));
    }
    takes[index]!(mine);
    begin = end + 1;
  });
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
