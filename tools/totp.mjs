// The code that an authenticator shows: RFC 6238 with its defaults (SHA-1, 30 seconds, six digits), from the address an account is given.
import {createHmac} from 'node:crypto';

const kBase32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';  // RFC 4648

/** @param {string} address otpauth://totp/…?secret=<base32> */
export function codeOf(address, now_ms = Date.now()) {
  const bits = [...new URL(address).searchParams.get('secret')].map(letter => kBase32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now_ms / 30000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}
