// Sees every change before it is painted: one MutationObserver, whose callback runs in the microtask after the page's own script, on
// the document, on every shadow root, and in every frame that can be reached. What an observer cannot see is looked for before each
// frame, for as long as there can be any: see shadow.ts and frames.ts.
import {createFrames} from './frames.js';
import type {Frames} from './frames.js';
import {isCustom, rootOf as rootIn, SHADOW_EVENT} from './shadow.js';
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

const isParsed = (doc: Document): boolean => doc.readyState === 'loading';

export function createWatch({doc, signal, rootOf, observed, onWindow, onTurn}: WatchParts): Watch {
  const roots = new Set<Root>();
  const fresh: Root[] = [];
  /** Elements that a parser may still have open, and those whose last child it has. */
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

  function meetRoot(host: Element): ShadowRoot | null {
    const root = rootIn(host, rootOf);
    if (root) enter(root);
    else if (isCustom(host.localName) && isParsed(host.ownerDocument)) open.add(host);  // its own script may have put anything behind it by now
    return root;
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
    if (frames.unsettled) wake();
  }

  function look(): void {
    frames.look();
    const within = announced === 'inside' ? [...roots] : [];
    announced = '';
    for (const root of within) if (root.nodeType !== Node.DOCUMENT_NODE) root.querySelectorAll('*').forEach(meetRoot);
    lookAtOpen();
  }

  /** What is open is the last of the last of the last when it comes; later, scripts may have put others behind it. So none is left out before the parser is done: there
   *  is no telling who put what where. */
  function lookAtOpen(): void {
    const parsed = [...roots].filter(root => isParsed(root.ownerDocument ?? root as Document));
    parsed.forEach(keepLast);
    for (const element of open) {  // goes on into those that are kept meanwhile
      const root = meetRoot(element);
      if (root) keepLast(root);
      keepLast(element);
      if (element.localName === 'table' && element.previousElementSibling) open.add(element.previousElementSibling);  // where a parser puts what stands in no cell
    }
    if (parsed.length > 0) wake(); else open.clear();
  }

  function keepLast({lastElementChild}: ParentNode): void { if (lastElementChild) open.add(lastElementChild); }

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
