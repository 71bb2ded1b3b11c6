// A customer's name in the log: a pseudonym (core/include/tirai/pseudonym.h is the other implementation; tests/vectors/subject_ids.jsonl holds both).
//
//   id ──tenant's key──▶ lookup ──the customer's own random key──▶ pseudonym
//
// The id goes no further than here: what leaves the browser is the lookup, and the pseudonym in events.
export interface Customer {id?: string; email?: string; phone?: string}

const kLeast = 9, kMost = 15;  // ITU-T E.164: digits of a telephone number

function telephone(text: string): string {
  if (!/^\+?[\d\-.() ]+$/.test(text)) return '';
  const digits = text.replace(/\D/g, '');
  if (digits.length < kLeast) return '';
  const whole = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : digits.startsWith('0') ? `62${digits.slice(1)}` : '';
  return whole === '' || whole.length > kMost ? '' : `+${whole}`;
}

/** One spelling for one customer: e-mail addresses in lower case, telephone numbers as E.164 (without a country: Indonesia's), anything else as it is. */
export function normalId(id: string): string {
  const text = id.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  if (text.includes('@')) return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return telephone(text) || text;
}

/** What the adapter names best: the helpdesk's own id, else the e-mail address, else the telephone number. Nothing: nobody is named. */
export function idOf(customer: Customer | undefined): string | undefined {
  for (const one of [customer?.id, customer?.email, customer?.phone]) {
    const id = normalId(one ?? '');
    if (id !== '') return id;
  }
  return undefined;
}

export const lookupOf = (tenant_key: string, id: string): Promise<string> => mac(tenant_key, `tirai subject lookup v1\n${id}`);
export const pseudonymOf = (subject_key: string, lookup: string): Promise<string> => mac(subject_key, `tirai pseudonym v1\n${lookup}`);
export const freshKey = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** base64url without padding, of 32 bytes. */
export const isKey = (text: unknown): text is string => typeof text === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(text);

async function mac(key: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const imported = await crypto.subtle.importKey('raw', bytes, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
