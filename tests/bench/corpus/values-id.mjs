// Indonesian numbers, valid by rule and generated: A decides by itself, B needs a word near it, bare is B without that word.
import {luhnDigit} from './checks.mjs';
import {cut, pad} from './random.mjs';

// Kemendagri: regencies 01…a, cities 71…b of each province.
const kRegions = {
  11: [18, 75],
  12: [25, 78],
  13: [12, 77],
  14: [10, 72],
  15: [9, 72],
  16: [13, 74],
  17: [9, 71],
  18: [13, 72],
  19: [6, 71],
  21: [5, 72],
  31: [1, 75],
  32: [18, 79],
  33: [29, 76],
  34: [4, 71],
  35: [29, 79],
  36: [4, 74],
  51: [8, 71],
  52: [8, 72],
  53: [21, 71],
  61: [12, 72],
  62: [13, 71],
  63: [11, 72],
  64: [3, 72],
  65: [4, 71],
  71: [11, 74],
  72: [12, 71],
  73: [18, 73],
  74: [15, 72],
  75: [5, 71],
  76: [6, 70],
  81: [9, 72],
  82: [8, 72],
  91: [3, 71],
  92: [3, 71],
};
const kJava = ['31', '32', '33', '34', '35', '36'];

const kDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export function date(r, from, to) {
  const year = r.int(from, to),
    month = r.int(1, 12);
  return {day: r.int(1, kDays[month - 1]), month, year};
}
export const ddmmyy = ({day, month, year}, plus = 0) => pad(day + plus) + pad(month) + pad(year % 100);
export const yymmdd = ({day, month, year}) => pad(year % 100) + pad(month) + pad(day);

function region(r) {
  const province = r.chance(0.75) ? r.pick(kJava) : r.pick(Object.keys(kRegions));
  const [regencies, cities] = kRegions[province];
  const number = cities > 70 && r.chance(0.45) ? r.int(71, cities) : r.int(1, regencies);
  return province + pad(number) + pad(r.int(1, r.chance(0.9) ? 15 : 40));
}
const nik = r => region(r) + ddmmyy(date(r, 1950, 2008), r.chance(0.5) ? 40 : 0) + pad(r.int(1, r.chance(0.8) ? 12 : 200), 4);
const kk = r => region(r) + ddmmyy(date(r, 2004, 2025)) + pad(r.int(1, 9000), 4);
const sixteen = number => r =>
  r.pick([
    number,
    number,
    number,
    number,
    cut(number, 4, 4, 4).join(' '),
    cut(number, 4, 4, 4).join(' '),
    cut(number, 4, 4, 4).join('-'),
    cut(number, 6, 6).join('.'),
    cut(number, 6, 6).join(' '),
    cut(number, 6, 6).join('-'),
  ]);

function npwp15(r) {
  const body = pad(r.pick([0, 1, 2, 3, 4, 6, 7, 8, 9, 24, 31, 41, 63, 72, 81, 92])) + r.digits(6);
  return body + luhnDigit(body) + pad(r.int(1, 950), 3) + (r.chance(0.8) ? '000' : pad(r.int(1, 20), 3));
}
const npwpDotted = n => n.replace(/(..)(...)(...)(.)(...)(...)/, '$1.$2.$3.$4-$5.$6');

function nip(r) {
  const born = date(r, 1962, 1999),
    appointed = Math.min(2025, born.year + r.int(21, 33));
  return born.year + pad(born.month) + pad(born.day) + appointed + pad(r.int(1, 12)) + r.int(1, 2) + pad(r.int(1, 30), 3);
}

const kPlateAreas =
  'A AA AB AD AE AG B B B B BA BE BG BK BL BM BN BP D D DA DC DD DH DK DL DM DN DR DS E EA F F G H K KB KH KT L L M N P R S T W Z'.split(' ');
const kSuffix = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
function plate(r) {
  const parts = [r.pick(kPlateAreas), String(r.int(1, 9999)), r.from(kSuffix, r.int(2, 3))];
  return r.pick([
    parts.join(' '),
    parts.join(' '),
    parts.join(''),
    parts.join('-'),
    parts.join(' ').toLowerCase(),
    parts[0] + ' ' + parts[1] + parts[2],
  ]);
}

export const kMobile =
  '811 812 813 821 822 823 851 852 853 814 815 816 855 856 857 858 817 818 819 859 877 878 831 832 833 838 895 896 897 898 899 881 882 887 888 889'.split(
    ' ',
  );
