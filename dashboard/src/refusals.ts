// Why the collector did not do it, in the language of the page: by the code of its answer, where it says the fault is, and what belongs there.
// What its answers say in words is for those who write programs against it (collector/openapi.json).
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import type {Answer} from './api.js';

/** Every code that the collector can send, and the browser's own: there was no answer. */
export const refusalTexts = {
  unreachable: {id: 'Server tidak dapat dihubungi. Yang tampil mungkin sudah lama.', en: 'The server cannot be reached. What is shown may be old.'},

  bad_login: {id: 'Nama, kata sandi, kode, atau kunci tidak cocok, atau kode itu sudah dipakai. Tunggu kode berikutnya.', en: 'The name, password, code or key does not match, or the code was used. Wait for the next code.'},
  rate: {id: 'Terlalu banyak percobaan. Coba lagi setengah menit lagi.', en: 'Too many tries. Try again in half a minute.'},
  no_session: {id: 'Sesi Anda berakhir. Silakan masuk lagi.', en: 'Your session ended. Please sign in again.'},
  csrf: {id: 'Halaman ini bukan lagi halaman sesi Anda. Muat ulang, lalu coba lagi.', en: 'This page is no longer your session’s. Reload it and try again.'},
  cross_site: {id: 'Permintaan datang dari situs lain, dan tidak dijawab.', en: 'The request came from another site, and was not answered.'},
  role: {id: 'Peran akun Anda tidak mencakup ini.', en: 'Your account’s role does not cover this.'},
  unauthorized: {id: 'Token tidak dikenal.', en: 'The token is not known.'},
  wrong_scope: {id: 'Token itu untuk hal lain.', en: 'The token is for something else.'},

  bad_value: {id: 'Nilainya tidak sesuai', en: 'The value does not fit'},
  missing_key: {id: 'Ada yang kurang', en: 'Something is missing'},
  unknown_key: {id: 'Ada kolom yang tidak dikenal', en: 'There is a column that is not known'},
  unknown_name: {id: 'Nama itu tidak dikenal', en: 'The name is not known'},
  bad_syntax: {id: 'Tidak dapat dibaca: bukan CSV dengan baris judul dan jumlah kolom yang sama, dan bukan daftar JSON', en: 'It cannot be read: neither CSV with a line of column names and as many columns in each row, nor a JSON list'},
  bad_request: {id: 'Permintaan tidak dapat dibaca.', en: 'The request cannot be read.'},
  not_json: {id: 'Permintaan bukan JSON.', en: 'The request is not JSON.'},
  too_large: {id: 'Terlalu besar', en: 'It is too large'},
  header_too_large: {id: 'Kepala permintaan terlalu besar.', en: 'The head of the request is too large.'},
  method_not_allowed: {id: 'Alamat ini tidak menerima permintaan semacam itu.', en: 'This address takes no such request.'},
  digest_mismatch: {id: 'Sidik tidak cocok dengan isinya', en: 'The digest is not that of what it names'},
  span_out_of_range: {id: 'Bagian itu di luar teks', en: 'The part lies outside the text'},

  not_found: {id: 'Tidak ada, atau milik tim lain.', en: 'It does not exist, or is another team’s.'},
  unknown_subject: {id: 'Log tidak mengenal pelanggan ini.', en: 'The log knows no such customer.'},
  erased: {id: 'Kunci pelanggan ini sudah dihancurkan.', en: 'This customer’s key was destroyed.'},
  decided: {id: 'Sudah dijawab, atau waktunya habis.', en: 'It was answered before, or its time is over.'},
  exists: {id: 'Keadaannya sudah lain. Muat ulang halaman.', en: 'It is otherwise by now. Reload the page.'},
  not_in_log: {id: 'Tidak ada dalam log.', en: 'It is not in the log.'},
  no_checkpoint: {id: 'Log ini belum ditandatangani.', en: 'This log is not signed yet.'},

  many_keys: {id: 'Satu akun paling banyak punya 10 kunci. Hapus satu lebih dulu.', en: 'An account has at most 10 keys. Remove one first.'},
  known_key: {id: 'Kunci ini sudah terdaftar.', en: 'This key is registered already.'},
  bad_ticket: {id: 'Waktunya habis, atau sudah terpakai. Mulai lagi.', en: 'Its time is over, or it was used. Begin again.'},
  bad_credential: {id: 'Kunci ini tidak diterima.', en: 'This key was not accepted.'},
  bad_code: {id: 'Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya.', en: 'The code does not match, or was used. Wait for the next code.'},
  no_key: {id: 'Belum ada kunci keamanan.', en: 'There is no security key yet.'},
  no_webauthn: {id: 'Kolektor ini tidak menerima kunci keamanan. Pakai kode.', en: 'This collector takes no security keys. Use a code.'},
  step_up_needed: {id: 'Tunjukkan faktor kedua lebih dulu.', en: 'Show your second factor first.'},

  storage: {id: 'Penyimpanan tidak dapat dipakai sekarang. Tidak ada yang berubah; coba lagi nanti.', en: 'The store cannot be used now. Nothing was changed; try again later.'},
  overload: {id: 'Terlalu banyak yang menunggu. Coba lagi nanti.', en: 'Too much is waiting. Try again later.'},
  internal: {id: 'Ada kesalahan pada server. Tidak ada yang berubah.', en: 'Something is wrong at the server. Nothing was changed.'},
  no_dashboard: {id: 'Kolektor ini tidak menyajikan dasbor.', en: 'This collector serves no dashboard.'},
  no_playground: {id: 'Kolektor ini tidak menyajikan playground.', en: 'This collector serves no playground.'},
  no_witness: {id: 'Kolektor ini tidak menunggu saksi itu.', en: 'This collector expects no such witness.'},
  no_policy: {id: 'Kolektor ini tidak menyajikan kebijakan.', en: 'This collector serves no policy.'},
  policy_unreadable: {id: 'Berkas kebijakan tidak dapat dibaca sekarang.', en: 'The policy file cannot be read now.'},

  not_bound: {id: 'Perangkat ini belum mendaftarkan kuncinya.', en: 'This device has bound no key.'},
  key_conflict: {id: 'Token ini terikat pada kunci lain.', en: 'Another key is bound to this token.'},
  foreign_agent: {id: 'Perangkat ini milik agen lain.', en: 'The device is another agent’s.'},
  foreign_device: {id: 'Ini milik perangkat lain.', en: 'It is another device’s.'},
  foreign_chain: {id: 'Rantai ini milik perangkat lain.', en: 'The chain is another device’s.'},
  gap: {id: 'Ada peristiwa yang belum sampai.', en: 'Events are missing before it.'},
  overlap: {id: 'Sebagian sudah tersimpan.', en: 'Some of it is stored already.'},
  fork: {id: 'Peristiwa lain sudah ada di tempat itu.', en: 'Other events stand there.'},
  bad_signature: {id: 'Tanda tangannya tidak cocok.', en: 'The signature does not hold.'},
  chain_broken: {id: 'Rantainya terputus.', en: 'The chain is broken.'},
  expired: {id: 'Masa berlakunya sudah lewat.', en: 'It has expired.'},
  not_yet_valid: {id: 'Belum berlaku.', en: 'It is not valid yet.'},
  rollback: {id: 'Lebih lama daripada yang sudah ada.', en: 'It is older than what is there.'},
} as const satisfies Record<string, Text>;

