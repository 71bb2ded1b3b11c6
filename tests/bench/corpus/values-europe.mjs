// Numbers of the United Kingdom and the European Union.
import {crossSum, icaoDigit, luhnDigit, mod11, mod11_10Digit, rest97, weigh} from './checks.mjs';
import {cut, pad} from './random.mjs';
import {date, ddmmyy, yymmdd} from './values-id.mjs';

function until(make) {
  for (;;) {
    const value = make();
    if (value !== undefined) return value;
  }
}

const nhs = r =>
  until(() => {
    const body = r.int(4, 7) + r.digits(8),
      d = mod11(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return d === 10 ? undefined : body + d;
  });
const nino = r =>
  until(() => {
    const l = r.pick('ABCEGHJKLMNOPRSTWXYZ') + r.pick('ABCEGHJKLMNPRSTWXYZ');
    return ['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ'].includes(l) ? undefined : [l, r.digits(2), r.digits(2), r.digits(2), r.pick('ABCD')];
  });
const kAreas =
  'AB AL B BA BD BH BN BR BS CB CF CH CM CO CR CT CV DA DE DH DN E EC1A EH EN EX G GL GU HA HU IP KT L LE LS LU M ME MK N NE NG NN NW OX PE PL PO RG S SA SE SO SW SW1A TN TW UB W W1F WA WD WF YO'.split(
    ' ',
  );
export const postcode = r => {
  const a = r.pick(kAreas),
    inward = r.int(0, 9) + r.from('ABDEFGHJLNPQRSTUWXYZ', 2);
  return (a.length > 2 ? a : a + r.int(1, r.chance(0.7) ? 9 : 20)) + (r.chance(0.9) ? ' ' : '') + inward;
};
function drivingLicence(r) {
  const born = date(r, 1950, 2006),
    surname = r.pick([
      'MORGA',
      'SMITH',
      'JONES',
      'TAYLO',
      'BROWN',
      'WILLI',
      'DAVIE',
      'EVANS',
      'THOMA',
      'WALKE',
      'GREEN',
      'LEE99',
      'HALL9',
      'CLARK',
      'WOOD9',
      'PATEL',
    ]),
    year = pad(born.year % 100);
  return (
    surname +
    year[0] +
    pad(born.month + (r.chance(0.5) ? 50 : 0)) +
    pad(born.day) +
    year[1] +
    r.letters(1) +
    (r.chance(0.5) ? '9' : r.letters(1)) +
    '9' +
    r.from('ABCDEFGHIJKLMNOPRSTUVWXYZ', 2)
  );
}
const ukPlate = r =>
  r.from('ABCDEFGHKLMNOPRSVWY', 1) +
  r.from('ABCDEFGHJKLMNOPRSTUVWXY', 1) +
  pad(r.pick([r.int(2, 25), r.int(51, 75)])) +
  (r.chance(0.8) ? ' ' : '') +
  r.from('ABCDEFGHJKLMNOPRSTUVWXYZ', 3);

// Among the first ten digits one stands twice, one is missing.
function germanTax(r) {
  const digits = r.shuffled([...'0123456789']).slice(0, 9),
    again = r.pick(digits);
  digits.splice(r.int(0, 9), 0, again);
  const body = digits.join('');
  return body[0] === '0' ? germanTax(r) : body + mod11_10Digit(body);
}
function germanSocial(r) {
  const letter = r.letters(1),
    body =
      pad(r.pick([2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 38, 39, 50, 53, 65])) +
      ddmmyy(date(r, 1955, 2004)) +
      letter +
      pad(r.int(0, 99));
  return body + (crossSum(body.replace(letter, pad(letter.charCodeAt(0) - 64)), [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10);
}
const kGermanLetters = 'CFGHJKLMNPRTVWXYZ0123456789';
// The number as printed (nine characters) with the check digit of the machine-readable zone, or eight and the check digit.
const germanDocument = (r, first) => {
  const body = r.pick(first) + r.from(kGermanLetters, r.int(7, 8));
  return body + icaoDigit(body);
};
const germanHealth = r => {
  const letter = r.letters(1),
    digits = r.digits(8);
  return letter + digits + (crossSum(pad(letter.charCodeAt(0) - 64) + digits, [1, 2]) % 10);
};

function nir(r) {
  const department = pad(r.int(1, 95)).replace(/^20$/, '2A'),
    body = String(r.int(1, 2)) + pad(r.int(40, 99)) + pad(r.int(1, 12)) + department + pad(r.int(1, 600), 3) + pad(r.int(1, 990), 3);
  const key = pad(97 - rest97(body.replace('2A', '19')));
  return r.chance(0.5) ? body + key : [...cut(body, 1, 2, 2, 2, 3), key].join(' ');
}
const kSpanish = 'TRWAGMYFPDXBNJZSQVHLCKE';
const dni = r => {
  const n = pad(r.int(1000000, 99999999), 8);
  return n + r.pick(['', '', '-']) + kSpanish[Number(n) % 23];
};
const nie = r => {
  const prefix = r.int(0, 2),
    n = r.digits(7);
  return 'XYZ'[prefix] + (r.chance(0.8) ? n : '-' + n + '-') + kSpanish[Number(prefix + n) % 23];
};

const kOdd = {
  0: 1,
  1: 0,
  2: 5,
  3: 7,
  4: 9,
  5: 13,
  6: 15,
  7: 17,
  8: 19,
  9: 21,
  A: 1,
  B: 0,
  C: 5,
  D: 7,
  E: 9,
  F: 13,
  G: 15,
  H: 17,
  I: 19,
  J: 21,
  K: 2,
  L: 4,
  M: 18,
  N: 20,
  O: 11,
  P: 3,
  Q: 6,
  R: 8,
  S: 12,
  T: 14,
  U: 16,
  V: 10,
  W: 22,
  X: 25,
  Y: 24,
  Z: 23,
};
function fiscalCode(r) {
  const born = date(r, 1950, 2006),
    consonants = 'BCDFGLMNPRSTVZ';
  const body =
    r.from(consonants, 6) +
    pad(born.year % 100) +
    'ABCDEHLMPRST'[born.month - 1] +
    pad(born.day + (r.chance(0.5) ? 40 : 0)) +
    r.pick('ABCDEFGHIL') +
    pad(r.int(1, 990), 3);
  const sum = [...body].reduce((total, c, i) => total + (i % 2 === 0 ? kOdd[c] : /\d/.test(c) ? Number(c) : c.charCodeAt(0) - 65), 0);
  return body + String.fromCharCode(65 + (sum % 26));
}
const italianVat = r => {
  const body = r.digits(7) + pad(r.int(1, 99), 3);
  return body + luhnDigit(body);
};
const bsn = r =>
  until(() => {
    const body = r.int(1, 9) + r.digits(7),
      d = weigh(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return d === 10 ? undefined : body + d;
  });
function pesel(r) {
  const born = date(r, 1950, 2012),
    body = pad(born.year % 100) + pad(born.month + (born.year >= 2000 ? 20 : 0)) + pad(born.day) + r.digits(4);
  return body + ((10 - (weigh(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
}
function personnummer(r) {
  const born = date(r, 1945, 2010),
    body = yymmdd(born) + r.digits(3),
    whole = body + luhnDigit(body);
  return (r.chance(0.5) ? String(born.year).slice(0, 2) : '') + whole.slice(0, 6) + '-' + whole.slice(6);
}
const organisation = r => {
  const body = r.pick(['55', '559', '556', '71', '80', '96']).padEnd(2, '6').slice(0, 2) + r.int(2, 9) + r.digits(6);
  const n = body + luhnDigit(body);
  return n.slice(0, 6) + '-' + n.slice(6);
};
function hetu(r) {
  const born = date(r, 1945, 2012),
    number = pad(r.int(2, 899), 3),
    day = ddmmyy(born);
  return day + (born.year < 2000 ? '-' : 'A') + number + '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(day + number) % 31];
}

const kVat = {
  DE: r => {
    const body = r.int(1, 9) + r.digits(7);
    return body + mod11_10Digit(body);
  },
  FR: r => {
    const body = until(() => {
      const b = r.int(3, 9) + r.digits(7);
      return b + luhnDigit(b);
    });
    return pad((12 + 3 * (Number(body) % 97)) % 97) + body;
  },
  IT: italianVat,
  BE: r => {
    const body = '0' + r.int(4, 7) + r.digits(6);
    return body + pad(97 - rest97(body));
  },
  NL: r => bsn(r) + 'B0' + r.int(1, 3),
  AT: r => {
    const body = r.digits(7);
    return 'U' + body + ((10 - ((crossSum(body, [1, 2]) + 4) % 10)) % 10);
  },
  PL: r =>
    until(() => {
      const body = r.int(1, 9) + r.digits(8),
        d = weigh(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
      return d === 10 ? undefined : body + d;
    }),
  PT: r => {
    const body = r.pick('5125') + r.digits(7),
      d = mod11(body, [9, 8, 7, 6, 5, 4, 3, 2]);
    return body + (d > 9 ? 0 : d);
  },
  DK: r =>
    until(() => {
      const n = r.int(1, 9) + r.digits(7);
      return weigh(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? n : undefined;
    }),
  FI: r =>
    until(() => {
      const body = r.int(0, 3) + r.digits(6),
        d = mod11(body, [7, 9, 10, 5, 8, 4, 2]) % 11;
      return d === 10 ? undefined : body + d;
    }),
  SE: r => organisation(r).replace('-', '') + '01',
  LU: r => {
    const body = r.int(1, 3) + r.digits(5);
    return body + pad(Number(body) % 89);
  },
};
export const vat = (r, country = r.pick(Object.keys(kVat))) => country + kVat[country](r);
const spaced = parts => r => (r.chance(0.5) ? parts(r).join(' ') : parts(r).join(''));

export {dni};
export const europe = {
  uk_nhs: {A: r => cut(nhs(r), 3, 3).join(' '), B: nhs, bare: nhs, hide: 'digits', plain: nhs},
  uk_nino: {A: spaced(nino), hide: 'chars'},
  uk_passport: {B: r => r.int(1, 9) + r.digits(8)},
  uk_driving_licence: {A: drivingLicence},
  uk_postcode: {
    B: postcode,
    bare: r =>
      until(() => {
        const p = postcode(r);
        return p.includes(' ') ? p : undefined;
      }),
  },
  uk_vehicle_registration: {B: ukPlate},
  de_tax_id: {
    B: r => {
      const n = germanTax(r);
      return r.chance(0.5) ? n : cut(n, 2, 3, 3).join(' ');
    },
  },
  de_social_security: {
    B: r => {
      const n = germanSocial(r);
      return r.chance(0.7) ? n : cut(n, 2, 6, 1).join(' ');
    },
  },
  de_id_card: {B: r => germanDocument(r, 'LMNPRTVWXY')},
  de_passport: {B: r => germanDocument(r, 'CFGHJK')},
  de_health_insurance: {B: germanHealth},
  fr_nir: {A: nir},
  es_nif: {A: dni},
  es_nie: {A: nie},
  it_fiscal_code: {A: r => (r.chance(0.8) ? fiscalCode(r) : fiscalCode(r).toLowerCase())},
  it_vat_code: {B: italianVat},
  nl_bsn: {
    B: r => {
      const n = bsn(r);
      return r.pick([n, n, cut(n, 3, 3).join(' '), cut(n, 4, 2).join('.')]);
    },
    hide: 'digits',
    plain: bsn,
  },
  pl_pesel: {A: pesel},
  se_personnummer: {A: personnummer},
  se_organisationsnummer: {B: organisation},
  fi_personal_identity_code: {A: hetu},
  eu_vat: {
    A: r => {
      const n = vat(r);
      return r.chance(0.8) ? n : n.slice(0, 2) + ' ' + n.slice(2);
    },
  },
};
