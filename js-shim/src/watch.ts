// Sees every change before it is painted: one MutationObserver, whose callback runs in the microtask after the page's own script, on
// the document, on every shadow root, and in every frame that can be reached. What an observer cannot see is looked for before each
// frame, for as long as there can be any: see shadow.ts and frames.ts.
import {createFrames} from './frames.js';
import type {Frames} from './frames.js';
import {openElements, rootOf as rootIn, SHADOW_EVENT} from './shadow.js';
import type {RootOf} from './shadow.js';

type Root = Document | ShadowRoot;

export interface WatchParts {
  doc: Document; signal: AbortSignal; rootOf: RootOf | undefined;
  /** Attributes whose changes matter. */
  observed(): string[];
  onWindow(win: Window): void;
  onTurn(records: readonly MutationRecord[]): void;
}

export interface Watch {
  readonly frames: Frames;
  meetRoot(host: Element): void;
  /** Starts observing a document; its tree is a new root. */
  enter(doc: Document): void;
  /** Looks at it no more. */
  leave(doc: Document): void;
  roots(): Iterable<Root>;
  documents(): Iterable<Document>;
  /** A root that has been met and not been read yet. */
  nextNew(): Root | undefined;
  takeRecords(): MutationRecord[];
  /** There are more attributes to watch. */
  watchAnew(): void;
}

export function createWatch({doc, signal, rootOf, observed, onWindow, onTurn}: WatchParts): Watch {
  const roots = new Set<Root>();
  const fresh: Root[] = [];
  const open = new Set<Element>();
  const observer = new MutationObserver(onTurn);
  let announced: '' | 'here' | 'inside' = '';
  let sweeping = false;
  const listened = new WeakMap<Document, Element>();

  signal.addEventListener('abort', () => observer.disconnect());

  function enter(root: Root): void {
    if (roots.has(root)) return;
    roots.add(root);
    fresh.push(root);
    observer.observe(root, options);
    if (root.nodeType !== Node.DOCUMENT_NODE) return;
    const own = root as Document;
    if (own.defaultView) onWindow(own.defaultView);
    own.addEventListener(SHADOW_EVENT, onAnnounced, {capture: true, signal});
    wake();
  }

  const read = (): MutationObserverInit => ({subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: observed()});
  let options = read();

  function meetRoot(host: Element): void {
    const root = rootIn(host, rootOf);
    if (root) enter(root);
  }

  /** A host inside a known root is announced as the host of that root: then all of them are asked again, once a turn. */
  function onAnnounced(event: Event): void {
    const host = (event as MouseEvent).relatedTarget as Element | null;
    const root = host && rootIn(host, rootOf);
    if (!announced) queueMicrotask(() => { if (!signal.aborted) onTurn(observer.takeRecords()); });
    if (root && roots.has(root)) announced = 'inside';
    else if (root) { announced ||= 'here'; enter(root); }
  }

  const frames = createFrames(signal, enter, wake);

  /** document.open() takes every listener of the window with it; editors fill their frames that way. */
  function listenAgain(own: Document): void {
    const before = listened.get(own);
    if (before && before !== own.documentElement && own.defaultView) onWindow(own.defaultView);
    if (own.documentElement) listened.set(own, own.documentElement);
  }

  const parsing = () => [...roots].some(root => (root.ownerDocument ?? root as Document).readyState !== 'complete');

  /** Before each paint, while the parser or a frame can bring what no record tells of. */
  function wake(): void {
    if (sweeping || signal.aborted) return;
    sweeping = true;
    requestAnimationFrame(sweep);
  }

  function sweep(): void {
    sweeping = false;
    if (signal.aborted) return;
    look();
    if (fresh.length > 0) onTurn(observer.takeRecords());
    else frames.uncover();
    if (frames.unsettled || parsing()) wake();
  }

  function look(): void {
    frames.look();
    const within = announced === 'inside' ? [...roots] : [];
    announced = '';
    for (const root of within) if (root.nodeType !== Node.DOCUMENT_NODE) root.querySelectorAll('*').forEach(meetRoot);
    for (const element of open) meetRoot(element);
    open.clear();
    for (const root of roots) {
      if ((root.ownerDocument ?? root as Document).readyState === 'complete') continue;
      for (const element of openElements(root)) { meetRoot(element); open.add(element); }
    }
  }

  return {
    frames,
    meetRoot,
    enter,
    leave: other => { roots.delete(other); },
    *roots() {
      for (const root of roots) {
        if (root === doc || (root.nodeType === Node.DOCUMENT_NODE ? (root as Document).defaultView : root.isConnected)) yield root;
        else roots.delete(root);
      }
    },
    *documents() {
      for (const root of this.roots()) {
        if (root.nodeType !== Node.DOCUMENT_NODE) continue;
        listenAgain(root as Document);
        yield root as Document;
      }
    },
    nextNew() {
      look();
      return fresh.shift();
    },
    takeRecords: () => observer.takeRecords(),
    watchAnew() {
      options = read();
      for (const root of roots) observer.observe(root, options);  // in place of the options it had
    },
  };
}
