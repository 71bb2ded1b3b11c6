// On which ticket a value was seen: what is written to one customer shall not be another's. Values are kept as digests alone, keyed with a key
// that ends with the browser's session; where the record lies is the business of whoever keeps it (in memory, never on disk).
import type {Whence} from '../../js-shim/src/outbound/model.js';

/** Digest → the tickets it was seen on, the newest last. The digest seen last is last. */
export type SeenRecord = [digest: string, tickets: string[]][];

const kMostDigests = 4096;
const kMostTickets = 8;
const kDigestBytes = 16;

/** As people and helpdesks write one value: 0812-5550-1234 is +62 812 5550 1234, and letter case says nothing. */
function folded(value: string): string {
  const text = value.normalize('NFKC').toLowerCase().trim();
  if (text.includes('@')) return text;
  if (/^[\d\s().+/-]+$/.test(text)) return text.replace(/\D/g, '').replace(/^(62|0)/, '');
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

export const freshKey = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

export async function digestsOf(key: string, values: readonly string[]): Promise<string[]> {
  const bytes = Uint8Array.from(atob(key), (unit) => unit.charCodeAt(0));
  const secret = await crypto.subtle.importKey('raw', bytes, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
  const text = new TextEncoder();
  return Promise.all(values.map(async (value) => {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', secret, text.encode(`tirai seen v1\n${folded(value)}`)));
    return btoa(String.fromCharCode(...mac.subarray(0, kDigestBytes)));
  }));
}

/** The record with these seen on `ticket` ('': on a page of no ticket, a list). */
export function withSeen(record: SeenRecord, ticket: string, digests: readonly string[]): SeenRecord {
  const seen = new Map(record);
  for (const digest of digests) {
    const tickets = (seen.get(digest) ?? []).filter((one) => one !== ticket);
    seen.delete(digest);
    seen.set(digest, [...tickets, ticket].slice(-kMostTickets));
  }
  return [...seen].slice(-kMostDigests);
}

/** A page of no ticket has no customer to compare with: nothing there is another's. */
export function whence(record: SeenRecord, ticket: string | undefined, digest: string): Whence {
  const tickets = record.find(([one]) => one === digest)?.[1] ?? [];
  if (tickets.length === 0 || ticket === undefined) return 'unseen';
  return tickets.includes(ticket) ? 'own' : 'other';
}
