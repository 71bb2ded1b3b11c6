// Open prompts, in storage.session: they outlive the background (which the browser may end at any moment) and no content script can read
// them. A prompt belongs to the tab and document that asked; its token is the only way in, and works until granted or closed.
import type {MaskedItem, PageFacts} from '../../client/src/types.js';
import type {ToContent} from './messages.js';

export interface Prompt {
  token: string;
  tab_id: number;
  frame_id: number;
  document_id?: string;
  items: MaskedItem[];
  facts: PageFacts;
  current?: string;
  /** Of the tab; it is sealed. */
  page_url?: string;
  /** All of its items are meant. */
  together?: true;
  compare?: true;
  break_glass?: true;
  consent?: true;
  /** The page has a field that a value can be put into. */
  field?: true;
  opened_ms: number;
}
const kGoodForMs = 10 * 60_000;
const keyOf = (token: string): string => `prompt:${token}`;

export async function keepPrompt(prompt: Prompt): Promise<void> {
  await closePrompts((other) => other.tab_id === prompt.tab_id);  // one dialog a tab
  await chrome.storage.session.set({[keyOf(prompt.token)]: prompt});
}

export async function promptOf(token: string, tab_id: number): Promise<Prompt | undefined> {
  const kept = (await chrome.storage.session.get(keyOf(token)))[keyOf(token)] as Prompt | undefined;
  return kept !== undefined && kept.tab_id === tab_id && Date.now() - kept.opened_ms < kGoodForMs ? kept : undefined;
}

export async function forgetPrompt(token: string): Promise<void> {
  await chrome.storage.session.remove(keyOf(token));
}

/** Forgets them and closes their dialogs. */
export async function closePrompts(which: (prompt: Prompt) => boolean): Promise<void> {
  const all = await chrome.storage.session.get(null);
  const prompts = Object.entries(all).filter(([key]) => key.startsWith('prompt:')).map(([, value]) => value as Prompt);
  await Promise.all(prompts.filter(which).map(async (prompt) => {
    await forgetPrompt(prompt.token);
    await closeDialog(prompt);
  }));
}

/** The dialog is in the top frame or in the asking one; focus goes back to the asking one. */
export async function closeDialog(prompt: Prompt): Promise<void> {
  const message: ToContent = {type: 'prompt.close', token: prompt.token};
  await Promise.all([...new Set([0, prompt.frame_id])].map((frameId) => chrome.tabs.sendMessage(prompt.tab_id, message, {frameId}).catch(() => undefined)));
}