/** What belongs where, by the last name of the place. */
const BELONGS: Record<string, Text> = {
  pseudonym: {id: '43 huruf sebuah pseudonim', en: 'the 43 letters of a pseudonym'},
  subject: {id: '43 huruf sebuah pseudonim', en: 'the 43 letters of a pseudonym'},
  id: {id: 'surel, telepon, atau nomor pelanggan; sebuah catatan punya UUID', en: 'an e-mail address, telephone or customer number; of a record a UUID'},
  purpose: {id: '1 sampai 128 huruf, angka, atau . _ : - /', en: '1 to 128 letters, digits or . _ : - /'},
  state: {id: 'given, refused, atau withdrawn', en: 'given, refused or withdrawn'},
  method: {id: 'verbal, chat, atau form', en: 'verbal, chat or form'},
  notice: {id: 'nama atau alamat pemberitahuan privasi, paling banyak 256 huruf', en: 'the name or address of a privacy notice, at most 256 letters'},
  time: {id: '2026-11-20, 2026-11-20T09:30:00+07:00, atau milidetik sejak 1970', en: '2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970'},
  expires: {id: '2026-11-20, 2026-11-20T09:30:00+07:00, atau milidetik sejak 1970', en: '2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970'},
  customer: {id: 'surel, telepon, atau nomor pelanggan', en: 'an e-mail address, a telephone or customer number'},
  controller: {id: 'satu baris, paling banyak 256 huruf', en: 'one line of at most 256 letters'},
  withdrawal_method: {id: 'satu baris, paling banyak 256 huruf', en: 'one line of at most 256 letters'},
  pii_categories: {id: 'kelas kebijakan, dipisahkan spasi', en: 'classes of the policy, a space between them'},
  notice_version: {id: 'paling banyak 128 huruf, angka, atau . _ : - /', en: 'at most 128 letters, digits or . _ : - /'},
  language: {id: 'tanda bahasa, misalnya id atau en-GB', en: 'a language tag, such as id or en-GB'},
  jurisdiction: {id: 'negara menurut ISO 3166, misalnya ID atau US-CA', en: 'a country of ISO 3166, such as ID or US-CA'},
  digest: {id: 'sha256: dan 64 angka heksadesimal kecil dari teks tersegelnya', en: 'sha256: and the 64 lower-case hex digits of its sealed text'},
  sealed: {id: 'base64 sebuah teks tersegel', en: 'base64 of a sealed text'},
  received: {id: 'milidetik sejak 1970', en: 'milliseconds since 1970'},
  request: {id: 'hak yang diminta: information, access, rectification, erasure, withdrawal, objection, restriction, compensation, atau portability', en: 'the right that is asked for: information, access, rectification, erasure, withdrawal, objection, restriction, compensation or portability'},
  expires_ms: {id: 'milidetik sejak 1970', en: 'milliseconds since 1970'},
  agent: {id: 'nama agen atau perangkat, dalam satu baris', en: 'the name of an agent or a device, on one line'},
  last_active: {id: '2026-11-20, 2026-11-20T09:30:00+07:00, atau milidetik sejak 1970', en: '2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970'},
  helpdesk: {id: '1 sampai 128 huruf, angka, atau . _ : - / @ +', en: '1 to 128 letters, digits or . _ : - / @ +'},
  step: {id: 'paling lama 93 hari', en: 'at most 93 days'},
};

