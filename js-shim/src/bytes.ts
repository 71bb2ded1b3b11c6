/** Bytes that travel inside a script. The browser's own decoder where it has one: this runs before the page is painted. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const decoder = Uint8Array as typeof Uint8Array & {fromBase64?(text: string): Uint8Array<ArrayBuffer>};
  return decoder.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}
