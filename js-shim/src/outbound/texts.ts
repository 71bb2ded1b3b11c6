// What the guard of a reply says: kinds and reasons, never a value.
import type {Text} from '../texts.js';
import type {Why} from './model.js';

export const outboundTexts = {
  title: {id: 'Sebelum dikirim: ada yang perlu dilihat', en: 'Before you send: something to look at'},
  confirm: {id: 'Balasan ini masih memuat:', en: 'This reply still contains:'},
  mask: {id: 'Tutupi', en: 'Mask'},
  meant: {id: 'Memang begitu', en: 'It is meant so'},
  mask_send: {id: 'Tutupi lalu kirim', en: 'Mask and send'},
  send: {id: 'Kirim apa adanya', en: 'Send as it is'},
  back: {id: 'Kembali', en: 'Back'},
  not_masked: {id: 'Tidak semuanya dapat ditutupi. Hapus sendiri sebelum mengirim.', en: 'Not all of it could be masked. Delete it yourself before sending.'},
  logged: {id: 'Pilihan Anda dicatat: jenis data dan jumlahnya, bukan nilainya.', en: 'Your choice is logged: kinds and counts, not the values.'},
  value: {id: 'Data pribadi', en: 'Personal data'},
} as const satisfies Record<string, Text>;

export const whyTexts: Record<Why, Text> = {
  other_customer: {id: 'terlihat di tiket lain, jadi mungkin milik pelanggan lain', en: 'seen on another ticket, so it may be another customer\'s'},
  card: {id: 'nomor kartu tidak dikirim lewat balasan (PCI DSS 4.2.2)', en: 'card numbers are not sent in replies (PCI DSS 4.2.2)'},
  secret: {id: 'sandi, kode dan PIN tidak dikirim lewat balasan', en: 'passwords, codes and PINs are not sent in replies'},
  policy: {id: 'kebijakan tidak mengizinkannya dikirim', en: 'the policy does not let it be sent'},
  unchecked: {id: 'tidak dapat diperiksa', en: 'could not be checked'},
};
