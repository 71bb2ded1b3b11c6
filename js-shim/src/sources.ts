// Where a fact about the ticket is written: in the page's address, or in an element; of several places the first that says something.
import type {Adapter, FactName, Source} from './adapter.js';
import {closedAt} from './closed.js';
import type {PageFacts} from './types.js';

type Facts = Omit<PageFacts, 'relationship'>;
type Roots = readonly (Document | ShadowRoot)[];
type Address = Pick<Location, 'pathname' | 'search' | 'hash'>;
type FactOf = (element: Element, attribute: string | undefined) => string;

export function readFacts(roots: Roots, {pathname, search, hash}: Location, adapter: Adapter, factOf: FactOf): Facts {
  const facts: Facts = {helpdesk: adapter.helpdesk};
  const address = {pathname, search, hash};  // asked for once: the browser takes it apart each time
  for (const [name, sources] of adapter.facts) {
    const read = firstOf(sources, source => readSource(roots, address, source, factOf));
    const value = name === 'closed' && read !== undefined ? closedAt(read) : read;
    if (value) facts[name satisfies FactName] = value;
  }
  return facts;
}

function firstOf(sources: readonly Source[], read: (source: Source) => string): string | undefined {
  for (const source of sources) {
    const value = read(source).slice(0, 200);
    if (value) return value;
  }
  return undefined;
}

function readSource(roots: Roots, {pathname, search, hash}: Address, source: Source, factOf: FactOf): string {
  switch (source.from) {
    // HTML 4.01, B.2.2: a semicolon parts parameters as an ampersand does; Znuny writes its links so.
    case 'query': return search !== '' && pathname.includes(source.path) ? new URLSearchParams(search.replaceAll(';', '&')).get(source.query) ?? '' : '';
    case 'path': return segmentAfter(pathname, source.after);
    case 'hash': return segmentAfter(hash, source.after);
    case 'element': {
      const root = roots.find(one => one.querySelector(source.select));
      const element = root?.querySelector(source.select);
      return element ? factOf(element, source.attribute).trim() : '';
    }
  }
}

function segmentAfter(text: string, after: string): string {
  const at = text.indexOf(after);
  return at < 0 ? '' : /^[^/?#&;]*/.exec(text.slice(at + after.length))![0];
}
