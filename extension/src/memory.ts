// What one page of a helpdesk taught, kept for the next one of the same origin. It holds values, so it lies in storage.session: in the
// browser's memory, never on disk, gone with the browser; and no content script reads that area, only what is answered to its own origin.
import type {Memory} from './messages.js';

const kMostText = 512 * 1024;
const keyOf = (origin: string): string => `memory ${origin}`;

export async function memoryOf(origin: string): Promise<Memory> {
  const kept = (await chrome.storage.session.get(keyOf(origin)))[keyOf(origin)];
  return typeof kept === 'string' ? {memory: kept} : {};
}

/** Too large, or no text: what was kept before stays. */
export async function keepMemory(origin: string, memory: unknown): Promise<true | undefined> {
  if (typeof memory !== 'string' || memory.length > kMostText) return undefined;
  await chrome.storage.session.set({[keyOf(origin)]: memory});
  return true;
}
