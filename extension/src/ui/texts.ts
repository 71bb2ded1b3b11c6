// What the popup and the options page say.
import type {Caller, PageFacts, ProblemCode} from '../../../client/src/types.js';
import type {Text} from '../../../js-shim/src/texts.js';
import type {SettingsSource} from '../messages.js';

export const popupTexts = {
  title: {id: 'Tirai', en: 'Tirai'},
  looking: {id: 'Memeriksa…', en: 'Looking…'},
  silent: {id: 'Tirai tidak menjawab', en: 'Tirai does not answer'},
  silent_more: {id: 'Tutup lalu buka lagi jendela ini. Jika terulang, muat ulang browser. Data tetap tertutup.', en: 'Close this window and open it again. If it happens again, restart the browser. Data stays masked.'},
  on: {id: 'Aktif di halaman ini', en: 'On for this page'},
  on_more: {id: 'Nilai tertutup: {masked}', en: 'Values masked: {masked}'},
  on_open: {id: 'Sedang terbuka: {revealed}', en: 'Open now: {revealed}'},
  covered: {id: 'Halaman ini tertutup seluruhnya', en: 'This whole page is covered'},
  off: {id: 'Tidak aktif di halaman ini', en: 'Off for this page'},
  off_more: {id: 'Tirai hanya bekerja di helpdesk yang didaftarkan di pengaturan. Di halaman lain Tirai tidak membaca apa pun.', en: 'Tirai works only on the helpdesks named in its options. On other pages it reads nothing.'},
  reveal: {id: 'Buka satu nilai', en: 'Reveal a value'},
  recover: {id: 'Coba lagi dan muat ulang halaman', en: 'Try again and reload the page'},
  remask: {id: 'Tutup semua lagi', en: 'Mask all again'},
  helpdesk: {id: 'Helpdesk', en: 'Helpdesk'},
  ticket: {id: 'Tiket', en: 'Ticket'},
  policy: {id: 'Kebijakan', en: 'Policy'},
  policy_version: {id: '{policy}, versi {version}', en: '{policy}, version {version}'},
  policy_expires: {id: 'berlaku sampai {date}', en: 'valid until {date}'},
  policy_expired: {id: 'kedaluwarsa sejak {date}', en: 'expired on {date}'},
  policy_none: {id: 'belum ada', en: 'none yet'},
  level: {id: 'Tingkat jaminan', en: 'Assurance level'},
  level_stops: {id: 'Menutup data di layar, tangkapan dan berbagi layar, salinan dan cetakan.', en: 'Covers data on screen, in screenshots and screen sharing, in copies and prints.'},
  level_stops_not: {id: 'Tidak mencegah orang membaca lalu lintas jaringan di DevTools, memakai API helpdesk, atau mematikan Tirai; balasan yang dikirim skrip halaman tanpa formulir atau tombol ditandai, tetapi tidak ditanyakan dulu.', en: 'Does not stop someone from reading network traffic in DevTools, using the helpdesk’s API, or switching Tirai off; a reply that the page’s script sends without a form or a button is flagged, but not asked about first.'},
  queue: {id: 'Menunggu dikirim', en: 'Waiting to be sent'},
  queue_oldest: {id: 'tertua {time}', en: 'oldest {time}'},
  delivered: {id: 'Kiriman terakhir', en: 'Last delivery'},
  delivered_never: {id: 'belum pernah', en: 'never'},
  today: {id: 'Pembukaan hari ini', en: 'Reveals today'},
  options: {id: 'Pengaturan', en: 'Options'},
  refresh: {id: 'Sinkronkan', en: 'Sync now'},
  version: {id: 'Tirai {version}', en: 'Tirai {version}'},
  set_up: {id: 'Siapkan Tirai', en: 'Set up Tirai'},
  detail: {id: 'Rincian', en: 'Details'},
  glass: {id: 'Akses darurat…', en: 'Emergency access…'},
} as const satisfies Record<string, Text>;

/** Why a value is masked. */
export const whyTexts = {
  title: {id: 'Mengapa nilai ini tertutup?', en: 'Why is this value masked?'},
  painted: {id: 'Tampilannya', en: 'How it is shown'},
  revealed: {id: 'Dapat dibuka', en: 'Can be revealed'},
  for_purposes: {id: 'untuk: {purposes}', en: 'for: {purposes}'},
  nobody: {id: 'tidak, untuk tujuan apa pun', en: 'no, for no purpose'},
  covered_by_default: {id: 'Tidak ada aturan yang membukanya, jadi tertutup.', en: 'No rule shows it, so it is covered.'},
  rules: {id: 'aturan: {rules}', en: 'rules: {rules}'},
  no_rule: {id: 'tanpa aturan: tertutup sejak awal', en: 'no rule: covered by default'},
  facts: {id: 'Yang diketahui', en: 'What is known'},
} as const satisfies Record<string, Text>;

export const standingTexts = {
  assigned: {id: 'tiket Anda', en: 'your ticket'},
  team: {id: 'tiket tim Anda', en: 'your team’s ticket'},
  none: {id: 'bukan tiket Anda', en: 'not your ticket'},
} as const satisfies Record<PageFacts['relationship'], Text>;

