// What the prompt says of second factors, second persons and trainings.
import type {Text} from '../texts.js';
import type {PersonCode} from './people.js';

export const secondTexts = {
  code: {id: 'Kode dari aplikasi autentikator Anda', en: 'The code from your authenticator app'},
  code_go: {id: 'Periksa kode', en: 'Check the code'},
  code_needed: {id: 'Ketik keenam angkanya.', en: 'Type all six digits.'},
  key: {id: 'Kunci keamanan', en: 'Security key'},
  key_opening: {id: 'Membuka jendela kolektor…', en: 'Opening the collector’s window…'},
  key_waiting: {id: 'Pakai kunci keamanan di jendela yang terbuka, paling lama sampai {time}. Nilainya dibuka begitu berhasil.', en: 'Use your security key in the window that opened, until {time} at most. The value is revealed as soon as it is done.'},
  key_stop: {id: 'Pakai kode saja', en: 'Use a code instead'},
  key_closed: {id: 'Jendelanya ditutup tanpa kunci. Buka lagi, atau pakai kode.', en: 'The window was closed without the key. Open it again, or use a code.'},
  key_expired: {id: 'Waktunya habis. Buka lagi, atau pakai kode.', en: 'Its time is up. Open it again, or use a code.'},
  approval: {id: 'Orang kedua harus setuju dulu: penyelia tim atau DPO.', en: 'A second person agrees first: your team’s supervisor, or the DPO.'},
  approval_go: {id: 'Minta persetujuan', en: 'Ask for approval'},
  approval_waiting: {id: 'Menunggu persetujuan, paling lama sampai {time}. Nilainya dibuka begitu disetujui.', en: 'Waiting for approval, until {time} at most. The value is revealed as soon as it is given.'},
  approval_stop: {id: 'Berhenti menunggu', en: 'Stop waiting'},
  approval_refused: {id: 'Tidak disetujui.', en: 'It was refused.'},
  approval_expired: {id: 'Tidak ada yang menjawab pada waktunya. Minta lagi bila masih perlu.', en: 'Nobody answered in time. Ask again if you still need it.'},

  training: {id: 'Sebentar, sebelum melanjutkan', en: 'A moment, before you go on'},
  training_1: {id: 'Buka hanya yang perlu untuk tiket ini; mencocokkan sering sudah cukup.', en: 'Reveal only what this ticket needs; comparing is often enough.'},
  training_2: {id: 'Tujuan yang Anda pilih dicatat bersama nama Anda, dan dapat ditanyakan kembali.', en: 'The purpose you pick is logged with your name, and you may be asked about it.'},
  training_3: {id: 'Jangan menyalin data pelanggan ke luar helpdesk. Ragu? Tanyakan kepada DPO.', en: 'Copy no customer data out of the helpdesk. In doubt? Ask the DPO.'},
  training_go: {id: 'Saya mengerti', en: 'I understand'},
} as const satisfies Record<string, Text>;

export const personTexts: Record<PersonCode, Text> = {
  unreachable: {id: 'Kolektor tidak dapat dihubungi, jadi tidak dibuka. Coba lagi setelah tersambung.', en: 'The collector cannot be reached, so nothing is revealed. Try again once you are connected.'},
  rate: {id: 'Terlalu sering. Tunggu beberapa menit.', en: 'Too often. Wait a few minutes.'},
  bad_code: {id: 'Kodenya tidak cocok. Ketik kode yang baru.', en: 'The code does not match. Type a new one.'},
  not_enrolled: {id: 'Perangkat ini belum terdaftar. Minta token pendaftaran kepada admin.', en: 'This device is not enrolled. Ask your administrator for an enrolment token.'},
  no_customer: {id: 'Halaman ini tidak menyebut pelanggannya.', en: 'This page does not name its customer.'},
  no_key: {id: 'Kebijakan ini belum memuat kunci DPO, jadi catatan tidak dapat disegel.', en: 'This policy names no key of the DPO, so no note can be sealed.'},
  no_webauthn: {id: 'Kolektor ini tidak menerima kunci keamanan. Pakai kode.', en: 'This collector takes no security keys. Use a code.'},
  no_security_key: {id: 'Belum ada kunci keamanan yang terdaftar untuk Anda. Pakai kode; kunci didaftarkan di halaman opsi.', en: 'No security key of yours is registered. Use a code; keys are registered on the options page.'},
  step_up_needed: {id: 'Ketik dulu kode dari aplikasi autentikator Anda.', en: 'First type the code from your authenticator app.'},
  window_blocked: {id: 'Peramban menahan jendelanya. Izinkan jendela munculan untuk situs ini, atau pakai kode.', en: 'The browser held the window back. Allow pop-ups for this site, or use a code.'},
  refused: {id: 'Kolektor menolaknya. Tanyakan kepada admin.', en: 'The collector refused it. Ask your administrator.'},
  failed: {id: 'Tidak berhasil. Coba lagi.', en: 'It did not work. Try again.'},
};
