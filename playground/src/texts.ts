// Every text of the playground, in Indonesian and English.
import type {Text} from '../../js-shim/src/texts.js';

export const t = {
  title: {id: 'Tirai · Ruang coba kebijakan', en: 'Tirai · Policy playground'},
  heading: {id: 'Ruang coba kebijakan', en: 'Policy playground'},
  promise: {id: 'Semua terjadi di halaman ini. Tidak ada yang dikirim ke mana pun.', en: 'Everything happens on this page. Nothing is sent anywhere.'},
  language: {id: 'Bahasa', en: 'Language'},

  policy: {id: 'Kebijakan', en: 'Policy'},
  policy_text: {id: 'Teks kebijakan (JSON dengan komentar)', en: 'The policy’s text (JSON with comments)'},
  ready: {id: 'Mulai dari', en: 'Start from'},
  open: {id: 'Buka berkas…', en: 'Open a file…'},
  save: {id: 'Simpan', en: 'Save'},
  valid: {id: 'Kebijakan ini dapat dipakai: {classes} kelas data, {roles} peran.', en: 'This policy can be used: {classes} classes of data, {roles} roles.'},
  invalid: {id: 'Kebijakan ini belum dapat dipakai', en: 'This policy cannot be used yet'},
  goes_on: {id: 'Yang di kanan masih menurut teks terakhir yang dapat dipakai.', en: 'What is on the right still follows the last text that could be used.'},
  nothing_yet: {id: 'Tanpa kebijakan semuanya tertutup.', en: 'Without a policy everything stays covered.'},
  go_there: {id: 'Ke baris {line}', en: 'Go to line {line}'},
  file_too_large: {id: 'Berkas ini lebih dari 4 MB; kebijakan tidak sebesar itu.', en: 'This file is larger than 4 MB; no policy is.'},
  replaced: {id: 'Teks Anda diganti. Urungkan dengan Ctrl+Z.', en: 'Your text was replaced. Undo with Ctrl+Z.'},

  ticket: {id: 'Tiket', en: 'Ticket'},
  ticket_text: {id: 'Pesan pelanggan', en: 'The customer’s message'},
  sample: {id: 'Contoh', en: 'Sample'},
  customer: {id: 'Pelanggan (isi yang diketahui helpdesk)', en: 'Customer (what the helpdesk knows)'},
  name: {id: 'Nama', en: 'Name'},
  phone: {id: 'Telepon', en: 'Phone'},
  email: {id: 'Surel', en: 'E-mail'},
  nik: {id: 'NIK', en: 'NIK'},
  address: {id: 'Alamat', en: 'Address'},
  situation: {id: 'Keadaan', en: 'Situation'},
  purpose: {id: 'Tujuan', en: 'Purpose'},
  no_purpose: {id: 'belum disebut: yang tampak sendiri', en: 'none given: what shows by itself'},

  views: {id: 'Yang dilihat tiap peran', en: 'What each role sees'},
  views_hint: {id: 'Pilih satu nilai untuk melihat alasannya.', en: 'Choose a value to see why.'},
  masked: {id: '{masked} tertutup, {open} terbuka', en: '{masked} masked, {open} open'},
  no_data: {id: 'Tidak ada data pribadi yang ditemukan di tiket ini.', en: 'No personal data was found in this ticket.'},
  why: {id: 'Mengapa', en: 'Why'},
  why_title: {id: '{class} untuk {role}', en: '{class} for {role}'},
  level: {id: 'Tingkat', en: 'Level'},
  rules: {id: 'Aturan penentu', en: 'Determining rules'},
  no_rule: {id: 'tidak ada aturan yang mengizinkan', en: 'no rule permits it'},
  reason: {id: 'Alasan', en: 'Reason'},
  obligations: {id: 'Kewajiban', en: 'Obligations'},
  none: {id: 'tidak ada', en: 'none'},
  close: {id: 'Tutup', en: 'Close'},
  failed_rules: {id: 'Aturan yang tidak berlaku', en: 'Rules that did not apply'},
  missing: {id: 'Masukan yang kurang', en: 'Missing input'},
  did_not_match: {id: 'karena {fact} bukan {wanted}', en: 'because {fact} is not {wanted}'},
  shown_plain: {id: 'terbuka', en: 'open'},
  masked_value: {id: 'tertutup: {mask}', en: 'masked: {mask}'},

  ask: {id: 'Tanya kebijakan', en: 'Ask the policy'},
  ask_hint: {id: 'Jawabannya pasti: semua kemungkinan diperiksa.', en: 'The answer is exact: every case is looked at.'},
  question: {id: 'Pertanyaan', en: 'Question'},
  never: {id: 'Apakah ini tidak pernah terjadi?', en: 'Does this never happen?'},
  always: {id: 'Apakah ini selalu terjadi?', en: 'Does this always happen?'},
  who_can: {id: 'Siapa yang bisa?', en: 'Who can?'},
  conditions: {id: 'Syarat', en: 'Conditions'},
  any: {id: 'apa pun', en: 'any'},
  at_most: {id: 'Terbuka paling sedikit', en: 'At least this open'},
  ask_now: {id: 'Tanya', en: 'Ask'},
  yes: {id: 'Ya.', en: 'Yes.'},
  no: {id: 'Tidak.', en: 'No.'},
  witness: {id: 'Misalnya', en: 'For example'},
  nobody: {id: 'Tidak seorang pun.', en: 'Nobody.'},

  changed: {id: 'Yang berubah', en: 'What changed'},
  changed_hint: {id: 'Dibandingkan dengan kebijakan yang Anda mulai.', en: 'Compared with the policy you started from.'},
  same: {id: 'Tidak ada keputusan yang berubah.', en: 'No decision changed.'},
  looser: {id: 'Lebih longgar', en: 'Looser'},
  tighter: {id: 'Lebih ketat', en: 'Tighter'},
  more: {id: 'dan {count} kelompok lagi', en: 'and {count} groups more'},
  action: {id: 'Tindakan', en: 'Action'},
  role: {id: 'Peran', en: 'Role'},
  class: {id: 'Kelas data', en: 'Class of data'},
  warnings: {id: 'Perlu dilihat', en: 'Worth a look'},

  broken: {id: 'Ruang coba ini tidak dapat dijalankan', en: 'The playground cannot run here'},
  broken_more: {
    id: 'Browser ini menolak WebAssembly di halaman ini. Buka berkas index.html langsung, atau lewat alamat kolektor Anda.',
    en: 'This browser refuses WebAssembly on this page. Open the file index.html itself, or use your collector’s address.',
  },
} as const satisfies Record<string, Text>;