export const callerTexts = {
  unverified: {id: 'penelepon belum diverifikasi', en: 'caller not verified'},
  verified: {id: 'penelepon terverifikasi', en: 'caller verified'},
  failed: {id: 'penelepon gagal diverifikasi', en: 'caller failed verification'},
} as const satisfies Record<Caller, Text>;

/** What goes wrong between this device and the collector, and what happens meanwhile. */
export const problemTexts = {
  not_configured: {id: 'Tirai belum disiapkan di perangkat ini.', en: 'Tirai is not set up on this device.'},
  unreachable: {id: 'Kolektor tidak dapat dihubungi. Data tetap tertutup; catatan disimpan di sini dan dikirim nanti.', en: 'The collector cannot be reached. Masking goes on; the log is kept here and sent later.'},
  token_refused: {id: 'Kolektor menolak token pendaftaran. Minta token baru kepada admin.', en: 'The collector refused the enrolment token. Ask your administrator for a new one.'},
  key_conflict: {id: 'Token ini sudah dipakai perangkat lain. Minta token baru kepada admin.', en: 'Another device already uses this token. Ask your administrator for a new one.'},
  no_policy: {id: 'Kolektor belum punya kebijakan.', en: 'The collector has no policy yet.'},
  bad_answer: {id: 'Jawaban kolektor tidak dapat dipahami. Periksa alamatnya.', en: 'The collector’s answer made no sense. Check its address.'},
  storage: {id: 'Penyimpanan browser gagal. Kosongkan ruang disk; tanpa catatan tidak ada yang dapat dibuka.', en: 'The browser’s storage failed. Free some disk space; without a log nothing can be revealed.'},
  gap: {id: 'Ada catatan yang hilang di kolektor. Beri tahu admin.', en: 'The collector is missing part of the log. Tell your administrator.'},
  fork: {id: 'Catatan di kolektor berbeda dari catatan perangkat ini. Beri tahu admin.', en: 'The collector’s log differs from this device’s. Tell your administrator.'},
  overload: {id: 'Kolektor sedang sibuk; dicoba lagi sendiri.', en: 'The collector is busy; it is tried again by itself.'},
} as const satisfies Record<ProblemCode, Text>;

export const otherProblemTexts = {
  policy: {id: 'Kebijakan terbaru ditolak; yang terakhir baik tetap berlaku.', en: 'The newest policy was refused; the last good one stays in force.'},
  other: {id: 'Ada gangguan di Tirai. Data tetap tertutup.', en: 'Tirai ran into a fault. Masking goes on.'},
  blocked: {id: 'Sebagian catatan tidak diterima kolektor dan disimpan di sini. Beri tahu admin.', en: 'The collector did not accept part of the log; it is kept here. Tell your administrator.'},
} as const satisfies Record<string, Text>;

