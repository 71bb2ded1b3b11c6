// Every text a person sees, in Indonesian and English. This file holds how texts are said and what the covered page says;
// the prompt's texts are in prompt/texts.ts, the extension pages' in extension/src/ui/texts.ts.
// A text without one of its languages, or said without a value it names in {braces}, does not compile.
import type {CoverReason} from './types.js';

export type Lang = 'id' | 'en';
export interface Text {readonly id: string; readonly en: string}

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<T extends Text> = Names<T[Lang]>;

/** `text` in `lang`, with every {name} in it replaced by the value of that name. */
export function say<const T extends Text>(lang: Lang, text: T, ...[values]: [Values<T>] extends [never] ? [] : [Record<Values<T>, string | number>]): string {
  const known: Record<string, string | number> = values ?? {};
  return text[lang].replace(/\{(\w+)\}/g, (whole, name: string) => Object.hasOwn(known, name) ? String(known[name]) : whole);
}

/** The product's language for a browser's: Malay and Javanese or Sundanese readers are served better by Indonesian than by English. */
export function langOf(preference: string | undefined, browser: string): Lang {
  if (preference === 'id' || preference === 'en') return preference;
  return /^(id|ms|jv|su)\b/i.test(browser) ? 'id' : 'en';
}

/** "30 detik", "2 minutes": the languages' own plural rules. */
export function seconds(lang: Lang, count: number): string {
  const whole = count >= 60 && count % 60 === 0;
  return new Intl.NumberFormat(lang, {style: 'unit', unit: whole ? 'minute' : 'second', unitDisplay: 'long'}).format(whole ? count / 60 : count);
}

/** Why the page is covered: a headline, what it means, and what the person can do about it. */
export interface CoverText {title: Text; action: Text}

export const coverTexts = {
  starting: {
    title: {id: 'Tirai sedang menutup data pribadi', en: 'Tirai is covering personal data'},
    action: {id: 'Sebentar saja. Halaman terbuka sendiri setelah datanya tertutup.', en: 'Just a moment. The page opens by itself once its data is covered.'},
  },
  not_configured: {
    title: {id: 'Tertutup: Tirai belum disiapkan', en: 'Covered: Tirai is not set up yet'},
    action: {id: 'Buka pengaturan Tirai dan tempelkan kode penyiapan dari admin Anda.', en: 'Open Tirai’s options and paste the setup code your administrator gave you.'},
  },
  not_enrolled: {
    title: {id: 'Tertutup: perangkat ini belum terdaftar', en: 'Covered: this device is not enrolled'},
    action: {id: 'Periksa token pendaftaran di pengaturan Tirai, atau minta yang baru kepada admin.', en: 'Check the enrolment token in Tirai’s options, or ask your administrator for a new one.'},
  },
  no_policy: {
    title: {id: 'Tertutup: belum ada kebijakan', en: 'Covered: there is no policy yet'},
    action: {id: 'Pastikan jaringan tersambung; Tirai mencoba lagi sendiri. Jika tetap begini, hubungi admin.', en: 'Check that you are online; Tirai tries again by itself. If it stays like this, tell your administrator.'},
  },
  policy_unreadable: {
    title: {id: 'Tertutup: kebijakan tidak terbaca', en: 'Covered: the policy cannot be read'},
    action: {id: 'Berkas kebijakannya rusak. Beri tahu admin atau DPO; rinciannya ada di bawah.', en: 'The policy file is damaged. Tell your administrator or DPO; the details are below.'},
  },
  policy_bad_signature: {
    title: {id: 'Tertutup: tanda tangan kebijakan tidak sah', en: 'Covered: the policy’s signature is not valid'},
    action: {id: 'Kebijakan ini mungkin bukan dari DPO Anda. Jangan dilanjutkan; laporkan kepada admin atau DPO.', en: 'This policy may not come from your DPO. Do not go on; report it to your administrator or DPO.'},
  },
  policy_expired: {
    title: {id: 'Tertutup: kebijakan sudah kedaluwarsa', en: 'Covered: the policy has expired'},
    action: {id: 'Tirai menunggu kebijakan baru. Periksa juga tanggal dan jam komputer ini.', en: 'Tirai is waiting for a new policy. Check this computer’s date and time, too.'},
  },
  policy_rollback: {
    title: {id: 'Tertutup: kebijakan lebih lama dari yang sudah dipakai', en: 'Covered: the policy is older than the one already in use'},
    action: {id: 'Versi lama ditolak agar tidak ada aturan yang dilonggarkan diam-diam. Laporkan kepada admin.', en: 'An older version is refused so that no rule is loosened unseen. Report it to your administrator.'},
  },
  adapter_unreadable: {
    title: {id: 'Tertutup: helpdesk ini tidak dapat dikenali', en: 'Covered: this helpdesk cannot be recognised'},
    action: {id: 'Pilih adaptor yang tepat di pengaturan Tirai, atau beri tahu admin.', en: 'Choose the right adapter in Tirai’s options, or tell your administrator.'},
  },
  engine_failed: {
    title: {id: 'Tertutup: Tirai mengalami gangguan', en: 'Covered: Tirai ran into a fault'},
    action: {id: 'Muat ulang halaman ini. Jika terulang, beri tahu admin dengan rincian di bawah.', en: 'Reload this page. If it happens again, tell your administrator the details below.'},
  },
  extension_updated: {
    title: {id: 'Tertutup: Tirai baru saja diperbarui', en: 'Covered: Tirai has just been updated'},
    action: {id: 'Muat ulang halaman ini untuk memakai versi baru. Tulisan yang belum dikirim bisa hilang: salin dulu.', en: 'Reload this page to use the new version. Copy any text you have not sent yet: a reload can lose it.'},
  },
  opener_left: {
    title: {id: 'Tertutup: halaman yang membuka jendela ini sudah ditinggalkan', en: 'Covered: the page that opened this window was left'},
    action: {id: 'Halaman itulah yang menutup data di sini. Buka jendela ini sekali lagi dari sana.', en: 'It was that page that masked what stands here. Open this window from there once more.'},
  },
} as const satisfies Record<CoverReason, CoverText>;

/** Words around the cover's banner. `detail` of an error is English, for the administrator, and never holds personal data. */
export const bannerTexts = {
  label: {id: 'Tirai', en: 'Tirai'},
  detail: {id: 'Rincian', en: 'Details'},
  reload: {id: 'Muat ulang', en: 'Reload'},
} as const satisfies Record<string, Text>;

/** Places an item stands in where the adapter has no word for it. */
export const pageTexts = {
  page: {id: 'halaman', en: 'page'},
  title: {id: 'judul halaman', en: 'page title'},
} as const satisfies Record<string, Text>;
