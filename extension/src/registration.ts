// Where Tirai runs: on the configured helpdesks whose host permission was granted, and nowhere else. Registered scripts persist, so a restored
// tab is covered before this file runs again.
import type {Helpdesk} from '../../client/src/types.js';

declare const TIRAI_CONTENT_FILES: string[];  // what this browser's package runs on a page (build.mjs)
declare const TIRAI_PORTS: boolean;     // whether this browser's match patterns may name a port

/** Permissions are asked per host, as both browsers understand them. */
export function permissionPattern(origin: string): string {
  const {protocol, hostname} = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Firefox patterns have no port: there the content script itself lets go of a page on another port. */
function matchPattern(origin: string): string {
  const {protocol, host} = new URL(origin);
  return TIRAI_PORTS ? `${protocol}//${host}/*` : permissionPattern(origin);
}

export function isPermitted(origin: string): Promise<boolean> {
  return chrome.permissions.contains({origins: [permissionPattern(origin)]});
}

type Script = chrome.scripting.RegisteredContentScript;

function scriptsFor(matches: string[]): Script[] {
  const everywhere = {matches, runAt: 'document_start', allFrames: true, matchOriginAsFallback: true, persistAcrossSessions: true} as const;
  return [
    {id: 'tirai-hook', js: ['hook.js'], world: 'MAIN', ...everywhere},
    {id: 'tirai', css: ['cover.css'], js: TIRAI_CONTENT_FILES, ...everywhere},
  ];
}

/** The helpdesks of a tenant build: its manifest runs the scripts there. */
function fixedPatterns(): string[] {
  return [...new Set((chrome.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []))];
}

/** Just installed or updated: tabs that were open before are masked now. */
export function maskFixedTabs(): Promise<void> {
  return maskOpenTabs(fixedPatterns());
}

/** Makes the registered scripts those of `helpdesks`, then masks tabs of newly added ones that are open already. One at a time. */
export function register(helpdesks: Helpdesk[]): Promise<void> {
  return running = running.catch(() => undefined).then(() => reconcile(helpdesks));
}
let running: Promise<void> = Promise.resolve();

async function reconcile(helpdesks: Helpdesk[]): Promise<void> {
  const permitted = await Promise.all(helpdesks.map(({origin}) => isPermitted(origin)));
  const fixed = fixedPatterns();
  const wanted = new Set(helpdesks.filter((_, index) => permitted[index]).map(({origin}) => matchPattern(origin)));
  const matches = [...wanted].filter((pattern) => !fixed.includes(pattern)).sort();
  const before = await chrome.scripting.getRegisteredContentScripts();
  const same = before.length === (matches.length > 0 ? 2 : 0) && before.every((script) => JSON.stringify([...script.matches ?? []].sort()) === JSON.stringify(matches));
  if (same) return;
  const had = new Set(before.flatMap((script) => script.matches ?? []));
  if (before.length > 0) await chrome.scripting.unregisterContentScripts();
  if (matches.length > 0) await chrome.scripting.registerContentScripts(scriptsFor(matches));
  await maskOpenTabs(matches.filter((pattern) => !had.has(pattern)));
}

/** A tab that was open before is masked now, not at its next load. The content script runs once per document however often it is sent. */
async function maskOpenTabs(matches: string[]): Promise<void> {
  if (matches.length === 0) return;
  for (const {id} of await chrome.tabs.query({url: matches})) {
    if (id === undefined) continue;
    const target = {tabId: id, allFrames: true};
    await chrome.scripting.insertCSS({target, files: ['cover.css']}).catch(() => undefined);
    await chrome.scripting.executeScript({target, files: TIRAI_CONTENT_FILES, injectImmediately: true}).catch(() => undefined);
    await chrome.scripting.executeScript({target, files: ['hook.js'], world: 'MAIN', injectImmediately: true}).catch(() => undefined);
  }
}
