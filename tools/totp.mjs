// The code that an authenticator shows: RFC 6238 with its defaults (SHA-1, 30 seconds, six digits), from the address an account is given.
import {createHmac} from 'node:crypto';

const kBase32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';  // RFC 4648
export function fromBase32(text) {
  const bits = [...text].map((letter) => kBase32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** `address`: otpauth://totp/…?secret=<base32> */
export const secretOf = (address) => fromBase32(new URL(address).searchParams.get('secret'));
export const stepNow = () => Math.floor(Date.now() / 30_000);

export function totp(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
