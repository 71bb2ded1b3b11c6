// Sentences from fragments: "[halo|hai] kak, {courier} [belum|blm] datang" has alternatives in brackets, which nest, and slots in
// braces. A slot is a list of fragments or a function of the random generator. The result is a list of parts: strings that are
// innocent, and objects that carry a label.

/** `{kind, text}`: 'item' is personal data, 'decoy' must stay, 'any' may be covered or not. */
export const labelled = (kind, text, rest = {}) => ({kind, text, ...rest});

export function expand(r, fragment, slots) {
  const parts = [];
  const end = read(r, fragment, 0, slots, parts, true);
  if (end < fragment.length) throw new Error(`unbalanced at ${end}: ${fragment}`);
  return parts;
}

function read(r, text, at, slots, out, wanted) {
  while (at < text.length && text[at] !== '|' && text[at] !== ']') {
    if (text[at] === '[') at = alternatives(r, text, at, slots, out, wanted);
    else if (text[at] === '{') {
      const close = text.indexOf('}', at);
      if (wanted) fill(r, text.slice(at + 1, close), slots, out);
      at = close + 1;
    } else {
      let end = at + 1;
      while (end < text.length && !'[]{|'.includes(text[end])) ++end;
      if (wanted) add(out, text.slice(at, end));
      at = end;
    }
  }
  return at;
}

function alternatives(r, text, at, slots, out, wanted) {
  let count = 1;
  for (let i = at + 1, depth = 0; depth > 0 || text[i] !== ']'; ++i) {
    if (i >= text.length) throw new Error(`no ] in: ${text}`);
    if (text[i] === '[') ++depth;
    else if (text[i] === ']') --depth;
    else if (text[i] === '|' && depth === 0) ++count;
  }
  const chosen = wanted ? r.int(0, count - 1) : -1;
  for (let index = 0; ; ++index) {
    at = read(r, text, at + 1, slots, out, index === chosen);
    if (text[at] === ']') return at + 1;
  }
}

function fill(r, name, slots, out) {
  const slot = slots[name];
  if (slot === undefined) throw new Error(`no slot {${name}}`);
  const value = typeof slot === 'function' ? slot(r) : Array.isArray(slot) ? r.pick(slot) : slot;
  if (typeof value === 'string') for (const part of expand(r, value, slots)) add(out, part);
  else for (const part of [value].flat()) add(out, part);
}

/** Appends a part; innocent strings that meet become one. */
export function add(parts, part) {
  if (part === '') return;
  if (typeof part === 'string' && typeof parts.at(-1) === 'string') parts[parts.length - 1] += part;
  else parts.push(part);
}

export const join = lists =>
  lists.reduce((out, list) => {
    for (const part of list) add(out, part);
    return out;
  }, []);
export const textOf = parts => parts.map(part => (typeof part === 'string' ? part : part.text)).join('');
