// Roots and proofs of RFC 9162, 2.1, from its recursive definitions alone: a second implementation, in the words of the standard.
//   node tests/vectors/ledger/make-merkle.mjs > tests/vectors/ledger/merkle.jsonl
// Entry i of a generated tree is the decimal text of i. The first lines are published ones: the inputs and roots of Certificate Transparency's
// reference tests (transparency-dev/merkle: testonly/constants.go, testdata/consistency/2/happy-path.json).
import {createHash} from 'node:crypto';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const cache = new Map();
const k = (n) => 2 ** Math.floor(Math.log2(n - 1));
/** MTH(D[begin:end]) */
function mth(begin, end) {
  if (end === begin) return sha256();
  if (end - begin === 1) return sha256(Buffer.of(0), String(begin));
  const key = `${begin}:${end}`;
  if (!cache.has(key)) cache.set(key, sha256(Buffer.of(1), mth(begin, begin + k(end - begin)), mth(begin + k(end - begin), end)));
  return cache.get(key);
}
/** PATH(m, D[begin:end]) */
function path(m, begin, end) {
  const n = end - begin;
  if (n === 1) return [];
  const middle = begin + k(n);
  return m < k(n) ? [...path(m, begin, middle), mth(middle, end)] : [...path(m - k(n), middle, end), mth(begin, middle)];
}
/** SUBPROOF(m, D[begin:end], b) */
function subproof(m, begin, end, b) {
  const n = end - begin;
  if (m === n) return b ? [] : [mth(begin, end)];
  const middle = begin + k(n);
  return m <= k(n) ? [...subproof(m, begin, middle, b), mth(middle, end)] : [...subproof(m - k(n), middle, end, false), mth(begin, middle)];
}

const hex = (buffer) => Buffer.from(buffer).toString('hex');
const write = (line) => console.log(JSON.stringify(line));
const fromBase64 = (text) => hex(Buffer.from(text, 'base64'));

write({reference: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'], roots: [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328']});
write({published: true, from: 6, to: 8, root_before: fromBase64('duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8='), root: fromBase64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg='),
  proof: ['DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=', 'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=', '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc='].map(fromBase64)});

const inclusion = (index, size) => write({index, size, root: hex(mth(0, size)), leaf: hex(mth(index, index + 1)), proof: path(index, 0, size).map(hex)});
const consistency = (from, to) => write({from, to, root_before: hex(mth(0, from)), root: hex(mth(0, to)), proof: subproof(from, 0, to, true).map(hex)});
for (let size = 1; size <= 11; size++) {
  for (let index = 0; index < size; index++) inclusion(index, size);
  for (let from = 1; from < size; from++) consistency(from, size);
}
// Around the edges of tiles (256, 65,536) and in ragged trees beyond them.
for (const [index, size] of [[0, 255], [254, 255], [255, 256], [0, 257], [256, 257], [511, 512], [300, 777], [776, 777], [12345, 65535], [65535, 65536], [0, 65537], [65536, 65537], [40000, 70000], [69999, 70000]]) inclusion(index, size);
for (const [from, to] of [[1, 255], [255, 256], [256, 257], [200, 300], [256, 777], [511, 777], [513, 70000], [65535, 65536], [65536, 65537], [65536, 70000], [69632, 70000], [69999, 70000]]) consistency(from, to);
