import type {ToContent} from './messages.js';

/** A tab that is gone, or has no page of ours, hears nothing. */
export async function tell(tab_id: number | undefined, message: ToContent, to: chrome.tabs.MessageSendOptions): Promise<true> {
  if (tab_id !== undefined) await chrome.tabs.sendMessage(tab_id, message, to).catch(() => undefined);
  return true;
}
