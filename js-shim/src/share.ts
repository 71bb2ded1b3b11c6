// One value, several nodes: React writes "3273" and "0145" as two.
import type {Piece} from './slots.js';
import type {Part} from './walk.js';

/** Shares one masked stretch among the nodes it is split over: the mask goes along if it is as long, else it stands in the first.
 *  A step for each of them, and a search for the first: a message of many lines is one run of as many parts, and values in most of them. */
export function share(parts: readonly Part[], whole: Piece): [Part, Piece][] {
  const sameLength = whole.mask.length === whole.end - whole.begin;
  const dealt: [Part, Piece][] = [];
  for (let at = endingAfter(parts, whole.begin); at < parts.length && parts[at]!.begin < whole.end; ++at) {
    const part = parts[at]!;
    const begin = Math.max(part.begin, whole.begin);
    const end = Math.min(part.end, whole.end);
    if (begin >= end) continue;
    const mask = sameLength ? whole.mask.slice(begin - whole.begin, end - whole.begin) : dealt.length === 0 ? whole.mask : '';
    dealt.push([part, {begin: begin - part.begin, end: end - part.begin, mask, item: whole.item}]);
  }
  return dealt;
}

/** The first part that ends after `offset`. */
function endingAfter(parts: readonly Part[], offset: number): number {
  let [from, to] = [0, parts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (parts[middle]!.end > offset) to = middle; else from = middle + 1;
  }
  return from;
}
