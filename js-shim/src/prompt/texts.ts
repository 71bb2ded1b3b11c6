// What the prompt says. It teaches while it asks: the reason and the legal basis stand under every purpose.
import type {PageFacts} from '../types.js';
import type {Text} from '../texts.js';
import type {PromptRefusal} from './model.js';

export const promptTexts = {
  title: {id: 'Buka nilai tertutup', en: 'Reveal a masked value'},
  glass: {id: 'Akses darurat', en: 'Emergency access'},
  glass_more: {id: 'Untuk keadaan yang tidak dapat menunggu. DPO diberi tahu dan membaca alasan Anda.', en: 'For what cannot wait. The DPO is alerted and reads your reason.'},
  ticket: {id: 'Tiket {ticket}', en: 'Ticket {ticket}'},
  close: {id: 'Tutup', en: 'Close'},
  values: {id: 'Nilai yang mana?', en: 'Which value?'},
  values_all: {id: 'Semua nilai ini', en: 'All of these values'},
  values_cut: {id: 'Menampilkan {shown} dari {all} nilai. Tunjuk nilainya di halaman dulu untuk memilih yang lain.', en: 'Showing {shown} of {all} values. Point at a value on the page first to choose another one.'},
  open_now: {id: 'sedang terbuka', en: 'open now'},
  purposes: {id: 'Untuk tujuan apa?', en: 'For what purpose?'},
  shown_for: {id: 'tampil {time}', en: 'shown for {time}'},
  purpose_picked: {id: 'Tujuan {number}: {purpose}', en: 'Purpose {number}: {purpose}'},
  purpose_needed: {id: 'Pilih tujuannya dulu: tekan {keys}.', en: 'Choose the purpose first: press {keys}.'},
  reason: {id: 'Mengapa? Tulis dengan kata-kata Anda', en: 'Why? In your own words'},
  reason_more: {id: 'Paling sedikit {count} karakter. Disegel: hanya DPO yang dapat membacanya.', en: 'At least {count} characters. Sealed: only the DPO can read it.'},
  reason_needed: {id: 'Tulis alasannya dulu, paling sedikit {count} karakter.', en: 'Write the reason first, at least {count} characters.'},
  logged: {id: 'Pembukaan ini dicatat: siapa, kapan, tiket mana dan untuk apa. Nilainya sendiri tidak pernah dicatat.', en: 'This reveal is logged: who, when, which ticket and what for. The value itself is never logged.'},
  reveal: {id: 'Buka', en: 'Reveal'},
  reveal_all: {id: 'Buka semua ({count})', en: 'Reveal all ({count})'},
  retry: {id: 'Coba lagi', en: 'Try again'},
  cancel: {id: 'Batal', en: 'Cancel'},
  working: {id: 'Mencatat, lalu membuka…', en: 'Logging, then revealing…'},
  into: {id: 'Isikan ke kolom', en: 'Put into the field'},
  into_more: {id: 'Ke kolom yang terakhir Anda pakai, tanpa ditampilkan; dicatat.', en: 'Into the field you used last, unseen; logged.'},
  key_value: {id: 'nilai', en: 'value'},
  key_purpose: {id: 'tujuan', en: 'purpose'},

  none_offered: {id: '{class} tidak dapat dibuka di sini', en: '{class} cannot be revealed here'},
  empty: {id: 'Tidak ada nilai tertutup di halaman ini', en: 'There is no masked value on this page'},
  empty_more: {id: 'Tirai tidak menutup apa pun di sini, jadi tidak ada yang perlu dibuka.', en: 'Tirai has masked nothing here, so there is nothing to reveal.'},
} as const satisfies Record<string, Text>;