export const optionsTexts = {
  title: {id: 'Pengaturan Tirai', en: 'Tirai options'},
  lead: {id: 'Perangkat ini, kebijakannya, dan helpdesk tempat Tirai bekerja.', en: 'This device, its policy, and the helpdesks Tirai works on.'},
  loading: {id: 'Memuat…', en: 'Loading…'},

  state: {id: 'Keadaan', en: 'State'},
  enrolment: {id: 'Pendaftaran', en: 'Enrolment'},
  enrolled: {id: 'Terdaftar sebagai {agent}, peran {role}', en: 'Enrolled as {agent}, role {role}'},
  enrolled_not: {id: 'Belum terdaftar', en: 'Not enrolled'},
  source: {id: 'Sumber pengaturan', en: 'Options come from'},
  policy_from: {id: 'Kebijakan', en: 'Policy'},
  managed: {id: 'Diatur oleh admin Anda', en: 'Set by your administrator'},
  managed_more: {id: 'Isinya hanya dapat dibaca di sini. Hubungi admin bila ada yang keliru.', en: 'You can read it here but not change it. Tell your administrator if something is wrong.'},

  code: {id: 'Kode penyiapan', en: 'Setup code'},
  code_more: {id: 'Tempelkan kode dari admin Anda (atau yang dicetak ./run). Semua isian di bawah terisi sendiri.', en: 'Paste the code from your administrator (or the one ./run prints). It fills in everything below.'},
  code_use: {id: 'Pakai kode', en: 'Use code'},
  code_used: {id: 'Kode terpasang.', en: 'The code is in use.'},
  code_empty: {id: 'Tempelkan kodenya dulu.', en: 'Paste the code first.'},

  connection: {id: 'Sambungan', en: 'Connection'},
  collector_url: {id: 'Alamat kolektor', en: 'Collector address'},
  collector_url_more: {id: 'Tempat kebijakan diambil dan catatan dikirim, misalnya https://tirai.perusahaan.id', en: 'Where the policy comes from and the log goes to, for example https://tirai.company.example'},
  token: {id: 'Token pendaftaran', en: 'Enrolment token'},
  token_more: {id: 'Rahasia perangkat ini. Setelah disimpan tidak ditampilkan lagi.', en: 'This device’s secret. Once saved it is never shown again.'},
  token_kept: {id: 'Sudah tersimpan. Kosongkan untuk tetap memakainya.', en: 'Saved. Leave empty to keep using it.'},
  policy_key: {id: 'Kunci kebijakan', en: 'Policy key'},
  policy_key_more: {id: 'Kunci publik DPO untuk memeriksa tanda tangan kebijakan: nama+8 heksadesimal+base64.', en: 'The DPO’s public key that checks the policy’s signature: name+8 hex digits+base64.'},

  helpdesks: {id: 'Helpdesk', en: 'Helpdesks'},
  helpdesks_more: {id: 'Tirai hanya berjalan di alamat ini, dan hanya setelah Anda mengizinkannya.', en: 'Tirai runs on these addresses only, and only once you have allowed it.'},
  helpdesks_none: {id: 'Belum ada helpdesk.', en: 'No helpdesk yet.'},
  origin: {id: 'Alamat', en: 'Address'},
  adapter: {id: 'Adaptor', en: 'Adapter'},
  allowed: {id: 'Diizinkan', en: 'Allowed'},
  allow: {id: 'Izinkan di situs ini', en: 'Allow on this site'},
  allow_named: {id: 'Izinkan di situs ini: {origin}', en: 'Allow on this site: {origin}'},
  allow_all: {id: 'Izinkan semua', en: 'Allow all'},
  allow_needed: {id: 'Satu langkah lagi: izinkan Tirai di situs ini', en: 'One more step: allow Tirai on these sites'},
  allow_refused: {id: 'Izin tidak diberikan. Tirai belum menutup data di situs itu.', en: 'Permission was not given. Tirai does not mask data on that site yet.'},
  unsaved: {id: 'Simpan dulu', en: 'Save first'},
  add: {id: 'Tambah helpdesk', en: 'Add a helpdesk'},
  remove: {id: 'Hapus', en: 'Remove'},
  remove_named: {id: 'Hapus {origin}', en: 'Remove {origin}'},

  language: {id: 'Bahasa', en: 'Language'},
  language_browser: {id: 'Seperti browser', en: 'As the browser'},
  language_id: {id: 'Bahasa Indonesia', en: 'Bahasa Indonesia'},
  language_en: {id: 'English', en: 'English'},

  save: {id: 'Simpan', en: 'Save'},
  saving: {id: 'Menyimpan…', en: 'Saving…'},
  saved: {id: 'Tersimpan.', en: 'Saved.'},
  not_saved: {id: 'Belum tersimpan', en: 'Not saved'},
  needed: {id: 'Harus diisi.', en: 'This is needed.'},

  second: {id: 'Faktor kedua', en: 'Second factor'},
  second_more: {id: 'Sebagian data hanya dibuka dengan faktor kedua: kode dari aplikasi autentikator, atau kunci keamanan (FIDO2).', en: 'Some data is revealed with a second factor only: a code from an authenticator app, or a security key (FIDO2).'},
  second_factors: {id: 'Terdaftar', en: 'Registered'},
  second_totp: {id: 'aplikasi autentikator', en: 'authenticator app'},
  second_webauthn: {id: 'kunci keamanan', en: 'security key'},
  second_none: {id: 'belum ada; minta kepada admin', en: 'none yet; ask your administrator'},
  second_kept: {id: '(kolektor tidak dapat dihubungi)', en: '(the collector cannot be reached)'},
  second_register: {id: 'Daftarkan kunci keamanan', en: 'Register a security key'},
  second_code: {id: 'Kode dari aplikasi autentikator Anda', en: 'The code from your authenticator app'},
  second_code_more: {id: 'Kunci baru didaftarkan setelah kode ini diperiksa.', en: 'A new key is registered once this code is checked.'},
  second_go: {id: 'Lanjut', en: 'Go on'},
  second_opened: {id: 'Lanjutkan di jendela yang terbuka. Jendela itu berlaku dua menit.', en: 'Go on in the window that opened. It is good for two minutes.'},

  help: {id: 'Bantuan', en: 'Help'},
  help_more: {id: 'Berkas diagnostik memuat versi, keadaan, jumlah dan galat: tanpa token, nama, tiket atau data pelanggan. Kirimkan kepada admin Anda.', en: 'The diagnostics file holds versions, states, counts and errors: no token, name, ticket or customer data. Send it to your administrator.'},
  diagnostics: {id: 'Unduh diagnostik', en: 'Download diagnostics'},
  diagnostics_failed: {id: 'Diagnostik tidak dapat dibuat.', en: 'The diagnostics could not be made.'},
} as const satisfies Record<string, Text>;

/** Who set the options that cannot be changed here. */
export const sourceTexts = {
  managed: {id: 'kebijakan perusahaan di browser ini', en: 'company policy in this browser'},
  baked: {id: 'sudah ditanam di pemasang ekstensi ini', en: 'built into this extension’s package'},
  local: {id: 'disimpan di perangkat ini', en: 'saved on this device'},
  none: {id: 'belum ada', en: 'not set yet'},
} as const satisfies Record<SettingsSource, Text>;