const kAreas = '21 21 21 22 24 31 31 61 251 254 271 274 274 281 341 361 361 370 411 431 511 541 561 711 721 751 761 778'.split(' ');
const mobile = r => r.pick(kMobile) + r.digits(r.weighted({7: 2, 8: 6, 9: 3, 6: 1}) | 0);
function grouped(r, digits, separators) {
  const rest = digits.slice(3),
    tail =
      rest.length <= 6 ? cut(rest, 3) : rest.length === 7 ? cut(rest, r.pick([3, 4])) : rest.length === 8 ? cut(rest, 4) : cut(rest, r.pick([4, 5]));
  return [digits.slice(0, 3), ...tail].join(r.pick(separators));
}
function mobileWritten(r) {
  const number = mobile(r);
  return r.pick([
    () => '0' + number,
    () => '0' + number,
    () => '0' + number,
    () => '0' + grouped(r, number, [' ', '-', '-', '.']),
    () => '0' + grouped(r, number, [' ', '-']),
    () => '+62' + number,
    () => '+62 ' + grouped(r, number, [' ', '-']),
    () => '+62-' + grouped(r, number, ['-']),
    () => '62' + number,
    () => '(+62) ' + grouped(r, number, [' ', '-']),
    () => '+62 ' + number,
    () => '+62 (0)' + grouped(r, number, ['-', ' ']),
  ])();
}
function landline(r) {
  const area = r.pick(kAreas),
    local = r.int(2, 8) + r.digits(area.length === 2 ? 6 + r.int(0, 1) : r.int(5, 6)),
    split = cut(local, local.length - 4);
  return r.pick([
    `(0${area}) ${local}`,
    `(0${area}) ${split.join('-')}`,
    `0${area}-${local}`,
    `0${area} ${split.join(' ')}`,
    `+62 ${area} ${split.join(' ')}`,
    `+62-${area}-${local}`,
    `(0${area})${local}`,
  ]);
}
const kForeign = {
  1: r => {
    const n =
        r.pick(['212', '312', '415', '503', '617', '713', '206', '305', '919', '602', '416', '604']) +
        r.int(2, 9) +
        r.int(0, 9) +
        r.pick('023456789') +
        r.digits(4),
      [a, b, c] = cut(n, 3, 3);
    return r.pick([`+1 ${a} ${b} ${c}`, `+1-${a}-${b}-${c}`, `(${a}) ${b}-${c}`, `+1${n}`, `+1 (${a}) ${b}-${c}`, `1-${a}-${b}-${c}`]);
  },
  65: r => {
    const n = r.pick('6889') + r.digits(7);
    return r.pick([`+65 ${cut(n, 4).join(' ')}`, `+65${n}`, `+65-${cut(n, 4).join('-')}`, `(65) ${cut(n, 4).join(' ')}`]);
  },
  60: r => {
    const n = r.pick(['12', '13', '16', '17', '18', '19']) + r.digits(7),
      [a, b, c] = cut(n, 2, 3);
    return r.pick([`+60 ${a}-${b} ${c}`, `+60${n}`, `+60 ${a} ${b} ${c}`, `+60${a}-${b}${c}`]);
  },
  44: r => {
    const n = '7' + r.pick('45789') + r.digits(8);
    return r.pick([`+44 ${cut(n, 4).join(' ')}`, `+44${n}`, `+44 (0)${cut(n, 4).join(' ')}`, `+44 20 7${r.digits(3)} ${r.digits(4)}`]);
  },
  61: r => {
    const n = '4' + r.digits(8);
    return r.pick([`+61 ${cut(n, 3, 3).join(' ')}`, `+61${n}`]);
  },
  91: r => {
    const n = r.pick('6789') + r.digits(9);
    return r.pick([`+91 ${cut(n, 5).join(' ')}`, `+91${n}`, `+91-${n}`]);
  },
  81: r => `+81 ${r.pick(['80', '90', '70'])}-${r.digits(4)}-${r.digits(4)}`,
  49: r => `+49 ${r.pick(['151', '160', '171', '176'])} ${r.digits(8)}`,
  33: r => `+33 6 ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`,
  31: r => `+31 6 ${r.digits(8)}`,
  66: r => `+66 8${r.digits(1)} ${r.digits(3)} ${r.digits(4)}`,
};
export const phone = r => (r.chance(0.66) ? mobileWritten(r) : r.chance(0.5) ? landline(r) : r.pick(Object.values(kForeign))(r));
const localPhone = r =>
  r.pick([
    () => '0' + r.pick(kAreas) + r.int(2, 8) + r.digits(6),
    () => r.pick(kMobile) + r.digits(8),
    () => r.int(2, 8) + r.digits(2) + '-' + r.digits(4),
    () => r.pick('89') + r.digits(7),
    () => `01${r.pick('236789')}-${r.digits(3)} ${r.digits(4)}`,
    () => r.int(2, 9) + r.digits(1) + '4' + r.int(2, 9) + '35' + r.digits(4),
    () => '07' + r.pick('45789') + r.digits(8),
    () => '04' + r.digits(8),
  ])();