const WHERE = {id: '{reason}, {place}', en: '{reason}, {place}'} as const;
const ROW = {id: 'baris {row}', en: 'row {row}'} as const;
const COLUMN = {id: 'kolom {column}', en: 'column {column}'} as const;
const EXPECTED = {id: '{reason}. Yang benar: {expected}.', en: '{reason}. Expected: {expected}.'} as const;
const OTHER = {id: 'Tidak berhasil ({code}).', en: 'That did not work ({code}).'} as const;

/** "row 3:/method", "body:/id", "query:/from": the row, and the last name. */
function placeOf(lang: Lang, at: string): {text: string; name: string} {
  const row = /^row (\d+)/.exec(at)?.[1], name = /:\/(?:.*\/)?([^/]*)$/.exec(at)?.[1] ?? '';
  const said = [row !== undefined && say(lang, ROW, {row}), name !== '' && say(lang, COLUMN, {column: name})].filter(part => part !== false);
  return {text: said.join(', '), name};
}

/** One or two sentences. */
export function reasonOf(lang: Lang, {code, at}: Answer<unknown> & {ok: false}): string {
  const texts: Record<string, Text> = refusalTexts, reason = Object.hasOwn(texts, code) ? texts[code]![lang] : say(lang, OTHER, {code});
  if (reason.endsWith('.')) return reason;
  const place = placeOf(lang, at), where = place.text === '' ? reason : say(lang, WHERE, {reason, place: place.text});
  return Object.hasOwn(BELONGS, place.name) ? say(lang, EXPECTED, {reason: where, expected: BELONGS[place.name]![lang]}) : `${where}.`;
}
