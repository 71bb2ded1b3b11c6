// What looks like personal data and is none: numbers of goods, parcels and programs, names of companies, and near misses whose check
// digit is wrong. `make` gives the decoy's text, `id` and `en` the sentence around it ({v}).
import {iban, luhnHolds} from './checks.mjs';
import {cut, pad} from './random.mjs';
import {date} from './values-id.mjs';
import {dateWritten} from './values-people.mjs';
import {nric} from './values-asia.mjs';
import {card} from './values-digital.mjs';
import {dni} from './values-europe.mjs';

const kHex = '0123456789abcdef';
const uuid = r =>
  [8, 4, 4, 4, 12].map((count, i) => (i === 2 ? '4' + r.from(kHex, 3) : i === 3 ? r.pick('89ab') + r.from(kHex, 3) : r.from(kHex, count))).join('-');
const eanDigit = body =>
  String((10 - ([...body].reduce((sum, digit, i) => sum + Number(digit) * ((body.length - i) % 2 === 1 ? 3 : 1), 0) % 10)) % 10);
const ean = r => {
  const body = r.pick(['899', '899', '400', '690', '888', '501', '761']) + r.digits(9);
  return body + eanDigit(body);
};
const isbn = r => {
  const body = '978' + r.pick(['602', '979', '014', '059', '623']) + r.digits(6),
    n = body + eanDigit(body);
  return r.chance(0.5) ? n : cut(n, 3, 3, 4, 2).join('-');
};
const ymd = d => `${d.year}${pad(d.month)}${pad(d.day)}`;
const recent = r => date(r, 2023, 2026);
const order = r =>
  r.pick([
    () => `INV/${ymd(recent(r))}/MPL/${r.int(1, 9) + r.digits(9)}`,
    () => `ORD-${r.digits(8)}`,
    () => `TRX${ymd(recent(r))}${r.digits(6)}`,
    () => '#' + r.int(10000, 9999999),
    () => `${ymd(recent(r)).slice(2)}${r.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 8)}`,
    () => `PO-${r.int(2023, 2026)}-${r.digits(5)}`,
    () => `SO/${r.int(2023, 2026)}/${pad(r.int(1, 12))}/${r.digits(4)}`,
    () => r.int(1, 9) + r.digits(8),
    () => r.int(1, 9) + r.digits(11),
    () => `TKT-${r.digits(6)}`,
    () => `INV-${r.int(2023, 2026)}-${r.digits(6)}`,
  ])();
