// A security key in software, written from WebAuthn Level 3 (6.1 authenticator data, 6.5.1 attested credential data, 5.8.1 client data) and RFC 9053 (COSE keys):
// what the browser and the key do between them, for tests of the relying party.
import {createHash, generateKeyPairSync, randomBytes, sign} from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const b64 = (bytes) => Buffer.from(bytes).toString('base64url');

// RFC 8949, deterministic: small integers, byte strings, maps of integers.
function head(major, n) {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
const integer = (n) => (n >= 0 ? head(0, n) : head(1, -1 - n));
const bytes = (value) => Buffer.concat([head(2, value.length), value]);
const map = (pairs) => Buffer.concat([head(5, pairs.length), ...pairs.flatMap(([key, value]) => [integer(key), typeof value === 'number' ? integer(value) : bytes(value)])]);

const kinds = {
  es256: {alg: -7, pair: () => generateKeyPairSync('ec', {namedCurve: 'P-256'}), hash: 'sha256', cose: ({x, y}) => [[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]},
  eddsa: {alg: -8, pair: () => generateKeyPairSync('ed25519'), hash: null, cose: ({x}) => [[1, 1], [3, -8], [-1, 6], [-2, Buffer.from(x, 'base64url')]]},
  rs256: {alg: -257, pair: () => generateKeyPairSync('rsa', {modulusLength: 2048}), hash: 'sha256', cose: ({n, e}) => [[1, 3], [3, -257], [-1, Buffer.from(n, 'base64url')], [-2, Buffer.from(e, 'base64url')]]},
};

export class Authenticator {
  constructor(kind = 'es256') {
    this.kind = kinds[kind];
    this.keys = this.kind.pair();
    this.id = randomBytes(32);
    this.counter = 0;
  }

  data(rpId, {flags = 0x05, counter = ++this.counter, attested = Buffer.alloc(0)} = {}) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (attested.length > 0 ? 0x40 : 0)]), count, attested]);
  }

  /** navigator.credentials.create(options).toJSON(), as the page at `origin` gets it. */
  create(options, origin, {rpId = options.rp.id, type = 'webauthn.create', challenge = options.challenge, flags, client = {}} = {}) {
    const key = map(this.kind.cose(this.keys.publicKey.export({format: 'jwk'})));
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    return this.#credential({type, challenge, origin, crossOrigin: false, ...client}, {authenticatorData: b64(this.data(rpId, {flags, attested})), transports: ['usb'], publicKeyAlgorithm: this.kind.alg});
  }

  /** navigator.credentials.get(options).toJSON() */
  get(options, origin, {rpId = options.rpId, type = 'webauthn.get', challenge = options.challenge, flags, counter, client = {}, signed = (data) => data} = {}) {
    const said = {type, challenge, origin, crossOrigin: false, ...client};
    const data = this.data(rpId, {flags, counter});
    const signature = sign(this.kind.hash, signed(Buffer.concat([data, sha256(JSON.stringify(said))])), this.keys.privateKey);
    return this.#credential(said, {authenticatorData: b64(data), signature: b64(signature), userHandle: null});
  }

  #credential(said, response) {
    return {type: 'public-key', id: b64(this.id), rawId: b64(this.id), authenticatorAttachment: 'cross-platform', clientExtensionResults: {}, response: {clientDataJSON: b64(JSON.stringify(said)), ...response}};
  }
}
