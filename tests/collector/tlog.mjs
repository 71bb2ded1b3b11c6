// A second implementation of the log's reader: RFC 9162 trees from their recursive definition, C2SP signed notes, proof files and tiles, with
// node:crypto. Nothing here comes from the core.
import {createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify as verifySignature} from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
/** MTH over leaf hashes. */
export function treeHash(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)));
}

const prefix = Buffer.from('302a300506032b6570032100', 'hex');
export function readVkey(text) {
  const [name, id, key] = text.trim().split('+');
  const bytes = Buffer.from(key.concat(text.trim().split('+').slice(3).map((part) => '+' + part).join('')), 'base64');
  return {name, id, type: bytes[0], key: createPublicKey({key: Buffer.concat([prefix, bytes.subarray(1)]), format: 'der', type: 'spki'})};
}

/** The head of a checkpoint, once the signature of the log's key (type 1) holds; `cosigned` says when a witness's (type 4) does. */
export function openCheckpoint(note, vkey) {
  const [text, signatures] = [note.slice(0, note.lastIndexOf('\n\n') + 1), note.slice(note.lastIndexOf('\n\n') + 2)];
  const key = readVkey(vkey);
  for (const line of signatures.trimEnd().split('\n')) {
    const [, name, base64] = /^— (\S+) (\S+)$/.exec(line);
    const bytes = Buffer.from(base64, 'base64');
    if (name !== key.name || bytes.subarray(0, 4).toString('hex') !== key.id) continue;
    const time = key.type === 4 ? Number(bytes.readBigUInt64BE(4)) : undefined;
    const message = key.type === 4 ? `cosignature/v1\ntime ${time}\n${text}` : text;
    if (!verifySignature(null, Buffer.from(message), key.key, bytes.subarray(key.type === 4 ? 12 : 4))) throw new Error('the signature does not hold');
    const [origin, size, root] = text.split('\n');
    return {origin, size: Number(size), root: Buffer.from(root, 'base64'), time};
  }
  throw new Error(`not signed by ${key.name}`);
}

const lineOf = (name, id, bytes) => `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
const idOf = (name, type, key) => sha256(`${name}\n`, Buffer.of(type), key).subarray(0, 4);

/** A witness of one's own (C2SP tlog-cosignature): its verifier key, and the line it puts under a note. */
export class OwnWitness {
  constructor(name) {
    const {publicKey, privateKey} = generateKeyPairSync('ed25519');
    const key = Buffer.from(publicKey.export({format: 'jwk'}).x, 'base64url');
    Object.assign(this, {name, privateKey, id: idOf(name, 4, key)});
    this.vkey = `${name}+${this.id.toString('hex')}+${Buffer.concat([Buffer.of(4), key]).toString('base64')}`;
  }

  cosign(note, time = Math.floor(Date.now() / 1000)) {
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(time));
    return note + lineOf(this.name, this.id, Buffer.concat([stamp, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${note.slice(0, note.indexOf('\n\n') + 1)}`), this.privateKey)]));
  }
}

/** A checkpoint as the log itself would sign it, by the text of its key file. */
export function signAsLog(keyFile, size, root) {
  const [, , name, id, ...rest] = keyFile.trim().split('+'), bytes = Buffer.from(rest.join('+'), 'base64');
  const key = createPrivateKey({key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes.subarray(1)]), format: 'der', type: 'pkcs8'});
  const text = `${name}\n${size}\n${root.toString('base64')}\n`;
  return `${text}\n${lineOf(name, Buffer.from(id, 'hex'), sign(null, Buffer.from(text), key))}`;
}

/** The path from a leaf to the root by a proof file, as RFC 9162, 2.1.3.2, walks it. */
export function rootByProof(proof, entry) {
  const [head, ...rest] = proof.split('\n\n');
  const [format, index, ...hashes] = head.split('\n');
  if (format !== 'c2sp.org/tlog-proof@v1') throw new Error(format);
  const checkpoint = rest.join('\n\n');
  let fn = Number(/^index (\d+)$/.exec(index)[1]), sn = Number(checkpoint.split('\n')[1]) - 1, root = leafHash(entry);
  for (const line of hashes) {
    const hash = Buffer.from(line, 'base64');
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(hash, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else root = nodeHash(root, hash);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return {root, checkpoint};
}

/** "x001/x234/067" */
export const tileIndex = (index) => {
  const groups = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/.{3}/g);
  return groups.map((group, i) => (i < groups.length - 1 ? 'x' : '') + group).join('/');
};
