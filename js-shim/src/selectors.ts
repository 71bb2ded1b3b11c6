// What of a page a selector looks at.
const HAS = /:has\((?:[\s>,*]|[a-z][a-z0-9]*)*\)/gi;
/** Elements told by how many stand before them; the group is their name. */
export const PLACED = /\b([a-z][a-z0-9]*):(?:first-child|nth-child\([\w\s+]+\))/gi;
const NAMES = /^(?:[a-z][a-z0-9]*|\*|:(?:is|not|where)\(|\)|\s*,\s*)+$/i;

/** Whether an element matches by its name, what it holds, and how many stand before it alone. */
export const isLocal = (css: string): boolean => NAMES.test(css.replace(HAS, '').replace(PLACED, '$1'));
