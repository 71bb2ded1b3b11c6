// Settings come from outside (a setup code, the options page, an administrator's policy file): read key by key, named where they are wrong.
import type {Helpdesk, Settings} from './types.js';

export type Read<T> = {ok: true; value: T} | {ok: false; at: string; expected: {id: string; en: string}};

const wrong = (at: string, id: string, en: string): Read<never> => ({ok: false, at, expected: {id, en}});
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const kVerifierKey = /^[^\s+]{1,128}\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/;
const kLoopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The origin of `text`: https, or http on this machine, where nobody listens in between. */
export function readOrigin(at: string, text: unknown): Read<URL> {
  const expected = wrong(at, 'diharapkan alamat https://… (http:// hanya untuk komputer ini)', 'expected an https://… address (http:// only on this computer)');
  if (typeof text !== 'string' || !URL.canParse(text)) return expected;
  const url = new URL(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && kLoopback.test(url.hostname));
  return safe && url.username === '' && url.password === '' ? {ok: true, value: url} : expected;
}

function readHelpdesk(at: string, value: unknown): Read<Helpdesk> {
  if (!isRecord(value)) return wrong(at, 'diharapkan {origin, adapter}', 'expected {origin, adapter}');
  // A helpdesk inside a company may well be plain http; what is read there is on screen already. The collector may not.
  const origin = typeof value['origin'] === 'string' && URL.canParse(value['origin']) ? new URL(value['origin']) : undefined;
  if (origin === undefined || !/^https?:$/.test(origin.protocol)) {
    return wrong(`${at}/origin`, 'diharapkan alamat seperti https://helpdesk.example', 'expected an address like https://helpdesk.example');
  }
  const adapter = value['adapter'];
  if (typeof adapter !== 'string' || !/^[a-z0-9][a-z0-9._-]{0,63}$/.test(adapter)) {
    return wrong(`${at}/adapter`, 'diharapkan nama adaptor seperti request-tracker', 'expected an adapter name like request-tracker');
  }
  return {ok: true, value: {origin: origin.origin, adapter}};
}

function readHelpdesks(value: unknown): Read<Helpdesk[]> {
  if (!Array.isArray(value) || value.length > 64) return wrong('/helpdesks', 'diharapkan daftar, paling banyak 64', 'expected a list of at most 64');
  const helpdesks = new Map<string, Helpdesk>();
  for (const [index, entry] of value.entries()) {
    const helpdesk = readHelpdesk(`/helpdesks/${index}`, entry);
    if (!helpdesk.ok) return helpdesk;
    helpdesks.set(helpdesk.value.origin, helpdesk.value);
  }
  return {ok: true, value: [...helpdesks.values()]};
}

const readers: {[Key in keyof Settings]-?: (value: unknown) => Read<Required<Settings>[Key]>} = {
  collector_url: (value) => {
    const url = readOrigin('/collector_url', value);
    return url.ok ? {ok: true, value: url.value.href.replace(/[?#].*$/, '').replace(/\/+$/, '')} : url;
  },
  enrolment_token: (value) => typeof value === 'string' && /^[\x21-\x7e]{1,512}$/.test(value) ? {ok: true, value}
    : wrong('/enrolment_token', 'diharapkan token seperti yang dicetak tirai-collector enrol', 'expected a token as tirai-collector enrol prints it'),
  policy_key: (value) => typeof value === 'string' && value.length <= 4096 && value.trim().split(/\s+/).every((key) => kVerifierKey.test(key)) ? {ok: true, value: value.trim().split(/\s+/).join(' ')}
    : wrong('/policy_key', 'diharapkan kunci pemeriksa <nama>+<8 heksadesimal>+<base64>, atau beberapa dipisah spasi', 'expected a verifier key <name>+<8 hex>+<base64>, or several by spaces'),
  looser_needs: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 64 ? {ok: true, value} : wrong('/looser_needs', 'diharapkan bilangan 1 sampai 64', 'expected a number from 1 to 64'),
  helpdesks: readHelpdesks,
  lang: (value) => value === 'id' || value === 'en' ? {ok: true, value} : wrong('/lang', 'diharapkan id atau en', 'expected id or en'),
};
const kKeys = Object.keys(readers) as (keyof Settings)[];

/** The keys that are there, each checked; a key that is not a setting is an error, so that a misspelt one is noticed. */
export function readSettings(value: unknown): Read<Partial<Settings>> {
  if (!isRecord(value)) return wrong('', 'diharapkan objek JSON', 'expected a JSON object');
  const settings: Partial<Settings> = {};
  for (const key of Object.keys(value)) {
    const known = kKeys.find((name) => name === key);
    if (known === undefined) return wrong(`/${key.slice(0, 40)}`, `kunci tidak dikenal; diharapkan ${kKeys.join(', ')}`, `unknown key; expected ${kKeys.join(', ')}`);
    const read = readers[known](value[known]);
    if (!read.ok) return read;
    Object.assign(settings, {[known]: read.value});
  }
  return {ok: true, value: settings};
}

/** A setup code: base64url of the JSON of settings. */
export function readSetupCode(code: string): Read<Partial<Settings>> {
  const expected = wrong('', 'bukan kode penyiapan Tirai; salin seluruhnya, tanpa spasi', 'not a Tirai setup code; copy all of it, without spaces');
  const compact = code.replace(/\s+/g, '');
  if (compact === '' || compact.length > 65536 || !/^[A-Za-z0-9_-]+=*$/.test(compact)) return expected;
  try {
    const bytes = Uint8Array.from(atob(compact.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return readSettings(JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes)));
  } catch {
    return expected;
  }
}

/** Whether nothing is missing. */
export function isComplete(settings: Partial<Settings>): settings is Settings {
  return ['collector_url', 'enrolment_token', 'policy_key'].every((key) => Object.hasOwn(settings, key)) && Array.isArray(settings.helpdesks);
}
