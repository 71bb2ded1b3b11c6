// Just enough PNG (RFC 2083) to look at rows of pixels: 8 bits a channel, RGB or RGBA, not interlaced, as Chromium writes it.
import {deflateSync, inflateSync} from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Answers {width, channels, rows}, a Buffer a row. */
export function decode(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const [width, height, depth, colour, interlaced] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25], png[28]];
  const channels = {2: 3, 6: 4}[colour];
  if (depth !== 8 || !channels || interlaced) throw new Error(`a PNG of another kind: depth ${depth}, colour ${colour}, interlace ${interlaced}`);
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return {width, channels, rows: unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels)};
}

function unfilter(bytes, length, height, step) {
  const rows = [];
  let above = Buffer.alloc(length);
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (length + 1)];
    const row = bytes.subarray(y * (length + 1) + 1, (y + 1) * (length + 1));
    for (let x = 0; x < length; x++) {
      const left = x >= step ? row[x - step] : 0;
      const corner = x >= step ? above[x - step] : 0;
      row[x] += filter === 1 ? left : filter === 2 ? above[x] : filter === 3 ? (left + above[x]) >> 1 : filter === 4 ? paeth(left, above[x], corner) : 0;
    }
    rows.push(row);
    above = row;
  }
  return rows;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
}

export function encode({width, channels, rows}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, channels === 4 ? 6 : 2], 8);
  const raw = Buffer.concat(rows.flatMap((row) => [Buffer.alloc(1), row]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(raw, {level: 1})), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

const TABLE = Uint32Array.from({length: 256}, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
