// Cards, IBANs, network and device numbers, wallets, coordinates, secrets and the short codes that only their words give away.
import {base58check, ethereumAddress, iban, luhnDigit, rest97, segwit, weigh} from './checks.mjs';
import {cut, pad} from './random.mjs';

const kCards = [
  ['4', 16],
  ['4', 16],
  ['4', 16],
  ['51', 16],
  ['52', 16],
  ['53', 16],
  ['54', 16],
  ['55', 16],
  ['2221', 16],
  ['2654', 16],
  ['34', 15],
  ['37', 15],
  ['6011', 16],
  ['65', 16],
  ['3530', 16],
  ['3566', 16],
  ['6221', 16],
  ['36', 14],
];
export function card(r) {
  const [prefix, length] = r.pick(kCards),
    body = prefix + r.digits(length - prefix.length - 1);
  return body + luhnDigit(body);
}
const cardWritten = r => {
  const n = card(r),
    groups = n.length === 15 ? cut(n, 4, 6) : n.length === 14 ? cut(n, 4, 6) : cut(n, 4, 4, 4);
  return r.pick([n, n, groups.join(' '), groups.join(' '), groups.join('-')]);
};

const bytes = (r, count) => Buffer.from(Array.from({length: count}, () => r.int(0, 255)));
const kIban = {
  DE: r => r.digits(18),
  NL: r => r.pick(['INGB', 'ABNA', 'RABO', 'TRIO']) + dutchAccount(r),
  GB: r => r.pick(['BARC', 'LOYD', 'MIDL', 'NWBK', 'HBUK']) + r.digits(14),
  AT: r => r.digits(16),
  BE: r => {
    const body = r.int(1, 9) + r.digits(9);
    return body + pad(rest97(body) || 97);
  },
  FR: r => {
    const [b, g, c] = [r.digits(5), r.digits(5), r.digits(11)];
    return b + g + c + pad(97 - Number((89n * BigInt(b) + 15n * BigInt(g) + 3n * BigInt(c)) % 97n));
  },
  ES: r => {
    const bank = r.digits(8),
      account = r.digits(10),
      digit = (text, weights) => {
        const d = 11 - (weigh(text, weights) % 11);
        return d === 10 ? 1 : d % 11;
      };
    return bank + digit(bank, [4, 8, 5, 10, 9, 7, 3, 6]) + digit(account, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) + account;
  },
  PT: r => {
    const body = r.digits(19);
    return body + pad(98 - rest97(body + '00'));
  },
  SA: r => r.digits(20),
  AE: r => r.digits(19),
  CH: r => r.digits(17),
  TR: r => r.digits(5) + '0' + r.digits(16),
  LU: r => r.digits(16),
  DK: r => r.digits(14),
  IE: r => 'AIBK' + r.digits(14),
};
function dutchAccount(r) {
  for (;;) {
    const n = '0' + r.digits(9);
    if (weigh(n, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0) return n;
  }
}
const ibanWritten = r => {
  const country = r.pick(Object.keys(kIban)),
    n = iban(country, kIban[country](r));
  return r.chance(0.5) ? n : n.match(/.{1,4}/g).join(' ');
};

const kMailHosts = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'yahoo.com',
  'yahoo.co.id',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'protonmail.com',
  'mail.ugm.ac.id',
  'student.ui.ac.id',
  'kemenkeu.go.id',
  'company.co.id',
  'example.com',
  'tokobaru.id',
  'bt.co.uk',
  'singnet.com.sg',
  'ptmaju.co.id',
  'live.com',
  'rocketmail.com',
];
const kMailWords =
  'budi sari dewi agus rini putra ayu dimas wulan fajar nina hendra maya rizky tono lestari john emma liam olivia chen wei kumar siti amin bayu citra joko kopi senja anak rantau toko jaya cat lover sunny big blue moon'.split(
    ' ',
  );
