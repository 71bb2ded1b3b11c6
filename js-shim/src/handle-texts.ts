// What the handles at masked and revealed values say.
import type {Text} from './texts.js';

export const handleTexts = {
  covered: {id: '{kind}, tertutup', en: '{kind}, masked'},
  covered_said: {id: '{kind}, tertutup. Alt+R untuk membuka, Alt+C untuk mencocokkan.', en: '{kind}, masked. Alt+R to reveal, Alt+C to compare.'},
  left: {id: '{seconds} dtk', en: '{seconds} s'},
  cover_now: {id: 'Tutup', en: 'Cover'},
} as const satisfies Record<string, Text>;
