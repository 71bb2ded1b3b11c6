// What the picker says in the helpdesk's page, and the options page about it.
import type {Text} from '../../../js-shim/src/texts.js';

export const pickerTexts = {
  keys: {id: 'Klik nilai yang harus ditutup. Tab: nilai berikutnya · panah: keluar, ke dalam, ke samping · Enter: pilih · Esc: batal', en: 'Click a value to mask. Tab: next value · arrows: out, in, sideways · Enter: take it · Esc: cancel'},
  matches: {id: 'Cocok di halaman ini: {count}', en: 'Matches on this page: {count}'},

  title: {id: 'Tulis adaptor', en: 'Write an adapter'},
  lead: {id: 'Untuk helpdesk yang belum punya adaptor: tunjuk nilainya di halaman, beri kelas kebijakan, lalu serahkan berkasnya kepada DPO untuk ditandatangani.', en: 'For a helpdesk without an adapter: point at its values in the page, give each a class of the policy, and hand the file to the DPO to be signed.'},
  where: {id: 'Halaman', en: 'Page'},
  none: {id: 'Izinkan dulu satu helpdesk di atas.', en: 'First allow a helpdesk above.'},
  name: {id: 'Nama helpdesk', en: 'Name of the helpdesk'},
  name_more: {id: 'Huruf kecil, misalnya meja-kita. Nama ini ada di setiap catatan.', en: 'Lower case, such as our-desk. Every event carries it.'},
  pick: {id: 'Tunjuk nilai di halaman', en: 'Point at a value in the page'},
  picking: {id: 'Tunjuk nilainya di halaman helpdesk. Esc: batal.', en: 'Point at the value in the helpdesk’s page. Esc cancels.'},
  cancelled: {id: 'Batal: tidak ada yang dipilih.', en: 'Cancelled: nothing was taken.'},
  no_page: {id: 'Halaman itu tidak dapat dibaca. Buka helpdesk di satu tab, lalu coba lagi.', en: 'That page cannot be read. Open the helpdesk in a tab and try again.'},
  field: {id: 'Nilai {n}', en: 'Value {n}'},
  select: {id: 'Pemilih', en: 'Selector'},
  of_class: {id: 'Kelas', en: 'Class'},
  known: {id: 'Cari juga di pesan', en: 'Find it in messages, too'},
  remove: {id: 'Hapus nilai {n}', en: 'Remove value {n}'},
  remove_short: {id: 'Hapus', en: 'Remove'},
  json: {id: 'Adaptor', en: 'Adapter'},
  copy: {id: 'Salin', en: 'Copy'},
  copied: {id: 'Tersalin.', en: 'Copied.'},
  save: {id: 'Simpan berkas', en: 'Save the file'},
  wrong: {id: 'Belum dapat dipakai: {at} {message}', en: 'Not usable yet: {at} {message}'},
} as const satisfies Record<string, Text>;
