// How people hide a value from a filter, or how a mail program breaks it: the same value, other characters.
const kSpelled = {
  id: ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};
const wide = text => [...text].map(c => (c > ' ' && c <= '~' ? String.fromCodePoint(c.codePointAt(0) + 0xfee0) : c)).join('');
const kInvisible = ['\u200B', '\u200C', '\u200D', '\u2060', '\u00AD', '\uFEFF'];

const ways = {
  digits: {
    spelled: {
      weight: 3,
      write: (r, text, language) =>
        [...text]
          .map(c => (c === '0' && r.chance(0.2) ? (language === 'en' ? 'oh' : 'kosong') : kSpelled[language][c]))
          .join(r.pick([' ', ' ', ' ', '-', ', '])),
    },
    spaced: {weight: 3, write: (r, text) => [...text].join(r.pick([' ', ' ', '.', '-', '  ']))},
    wide: {weight: 2, write: (r, text) => wide(text)},
    invisible: {
      weight: 2,
      write: (r, text) => {
        const sign = r.pick(kInvisible),
          at = r.int(1, text.length - 1);
        return r.chance(0.5) ? [...text].join(sign) : text.slice(0, at) + sign + text.slice(at);
      },
    },
    unbroken: {weight: 2, write: (r, text) => text.match(/.{1,4}/g).join(r.pick(['\u00A0', '\u202F', '\u2007']))},
    line: {
      weight: 2,
      write: (r, text) => {
        const at = Math.max(2, Math.min(text.length - 2, 4 * r.int(1, 3)));
        return text.slice(0, at) + r.pick(['\n', ' \n', '-\n']) + text.slice(at);
      },
    },
  },
  chars: {
    wide: {weight: 2, write: (r, text) => wide(text)},
    invisible: {
      weight: 2,
      write: (r, text) => {
        const at = r.int(1, text.length - 1),
          sign = r.pick(kInvisible);
        return r.chance(0.5) ? text.slice(0, at) + sign + text.slice(at) : [...text].join(sign);
      },
    },
    spaced: {weight: 2, write: (r, text) => [...text.replace(/[ -]/g, '')].join(' ')},
  },
  email: {
    brackets: {
      weight: 4,
      write: (r, text) =>
        text
          .replace('@', r.pick(['[at]', ' [at] ', '(at)', ' (at) ', '[@]', ' (a) ']))
          .replace(/\.(?=[^.]*$)/, r.pick(['.', '.', '[dot]', '(dot)', ' [dot] ', ' (dot) ', '(titik)'])),
    },
    words: {
      weight: 3,
      write: (r, text) => {
        const [local, host] = text.split('@');
        return local + ' at ' + host.replaceAll('.', ' dot ');
      },
    },
    spaced: {weight: 2, write: (r, text) => text.replace('@', r.pick([' @ ', ' @', '@ ']))},
    invisible: {weight: 1, write: (r, text) => text.replace('@', r.pick(kInvisible) + '@')},
    wide: {weight: 1, write: (r, text) => text.replace('@', '\uFF20')},
  },
};
/** `{text, way}`: the value written so that a plain pattern does not see it. */
export function obfuscated(r, kind, text, language) {
  const choices = ways[kind],
    way = r.weighted(Object.fromEntries(Object.entries(choices).map(([name, {weight}]) => [name, weight])));
  return {text: choices[way].write(r, text, language), way};
}
