// What a person is told when nothing is shown, in both languages. The policy's own reason goes before these where there is one.
import type {Bilingual} from '../../wasm/engine.js';
import type {RefusalCode} from './types.js';

export const refusalTexts = {
  policy: {id: 'Kebijakan tidak mengizinkan data ini dibuka untuk tujuan itu.', en: 'The policy does not allow this value to be revealed for that purpose.'},
  no_policy: {id: 'Belum ada kebijakan yang sah, jadi tidak ada yang dibuka.', en: 'There is no valid policy, so nothing is revealed.'},
  not_enrolled: {id: 'Perangkat ini tidak terdaftar (lagi), jadi tidak ada yang dibuka. Beri tahu admin Anda.', en: 'This device is not enrolled (any more), so nothing is revealed. Tell your administrator.'},
  cannot_log: {id: 'Pembukaan ini tidak dapat dicatat, jadi tidak ditampilkan. Kosongkan ruang disk, lalu coba lagi.', en: 'This reveal cannot be logged, so it is not shown. Free some disk space, then try again.'},
  prompt_gone: {id: 'Permintaan ini sudah tidak berlaku. Tutup, lalu buka lagi.', en: 'This request is no longer valid. Close it and open it again.'},
  value_gone: {id: 'Halaman sudah berubah dan datanya tidak ada lagi. Tidak ada yang ditampilkan; percobaan ini tercatat.', en: 'The page has changed and the value is no longer there. Nothing was shown; the attempt is logged.'},
  failed: {id: 'Terjadi gangguan, jadi tidak ada yang dibuka. Coba lagi.', en: 'Something went wrong, so nothing was revealed. Try again.'},
} as const satisfies Record<RefusalCode, Bilingual>;