export function mailLocal(r) {
  const a = r.pick(kMailWords),
    b = r.pick(kMailWords);
  return r.pick([
    a + '.' + b,
    a + b + r.int(1, 99),
    a + '_' + b,
    a + r.int(1970, 2009),
    a[0] + '.' + b,
    a + '.' + b + r.int(1, 99),
    a + '-' + b,
    a + '+shop',
    'info.' + b,
    a + b,
  ]);
}
export const email = r => {
  const text = mailLocal(r) + '@' + r.pick(kMailHosts);
  return r.chance(0.9) ? text : r.chance(0.5) ? text[0].toUpperCase() + text.slice(1) : text.toUpperCase();
};

const kHex = '0123456789abcdef';
const ip4 = r =>
  r
    .pick([
      [r.pick([36, 103, 110, 114, 118, 125, 139, 180, 182, 202, 203, 8, 52, 185]), r.int(0, 255), r.int(0, 255), r.int(1, 254)],
      [192, 168, r.int(0, 10), r.int(2, 254)],
      [10, r.int(0, 255), r.int(0, 255), r.int(2, 254)],
    ])
    .join('.');
const ip6 = r =>
  r.pick([
    () => `2001:db8:${r.from(kHex, 4)}:${r.from(kHex, 4)}::${r.from(kHex, 3)}`,
    () => `2404:8000:${r.from(kHex, 4)}:${r.from(kHex, 3)}:${Array.from({length: 4}, () => 'a' + r.from(kHex, 3)).join(':')}`,
    () => `fe80::${Array.from({length: 4}, () => 'b' + r.from(kHex, 3)).join(':')}`,
  ])();
const mac = r => {
  const pairs = Array.from({length: 6}, () => r.from(kHex, 2));
  pairs[0] = r.pick(['3c', 'a4', 'f0', '00', 'dc', '9c']);
  return r.pick([pairs.join(':'), pairs.join(':').toUpperCase(), pairs.join('-').toUpperCase(), pairs.join('').match(/.{4}/g).join('.')]);
};
const imei = r => {
  const body = r.pick(['35', '86', '01', '99']) + r.digits(12);
  return body + luhnDigit(body);
};

function coordinates(r) {
  const [lat, lon] = r.pick([
    [-6.2, 106.8],
    [-7.25, 112.75],
    [-6.9, 107.6],
    [3.59, 98.67],
    [-8.65, 115.2],
    [1.35, 103.82],
    [51.5, -0.12],
    [40.71, -74.0],
    [-5.14, 119.43],
  ]);
  const a = (lat + r.int(-90, 90) / 1000).toFixed(3) + r.digits(r.int(2, 4)),
    b = (lon + r.int(-90, 90) / 1000).toFixed(3) + r.digits(r.int(2, 4));
  return r.pick([`${a}, ${b}`, `${a},${b}`, `${a}, ${b}`, `${a} , ${b}`]);
}

const kUrlsafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  kAlnum = kUrlsafe.slice(0, 62);
const key = {
  aws: r => 'AKIA' + r.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
  github: r => 'ghp_' + r.from(kAlnum, 36),
  gitlab: r => 'glpat-' + r.from(kAlnum, 20),
  stripe: r => `sk_${r.pick(['live', 'test'])}_` + r.from(kAlnum, 24),
  google: r => 'AIza' + r.from(kUrlsafe.slice(0, 62), 35),
  sendgrid: r => `SG.${r.from(kAlnum, 22)}.${r.from(kAlnum, 43)}`,
  npm: r => 'npm_' + r.from(kAlnum.toLowerCase(), 36),
  slack: r => `xoxb-${r.digits(12)}-${r.digits(12)}-${r.from(kAlnum, 24)}`,
  shopify: r => 'shpat_' + r.from(kHex, 32),
  xendit: r => 'xnd_production_' + r.from(kAlnum, 48),
  midtrans: r => r.pick(['', 'SB-']) + 'Mid-server-' + r.from(kAlnum, 24),
  telegram: r => r.digits(10) + ':AA' + r.from(kAlnum, 33),
  hugging: r => 'hf_' + r.from(kAlnum.slice(0, 52), 34),
};
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = r =>
  [
    part({alg: r.pick(['HS256', 'RS256', 'ES256']), typ: 'JWT'}),
    part({sub: r.digits(8), iat: 1700000000 + r.int(0, 60000000), role: r.pick(['user', 'admin', 'agent'])}),
    r.from(kUrlsafe, 43),
  ].join('.');