const airway = r =>
  r.pick([
    () => 'JP' + r.digits(10),
    () => 'JX' + r.digits(10),
    () => 'TLJR' + r.digits(11),
    () => '00' + r.int(1, 9) + r.digits(9),
    () => 'SPXID0' + r.digits(11),
    () => '1000' + r.digits(10),
    () => 'JT' + r.digits(11),
    () => 'CGK' + r.letters(2) + r.digits(9),
    () => r.pick(['01', '02', '05', '88', '54']) + r.digits(13),
    () => 'NLIDAP' + r.digits(10),
    () => '11LP' + r.digits(10),
    () => 'JNE-' + r.digits(12),
    () => 'JNT' + r.digits(10),
    () => '1Z' + r.from('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 16),
    () => 'RR' + r.digits(9) + 'ID',
    () => 'IDE' + r.digits(12),
    () => r.int(2, 9) + r.digits(11),
  ])();
const price = r =>
  r.pick([
    () => `Rp ${r.int(1, 999)}.${pad(r.int(0, 999), 3)}`,
    () => `Rp${r.int(1, 99)}.${pad(r.int(0, 999), 3)}.000`,
    () => `IDR ${r.int(10, 990)},000`,
    () => `$${r.int(1, 9999)}.${pad(r.int(0, 99))}`,
    () => `${r.int(10, 999)}rb`,
    () => `S$${r.int(1, 900)}.90`,
    () => `Rp ${r.int(100000, 99999999)}`,
    () => `USD ${r.int(1, 90)},${pad(r.int(0, 999), 3)}.00`,
    () => `${r.int(1, 99)}.${pad(r.int(0, 999), 3)}.000,00`,
  ])();
const timestamp = r => {
  const d = recent(r),
    time = `${pad(r.int(0, 23))}:${pad(r.int(0, 59))}`;
  return r.pick([
    () => `${d.year}-${pad(d.month)}-${pad(d.day)}T${time}:${pad(r.int(0, 59))}${r.pick(['Z', '+07:00', '.482Z'])}`,
    () => `${d.year}-${pad(d.month)}-${pad(d.day)} ${time}:${pad(r.int(0, 59))}`,
    () => String(1600000000 + r.int(0, 190000000)),
    () => String(1600000000 + r.int(0, 190000000)) + r.digits(3),
    () => `${pad(d.day)}/${pad(d.month)}/${d.year} ${time}`,
    () => `${time} WIB`,
  ])();
};
const error = r =>
  r.pick([
    () => `ERR_${r.pick(['CONNECTION_RESET', 'TIMED_OUT', 'SSL_PROTOCOL'])}`,
    () => `0x${r.from('0123456789ABCDEF', 8)}`,
    () => `E-${r.digits(4)}`,
    () => 'HTTP ' + r.pick([400, 403, 404, 500, 502, 503]),
    () => `ORA-0${r.digits(4)}`,
    () => `code ${r.digits(4)}`,
    () => `PAY_${r.digits(5)}`,
  ])();
const version = r =>
  r.pick([
    () => `v${r.int(1, 20)}.${r.int(0, 40)}.${r.int(0, 20)}`,
    () => `${r.int(1, 12)}.${r.int(0, 30)}.${r.int(0, 20)}.${r.int(0, 250)}`,
    () => `${r.int(1, 12)}.${r.int(0, 30)}.${r.int(0, 999)}`,
    () => `build ${r.int(1000, 99999)}`,
    () => `iOS ${r.int(15, 18)}.${r.int(0, 6)}`,
    () => `Android ${r.int(10, 15)}`,
  ])();
const sku = r =>
  r.pick([
    () => `${r.letters(3)}-${r.digits(5)}-${r.pick(['BLK', 'RED', 'XL', 'M', '42'])}`,
    () => `SKU${r.digits(7)}`,
    () => `${r.letters(2)}${r.digits(4)}${r.letters(2)}`,
    () => `${r.letters(4)}.${r.digits(3)}.${r.digits(2)}`,
    () => `SN: ${r.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 12)}`,
  ])();
const service = r =>
  r.pick([
    '1500' + r.digits(3),
    '14' + r.digits(3),
    '110',
    '112',
    '0800-1-' + r.digits(6),
    '0804 1 ' + r.digits(6),
    '150' + r.digits(3) + '0',
    '1500-' + r.digits(3),
  ]);

// Sixteen digits that hold a date where a NIK has one would be a NIK to some.
const holdsDate = n => /^\d{6}([04][1-9]|[1256]\d|[37][01])(0[1-9]|1[0-2])/.test(n);
function wrongCard(r) {
  const n = card(r),
    wrong = n.slice(0, -1) + ((Number(n.at(-1)) + r.int(1, 9)) % 10);
  if (holdsDate(n)) return wrongCard(r);
  return r.chance(0.5) ? wrong : wrong.match(/.{1,4}/g).join(r.pick([' ', '-']));
}
function wrongNik(r) {
  const number = r.pick([
    () => pad(r.int(77, 80)) + r.digits(14),
    () => '3273' + '01' + pad(r.int(72, 99)) + '0190' + r.digits(4),
    () => '317401' + pad(r.int(1, 28)) + pad(r.int(13, 99)) + '90' + r.digits(4),
  ])();
  return luhnHolds(number) ? wrongNik(r) : number;
}
const wrongIban = r => {
  const n = iban('DE', r.digits(18)),
    at = r.int(6, 20);
  return n.slice(0, at) + ((Number(n[at]) + 1) % 10) + n.slice(at + 1);
};
const nextLetter = code => code.slice(0, -1) + String.fromCharCode(65 + ((code.charCodeAt(code.length - 1) - 64) % 26));
const wrongCode = r => nextLetter(r.pick([nric, dni])(r));
const spec = r =>
  r.pick([
    () => `RTX ${r.pick([3060, 4060, 4070])} Ti`,
    () => `DDR${r.int(3, 5)} ${r.pick([8, 16, 32])} GB`,
    () => `HP 14S DQ${r.int(1, 9)}`,
    () => `paket ${r.pick('ABC')} ${r.pick([50, 100])} GB`,
    () => `A${r.int(3, 5)} ${r.int(70, 100)} gsm`,
    () => `blok ${r.pick('ABCD')} lantai ${r.int(1, 9)}`,
    () => `AC ${r.int(1, 2)} PK`,
    () => `kelas ${r.int(1, 3)} SMA`,
    () => `Windows ${r.int(7, 11)} Pro`,
    () => `seat ${r.int(1, 30)}${r.pick('ABCDEF')}`,
    () => `gate ${r.pick('ABC')}${r.int(1, 20)}`,
    () => `${r.pick(['GA', 'QZ', 'SQ', 'JT'])} ${r.int(100, 999)}`,
  ])();
const wrongMail = r =>
  r.pick([
    '@' + r.pick(['tokobaru', 'acme.store', 'support_id']),
    'user@localhost',
    'npm i react@' + r.int(16, 19) + '.2.0',
    'diskon @' + r.int(2, 20) + 'rb',
    'git@github',
  ]);
const wrongDate = r => dateWritten(r, recent(r), 'en');

export const decoys = {
  order: {
    weight: 6,
    make: order,
    id: [
      '[no|nomor|no.] [pesanan|order|invoice|transaksi|tiket] [saya|] {v}',
      '[pesanan|invoice|orderan] {v} [belum sampai|dibatalkan|tolong dicek]',
      'kode booking {v}',
      'Ref: {v}',
    ],
    en: ['order [number|no.|#] {v}', 'invoice {v} [is wrong|was paid|attached]', 'ticket {v}', 'booking reference {v}', 'ref {v}'],
  },
  airway: {
    weight: 6,
    make: airway,
    id: ['[resi|no resi|nomor resi|AWB] [{courier}|] {v}', '{courier} dengan resi {v}', 'lacak {v} [statusnya apa|tidak ketemu]'],
    en: ['tracking [number|no.|] {v}', 'AWB {v}', '{courier} parcel {v}', 'tracking {v} shows nothing'],
  },
  price: {
    weight: 6,
    make: price,
    id: ['[total|harga|tagihan|refund|saldo|bayar|dipotong|ongkir] {v}', '{v} [belum kembali|sudah terpotong]'],
    en: ['[total|price|refund of|charged|balance|fee] {v}', 'it cost {v} [last time|]'],
  },
  timestamp: {
    weight: 5,
    make: timestamp,
    id: ['[tercatat|log|dikirim|terakhir login|error pada] {v}', '[jam|pukul|tanggal] {v}'],
    en: ['[logged at|last seen|timestamp|at] {v}', 'since {v}'],
  },
  date: {
    weight: 4,
    make: wrongDate,
    id: ['[tanggal|tgl] [pesan|bayar|kirim|jatuh tempo] {v}', 'berlaku sampai {v}', 'estimasi tiba {v}'],
    en: ['[ordered on|due date|delivery on|expires|appointment on] {v}', 'invoice date {v}'],
  },
  version: {weight: 4, make: version, id: ['[versi|aplikasi versi|update ke|firmware] {v}'], en: ['[version|running|updated to|firmware] {v}']},
  uuid: {weight: 3, make: uuid, id: ['[request id|id sesi|trace id|transaksi] {v}'], en: ['[request id|session|trace id|correlation id] {v}']},
  hash: {
    weight: 3,
    make: r => r.from(kHex, r.pick([7, 32, 40, 64])),
    id: ['[commit|checksum|md5|sha256] {v}'],
    en: ['[commit|checksum|md5|sha256|file hash] {v}'],
  },
  ean: {weight: 3, make: ean, id: ['[barcode|kode barang|EAN] {v}'], en: ['[barcode|EAN|product code] {v}']},
  isbn: {weight: 2, make: isbn, id: ['[buku dengan |]ISBN {v}'], en: ['[the book with |]ISBN {v}']},
  sku: {weight: 4, make: sku, id: ['[SKU|kode produk|tipe|model|seri] {v}'], en: ['[SKU|item|model|part number] {v}']},
  error: {weight: 4, make: error, id: ['[error|muncul kode|kode error|gagal dengan pesan] {v}'], en: ['[error|it says|fails with] {v}']},
  service: {
    weight: 4,
    make: service,
    id: ['[hubungi|telp|call center] {v}', 'sudah telepon [ke |]{v} [tapi sibuk|tidak diangkat]', 'layanan pelanggan {v}'],
    en: ['[call|hotline|call center] {v}', 'I called {v} [and waited|twice]'],
  },
  company: {
    weight: 4,
    make: 'company',
    id: ['dari {v}', '[faktur|tagihan|kontrak] {v}', 'saya kerja di {v}'],
    en: ['from {v}', '[contract with|supplier|invoice of] {v}', 'we are {v}'],
  },
  quantity: {
    weight: 3,
    make: r =>
      r.pick([
        `${r.int(2, 900)} pcs`,
        `${r.int(1, 99)}%`,
        `${r.int(10, 999)} GB`,
        `${r.int(1, 99)},${r.int(1, 9)} kg`,
        `${r.int(1, 300)} x ${r.int(1, 90)} cm`,
        `${r.int(100, 9000)}mAh`,
        `${r.int(2, 900)} Mbps`,
        `#${r.int(1, 99)}`,
      ]),
    id: ['[isi|sisa|jumlah|ukuran|kapasitas] {v}'],
    en: ['[quantity|left|size|capacity] {v}'],
  },
  advice: {
    weight: 4,
    make: r => r.pick(['OTP Anda', 'PIN Anda', 'kode OTP', 'password Anda', 'CVV']),
    id: ['jangan [bagikan|berikan|kasih] {v} [kepada siapa pun|ke orang lain|]', '[lupa|belum terima|reset] {v}', '{v} [tidak masuk|salah terus]'],
    en: ['never share {v} with anyone'],
  },
  wrong_card: {
    weight: 3,
    make: wrongCard,
    id: ['[kode voucher|no seri|kode referensi|ID transaksi] {v}'],
    en: ['[voucher code|serial|reference|transaction id] {v}'],
  },
  wrong_nik: {weight: 3, make: wrongNik, id: ['[nomor seri|ID pelanggan|ID transaksi|no kontrak] {v}'], en: ['[serial|customer id|contract no] {v}']},
  wrong_code: {weight: 2, make: wrongCode, id: ['[kode unit|nomor seri|kode referensi] {v}'], en: ['[unit code|serial|reference] {v}']},
  spec: {weight: 3, make: spec, id: ['[tipe|beli|pilih|untuk|naik] {v}'], en: ['[the|with|about] {v}']},
  wrong_iban: {weight: 1, make: wrongIban, id: ['[kode|referensi] {v}'], en: ['[code|reference] {v}']},
  wrong_mail: {weight: 2, make: wrongMail, id: ['[lihat|cek|pakai] {v}'], en: ['[see|try|use] {v}']},
  link: {
    weight: 3,
    make: r =>
      r.pick([
        'https://tokobaru.id/promo/akhir-tahun',
        'https://help.example.com/articles/' + r.digits(6),
        'www.example.org/status',
        'https://example.com/p/' + r.int(1, 9999) + '?ref=mail&page=2',
        'tokobaru.id/faq',
        'https://maps.example.com/store/bandung',
      ]),
    id: ['[lihat|sumber|halaman] {v}'],
    en: ['[see|page|as on] {v}'],
  },
  score: {weight: 1, make: r => `${r.int(0, 5)}-${r.int(0, 5)}`, id: ['skor {v}'], en: ['score {v}']},
  meter: {
    weight: 2,
    make: r => r.int(1, 9) + r.digits(10),
    id: ['[ID pelanggan PLN|nomor meter|no meteran] {v}'],
    en: ['[meter number|meter no] {v}'],
  },
};
