// A zip archive that is the same bytes for the same files: sorted names, one fixed time, no attributes of this machine (PKWARE APPNOTE 6.3).
import {deflateRawSync} from 'node:zlib';

const kTime = 0;             // 00:00:00
const kDate = 0x0021;        // 1980-01-01, the first day a zip knows
const kUtf8Names = 0x0800;
const kDeflate = 8;

const kCrc = Uint32Array.from({length: 256}, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = kCrc[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

// [value, bytes] pairs, little endian.
function fields(...pairs) {
  const buffer = Buffer.alloc(pairs.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of pairs) at = buffer.writeUIntLE(value, at, size);
  return buffer;
}

const common = ({name, raw, packed, crc}) => [[20, 2], [kUtf8Names, 2], [kDeflate, 2], [kTime, 2], [kDate, 2], [crc, 4], [packed.length, 4], [raw.length, 4], [name.length, 2], [0, 2]];

/** @param {Map<string, Buffer>} files by path */
export function zip(files) {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, raw]) => ({name: Buffer.from(path), raw, packed: deflateRawSync(raw, {level: 9}), crc: crc32(raw)}));
  const body = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const header = fields([0x04034b50, 4], ...common(entry));
    directory.push(fields([0x02014b50, 4], [20, 2], ...common(entry), [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), entry.name);
    body.push(header, entry.name, entry.packed);
    offset += header.length + entry.name.length + entry.packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [size, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...body, ...directory, end]);
}
