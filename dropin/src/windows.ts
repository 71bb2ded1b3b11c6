// The windows that scripts of the page get hold of: frames it makes, and windows it opens and writes into ("print this ticket"). In each of them the
// extension's hook runs before any script; the drop-in goes in when a script first reaches there.
import {enterPageWorld} from '../../js-shim/src/page-world.js';
import {openParsedRoots, type RootOf} from '../../js-shim/src/shadow.js';

type Realm = Window & typeof globalThis;

export interface Windows {
  /** Shadow roots, closed ones too, of every window that was met. */
  inside: RootOf;
  /** Goes into `win`, once. */
  meet(win: Window): void;
  /** Calls `take` with the document of each window that is opened empty, for the page to write into. */
  onOpened(take: (doc: Document) => void): void;
}

/** `mark`: a property of windows in which a drop-in of their own runs, or none is needed. */
export function followWindows(mark: string): Windows {
  const roots = new WeakMap<Element, ShadowRoot>();
  const met = new WeakSet<object>();  // by a function of the window's own: a frame's window stays the same when its page does not
  let take: ((doc: Document) => void) | undefined;
  let inside: RootOf = element => element.shadowRoot;

  function isNew(win: Window | null): win is Realm {
    try {
      return win !== null && !met.has((win as Realm).Element);
    } catch {
      return false;  // of another origin
    }
  }

  function meet(win: Window | null): void {
    if (!isNew(win)) return;
    met.add(win.Element);
    openParsedRoots(win);
    inside = enterPageWorld(win, roots);
    for (const {prototype} of [win.HTMLIFrameElement, win.HTMLFrameElement, win.HTMLObjectElement]) followFrames(prototype);
    followOpen(win);
  }

  function followFrames(prototype: HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement): void {
    const windowOf = Object.getOwnPropertyDescriptor(prototype, 'contentWindow')!.get as (this: object) => Window | null;
    for (const name of ['contentWindow', 'contentDocument']) {
      const of = Object.getOwnPropertyDescriptor(prototype, name)!;
      const read = of.get as (this: object) => unknown;
      Object.defineProperty(prototype, name, {...of, get(this: object) { meet(windowOf.call(this)); return read.call(this); }});
    }
  }

  function followOpen(win: Realm): void {
    const {open} = win;
    win.open = (...asked: Parameters<typeof open>) => {
      const opened = open.apply(win, asked);
      if (/^(about:blank)?$/i.test(String(asked[0] ?? '')) && isNew(opened) && !Object.hasOwn(opened, mark)) {
        Object.defineProperty(opened, mark, {value: true});
        meet(opened);
        take?.(opened.document);
      }
      return opened;
    };
  }

  return {inside: element => inside(element), meet, onOpened(taker) { take = taker; }};
}
