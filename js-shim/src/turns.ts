// When what is done: what a page changed is masked in the turn that changed it. While the page is covered there is no hurry, and a long turn would keep its own scripts and
// whoever waits for it: then the work is done in slices, and what changes in between is the next round's. Of a page that is shown in part by then, it is masked in a round
// of its own, in between.
//
//   mutations ──► steps ──covered, and a slice is over──► others have a turn ──► on ──► … ──► done: uncovered
//                                                         what they change in a parted page: masked at once
import type {Steps} from './masker.js';

/** Where the others take longer than a long task, a slice takes as long as they did: waiting for them no more than doubles the time under the cover. */
const LONG_TASK_MS = 50;
/** Where no frame has come by then, none is on its way. */
const NO_PAINT_MS = 100;

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

export type Settle = (records: readonly MutationRecord[]) => void;

export interface TurnsParts {
  /** The steps of one turn. */
  begin(records: readonly MutationRecord[]): Steps;
  /** After how many milliseconds others may have a turn before the steps are done: Infinity, if they may not. */
  pauseAfter(): number;
  /** Others are to have a turn. `settle` masks all that came meanwhile. */
  onPause(settle: Settle): void;
  /** They have had it. Answers whether there is something new to be painted before the steps go on. */
  onResume(settle: Settle): boolean;
  /** What changes while the steps are under way is to be masked at once. */
  keepsUp(): boolean;
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

export function createTurns({begin, pauseAfter, onPause, onResume, keepsUp, onFault, signal}: TurnsParts): Turns {
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
    onPause(settle);
    ++pauses;
    pausedAt = performance.now();
    later.port2.postMessage(0);
  }

  function settle(records: readonly MutationRecord[]): void {
    const steps = begin([...came() ?? [], ...records]);
    while (!steps.next(false).done);
  }

  /** Answers whether the steps are done. */
  function slice(steps: Steps, paused: boolean, whole: boolean): boolean {
    const now = performance.now(), others = paused ? now - pausedAt : 0;
    const least = others > LONG_TASK_MS ? others : 0;
    for (let first = paused; !steps.next(first).done; first = false) if (!whole && performance.now() - now > Math.max(least, pauseAfter())) return false;
    return true;
  }

  function run(work: () => void): void {
    running = true;
    try {
      work();
    } catch (error) {
      under = undefined;
      onFault(error);
    } finally {
      running = false;
    }
  }

  function advance(paused: boolean, whole: boolean): void {
    if (signal.aborted || running || !under) return;
    const steps = under;
    run(() => {
      if (paused && !whole && onResume(settle)) afterPaint(() => { pausedAt = performance.now(); later!.port2.postMessage(0); });
      else if (slice(steps, paused, whole)) under = undefined;
      else pause();
    });
    if (!under && waiting) take([], whole);  // told by the very last step
  }

  function take(records: readonly MutationRecord[], whole: boolean): void {
    if (signal.aborted) return;
    (waiting ??= []).push(...records);
    if (!under) {
      under = begin(came()!);
      advance(false, whole);
    } else if (whole) advance(true, true);
    else if (keepsUp() && !running) {
      run(() => settle([]));
      if (waiting) take([], false);
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

/** Until then the processors are the frame's alone. Where none is painted, in a hidden tab, a timer has to do. */
function afterPaint(then: () => void): void {
  let left: (() => void) | undefined = then;
  const done = () => {
    observer.disconnect();
    left?.();
    left = undefined;
  };
  const observer = new PerformanceObserver(list => { if (hasPaint(list)) done(); });
  observer.observe({type: 'paint'});
  if (hasPaint(performance)) requestAnimationFrame(() => requestAnimationFrame(done));  // no other one is told of
  setTimeout(done, NO_PAINT_MS);
}

const hasPaint = (entries: Pick<Performance, 'getEntriesByName'>): boolean => entries.getEntriesByName('first-contentful-paint').length > 0;
