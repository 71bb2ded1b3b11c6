// Just enough of pictures to look at rows of pixels: reads PNG (RFC 2083) of 8 bits a channel, RGB or RGBA, not interlaced, as Chromium writes it; writes Netpbm's
// PAM, which is those rows as they are.
import {inflateSync} from 'node:zlib';

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
    if (filter === 2) for (let x = 0; x < length; x++) row[x] += above[x];  // of a screencast's rows, all
    else if (filter !== 0) unfilterByLeft(row, above, filter, step);
    rows.push(row);
    above = row;
  }
  return rows;
}

function unfilterByLeft(row, above, filter, step) {
  for (let x = 0; x < row.length; x++) {
    const left = x >= step ? row[x - step] : 0;
    row[x] += filter === 1 ? left : filter === 3 ? (left + above[x]) >> 1 : paeth(left, above[x], x >= step ? above[x - step] : 0);
  }
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
}

export function encode({width, channels, rows}) {
  const header = `P7\nWIDTH ${width}\nHEIGHT ${rows.length}\nDEPTH ${channels}\nMAXVAL 255\nTUPLTYPE ${channels === 4 ? 'RGB_ALPHA' : 'RGB'}\nENDHDR\n`;
  return Buffer.concat([Buffer.from(header), ...rows]);
}