const kBanks = {
  BCA: [10],
  Mandiri: [13],
  BNI: [10],
  BRI: [15],
  BSI: [10],
  BTN: [16],
  'CIMB Niaga': [13],
  Danamon: [10],
  Permata: [10],
  Jago: [12],
  'OCBC NISP': [12],
  Maybank: [10],
  SeaBank: [12],
  Jenius: [11],
};
export function account(r, bank = r.pick(Object.keys(kBanks))) {
  const n = r.int(1, 9) + r.digits(kBanks[bank][0] - 1),
    {length} = n;
  const printed = length === 15 ? cut(n, 4, 2, 6, 2) : length === 13 ? cut(n, 3, 2, 7) : length === 10 ? cut(n, 3, 3) : cut(n, 4, 4, 4);
  return {bank, number: r.pick([n, n, n, n, n, printed.join('-'), cut(n, 4, 4, 4).join(' '), cut(n, 4, 4, 4).join('-')])};
}

const once = (r, number) => sixteen(number)(r);
export const indonesia = {
  id_nik: {weight: 4, A: r => once(r, nik(r)), hide: 'digits', plain: nik},
  id_kk: {weight: 2, B: r => once(r, kk(r)), hide: 'digits', plain: kk},
  id_npwp: {weight: 2, A: r => npwpDotted(npwp15(r)), B: r => (r.chance(0.6) ? npwp15(r) : '0' + npwp15(r)), hide: 'digits', plain: npwp15},
  id_nip: {
    weight: 1.2,
    A: r => {
      const n = nip(r);
      return r.chance(0.6) ? n : cut(n, 8, 6, 1).join(' ');
    },
    hide: 'digits',
    plain: nip,
  },
  id_sim: {
    weight: 1.2,
    B: r => {
      const y = pad(r.int(60, 99)) + pad(r.int(1, 12));
      return r.chance(0.5) ? y + r.digits(8) : r.chance(0.5) ? y + r.digits(10) : `${y}-${r.digits(4)}-${r.digits(6)}`;
    },
    hide: 'digits',
    plain: r => pad(r.int(60, 99)) + pad(r.int(1, 12)) + r.digits(8),
  },
  id_passport: {
    weight: 1.2,
    B: r => {
      const l = r.pick('ABCEX'),
        n = r.digits(7);
      return r.pick([l + n, l + n, l + ' ' + n, l.toLowerCase() + n]);
    },
    hide: 'chars',
  },
  id_bpjs_kes: {
    weight: 1.2,
    B: r => {
      const n = '000' + r.digits(10);
      return r.pick([n, n, cut(n, 4, 4).join(' '), cut(n, 4, 4).join('-')]);
    },
    hide: 'digits',
    plain: r => '000' + r.digits(10),
  },
  id_bpjs_tk: {weight: 1, B: r => pad(r.int(3, 24)) + r.digits(9), hide: 'digits', plain: r => pad(r.int(3, 24)) + r.digits(9)},
  id_plate: {weight: 2, B: plate, bare: r => [r.pick(kPlateAreas), String(r.int(100, 9999)), r.from(kSuffix, 3)].join(' '), hide: 'chars'},
  phone_number: {weight: 8, A: phone, B: localPhone, hide: 'digits', plain: r => '0' + r.pick(kMobile) + r.digits(8)},
  bank_account: {
    weight: 4,
    B: r => account(r),
    hide: 'digits',
    plain: r => {
      const {bank, number} = account(r);
      return {bank, number: number.replace(/\D/g, '')};
    },
  },
};
