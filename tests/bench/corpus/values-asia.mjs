// Numbers of Singapore, Malaysia, the Philippines, Thailand, Korea, India and Australia.
import {luhnDigit, mod11, verhoeffDigit, weigh} from './checks.mjs';
import {cut, pad} from './random.mjs';
import {date, yymmdd} from './values-id.mjs';

function nric(r) {
  const prefix = r.pick('SSSTTFGM'),
    digits = (prefix === 'T' ? pad(r.int(0, 24)) : r.digits(2)) + r.digits(5);
  const sum = weigh(digits, [2, 7, 6, 5, 4, 3, 2]) + ({T: 4, G: 4, M: 3}[prefix] ?? 0);
  const table = 'ST'.includes(prefix) ? 'JZIHGFEDCBA' : prefix === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK';
  return prefix + digits + table[sum % 11];
}
function uen(r) {
  const kind = r.int(0, 2);
  if (kind === 0) {
    const d = r.digits(8);
    return d + 'XMKECAWLJDB'[weigh(d, [10, 4, 9, 3, 8, 2, 7, 1]) % 11];
  }
  if (kind === 1) {
    const d = r.int(1990, 2025) + r.digits(5);
    return d + 'ZKCMDNERGWH'[weigh(d, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11];
  }
  const body = r.pick('ST') + pad(r.int(0, 24)) + r.pick(['LP', 'LL', 'FC', 'PF', 'SS', 'CC', 'MC', 'GB']) + r.digits(4),
    alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';
  const sum = [4, 3, 5, 3, 10, 2, 2, 5, 7].reduce((total, weight, i) => total + weight * alphabet.indexOf(body[i]), 0);
  return body + alphabet[(((sum - 5) % 11) + 11) % 11];
}
const mykad = r => [yymmdd(date(r, 1950, 2008)), pad(r.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 21, 22, 24, 71, 82])), r.digits(4)];

