// What is said about data subjects' requests; the words are those of the audit kit (collector/office/kit_html.cpp).
import type {Text} from '../../js-shim/src/texts.js';

export const requestsTexts = {
  title: {id: 'Permintaan subjek data', en: 'Data subjects’ requests'},
  about: {id: 'Apa yang diminta seorang pelanggan atas datanya (UU PDP pasal 5–13), sejak diterima sampai dijawab: 3×24 jam. Yang paling dekat tenggatnya dahulu.', en: 'What a customer asked for of their rights (UU PDP, articles 5–13), from its receipt to the answer: 3×24 hours. What is due first stands first.'},
  right: {id: 'Yang diminta', en: 'What is asked for'},
  who: {id: 'Surel, telepon, nomor pelanggan, atau pseudonim, bila dikenal', en: 'E-mail, telephone, customer number or pseudonym, where it is known'},
  due: {id: 'Tenggat', en: 'Due'},
  left: {id: '{due}, sisa {hours} jam', en: '{due}, {hours} h left'},
  over: {id: '{due}, lewat {hours} jam', en: '{due}, over by {hours} h'},
  note: {id: 'Catat permintaan', en: 'Record the request'},
  report: {id: 'Ke laporannya', en: 'To its report'},
  answered: {id: '{state}: {outcome}, {time} oleh {who}', en: '{state}: {outcome}, {time} by {who}'},

  right_information: {id: 'informasi', en: 'information'},
  right_access: {id: 'akses', en: 'access'},
  right_rectification: {id: 'perbaikan', en: 'rectification'},
  right_erasure: {id: 'penghapusan', en: 'erasure'},
  right_withdrawal: {id: 'penarikan persetujuan', en: 'withdrawal of consent'},
  right_objection: {id: 'keberatan', en: 'objection'},
  right_restriction: {id: 'pembatasan', en: 'restriction'},
  right_compensation: {id: 'ganti rugi', en: 'compensation'},
  right_portability: {id: 'pemindahan data', en: 'portability'},
  state_open: {id: 'terbuka', en: 'open'},
  state_overdue: {id: 'terbuka, lewat tenggat', en: 'open, overdue'},
  state_answered: {id: 'dijawab tepat waktu', en: 'answered in time'},
  state_late: {id: 'dijawab terlambat', en: 'answered late'},
  outcome_granted: {id: 'dipenuhi', en: 'granted'},
  outcome_partly: {id: 'dipenuhi sebagian', en: 'granted in part'},
  outcome_refused: {id: 'ditolak', en: 'refused'},
} as const satisfies Record<string, Text>;
