// Finds a text in bytes that left the browser, however it is written there: as it is, in another encoding, or inside base64.
const needlesOf = (text) => [
  Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), Buffer.from(encodeURIComponent(text)), Buffer.from(encodeURIComponent(text).replaceAll('%20', '+')),
  Buffer.from(JSON.stringify(text).slice(1, -1)), Buffer.from(Buffer.from(text).toString('hex')), Buffer.from([...text].reverse().join('')),
  // Inside base64 of something longer: at each of the three places a byte can have in it, without the letters its neighbours share.
  ...[0, 1, 2].map((before) => Buffer.from(Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64').replace(/=+$/, '').slice(before === 0 ? 0 : 4, -2))),
];

/** Which of `texts` stand in `bytes`. */
export function spelledIn(bytes, texts) {
  return texts.filter((text) => needlesOf(text).some((needle) => bytes.includes(needle)));
}

/** How `text` writes the digits of `number`: together, or in groups with single spaces, dots and hyphens between them. */
export function groupings(text, number) {
  const written = new RegExp([...number].join('[ .-]?'), 'g');
  return [...new Set(text.match(written) ?? [])];
}