/** Facts of DESIGN §4 whose domain no policy changes, as a person speaks of them. */
export const factTexts = {
  relationship: {text: {id: 'Tiket ini', en: 'This ticket'}, values: {
    assigned: {id: 'ditugaskan ke orang ini', en: 'is assigned to this person'}, team: {id: 'milik timnya', en: 'belongs to the team'}, none: {id: 'milik orang lain', en: 'is somebody else’s'}}},
  caller: {text: {id: 'Penelepon', en: 'Caller'}, values: {
    unverified: {id: 'belum diverifikasi', en: 'not verified'}, verified: {id: 'terverifikasi', en: 'verified'}, failed: {id: 'gagal verifikasi', en: 'failed verification'}}},
  consent: {text: {id: 'Persetujuan', en: 'Consent'}, values: {
    unknown: {id: 'tidak diketahui', en: 'unknown'}, given: {id: 'diberikan', en: 'given'}, refused: {id: 'ditolak', en: 'refused'}, withdrawn: {id: 'ditarik', en: 'withdrawn'},
    expired: {id: 'kedaluwarsa', en: 'expired'}}},
  retention: {text: {id: 'Masa simpan', en: 'Retention'}, values: {active: {id: 'masih berlaku', en: 'still running'}, expired: {id: 'sudah lewat', en: 'over'}}},
  restriction: {text: {id: 'Pembatasan', en: 'Restriction'}, values: {none: {id: 'tidak ada', en: 'none'}, restricted: {id: 'dibatasi pelanggan', en: 'asked for by the customer'}}},
  identity: {text: {id: 'Masuk dengan', en: 'Signed in with'}, values: {
    session: {id: 'sesi biasa', en: 'a session'}, mfa: {id: 'faktor kedua yang baru', en: 'a fresh second factor'}, none: {id: 'tidak masuk', en: 'not signed in'}}},
  training: {text: {id: 'Pelatihan', en: 'Training'}, values: {
    unknown: {id: 'tidak diketahui', en: 'unknown'}, valid: {id: 'berlaku', en: 'valid'}, expired: {id: 'kedaluwarsa', en: 'expired'}}},
  risk: {text: {id: 'Risiko', en: 'Risk'}, values: {normal: {id: 'biasa', en: 'normal'}, elevated: {id: 'meningkat', en: 'elevated'}, high: {id: 'tinggi', en: 'high'}}},
} as const satisfies Record<string, {text: Text; values: Record<string, Text>}>;

export const levelTexts = {
  plain: {id: 'terbuka', en: 'open'}, partial: {id: 'sebagian', en: 'in part'}, token: {id: 'nama samaran', en: 'pseudonym'}, full: {id: 'tertutup', en: 'covered'}, remove: {id: 'dihapus', en: 'removed'},
} as const satisfies Record<string, Text>;

/** What a permit asks of whoever shows the value (core/include/tirai/policy.h). */
export const obligationTexts = {
  ask_purpose: {id: 'tujuan ditanyakan', en: 'a purpose is asked for'},
  justification_min: {id: 'alasan tertulis, paling sedikit {count} huruf', en: 'a written reason of at least {count} characters'},
  step_up: {id: 'faktor kedua', en: 'a second factor'},
  approval: {id: 'persetujuan orang kedua', en: 'a second person’s approval'},
  time_to_live_s: {id: 'terbuka {count} detik', en: 'open for {count} seconds'},
  write_ahead: {id: 'dicatat sebelum terbuka', en: 'logged before it opens'},
  offline_reveals: {id: 'paling banyak {count} kali tanpa kolektor', en: 'at most {count} times without the collector'},
  watermark: {id: 'tanda air', en: 'a watermark'},
  copy_allowed: {id: 'boleh disalin', en: 'may be copied'},
} as const satisfies Record<string, Text>;
