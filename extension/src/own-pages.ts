// What the popup and the options page ask: one function a message.
import {readSettings, readSetupCode} from '../../client/src/settings.js';
import type {Station} from '../../client/src/station.js';
import {readId, readTab} from './check.js';
import {diagnosticsOf} from './diagnostics.js';
import type {Background, Message} from './handlers.js';
import type {Answers, PageStatus, SettingsSaved, SettingsView, Status, ToContent} from './messages.js';
import {openKey, secondFactor, stepUpHere} from './second-factor.js';
import {loadSettings, saveSettings, viewOf} from './settings-store.js';
import {tell} from './tell.js';

export async function fromOwnPage(background: Background, station: Station, type: string, message: Message): Promise<Answers[keyof Answers] | undefined> {
  const tab_id = readTab(message['tab_id']);
  switch (type) {
    case 'status': return statusOf(station, tab_id);
    case 'remask': return tell(tab_id, {type: 'page.remask', ...itemOf(message)}, {});
    case 'prompt.start': return tell(tab_id, {type: 'prompt.show', asked: message['asked'] === 'break_glass' ? 'break_glass' : 'prompt'}, {frameId: 0});
    case 'diagnostics': return diagnosticsOf(await statusOf(station, undefined), await viewOf(await loadSettings()));
    case 'refresh': return refresh(station);
    case 'settings.get': return viewOf(await loadSettings());
    case 'settings.set': return set(background, message['settings']);
    case 'settings.import': return save(background, readSetupCode(String(message['code'] ?? '')));
    case 'second.get': return secondFactor(station);
    case 'second.code': return stepUpHere(station, message);
    case 'second.key': return openKey(station, 'key');
    case 'settings.permitted': return permitted(background);
    default: return undefined;
  }
}

function itemOf(message: Message): {item_id?: string} {
  const item_id = readId(message['item_id']);
  return item_id === undefined ? {} : {item_id};
}

async function statusOf(station: Station, tab_id: number | undefined): Promise<Status> {
  const asked = tab_id === undefined ? undefined
    : chrome.tabs.sendMessage<ToContent, PageStatus | undefined>(tab_id, {type: 'page.status'}, {frameId: 0}).catch(() => undefined);
  const [page, inside, settings] = await Promise.all([asked, station.status(), loadSettings()]);
  return {
    station: inside, settings_source: settings.source, lang: station.page().lang, enforcement_level: 'A1',
    product_version: chrome.runtime.getManifest().version, ...(page === undefined ? {} : {page, ...await saidOf(station, page)}),
  };
}

async function saidOf(station: Station, {current, facts, samples}: PageStatus): Promise<Pick<Status, 'why' | 'break_glass'>> {
  const why = current === undefined ? undefined : await station.explain(current, facts);
  const emergency = (await station.offers(samples, facts, true)).some(({offered}) => offered.length > 0);
  return {...(why === undefined ? {} : {why: {...why, where: current!.where}}), ...(emergency ? {break_glass: true} : {})};
}

async function refresh(station: Station): Promise<true> {
  await station.refresh();
  await station.deliver(true);
  return true;
}

/** A language that is not kept is the browser's. */
function set(background: Background, settings: unknown): Promise<SettingsSaved> {
  const given = typeof settings === 'object' && settings !== null ? {...settings} as Message : undefined;
  if (given?.['lang'] !== 'browser') return save(background, readSettings(settings));
  delete given['lang'];
  return save(background, readSettings(given), ['lang']);
}

async function save(background: Background, given: Parameters<typeof saveSettings>[0], forget: Parameters<typeof saveSettings>[1] = []): Promise<SettingsSaved> {
  const saved = await saveSettings(given, forget);
  if (!saved.ok) return {ok: false, reason: saved.expected, at: saved.at};
  await background.reload();
  return {ok: true, view: await viewOf(await loadSettings())};
}

async function permitted(background: Background): Promise<SettingsView> {
  await background.reload();
  return viewOf(await loadSettings());
}
