// What the bar of a ticket's customer says, and the form that records what they said.
import type {Text} from '../texts.js';
import type {ConsentState, ConsentMethod} from './consent.js';

export const consentTexts = {
  bar: {id: 'Pelanggan tiket ini', en: 'This ticket’s customer'},
  consent: {id: 'Persetujuan', en: 'Consent'},
  restricted: {id: 'Pemrosesan dibatasi atas permintaan pelanggan', en: 'Processing restricted at the customer’s request'},
  kept: {id: 'keadaan terakhir yang diketahui', en: 'as last known'},
  retention: {id: 'Masa simpan', en: 'Retention'},
  kept_until: {id: '{classes} sampai {date}', en: '{classes} until {date}'},
  over_since: {id: '{classes} habis sejak {date}, tertutup', en: '{classes} over since {date}, masked'},
  record: {id: 'Catat persetujuan', en: 'Record consent'},
  hide: {id: 'Sembunyikan', en: 'Hide'},

  title: {id: 'Catat persetujuan pelanggan', en: 'Record the customer’s consent'},
  purpose: {id: 'Untuk tujuan apa?', en: 'For what purpose?'},
  said: {id: 'Apa kata pelanggan?', en: 'What did the customer say?'},
  how: {id: 'Bagaimana?', en: 'How?'},
  evidence: {id: 'Kata-kata pelanggan', en: 'The customer’s words'},
  evidence_more: {id: 'Disegel: hanya DPO yang dapat membacanya.', en: 'Sealed: only the DPO can read it.'},
  save: {id: 'Simpan', en: 'Save'},
  saving: {id: 'Menyimpan…', en: 'Saving…'},
  offline: {id: 'Kolektor tidak dapat dihubungi, jadi belum tercatat. Coba lagi setelah tersambung.', en: 'The collector cannot be reached, so it is not recorded. Try again once you are connected.'},
  choose: {id: 'Pilih tujuan, jawaban dan caranya dulu.', en: 'Choose purpose, answer and manner first.'},
} as const satisfies Record<string, Text>;

export const consentStates: Record<ConsentState, Text> = {
  given: {id: 'diberikan', en: 'given'},
  refused: {id: 'ditolak', en: 'refused'},
  withdrawn: {id: 'ditarik', en: 'withdrawn'},
  expired: {id: 'kedaluwarsa', en: 'expired'},
  unknown: {id: 'belum ditanyakan', en: 'not asked yet'},
};

/** As the customer's answer. */
export const consentAnswers: Record<'given' | 'refused' | 'withdrawn', Text> = {
  given: {id: 'Setuju', en: 'Agrees'},
  refused: {id: 'Tidak setuju', en: 'Does not agree'},
  withdrawn: {id: 'Menarik persetujuan yang dulu', en: 'Withdraws an earlier consent'},
};

export const consentMethods: Record<ConsentMethod, Text> = {
  verbal: {id: 'Lisan, lewat telepon', en: 'Spoken, on the phone'},
  chat: {id: 'Tertulis, lewat obrolan atau surel', en: 'Written, by chat or e-mail'},
  form: {id: 'Formulir', en: 'A form'},
};