function secretLink(r) {
  const secret = r.from(kAlnum, r.int(24, 40)),
    host = r.pick([
      'https://app.contoh.co.id',
      'https://akun.tokobaru.id',
      'https://login.example.com',
      'https://my.example.net',
      'http://portal.example.org',
    ]);
  const path = r.pick([
    `/reset?token=`,
    `/verify?token=`,
    `/auth/callback?state=home&code=`,
    `/api/v1/me?access_token=`,
    `/invite?lang=id&key=`,
    `/dl?sig=`,
    `/session?sid=`,
  ]);
  return [host + path, secret];
}
const kPasswordWords = [
  'Rahasia',
  'bismillah',
  'Garuda',
  'Sayang',
  'merdeka',
  'Sunflower',
  'dragon',
  'Jakarta',
  'kucing',
  'Passw0rd',
  'Summer',
  'liverpool',
];
const password = r =>
  r.pick([
    () => r.pick(kPasswordWords) + r.int(1, 2025) + r.pick(['!', '#', '', '@', '*']),
    () => r.from(kAlnum, 7) + r.pick('!@#$%') + r.digits(2),
    () => r.pick(kPasswordWords) + r.pick(['_', '-', '.']) + r.pick(kPasswordWords) + r.digits(2),
    () => r.from(kAlnum + '!#$%&*?', 11) + r.digits(1),
  ])();

export const digital = {
  email_address: {weight: 6, A: email, hide: 'email', plain: email},
  credit_card: {weight: 4, A: cardWritten, hide: 'digits', plain: card},
  cvv: {weight: 2, B: r => (r.chance(0.9) ? r.digits(3) : r.digits(4))},
  pin: {weight: 1.5, B: r => r.digits(r.pick([4, 6, 6]))},
  otp: {
    weight: 3,
    B: r => {
      const n = r.digits(r.pick([4, 5, 6, 6, 6, 8]));
      return r.chance(0.85) || n.length !== 6 ? n : r.chance(0.5) ? cut(n, 3).join(' ') : cut(n, 3).join('-');
    },
    hide: 'digits',
    plain: r => r.digits(6),
  },
  password: {weight: 3, B: password},
  iban_code: {weight: 1.5, A: ibanWritten, hide: 'chars'},
  ip_address: {weight: 2, A: r => (r.chance(0.75) ? ip4(r) : ip6(r))},
  mac_address: {A: mac},
  imei: {
    weight: 1.2,
    B: r => {
      const n = imei(r);
      return r.chance(0.85) ? n : [n.slice(0, 2), n.slice(2, 8), n.slice(8, 14), n.slice(14)].join('-');
    },
    hide: 'digits',
    plain: imei,
  },
  gps: {weight: 1.2, A: coordinates},
  crypto: {
    weight: 1.2,
    A: r =>
      r.pick([
        () => base58check(Buffer.concat([Buffer.from([r.pick([0, 5])]), bytes(r, 20)])),
        () => segwit(0, bytes(r, 20)),
        () => segwit(1, bytes(r, 32)),
        () => ethereumAddress(bytes(r, 20).toString('hex')),
      ])(),
  },
  api_key: {weight: 1.5, A: r => key[r.pick(Object.keys(key))](r), B: r => r.from(kAlnum, r.pick([24, 32, 40]))},
  jwt: {A: jwt},
  url_secret: {A: secretLink},
};
