// Check digits, written from the standards for the generator alone: the recognizers have their own, so that one can catch the other.
import {createHash} from 'node:crypto';

const numbers = text => [...text].map(Number);
export const weigh = (digits, weights) => weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
const modulo = (text, by) => Number([...text].reduce((rest, digit) => (rest * 10 + Number(digit)) % by, 0));

/** The digit that, put behind `body`, makes it hold by Luhn's rule (ISO/IEC 7812-1 annex B). */
export function luhnDigit(body) {
  const sum = numbers(body)
    .reverse()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] : digit), 0);
  return String((10 - (sum % 10)) % 10);
}
export const luhnHolds = text => luhnDigit(text.slice(0, -1)) === text.at(-1);

/** ISO 7064 mod 97-10: two digits that make (body + digits) ≡ 1. */
export function mod97Digits(body) {
  const spelled = [...body].map(c => parseInt(c, 36)).join('');
  return String(98 - modulo(spelled + '00', 97)).padStart(2, '0');
}
export const iban = (country, bban) => country + mod97Digits(bban + country) + bban;
export const rest97 = text => modulo(text, 97);

/** ISO 7064 mod 11,10 (German tax id, Croatian OIB). */
export function mod11_10Digit(body) {
  let product = 10;
  for (const digit of numbers(body)) product = (((digit + product) % 10 || 10) * 2) % 11;
  return String((11 - product) % 10);
}

/** Verhoeff by the dihedral group itself instead of its printed tables. */
export function verhoeffDigit(body) {
  const times = (a, b) => (a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5);
  const turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const turned = (digit, count) => {
    for (; count > 0; --count) digit = turn[digit];
    return digit;
  };
  let check = 0;
  numbers(body)
    .reverse()
    .forEach((digit, i) => {
      check = times(check, turned(digit, (i + 1) % 8));
    });
  return String([0, 4, 3, 2, 1, 5, 6, 7, 8, 9][check]);
}

const kBase58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const sha256 = data => createHash('sha256').update(data).digest();
export function base58check(payload) {
  const bytes = Buffer.concat([payload, sha256(sha256(payload)).subarray(0, 4)]);
  let number = BigInt('0x' + bytes.toString('hex')),
    out = '';
  for (; number > 0n; number /= 58n) out = kBase58[Number(number % 58n)] + out;
  return '1'.repeat([...bytes].findIndex(byte => byte !== 0)) + out;
}

/** A segwit address of the main net (BIP 173 for version 0, BIP 350 above). */
export function segwit(version, program) {
  const kCharset = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
    kGenerators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const bits = [...program].map(byte => byte.toString(2).padStart(8, '0')).join('');
  const data = [version, ...bits.match(/.{1,5}/g).map(five => parseInt(five.padEnd(5, '0'), 2))];
  const polymod = values =>
    values.reduce((check, value) => {
      const top = check >>> 25;
      return kGenerators.reduce((sum, generator, i) => ((top >>> i) & 1 ? sum ^ generator : sum), ((check & 0x1ffffff) << 5) ^ value);
    }, 1);
  const sum = polymod([3, 3, 0, 2, 3, ...data, 0, 0, 0, 0, 0, 0]) ^ (version === 0 ? 1 : 0x2bc830a3);
  return 'bc1' + [...data, ...[25, 20, 15, 10, 5, 0].map(shift => (sum >>> shift) & 31)].map(five => kCharset[five]).join('');
}

/** Keccak-256 with the padding of 2011 (0x01), on 64-bit lanes as BigInt: slow and plain. */
export function keccak256(data) {
  const kMask = (1n << 64n) - 1n,
    rotate = (lane, by) => (by === 0n ? lane : ((lane << by) | (lane >> (64n - by))) & kMask);
  const message = Buffer.alloc(Math.ceil((data.length + 1) / 136) * 136);
  Buffer.from(data).copy(message);
  message[data.length] ^= 1;
  message[message.length - 1] ^= 0x80;
  let lanes = Array.from({length: 25}, () => 0n);
  for (let block = 0; block < message.length; block += 136) {
    for (let i = 0; i < 17; ++i) lanes[i] ^= message.readBigUInt64LE(block + 8 * i);
    let shift = 1;
    for (let round = 0; round < 24; ++round) {
      const column = [0, 1, 2, 3, 4].map(x => lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]);
      lanes = lanes.map((lane, i) => lane ^ column[(i + 4) % 5] ^ rotate(column[(i + 1) % 5], 1n));
      let x = 1,
        y = 0,
        current = lanes[1];
      for (let t = 0; t < 24; ++t) {
        [x, y] = [y, (2 * x + 3 * y) % 5];
        const kept = lanes[x + 5 * y];
        lanes[x + 5 * y] = rotate(current, BigInt((((t + 1) * (t + 2)) / 2) % 64));
        current = kept;
      }
      lanes = lanes.map((lane, i) => lane ^ (~lanes[i - (i % 5) + ((i + 1) % 5)] & kMask & lanes[i - (i % 5) + ((i + 2) % 5)]));
      for (let j = 0; j <= 6; ++j) {
        if (shift & 1) lanes[0] ^= 1n << BigInt(2 ** j - 1);
        shift = (shift << 1) ^ ((shift >> 7) * 0x171);
      }
    }
  }
  const out = Buffer.alloc(32);
  for (let i = 0; i < 4; ++i) out.writeBigUInt64LE(lanes[i], 8 * i);
  return out;
}
export function ethereumAddress(hex) {
  const hash = keccak256(hex).toString('hex');
  return '0x' + [...hex].map((c, i) => (parseInt(hash[i], 16) >= 8 ? c.toUpperCase() : c)).join('');
}

/** 11 − (w·d mod 11), where 10 and 11 are told apart by the caller. */
export const mod11 = (digits, weights) => 11 - (weigh(digits, weights) % 11);

/** ICAO 9303: weights 7 3 1, letters from 10, mod 10 (German identity cards and passports). */
export const icaoDigit = body => String([...body].reduce((sum, c, i) => sum + parseInt(c, 36) * [7, 3, 1][i % 3], 0) % 10);
/** The sum of the digits of each product, the weights taken in turn. */
export const crossSum = (digits, weights) =>
  numbers(digits).reduce((sum, digit, i) => sum + numbers(String(digit * weights[i % weights.length])).reduce((a, b) => a + b), 0);
