// What is said about security keys: in the window of an agent's ceremony, and to the officer.
import type {Text} from '../../js-shim/src/texts.js';

export const keyTexts = {
  title: {id: 'Kunci keamanan', en: 'Security key'},
  show_lead: {id: 'Tunjukkan bahwa Anda {agent}: pakai kunci keamanan Anda.', en: 'Show that you are {agent}: use your security key.'},
  register_lead: {id: 'Daftarkan kunci keamanan untuk {agent}. Setelah itu kunci ini menggantikan kode dari aplikasi autentikator.', en: 'Register a security key for {agent}. After that it stands in for the code of the authenticator app.'},
  register: {id: 'Daftarkan kunci', en: 'Register the key'},
  touch: {id: 'Ikuti petunjuk browser: colokkan atau sentuh kunci Anda.', en: 'Follow the browser: plug in or touch your key.'},
  dismissed: {id: 'Kunci tidak terbaca. Coba lagi, atau tutup jendela ini dan pakai kode.', en: 'No key was read. Try again, or close this window and use a code.'},
  known: {id: 'Kunci ini sudah terdaftar. Pakai kunci yang lain.', en: 'This key is registered already. Use another one.'},
  refused: {id: 'Kolektor tidak menerima kunci ini.', en: 'The collector did not accept this key.'},
  over: {id: 'Jendela ini sudah terpakai, atau waktunya habis.', en: 'This window was used already, or its time is up.'},
  over_more: {id: 'Tutup, lalu mulai lagi dari helpdesk atau halaman opsi.', en: 'Close it and begin again, from the helpdesk or the options page.'},
  too_old: {id: 'Browser ini terlalu lama untuk kunci keamanan. Pakai kode.', en: 'This browser is too old for security keys. Use a code.'},
  unreachable: {id: 'Kolektor tidak dapat dihubungi.', en: 'The collector cannot be reached.'},
  proved: {id: 'Berhasil.', en: 'Done.'},
  registered: {id: 'Kunci terdaftar.', en: 'The key is registered.'},
  closing: {id: 'Jendela ini menutup sendiri.', en: 'This window closes by itself.'},
  again: {id: 'Coba lagi', en: 'Try again'},
  close: {id: 'Tutup', en: 'Close'},
} as const satisfies Record<string, Text>;
