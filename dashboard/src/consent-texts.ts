// What is said about customers' consents.
import type {Text} from '../../js-shim/src/texts.js';

export const consentTexts = {
  consent: {id: 'Catatan persetujuan', en: 'Consent record'},
  open: {id: 'Lihat catatan {purpose}, {time}', en: 'Look at the record of {purpose}, {time}'},
  customer: {id: 'Surel, telepon, nomor pelanggan, atau pseudonim', en: 'E-mail, telephone, customer number or pseudonym'},
  expires: {id: 'Berlaku sampai', en: 'Holds until'},
  never: {id: 'ditarik', en: 'it is withdrawn'},
  controller: {id: 'Pengendali data', en: 'Controller'},
  categories: {id: 'Kelas data', en: 'Classes of data'},
  notice: {id: 'Pemberitahuan privasi', en: 'Privacy notice'},
  language: {id: 'Bahasa pemberitahuan', en: 'Language of the notice'},
  jurisdiction: {id: 'Yurisdiksi', en: 'Jurisdiction'},
  withdrawal: {id: 'Ditarik lewat', en: 'Withdrawn by way of'},
  record: {id: 'Nomor catatan', en: 'Record'},
  evidence: {id: 'Bukti tersegel', en: 'Sealed evidence'},
  withdraw: {id: 'Tarik…', en: 'Withdraw…'},
  withdraw_of: {id: 'Tarik persetujuan {purpose}, {time}', en: 'Withdraw the consent to {purpose}, {time}'},
  withdraw_title: {id: 'Pelanggan menarik persetujuan ini', en: 'The customer takes this consent back'},
  withdraw_about: {id: 'Catatan baru ditambahkan; yang ini tetap ada. Berlaku di setiap peramban pada pemeriksaan kebijakan berikutnya.', en: 'A new record is added; this one stays. In force in every browser with its next look for the policy.'},
  withdraw_sure: {id: 'Ya, catat penarikannya', en: 'Yes, record the withdrawal'},
  imported: {id: 'Persetujuan yang diimpor: {count}.', en: 'Consents imported: {count}.'},
  columns: {
    id: 'Kolom: pseudonym atau customer (surel, telepon, nomor pelanggan), purpose, state, method, notice; boleh juga id, time, expires, controller, pii_categories, notice_version, language, jurisdiction, withdrawal_method, evidence_digest, evidence_sealed.',
    en: 'Columns: pseudonym or customer (e-mail, telephone, customer number), purpose, state, method, notice; and, as you like, id, time, expires, controller, pii_categories, notice_version, language, jurisdiction, withdrawal_method, evidence_digest, evidence_sealed.',
  },
} as const satisfies Record<string, Text>;
