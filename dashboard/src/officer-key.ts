// The officer's private key, while the officer is there.
// INVARIANT: it lies in this variable alone: never in storage, in the page's markup or in a request; it is forgotten at sign-out, with the session and with the page.
let held = '';

export const officerKey = (): string => held;
export function forgetKey(): void { held = ''; }

/** Takes the text of a file that `tirai keygen --dpo` wrote. False: it is no such key. */
export function takeKey(text: string): boolean {
  const key = text.trim();
  if (!/^[A-Za-z0-9+/]{43}=$/.test(key)) return false;
  held = key;
  return true;
}
