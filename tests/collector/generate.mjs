// Values out of a JSON Schema: some that fit it, some that do not. The same in every run of a seed.
import {judgeOf, spec} from './spec.mjs';

/** A linear congruential generator, the constants of Numerical Recipes. */
export function random(seed) {
  let state = seed >>> 0;
  const below = (n) => Math.floor((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 * n);
  return {below, one: (list) => list[below(list.length)], chance: (part) => below(1000) < part * 1000};
}

const resolved = (schema) => (schema.$ref ? resolved(schema.$ref.slice(2).split('/').reduce((at, name) => at[name], spec)) : schema);
const kLetters = 'abcxyzABCXYZ0189._-';
const letters = (r, length, from = kLetters) => Array.from({length}, () => from[r.below(from.length)]).join('');

/** A text that fits a pattern: classes, groups, alternatives, counts; what else a pattern can say is not read. */
export function matching(pattern, r) {
  let at = 0;
  const count = () => {
    const bounds = /^(?:\{(\d+)(,)?(\d*)\}|[*+?])/.exec(pattern.slice(at));
    if (!bounds) return 1;
    at += bounds[0].length;
    const [least, most] = {'*': [0, 3], '+': [1, 8], '?': [0, 1]}[bounds[0]] ?? [Number(bounds[1]), bounds[2] ? Number(bounds[3] || bounds[1] + 8) : Number(bounds[1])];
    return least + r.below(most - least + 1);
  };
  const set = () => {  // behind the "["
    const not = pattern[at] === '^';
    if (not) at++;
    let all = '';
    for (; pattern[at] !== ']'; at++) {
      if (pattern.startsWith('\\u', at)) at += 5;  // a control character: no letter of ours
      else if (pattern[at] === '\\') at++;
      if (pattern[at + 1] === '-' && pattern[at + 2] !== ']') {
        for (let code = pattern.charCodeAt(at); code <= pattern.charCodeAt(at + 2); code++) all += String.fromCharCode(code);
        at += 2;
      } else all += pattern[at];
    }
    at++;
    const from = not ? [...kLetters].filter((c) => !all.includes(c)) : all;
    return () => r.one(from);
  };
  const atom = () => {
    const c = pattern[at++];
    if (c === '[') return set();
    if (c === '(') {
      if (pattern.startsWith('?:', at)) at += 2;
      const inner = alternatives();
      at++;
      return inner;
    }
    if (c === '\\') {
      const what = pattern[at++];
      return what === 'S' ? () => r.one(kLetters) : what === 'd' ? () => String(r.below(10)) : () => what;
    }
    return () => c;
  };
  const sequence = () => {
    const parts = [];
    while (at < pattern.length && pattern[at] !== ')' && pattern[at] !== '|') {
      if (pattern[at] === '^' || pattern[at] === '$') { at++; continue; }
      const make = atom(), times = count();
      parts.push(() => Array.from({length: times}, make).join(''));
    }
    return () => parts.map((part) => part()).join('');
  };
  const alternatives = () => {
    const all = [sequence()];
    while (pattern[at] === '|') { at++; all.push(sequence()); }
    return () => r.one(all)();
  };
  return alternatives()();
}

const uuid = (r) => `${letters(r, 8, '0123456789abcdef')}-${letters(r, 4, '0123456789abcdef')}-4${letters(r, 3, '0123456789abcdef')}-8${letters(r, 3, '0123456789abcdef')}-${letters(r, 12, '0123456789abcdef')}`;
const texts = (schema, r) => {
  if (schema.format === 'uuid') return uuid(r);
  if (schema.pattern) return matching(schema.pattern, r).slice(0, schema.maxLength);
  const least = schema.minLength ?? 0, most = Math.min(schema.maxLength ?? 40, 300);
  return r.one([letters(r, least + r.below(most - least + 1)), letters(r, most), letters(r, Math.max(least, 1))]);
};
const numbers = ({minimum = 0, maximum = 2 ** 53 - 1}, r) => r.one([minimum, maximum, minimum + r.below(Math.min(maximum - minimum, 1000) + 1)]);

/** A value that fits. `known(name)` gives real values by the name of their property: half of the time they are taken. */
export function fitting(given, r, known = () => [], name = '') {
  const schema = resolved(given), real = known(name);
  if (real.length > 0 && r.chance(0.5)) return r.one(real);
  if ('const' in schema) return schema.const;
  if (schema.enum) return r.one(schema.enum);
  if (schema.oneOf ?? schema.anyOf) return fitting(r.one(schema.oneOf ?? schema.anyOf), r, known, name);
  switch (schema.type) {
    case 'object': {
      const named = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key) || r.chance(0.5));
      return Object.fromEntries(named.map(([key, inner]) => [key, fitting(inner, r, known, key)]));
    }
    case 'array': return Array.from({length: (schema.minItems ?? 0) + r.below(3)}, () => fitting(schema.items ?? {}, r, known));
    case 'integer': return numbers(schema, r);
    case 'boolean': return r.chance(0.5);
    case 'string': return texts(schema, r);
    default: return {};
  }
}

const kStrangers = [null, true, 0, -1, 1.5, 1e300, '', 'x', '\u0000', '\ud800', "'; DROP TABLE events; --", '../../etc/passwd', 'é'.repeat(300), 'x'.repeat(3000), [], [[]], {}, {toString: 1}];
const near = (schema, value) => {
  if (typeof value === 'number') return [(schema.minimum ?? 0) - 1, (schema.maximum ?? 2 ** 53) + 1, value + 0.5, String(value), 2 ** 64];
  if (typeof value === 'string') return [`${value} `, `\n${value}`, value.slice(1), `${value}\u0000`, value + 'x'.repeat(schema.maxLength ?? 200), value.toUpperCase(), [value]];
  return [];
};

function* changed(given, value, r) {
  const schema = resolved(given);
  yield* near(schema, value);
  yield* kStrangers;
  if (schema.type === 'array' && Array.isArray(value)) yield* kStrangers.map((one) => [...value, one]);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  yield {...value, unknown_key: 1};
  yield {...value, [`x${r.below(100)}`]: null};
  for (const key of Object.keys(value)) {
    const {[key]: inner, ...rest} = value;
    yield rest;
    for (const other of changed((schema.properties ?? {})[key] ?? {}, inner, r)) yield {...value, [key]: other};
  }
}

/** At most `most` values that do not fit, each one change away from one that does. */
export function unfitting(schema, r, most, known) {
  const why = judgeOf(schema);
  const all = [...changed(schema, fitting((resolved(schema).oneOf ?? [schema])[0], r, known), r)].filter((value) => why(value) !== undefined);
  const step = Math.max(1, all.length / most);
  return Array.from({length: Math.min(most, all.length)}, (_, i) => all[Math.min(all.length - 1, Math.floor(i * step + r.below(Math.ceil(step))))]);
}