// The office that registered the person: its province is 10 to 96, with gaps.
const kThaiProvinces = Array.from({length: 87}, (_, i) => String(10 + i)).filter(code => !/^(2[89]|59|6[89]|7[89]|8[789])$/.test(code));
const thai = r => {
  const body = r.int(1, 8) + r.pick(kThaiProvinces) + r.digits(9),
    digit = mod11(body, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 10;
  return body + digit;
};
const kKorean = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
function korean(r, genders, base) {
  const born = date(r, 1955, 2015),
    body = yymmdd(born) + genders[born.year < 2000 ? r.int(0, 1) : r.int(2, 3)] + r.digits(5);
  return body.slice(0, 6) + '-' + body.slice(6) + ((base + 11 - (weigh(body, kKorean) % 11)) % 10);
}
function koreanBusiness(r) {
  const body = r.int(101, 899) + pad(r.int(1, 89)) + r.digits(4),
    sum = weigh(body, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((body[8] * 5) / 10);
  return body + ((10 - (sum % 10)) % 10);
}

const aadhaar = r => {
  const body = r.int(2, 9) + r.digits(10);
  return body + verhoeffDigit(body);
};
const pan = r => r.letters(3) + r.pick('PPPPPCHFATBLJG') + r.letters(1) + pad(r.int(1, 9999), 4) + r.letters(1);
function gstin(r) {
  const body = pad(r.int(1, 37)) + pan(r) + r.int(1, 9) + 'Z';
  const sum = [...body].reduce((total, c, i) => {
    const product = parseInt(c, 36) * ((i % 2) + 1);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return body + ((36 - (sum % 36)) % 36).toString(36).toUpperCase();
}
const indianPlate = r => {
  const p = [
    r.pick(['MH', 'KA', 'DL', 'TN', 'GJ', 'UP', 'KL', 'RJ', 'WB', 'AP', 'TS', 'HR', 'PB']),
    pad(r.int(1, 50)),
    r.letters(r.int(1, 2)).replace(/[IO]/g, 'K'),
    pad(r.int(1, 9999), 4),
  ];
  return r.pick([p.join(' '), p.join(''), p.join('-')]);
};

function until(make, holds) {
  for (;;) {
    const value = make();
    if (holds(value)) return value;
  }
}
const tfn = r =>
  until(
    () => r.int(1, 9) + r.digits(8),
    n => weigh(n, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  );
const abn = r =>
  until(
    () => r.int(11, 98) + r.digits(9),
    n => (weigh(n, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  );
const acn = r => {
  const body = '0' + r.pick('01456') + r.digits(6);
  return body + ((10 - (weigh(body, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10);
};
const medicare = r => {
  const body = r.int(2, 6) + r.digits(7);
  return body + (weigh(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10) + r.int(1, 5);
};
const threes = (r, n) => r.pick([n, cut(n, 3, 3).join(' '), cut(n, 3, 3).join(' '), cut(n, 3, 3).join('-')]);
const phTin = r => {
  const n = until(
      () => r.int(1, 9) + r.digits(8),
      number => weigh(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(number[8]),
    ),
    [a, b, c] = cut(n, 3, 3);
  return r.pick([`${a}-${b}-${c}`, `${a}-${b}-${c}-000`, n, `${a} ${b} ${c}`, `${a}-${b}-${c}-00${r.int(1, 9)}`]);
};
const phMobile = r =>
  '9' +
  r.pick([
    '05',
    '06',
    '15',
    '16',
    '17',
    '26',
    '27',
    '35',
    '36',
    '45',
    '55',
    '56',
    '65',
    '66',
    '75',
    '77',
    '95',
    '08',
    '18',
    '19',
    '20',
    '28',
    '29',
    '39',
    '47',
    '49',
    '98',
    '99',
  ]) +
  r.digits(7);

export {nric};
export const asia = {
  sg_nric_fin: {A: r => (r.chance(0.85) ? nric(r) : nric(r).toLowerCase()), hide: 'chars'},
  sg_uen: {A: uen},
  my_nric: {
    A: r => mykad(r).join('-'),
    B: r => mykad(r).join(r.pick(['', '', ' '])),
    bare: r => mykad(r).join(''),
    hide: 'digits',
    plain: r => mykad(r).join(''),
  },
  ph_mobile_number: {
    A: r => {
      const n = phMobile(r),
        [a, b, c] = cut(n, 3, 3);
      return r.pick([`+63 ${a} ${b} ${c}`, `+63${n}`, `+63-${a}-${b}-${c}`, `(+63) ${a} ${b} ${c}`]);
    },
    B: r => {
      const n = phMobile(r),
        [a, b, c] = cut(n, 3, 3);
      return r.pick([`0${n}`, `0${a} ${b} ${c}`, `0${a}-${b}-${c}`]);
    },
  },
  ph_tin: {B: phTin},
  th_tnin: {
    A: r => {
      const n = thai(r);
      return cut(n, 1, 4, 5, 2).join(r.pick(['-', '-', ' ']));
    },
    B: thai,
    hide: 'digits',
    plain: thai,
  },
  kr_rrn: {B: r => korean(r, '1234', 0)},
  kr_frn: {B: r => korean(r, '5678', 2)},
  kr_brn: {
    B: r => {
      const n = koreanBusiness(r);
      return r.chance(0.7) ? cut(n, 3, 2).join('-') : n;
    },
  },
  in_aadhaar: {A: r => cut(aadhaar(r), 4, 4).join(r.pick([' ', ' ', '-'])), B: aadhaar, bare: aadhaar, hide: 'digits', plain: aadhaar},
  in_pan: {A: pan, hide: 'chars'},
  in_gstin: {A: gstin},
  in_voter: {
    B: r => {
      const body = r.digits(6);
      return r.letters(3) + body + luhnDigit(body);
    },
  },
  in_passport: {B: r => r.pick('JKLMNPRSTUVZ') + r.int(1, 9) + r.digits(6)},
  in_vehicle_registration: {B: indianPlate},
  au_tfn: {B: r => threes(r, tfn(r)), hide: 'digits', plain: tfn},
  au_abn: {A: r => cut(abn(r), 2, 3, 3).join(' '), B: abn},
  au_acn: {B: r => threes(r, acn(r))},
  au_medicare: {
    B: r => {
      const n = medicare(r);
      return r.pick([n, cut(n, 4, 5).join(' '), cut(n, 4, 5).join('-')]);
    },
  },
};
