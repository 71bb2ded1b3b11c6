// What the page would else wait for: a browser compiles a function when it is first called, and the core makes its tables at its first text. A page of one line, which
// nobody sees, is read and masked as the real one will be.
import {implementationOf} from './dom.js';
import type {Gather} from './gather.js';
import {noWork} from './masker.js';
import type {Masker} from './masker.js';
import type {PageReader} from './page.js';

/** At its first text the core makes its tables; then what stands on nearly every page, all of it invented. */
const LINES = ['Terima kasih atas bantuannya.', 'Halo Budi, NIK 3273014507900003, HP 0812-5550-1234'];

export interface RehearsalParts {
  doc: Document; gather: Gather; page: PageReader;
  /** One that remembers nothing of it. */
  masker: Masker;
  /** Tells the core what it decides by. */
  begin(): void;
  /** A page of which nothing is there yet waits for none of it; a large one waits less for it than it gains. */
  isWorthIt(): boolean;
  /** Whether the page is there, or nobody waits for it any more. */
  isOver(): boolean;
  onFault(fault: unknown): void;
}

/** In turns of its own: together, and with what comes next, they would be a long one. */
export function rehearse(parts: RehearsalParts, then: () => void, steps: Iterator<void> = parts.isWorthIt() ? stepsOf(parts) : [].values()): void {
  soon(() => {
    if (parts.isOver()) return;
    try {
      if (steps.next().done) then(); else rehearse(parts, then, steps);
    } catch (error) {
      parts.onFault(error);
    }
  });
}

function* stepsOf({doc, gather, page, masker, begin}: RehearsalParts): Generator<void> {
  begin();
  for (const line of LINES) {
    const stage = stageFor(line, doc), work = noWork();
    gather.tree(stage, work);
    page.read([stage]);
    yield;
    for (const steps = masker.mask(work); !steps.next(false).done;);
  }
  yield;
}

/** A document without a window. */
function stageFor(line: string, doc: Document): Document {
  const stage = implementationOf(doc).createHTMLDocument();
  const add = (parent: Node, name: string, text = '') => {
    const element = stage.createElement(name);
    element.append(text);
    return parent.appendChild(element);
  };
  const row = add(add(stage.body, 'table'), 'tr');
  add(row, 'th', 'Kontak');
  add(add(row, 'td', line), 'a', 'Siti').setAttribute('href', '/siti');
  return stage;
}

/** In a turn before the parser's next one, where the browser has such turns: a global of the page's may have the name. */
export function soon(work: () => void): void {
  const {scheduler} = globalThis as {scheduler?: {postTask?(work: () => void, options: {priority: 'user-blocking'}): Promise<void>}};
  if (typeof scheduler?.postTask === 'function') void scheduler.postTask(work, {priority: 'user-blocking'});
  else setTimeout(work);
}