/** Why nothing was shown: a headline over the station's own reason, and what helps. */
export const refusalTexts = {
  policy: {
    title: {id: 'Kebijakan tidak mengizinkan', en: 'The policy does not permit it'},
    action: {id: 'Pilih tujuan atau nilai lain, atau tanyakan kepada DPO Anda.', en: 'Choose another purpose or value, or ask your DPO.'},
  },
  no_policy: {
    title: {id: 'Belum ada kebijakan, jadi tidak dibuka', en: 'There is no policy, so it was not revealed'},
    action: {id: 'Periksa jaringan, lalu coba lagi.', en: 'Check your connection, then try again.'},
  },
  not_enrolled: {
    title: {id: 'Perangkat ini belum terdaftar, jadi tidak dibuka', en: 'This device is not enrolled, so it was not revealed'},
    action: {id: 'Minta token pendaftaran kepada admin.', en: 'Ask your administrator for an enrolment token.'},
  },
  cannot_log: {
    title: {id: 'Tidak dapat mencatat, jadi tidak dibuka', en: 'Could not be logged, so it was not revealed'},
    action: {id: 'Setiap pembukaan harus tercatat lebih dulu. Coba lagi; jika terulang, beri tahu admin.', en: 'Every reveal must be on the log first. Try again; if it happens again, tell your administrator.'},
  },
  prompt_gone: {
    title: {id: 'Halamannya sudah berubah', en: 'The page has changed'},
    action: {id: 'Tutup jendela ini dan mulai lagi.', en: 'Close this window and start again.'},
  },
  value_gone: {
    title: {id: 'Nilai ini sudah tidak ada di halaman', en: 'This value is no longer on the page'},
    action: {id: 'Pilih nilai lain, atau tutup jendela ini dan mulai lagi.', en: 'Choose another value, or close this window and start again.'},
  },
  step_up: {
    title: {id: 'Perlu faktor kedua', en: 'A second factor is needed'},
    action: {id: 'Masukkan kodenya; setelah itu nilainya dibuka.', en: 'Enter the code; the value is revealed after it.'},
  },
  approval: {
    title: {id: 'Perlu persetujuan orang kedua', en: 'A second person’s approval is needed'},
    action: {id: 'Minta persetujuan, atau pilih tujuan lain.', en: 'Ask for it, or choose another purpose.'},
  },
  failed: {
    title: {id: 'Tirai tidak dapat membukanya', en: 'Tirai could not reveal it'},
    action: {id: 'Coba lagi. Jika terulang, muat ulang halaman atau beri tahu admin.', en: 'Try again. If it happens again, reload the page or tell your administrator.'},
  },
} as const satisfies Record<PromptRefusal, {title: Text; action: Text}>;

/** What is known about the agent and this ticket: a fact beside the policy's reason, not the reason itself. */
export const relationshipTexts = {
  assigned: {id: 'Tiket ini milik Anda, tetapi kebijakan tidak mengizinkannya.', en: 'This ticket is yours, but the policy does not permit it.'},
  team: {id: 'Tiket ini milik tim Anda, tidak ditugaskan kepada Anda. Ambil tiketnya dulu bila memang Anda yang menangani.', en: 'This ticket belongs to your team and is not assigned to you. Take it first if you are the one handling it.'},
  none: {id: 'Tiket ini bukan milik Anda dan bukan milik tim Anda. Minta ditugaskan dulu bila memang Anda yang menangani.', en: 'This ticket is not yours, nor your team’s. Ask to be assigned first if you are the one handling it.'},
} as const satisfies Record<PageFacts['relationship'], Text>;

/** Legal bases by the last part of their DPV 2 IRI, with the article of UU PDP and of the GDPR that grants them. */
export const legalBasisTexts = {
  Consent: {id: 'Persetujuan · UU PDP Ps. 20(2)a', en: 'Consent · UU PDP Art. 20(2)a, GDPR 6(1)(a)'},
  ContractPerformance: {id: 'Pelaksanaan perjanjian · UU PDP Ps. 20(2)b', en: 'Performance of a contract · UU PDP Art. 20(2)b, GDPR 6(1)(b)'},
  EnterIntoContract: {id: 'Permintaan sebelum perjanjian · UU PDP Ps. 20(2)b', en: 'Steps before a contract · UU PDP Art. 20(2)b, GDPR 6(1)(b)'},
  LegalObligation: {id: 'Kewajiban hukum · UU PDP Ps. 20(2)c', en: 'Legal obligation · UU PDP Art. 20(2)c, GDPR 6(1)(c)'},
  VitalInterest: {id: 'Kepentingan vital · UU PDP Ps. 20(2)d', en: 'Vital interest · UU PDP Art. 20(2)d, GDPR 6(1)(d)'},
  PublicInterest: {id: 'Kepentingan umum · UU PDP Ps. 20(2)e', en: 'Public interest · UU PDP Art. 20(2)e, GDPR 6(1)(e)'},
  OfficialAuthorityOfController: {id: 'Kewenangan pengendali data · UU PDP Ps. 20(2)e', en: 'Official authority · UU PDP Art. 20(2)e, GDPR 6(1)(e)'},
  LegitimateInterest: {id: 'Kepentingan sah · UU PDP Ps. 20(2)f', en: 'Legitimate interest · UU PDP Art. 20(2)f, GDPR 6(1)(f)'},
} as const satisfies Record<string, Text>;

/** A legal basis in words, or the last part of an IRI that has none here. */
export function legalBasisText(iri: string): Text {
  const name = iri.slice(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/'), iri.lastIndexOf(':')) + 1);
  const known: Record<string, Text> = legalBasisTexts;
  const text = Object.hasOwn(known, name) ? known[name] : undefined;
  return text ?? {id: name, en: name};
}
