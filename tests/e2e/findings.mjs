// What a page told that it must not, in words that hold no value.
import {find} from './setup.mjs';

// Element ids and what refers to them hold e-mail addresses in RT's forms (TxnSendMailTo-…). Nothing shows them, and a script that
// looks for an element by id must find it.
const NAMES = /\[(id|for|name|data-target|aria-controls|aria-labelledby|aria-describedby|aria-owns)\]$/;

export const types = (entries) => [...new Set(entries.map(({type}) => type))].join(', ');

/** `got` is what collect() answers; `hidden` leaves of the values found on a page those that must not be there. */
export function findings(step, got, hidden) {
  const out = [];
  for (const kind of ['text', 'attributes', 'title', 'shown', 'ax']) {
    for (const {where, value} of got[kind] ?? []) {
      if (kind === 'attributes' && NAMES.test(where)) continue;
      const found = hidden(find(value));
      if (found.length > 0) out.push(`${step.name}: ${kind}: ${where.replace(/\?.*$/, '?…')}: ${types(found)}`);
    }
  }
  return out;
}
