// What the prompt says where an agent types what a customer says.
import type {Text} from '../texts.js';

export const saidTexts = {
  compare: {id: 'Kata pelanggan (tanpa membuka nilainya)', en: 'The customer says (without revealing)'},
  compare_go: {id: 'Cocokkan', en: 'Compare'},
  matches: {id: '✓ Cocok', en: '✓ Matches'},
  differs: {id: '✗ Tidak cocok', en: '✗ Does not match'},
  too_short: {id: 'Terlalu pendek: minta empat angka terakhir atau lebih, dua bagian nama atau alamat, tanggal yang lengkap.', en: 'Too short: ask for the last four digits or more, two parts of a name or address, a whole date.'},
  key_compare: {id: 'cocokkan', en: 'compare'},

  card: {id: 'Verifikasi penelepon', en: 'Verify the caller'},
  check: {id: 'Periksa', en: 'Check'},
  unverified: {id: 'Belum terverifikasi: {right} dari {matches} jawaban cocok, boleh salah {left} kali lagi.', en: 'Not verified yet: {right} of {matches} answers match, {left} wrong ones left.'},
  verified: {id: '✓ Penelepon terverifikasi untuk tiket ini ({right} dari {matches} cocok; sisa salah {left}).', en: '✓ The caller is verified for this ticket ({right} of {matches} match; {left} wrong ones left).'},
  failed: {id: '✗ Verifikasi gagal ({right} dari {matches} cocok; sisa salah {left}). Jangan membacakan data; teruskan ke penyelia.', en: '✗ Verification failed ({right} of {matches} match; {left} wrong ones left). Read nothing out; hand over to a supervisor.'},
  card_logged: {id: 'Yang dicatat hanya cocok atau tidak; jawabannya tidak pernah disimpan.', en: 'Only whether it matched is logged; the answer itself is never kept.'},
} as const satisfies Record<string, Text>;
