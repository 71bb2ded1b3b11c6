// Numbers of the Americas, Africa and Türkiye.
import {luhnDigit, verhoeffDigit, weigh} from './checks.mjs';
import {cut, pad} from './random.mjs';
import {date, yymmdd} from './values-id.mjs';

function ssn(r) {
  const area = r.pick([r.int(1, 665), r.int(667, 899)]);
  return [pad(area, 3), pad(r.int(1, 99)), pad(r.int(1, 9999), 4)];
}
const itin = r => ['9' + pad(r.int(0, 99)), String(r.pick([r.int(70, 88), r.int(90, 92), r.int(94, 99), r.int(50, 65)])), r.digits(4)];
const kEin =
  '01 02 03 04 05 06 10 11 12 13 14 15 16 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 71 72 73 74 75 76 77 80 81 82 83 84 85 86 87 88 90 91 92 93 94 95 98 99'.split(
    ' ',
  );
const aba = r => {
  const body = pad(r.pick([r.int(1, 12), r.int(21, 32), r.int(61, 72)])) + r.digits(6);
  return body + ((10 - (weigh(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10);
};
function mbi(r) {
  const letter = () => r.pick('ACDEFGHJKMNPQRTUVWXY'),
    either = () => r.pick('ACDEFGHJKMNPQRTUVWXY0123456789'),
    digit = () => r.digits(1);
  const n = r.int(1, 9) + letter() + either() + digit() + letter() + either() + digit() + letter() + letter() + digit() + digit();
  return r.chance(0.5) ? n : cut(n, 4, 3).join('-');
}
const npi = r => {
  const body = r.int(1, 2) + r.digits(8);
  return body + luhnDigit('80840' + body);
};
const licence = r =>
  r.pick([
    () => r.letters(1) + r.digits(7),
    () => cut(r.digits(9), 3, 3).join(' '),
    () => r.letters(1) + r.digits(12),
    () => r.letters(1) + r.digits(8),
    () => r.letters(1) + r.digits(14),
    () => r.letters(2) + r.digits(6),
    () => r.letters(1) + cut(r.digits(12), 3, 3, 3).join('-'),
    () => r.int(1, 9) + r.digits(7),
  ])();
const sin = r => {
  const body = r.pick('1234567') + r.digits(7);
  return body + luhnDigit(body);
};

const twice = (body, first, second) => {
  const one = ((weigh(body, first) * 10) % 11) % 10;
  return body + one + (((weigh(body + one, second) * 10) % 11) % 10);
};
const cpf = r => twice(r.digits(9), [10, 9, 8, 7, 6, 5, 4, 3, 2], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
const cnpj = r =>
  twice(
    r.int(1, 9) + r.digits(7) + (r.chance(0.8) ? '0001' : pad(r.int(2, 40), 4)),
    [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
    [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
  );
const southAfrican = r => {
  const body = yymmdd(date(r, 1950, 2008)) + r.digits(4) + r.int(0, 1) + '8';
  return body + luhnDigit(body);
};
function turkish(r) {
  const d = [r.int(1, 9), ...[...r.digits(8)].map(Number)];
  const tenth = (((7 * (d[0] + d[2] + d[4] + d[6] + d[8]) - d[1] - d[3] - d[5] - d[7]) % 10) + 10) % 10;
  return [...d, tenth, (d.reduce((a, b) => a + b) + tenth) % 10].join('');
}
/** NIN: eleven digits, the last by Verhoeff. */
const nin = r => {
  const body = r.int(1, 9) + r.digits(9);
  return body + verhoeffDigit(body);
};

export const west = {
  us_ssn: {weight: 2, A: r => ssn(r).join('-'), B: r => ssn(r).join(r.pick(['', ' '])), hide: 'digits', plain: r => ssn(r).join('')},
  us_itin: {A: r => itin(r).join('-'), B: r => itin(r).join('')},
  us_ein: {B: r => r.pick(kEin) + '-' + r.digits(7)},
  us_mbi: {A: mbi},
  us_npi: {B: npi},
  aba_routing_number: {B: aba, hide: 'digits', plain: aba},
  us_passport: {B: r => (r.chance(0.5) ? r.int(1, 6) + r.digits(8) : r.pick('ABCDEF') + r.digits(8))},
  us_driver_license: {B: licence},
  ca_sin: {B: r => r.pick([n => n, n => cut(n, 3, 3).join(' '), n => cut(n, 3, 3).join('-')])(sin(r)), hide: 'digits', plain: sin},
  br_cpf: {A: r => cpf(r).replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'), B: cpf, hide: 'digits', plain: cpf},
  br_cnpj: {A: r => cnpj(r).replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5'), B: cnpj},
  za_id_number: {A: southAfrican, hide: 'digits', plain: southAfrican},
  ng_nin: {B: nin},
  tr_national_id: {A: turkish},
};
