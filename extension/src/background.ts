// The background: it answers. It keeps no state of its own, for the browser ends and restarts it at any moment: the station's state is on disk,
// open prompts are in storage.session, and every listener is added in the first turn.
import createLedger from 'tirai:ledger';
import {createStation, type Station} from '../../client/src/station.js';
import type {Helpdesk, PageStart, Settings} from '../../client/src/types.js';
import {handle, type Background} from './handlers.js';
import {kPageKey, type ToContent} from './messages.js';
import {maskFixedTabs, register} from './registration.js';
import {kStore, loadSettings} from './settings-store.js';

const kAlarm = 'tirai';
const kAlarmMinutes = 0.5;  // the shortest a packed extension may ask for
const kPolicyEveryMs = 60_000;

const background: Background = {station: boot(), reload};

async function boot(): Promise<Station> {
  await runWhereConfigured();  // before the ledger is compiled: until then a new helpdesk is not covered
  const wasmBinary = await (await fetch(chrome.runtime.getURL('tirai-ledger.wasm'))).arrayBuffer();
  const station = await createStation({
    ledger: await createLedger({wasmBinary, print: () => undefined, printErr: () => undefined}),
    store: kStore,
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    randomUUID: () => crypto.randomUUID(),
    random: () => Math.random(),
    product_version: chrome.runtime.getManifest().version,
    onPage: (page) => void publish(page),
    onPeople: () => void tellAll({type: 'customer.changed'}),
  });
  await apply(station);
  return station;
}

/** What pages start with names the helpdesks before any script is registered for them: a page must not think it is not meant. */
async function runWhereConfigured(): Promise<Partial<Settings>> {
  const {merged} = await loadSettings();
  const {helpdesks = [], lang = 'id'} = merged;
  const kept = (await chrome.storage.local.get(kPageKey))[kPageKey] as PageStart | undefined;
  if (!areSame(kept?.helpdesks, helpdesks)) await publish({state: 'covered', reason: 'starting', detail: '', helpdesks, lang});
  await register(helpdesks);
  return merged;
}

function areSame(kept: Helpdesk[] | undefined, helpdesks: Helpdesk[]): boolean {
  return kept?.length === helpdesks.length && helpdesks.every(({origin, adapter}, at) => kept[at]?.origin === origin && kept[at]?.adapter === adapter);
}

/** The settings of now: where to run, and with which policy. The collector is asked in the background; nobody waits for it. */
async function apply(station: Station): Promise<void> {
  const merged = await runWhereConfigured();
  await station.configure(merged, await deviceSession());
  void station.refresh().then(() => station.deliver());
}

async function reload(): Promise<void> {
  await apply(await background.station);
}

/** A device session ends with the browser, an update or a reload: exactly when storage.session is emptied. */
async function deviceSession(): Promise<string> {
  const {session} = await chrome.storage.session.get('session');
  if (typeof session === 'string') return session;
  const fresh = crypto.randomUUID();
  await chrome.storage.session.set({session: fresh});
  return fresh;
}

/** Content scripts read this before anything else; it is written only when it changed. */
async function publish(page: PageStart): Promise<void> {
  await chrome.storage.local.set({[kPageKey]: page});
  const covered = page.state === 'covered' && page.reason !== 'starting' && page.helpdesks.length > 0;
  await chrome.action.setBadgeText({text: covered ? '!' : ''});
}

async function wake(): Promise<void> {
  const station = await background.station;
  const {polled_ms} = await chrome.storage.session.get('polled_ms');
  if (!(typeof polled_ms === 'number' && Date.now() - polled_ms < kPolicyEveryMs)) {
    await chrome.storage.session.set({polled_ms: Date.now()});
    await station.refresh();
  }
  await station.deliver();
}

/** A consent, a restriction, a training or an approval changed: open tickets ask again. */
async function tellAll(message: ToContent): Promise<void> {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(({id}) => id === undefined ? undefined : chrome.tabs.sendMessage(id, message).catch(() => undefined)));
}

const coverAll = (): Promise<void> => tellAll({type: 'page.remask'});

chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
  handle(background, message, sender).then(respond, (error: unknown) => {
    console.error('tirai:', error instanceof Error ? error.message : 'failed');
    respond(undefined);
  });
  return true;
});
chrome.alarms.onAlarm.addListener(({name}) => { if (name === kAlarm) void wake(); });
chrome.runtime.onStartup.addListener(() => undefined);    // being started is enough: boot() does the rest
chrome.runtime.onInstalled.addListener(() => void maskFixedTabs());
// With a listener an update waits for the browser's next start, so that pages are not left with the scripts of a version that is gone.
chrome.runtime.onUpdateAvailable.addListener(() => undefined);
// Nobody sits in front of a screen that is locked, or where nothing was touched for a minute.
chrome.idle.onStateChanged.addListener((state) => { if (state !== 'active') void coverAll(); });
chrome.permissions.onAdded.addListener(() => void reload());
chrome.permissions.onRemoved.addListener(() => void reload());
chrome.storage.onChanged.addListener((_, area) => { if (area === 'managed') void reload(); });
void chrome.alarms.get(kAlarm).then(async (alarm) => {
  if (alarm === undefined) await chrome.alarms.create(kAlarm, {periodInMinutes: kAlarmMinutes});
});
