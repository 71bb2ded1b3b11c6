// When what is done: what a page changed is masked in the turn that changed it. While the page is covered there is no hurry, and a long turn would keep its own scripts and
// whoever waits for it: then the work is done in slices, and what changes in between is the next round's.
//
//   mutations ──► steps ──covered, and a slice is over──► others have a turn ──► on ──► … ──► done: uncovered
import type {Steps} from './masker.js';

/** Half of what a person notices, a third of a long task. */
const SLICE_MS = 16;
/** Where the others take longer than a long task, a slice takes as long as they did: waiting for them no more than doubles the time under the cover. */
const LONG_TASK_MS = 50;

export interface Turns {
  /** There is something to do, with these records. */
  turn(records: readonly MutationRecord[]): void;
  /** The same, and all of it now. */
  finish(records: readonly MutationRecord[]): void;
  /** Records that came while the steps were under way, if anything came. */
  came(): MutationRecord[] | undefined;
  /** How often others had a turn before the steps were done. */
  readonly pauses: number;
}

/** `begin` makes the steps of one turn; `mayPause` says whether others may have one before they are done. */
export function createTurns({begin, mayPause, onFault, signal}: {begin(records: readonly MutationRecord[]): Steps; mayPause(): boolean; onFault(fault: unknown): void; signal: AbortSignal}): Turns {
  let under: Steps | undefined;
  let waiting: MutationRecord[] | undefined;
  let later: MessageChannel | undefined;
  let running = false;  // what our own writes set off at once is the next round's, too
  let pauses = 0;
  let pausedAt = 0;

  /** A message comes in a turn of its own, at once; a timer would be held back, in a hidden tab for a second. */
  function pause(): void {
    if (!later) {
      later = new MessageChannel();
      later.port1.onmessage = () => advance(true, false);
      signal.addEventListener('abort', () => later!.port1.close());
    }
    ++pauses;
    pausedAt = performance.now();
    later.port2.postMessage(0);
  }

  /** Answers whether the steps are done. */
  function slice(steps: Steps, paused: boolean, whole: boolean): boolean {
    const now = performance.now(), others = paused ? now - pausedAt : 0;
    const until = now + (others > LONG_TASK_MS ? others : SLICE_MS);
    for (let first = paused; !steps.next(first).done; first = false) if (!whole && mayPause() && performance.now() > until) return false;
    return true;
  }

  function advance(paused: boolean, whole: boolean): void {
    if (signal.aborted || running || !under) return;
    running = true;
    try {
      if (slice(under, paused, whole)) under = undefined; else pause();
    } catch (error) {
      under = undefined;
      onFault(error);
    } finally {
      running = false;
    }
    if (!under && waiting) take([], whole);  // told by the very last step
  }

  function take(records: readonly MutationRecord[], whole: boolean): void {
    if (signal.aborted) return;
    (waiting ??= []).push(...records);
    if (under) {
      if (whole) advance(true, true);
    } else {
      under = begin(came()!);
      advance(false, whole);
    }
  }

  function came(): MutationRecord[] | undefined {
    const records = waiting;
    waiting = undefined;
    return records;
  }

  return {
    turn: records => take(records, false),
    finish: records => take(records, true),
    came,
    get pauses() { return pauses; },
  };
}
