// Texts for the differential test: pieces of the generated corpus, cut anywhere and damaged by characters that matter to a scanner.
import {corpus} from '../bench/corpus/generate.mjs';
import {randomOf} from '../bench/corpus/random.mjs';

const kHostile = [
  '\u200B',
  '\u00A0',
  '\u00AD',
  '\u2060',
  '\uFEFF',
  '\u202E',
  '\uFF10',
  '\uFF19',
  '\uFF20',
  '\u0660',
  '👩‍👩‍👧',
  '👍🏽',
  '\u0301',
  '\0',
  '\n',
  '\r\n',
  '\t',
  '\ud800',
  '\udc00',
  'İ',
  'ß',
  'ǅ',
  'Ⅷ',
  '²',
  '½',
  '주',
  'ก',
];
const kPlain = [...'0123456789', ...'  --..,,//::@@+()#[]{}<>=\'"_', 'A', 'z', 'nik', 'OTP', 'dua', ' at ', '[dot]', 'Jl. ', 'a.n. '];

const damages = [
  (r, text) => {
    const at = r.int(0, text.length);
    return text.slice(0, at) + r.pick(r.chance(0.5) ? kHostile : kPlain) + text.slice(at);
  },
  (r, text) => {
    const at = r.int(0, text.length);
    return text.slice(0, at) + text.slice(at + r.int(1, 4));
  },
  (r, text) => {
    const at = r.int(0, text.length),
      piece = text.slice(at, at + r.int(1, 12));
    return text.slice(0, at) + piece.repeat(r.int(1, 5)) + text.slice(at);
  },
  (r, text) => {
    const at = r.int(0, text.length);
    return text.slice(at) + text.slice(0, at);
  },
  (r, text) => (r.chance(0.5) ? text.toUpperCase() : text.toLowerCase()),
  (r, text) => text.replace(/\d/g, digit => (r.chance(0.1) ? String.fromCharCode(0xff10 + Number(digit)) : digit)),
  (r, text) => text.replaceAll(' ', r.pick(['', '\u00A0', '  ', '\n', '\u200B'])),
];

/** `count` texts; the same seed gives the same ones. */
export function* fuzzed(seed, count) {
  const r = randomOf(seed),
    source = [...corpus(seed, 2_000_000)].map(({text, labels}) => ({text, marks: labels.map(({begin}) => begin)}));
  for (let i = 0; i < count; ++i) {
    const {text, marks} = r.pick(source);
    // Mostly around something labelled: byte offsets are near enough to the place.
    const middle = marks.length > 0 && r.chance(0.8) ? r.pick(marks) : r.int(0, text.length);
    let piece = text.slice(Math.max(0, middle - r.int(0, 50)), middle + r.int(5, 60));
    for (let left = r.int(0, 3); left > 0; --left) piece = r.pick(damages)(r, piece);
    yield piece;
  }
}
