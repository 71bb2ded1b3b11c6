// Settings: what an administrator manages, over what the options page saved, over what the package was built with; key by key.
// The token is a secret and content scripts can read storage.local, so saved settings lie in the station's database instead, and
// storage.managed is closed to content scripts.
import {getMeta, openDatabase, putMeta, type Database} from '../../client/src/db.js';
import {readSettings, type Read} from '../../client/src/settings.js';
import type {Lang, Settings} from '../../client/src/types.js';
import type {LangChoice, SettingsSource, SettingsView} from './messages.js';
import {isPermitted, permissionPattern} from './registration.js';

export const kStore = 'tirai';
const kSaved = 'settings';

export interface LoadedSettings {merged: Partial<Settings>; saved: Partial<Settings>; managed: (keyof Settings)[]; source: SettingsSource; lang_choice: LangChoice}

let opened: Promise<Database> | undefined;
const database = (): Promise<Database> => opened ??= openDatabase(kStore);

async function managedSettings(): Promise<Partial<Settings>> {
  try {
    await chrome.storage.managed.setAccessLevel?.({accessLevel: 'TRUSTED_CONTEXTS'});
  } catch { /* Firefox has no access levels here */ }
  try {
    const read = readSettings(await chrome.storage.managed.get(null));
    if (!read.ok) console.error('tirai: managed settings', read.at, read.expected.en);
    return read.ok ? read.value : {};
  } catch {
    return {};  // Firefox throws when there is no managed policy
  }
}

/** settings.json of a tenant build; an empty object in the general package. */
async function bakedSettings(): Promise<Partial<Settings>> {
  const read = readSettings(await (await fetch(chrome.runtime.getURL('settings.json'))).json());
  return read.ok ? read.value : {};
}

const ownLang = (): Lang => /^(id|ms|jv|su)\b/i.test(chrome.i18n.getUILanguage()) ? 'id' : 'en';

export async function loadSettings(): Promise<LoadedSettings> {
  const [baked, saved, managed] = await Promise.all([bakedSettings(), getMeta<Partial<Settings>>(await database(), kSaved), managedSettings()]);
  const any = (settings: Partial<Settings> | undefined): boolean => Object.keys(settings ?? {}).length > 0;
  const source = any(managed) ? 'managed' : any(saved) ? 'local' : any(baked) ? 'baked' : 'none';
  const kept = {...baked, ...saved, ...managed};
  return {merged: {lang: ownLang(), ...kept}, saved: saved ?? {}, managed: Object.keys(managed) as (keyof Settings)[], source, lang_choice: kept.lang ?? 'browser'};
}

/** Adds to what is saved, without what to forget. What an administrator manages is not for the options page to change. */
export async function saveSettings(read: Read<Partial<Settings>>, forget: (keyof Settings)[] = []): Promise<Read<Partial<Settings>>> {
  if (!read.ok) return read;
  const {managed, saved} = await loadSettings();
  const blocked = managed.find((key) => key in read.value || forget.includes(key));
  if (blocked !== undefined) return {ok: false, at: `/${blocked}`, expected: {id: 'diatur oleh admin Anda', en: 'set by your administrator'}};
  const kept = Object.entries({...saved, ...read.value}).filter(([key]) => !forget.some((name) => name === key));
  await putMeta(await database(), kSaved, Object.fromEntries(kept));
  return read;
}

export async function viewOf({merged, managed, source, lang_choice}: LoadedSettings): Promise<SettingsView> {
  const helpdesks = await Promise.all((merged.helpdesks ?? []).map(async (helpdesk) => ({...helpdesk, permitted: await isPermitted(helpdesk.origin)})));
  const missing = helpdesks.filter(({permitted}) => !permitted).map(({origin}) => permissionPattern(origin));
  return {
    source, managed, helpdesks, lang_choice,
    collector_url: merged.collector_url ?? '',
    has_token: merged.enrolment_token !== undefined,
    policy_key: merged.policy_key ?? '',
    lang: merged.lang ?? ownLang(),
    missing_origins: [...new Set(missing)],
  };
}

