// Who sent a message, by the browser's word alone. No page can reach the background (the manifest names no externally_connectable);
// what is left to tell apart is which of our own parts speaks, and whether its page is a configured helpdesk.
import type {Helpdesk} from '../../client/src/types.js';

export type Sender =
  | {kind: 'content'; tab_id: number; frame_id: number; document_id: string | undefined; origin: string; page_url: string | undefined}
  | {kind: 'prompt'; tab_id: number}
  | {kind: 'own'}
  | {kind: 'stranger'};

const originOf = (url: string | undefined): string => url !== undefined && URL.canParse(url) ? new URL(url).origin : 'null';

export function senderOf(sender: chrome.runtime.MessageSender, helpdesks: Helpdesk[]): Sender {
  if (sender.id !== chrome.runtime.id) return {kind: 'stranger'};
  const url = sender.url ?? '';
  if (url.startsWith(chrome.runtime.getURL(''))) return ownPage(new URL(url).pathname, sender.tab?.id);
  return contentScript(sender, helpdesks);
}

function ownPage(path: string, tab_id: number | undefined): Sender {
  if (path === '/prompt.html') return tab_id === undefined ? {kind: 'stranger'} : {kind: 'prompt', tab_id};
  return path === '/popup.html' || path === '/options.html' ? {kind: 'own'} : {kind: 'stranger'};
}

/** A frame without an address of its own (about:blank, srcdoc, sandboxed) speaks for the page it lies in; any other for itself. */
function contentScript(sender: chrome.runtime.MessageSender, helpdesks: Helpdesk[]): Sender {
  const {tab, frameId} = sender;
  if (tab?.id === undefined || frameId === undefined) return {kind: 'stranger'};
  const own = sender.origin ?? originOf(sender.url);
  const origin = own === 'null' ? originOf(tab.url) : own;
  if (!helpdesks.some((helpdesk) => helpdesk.origin === origin)) return {kind: 'stranger'};
  return {kind: 'content', tab_id: tab.id, frame_id: frameId, document_id: sender.documentId, origin, page_url: tab.url ?? sender.url};
}
