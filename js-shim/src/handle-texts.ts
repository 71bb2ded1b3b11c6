// What the handles at masked and revealed values say.
import type {Text} from './texts.js';

export const handleTexts = {
  covered: {id: '{kind}, tertutup', en: '{kind}, masked'},
  covered_said: {id: '{kind}, tertutup. Alt+R untuk membuka, Alt+C untuk mencocokkan, Alt+I untuk mengisikan ke kolom.', en: '{kind}, masked. Alt+R to reveal, Alt+C to compare, Alt+I to put into a field.'},
  nowhere: {id: 'Tidak ada kolom untuk diisi', en: 'There is no field to put it into'},
  nowhere_more: {id: 'Letakkan kursor di sebuah kolom dulu, lalu tunjuk nilainya dan tekan Alt+I.', en: 'Put the cursor into a field first, then point at the value and press Alt+I.'},
  not_written: {id: 'Kolom ini tidak menerimanya', en: 'This field does not take it'},
  not_written_more: {id: 'Tidak ada yang ditulis. Pakai kolom lain, atau buka nilainya dengan Alt+R.', en: 'Nothing was written. Use another field, or reveal the value with Alt+R.'},
  left: {id: '{seconds} dtk', en: '{seconds} s'},
  cover_now: {id: 'Tutup', en: 'Cover'},
} as const satisfies Record<string, Text>;
