// A second writer and reader of sealed texts, after RFC 9180 and the comments in core/include/tirai/seal.h alone, on Node's own primitives:
// base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
import {createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman} from 'node:crypto';

const two = (number) => Buffer.from([number >> 8, number & 255]);
const kem = Buffer.concat([Buffer.from('KEM'), two(0x20)]);
const suite = Buffer.concat([Buffer.from('HPKE'), two(0x20), two(1), two(2)]);
const mac = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const extract = (of, salt, label, ikm) => mac(salt.length === 0 ? Buffer.alloc(32) : salt, 'HPKE-v1', of, label, ikm);
const expand = (of, prk, label, info, size) => mac(prk, two(size), 'HPKE-v1', of, label, info, Buffer.from([1])).subarray(0, size);

const privateKey = (raw) => createPrivateKey({key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), raw]), format: 'der', type: 'pkcs8'});
const publicKey = (raw) => createPublicKey({key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), raw]), format: 'der', type: 'spki'});
const publicOf = (raw) => createPublicKey(privateKey(raw)).export({format: 'der', type: 'spki'}).subarray(-32);
const derive = (random) => expand(kem, extract(kem, '', 'dkp_prk', random), 'sk', '', 32);

function schedule(dh, enc, receiver) {
  const shared = expand(kem, extract(kem, '', 'eae_prk', dh), 'shared_secret', Buffer.concat([enc, receiver]), 32);
  const context = Buffer.concat([Buffer.from([0]), extract(suite, '', 'psk_id_hash', ''), extract(suite, '', 'info_hash', 'tirai-seal-v1')]);
  const secret = extract(suite, shared, 'secret', '');
  return {key: expand(suite, secret, 'key', context, 32), nonce: expand(suite, secret, 'base_nonce', context, 12)};
}

/** Keys as tirai keygen --dpo writes them. */
export function dpoKeys(random32) {
  const secret = derive(random32);
  return {private_key: secret.toString('base64'), public_key: publicOf(secret).toString('base64')};
}

export function seal(text, public_key, belongs_to, random32) {
  const [receiver, ephemeral] = [Buffer.from(public_key, 'base64'), derive(random32)];
  const enc = publicOf(ephemeral);
  const {key, nonce} = schedule(diffieHellman({privateKey: privateKey(ephemeral), publicKey: publicKey(receiver)}), enc, receiver);
  const plain = Buffer.concat([Buffer.from(text), Buffer.from([0x80])]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongs_to));
  const padded = Buffer.concat([plain, Buffer.alloc((256 - plain.length % 256) % 256)]);
  return Buffer.concat([enc, cipher.update(padded), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** The text; throws when it does not open. */
export function open(sealed, private_key, belongs_to) {
  const [bytes, secret] = [Buffer.from(sealed, 'base64'), Buffer.from(private_key, 'base64')];
  const [enc, ciphertext, tag] = [bytes.subarray(0, 32), bytes.subarray(32, -16), bytes.subarray(-16)];
  const {key, nonce} = schedule(diffieHellman({privateKey: privateKey(secret), publicKey: publicKey(enc)}), enc, publicOf(secret));
  const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongs_to)).setAuthTag(tag);
  const padded = Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(0x80)).toString();
}
