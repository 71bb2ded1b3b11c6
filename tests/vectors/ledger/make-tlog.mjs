// A log of five entries, its checkpoint, two witnesses' cosignatures, a proof file and requests to a witness, written from C2SP signed-note,
// tlog-checkpoint, tlog-cosignature, tlog-proof and tlog-witness with node:crypto: a second implementation.
//   node tests/vectors/ledger/make-tlog.mjs > tests/vectors/ledger/tlog.json
import {createHash, createPrivateKey, createPublicKey, sign} from 'node:crypto';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leaf = (entry) => sha256(Buffer.of(0), entry);
const node = (left, right) => sha256(Buffer.of(1), left, right);

function keys(name, type, seed) {
  const privateKey = createPrivateKey({key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8'});
  const raw = createPublicKey(privateKey).export({format: 'der', type: 'spki'}).subarray(-32);
  const id = sha256(name, '\n', Buffer.of(type), raw).subarray(0, 4);
  const text = (bytes) => `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(type), bytes]).toString('base64')}`;
  return {name, privateKey, id, vkey: text(raw), key: `PRIVATE+KEY+${text(seed)}`};
}
const line = ({name, id}, signature) => `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
const note = (text, key) => `${text}\n${line(key, sign(null, Buffer.from(text), key.privateKey))}`;
function cosignature(text, key, time) {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  return line(key, Buffer.concat([stamp, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key.privateKey)]));
}

const log = keys('tirai.example/log', 1, Buffer.alloc(32, 1));
const witnesses = [keys('witness.example/one', 4, Buffer.alloc(32, 2)), keys('witness.example/two', 4, Buffer.alloc(32, 3))];
const entries = ['satu', 'dua', 'tiga', 'empat', 'lima'];
const [a, b, c, d, e] = entries.map(leaf);
const [ab, cd] = [node(a, b), node(c, d)];
const body = (size, root) => `${log.name}\n${size}\n${root.toString('base64')}\n`;
const three = body(3, node(ab, c)), five = body(5, node(node(ab, cd), e));
const hashes = (...list) => list.map((hash) => hash.toString('base64') + '\n').join('');
const lines = [cosignature(five, witnesses[0], 1760000000), cosignature(five, witnesses[1], 1760000060)];

console.log(JSON.stringify({
  entries, log_key: log.key, log_vkey: log.vkey, witness_keys: witnesses.map(({key}) => key), witness_vkeys: witnesses.map(({vkey}) => vkey),
  root_of_three: node(ab, c).toString('hex'), root_of_five: node(node(ab, cd), e).toString('hex'), checkpoint: note(five, log), cosignatures: lines, times: [1760000000, 1760000060],
  proof_of_tiga: `c2sp.org/tlog-proof@v1\nindex 2\n${hashes(d, ab, e)}\n${note(five, log)}${lines.join('')}`,
  request_first: `old 0\n\n${note(three, log)}`,
  request_next: `old 3\n${hashes(c, d, ab, e)}\n${note(five, log)}`,
}, null, 1));
