// Tickets as a helpdesk holds them: chat, e-mail with signature and quoted thread, web form, call note, pasted table, agent's note.
import {add, expand, join, labelled} from './grammar.mjs';
import {bareItem, decoySentence, itemSentence, proseSlots} from './items.mjs';
import {careless} from './noise.mjs';
import {pad} from './random.mjs';
import * as english from './prose-en.mjs';
import * as indonesian from './prose-id.mjs';

const prose = {id: indonesian, en: english};

/** One writer in one ticket: language, care, and how many values and decoys are still to be told. */
class Writer {
  constructor(r, language, care, budget) {
    Object.assign(this, {r, language, care, budget});
  }
  get tongue() {
    return this.language === 'mixed' ? (this.r.chance(0.6) ? 'id' : 'en') : this.language;
  }

  innocent(fragment, tongue = this.tongue) {
    return expand(this.r, fragment, proseSlots[tongue]).map(part => (typeof part === 'string' ? careless(this.r, part, tongue, this.care) : part));
  }
  sentence() {
    const {r, budget} = this,
      left = budget.items + budget.decoys;
    if (left > 0 && r.chance(left / Math.max(left, budget.sentences))) {
      --budget.sentences;
      return r.chance(budget.items / left)
        ? (--budget.items, this.ended(itemSentence(r, this.tongue, this.care)))
        : (--budget.decoys, this.ended(decoySentence(r, this.tongue, this.care)));
    }
    --budget.sentences;
    const tongue = this.tongue;
    return this.innocent(r.pick(prose[tongue].sentences), tongue);
  }
  // A value's sentence gets a full stop, a comma or nothing.
  ended(parts) {
    const last = parts.at(-1),
      text = typeof last === 'string' ? last : last.text;
    if (/[.!?,\n]$/.test(text)) return parts;
    return join([parts, [this.r.pick(['.', '.', '', ',', ';', ' .', '!'])]]);
  }
  get more() {
    return this.budget.sentences > 0 || this.budget.items + this.budget.decoys > 0;
  }
  paragraph(most) {
    const out = [];
    for (let i = this.r.int(1, most); i > 0 && this.more; --i) {
      if (out.length > 0) add(out, ' ');
      for (const part of this.sentence()) add(out, part);
    }
    return out;
  }
}

const clock = r => `${pad(r.int(7, 22))}:${pad(r.int(0, 59))}`;
const lines = list => join(list.map((line, i) => (i > 0 ? ['\n', ...line] : line)));
const quotedBlock = parts => parts.map(part => (typeof part === 'string' ? part.replaceAll('\n', '\n> ') : part));

function chat(w) {
  const {r} = w,
    who = r.pick([
      ['Pelanggan', 'CS'],
      ['Customer', 'Agent'],
      ['User', 'Bot'],
      ['Visitor', 'Support'],
      ['', ''],
    ]),
    timed = r.chance(0.5),
    out = [];
  for (let turn = 0; w.more; ++turn) {
    const name = who[turn % 2],
      head = [timed ? `[${clock(r)}]` : '', name && `${name}:`].filter(Boolean).join(' ');
    out.push(join([head ? [head + ' '] : [], w.paragraph(2)]));
  }
  return lines(out);
}

function signature(w) {
  const {r} = w,
    tongue = w.tongue,
    out = [
      [
        tongue === 'id'
          ? r.pick(['Hormat saya,', 'Salam,', 'Terima kasih,', 'Hormat kami,'])
          : r.pick(['Best regards,', 'Kind regards,', 'Thanks,', 'Sincerely,', 'Regards,']),
      ],
    ];
  out.push([bareItem(r, 'person', tongue, 'B', 'signature')]);
  if (r.chance(0.5))
    out.push([
      r.pick(['Finance Manager', 'Staf Administrasi', 'Procurement', 'Sales Executive', 'Owner']) + (r.chance(0.5) ? ' | ' : '\n'),
      labelled('decoy', r.pick(proseSlots[tongue].company), {type: 'company', template: 'signature'}),
    ]);
  if (r.chance(0.6))
    out.push([r.pick(['Telp: ', 'HP: ', 'T ', 'M: ', 'Phone: ', 'WA ', 'Tel. ']), bareItem(r, 'phone_number', tongue, 'A', 'signature')]);
  if (r.chance(0.5)) out.push([r.pick(['', 'Email: ', 'E: ']), bareItem(r, 'email_address', tongue, 'A', 'signature')]);
  if (r.chance(0.25)) out.push([bareItem(r, 'address', tongue, 'C', 'signature')]);
  w.budget.items -= out.length - 1;
  return lines(out);
}

function email(w) {
  const {r} = w,
    tongue = w.tongue,
    out = [];
  if (r.chance(0.7)) out.push(join([['Subject: '], w.innocent(r.pick(prose[tongue].subjects), tongue)]));
  if (w.budget.items > 0 && r.chance(0.2)) {
    out.push(['From: ', bareItem(r, 'person', tongue, 'B', 'From header'), ' <', bareItem(r, 'email_address', tongue, 'A', 'From header'), '>']);
    w.budget.items -= 2;
  }
  out.push(w.innocent(r.pick(prose[tongue].openings), tongue), ['']);
  const quoted = r.chance(0.35) ? Math.floor(w.budget.sentences / 3) : 0;
  while (w.budget.sentences > quoted) out.push(w.paragraph(5), ['']);
  if (r.chance(w.budget.items > 1 ? 0.4 : 0.1)) out.push(signature(w));
  if (quoted > 0 || w.more) {
    out.push(
      [''],
      [
        tongue === 'id'
          ? `Pada ${r.pick(['Sen', 'Sel', 'Rab', 'Kam'])}, ${r.int(1, 28)} ${r.pick(['Jan', 'Mar', 'Okt', 'Nov'])} 2025 pukul ${clock(r).replace(':', '.')} ${r.pick(proseSlots.id.brand)} menulis:`
          : `On ${r.pick(['Mon', 'Tue', 'Wed'])}, ${r.pick(['Jan', 'Mar', 'Oct', 'Nov'])} ${r.int(1, 28)}, 2025 at ${clock(r)} ${r.pick(proseSlots.en.brand)} Support wrote:`,
      ],
    );
    while (w.more) out.push(['> ', ...quotedBlock(w.paragraph(3))]);
  }
  return lines(out);
}

const kFields = {
  id: {
    person: ['Nama', 'Nama Lengkap', 'Nama Pelanggan', 'Nama Penerima'],
    phone_number: ['No. HP', 'Telepon', 'Nomor WhatsApp', 'Kontak'],
    email_address: ['Email', 'Alamat Email'],
    address: ['Alamat', 'Alamat Pengiriman'],
    id_nik: ['NIK', 'No. KTP'],
    date_of_birth: ['Tanggal Lahir', 'Tgl Lahir'],
    id_npwp: ['NPWP'],
    id_plate: ['Nopol'],
    bank_account: ['No. Rekening'],
  },
  en: {
    person: ['Name', 'Full Name', 'Customer Name', 'Contact person'],
    phone_number: ['Phone', 'Mobile', 'Telephone'],
    email_address: ['Email', 'E-mail address'],
    address: ['Address', 'Shipping Address', 'Billing address'],
    date_of_birth: ['Date of Birth', 'DOB'],
    us_ssn: ['SSN', 'Social Security Number'],
    credit_card: ['Card number'],
    uk_nino: ['NI number'],
    sg_nric_fin: ['NRIC'],
  },
};
const kTellsItself = ['phone_number', 'email_address', 'id_nik', 'id_npwp', 'us_ssn', 'credit_card', 'uk_nino', 'sg_nric_fin'];
function fieldsOf(w, tongue) {
  const count = Math.min(Math.max(2, w.budget.items), 5);
  w.budget.items -= count;
  return w.r
    .shuffled(Object.keys(kFields[tongue]))
    .slice(0, count)
    .map(type => [type, w.r.pick(kFields[tongue][type]), kTellsItself.includes(type) ? 'A' : 'B']);
}

function form(w) {
  const {r} = w,
    tongue = w.tongue,
    out = [
      [
        tongue === 'id'
          ? r.pick(['Formulir Pengaduan', 'Form Kontak', 'Permintaan Layanan'])
          : r.pick(['Contact form', 'New request', 'Warranty claim']),
      ],
    ];
  const sign = r.pick([': ', ': ', ' : ', ' = ', '\t']);
  for (const [type, label, tier] of fieldsOf(w, tongue)) out.push([label + sign, bareItem(r, type, tongue, tier, 'form field')]);
  out.push([(tongue === 'id' ? 'Produk' : 'Product') + sign + r.pick(proseSlots[tongue].product)], [tongue === 'id' ? 'Pesan:' : 'Message:']);
  while (w.more) out.push(w.paragraph(4));
  return lines(out);
}

const kKeys = {
  person: ['nama', 'name', 'full_name', 'customer_name'],
  phone_number: ['no_hp', 'phone', 'telepon', 'mobile'],
  email_address: ['email'],
  address: ['alamat', 'address', 'shipping_address'],
  id_nik: ['nik', 'no_ktp'],
  date_of_birth: ['tgl_lahir', 'dob', 'birth_date'],
  credit_card: ['card_number'],
  bank_account: ['no_rekening', 'account_number'],
  ip_address: ['ip', 'client_ip'],
  id_plate: ['nopol', 'plate'],
};
function table(w) {
  const {r} = w,
    tongue = w.tongue,
    json = r.chance(0.5),
    rows = r.int(1, 2),
    kinds = r.shuffled(Object.keys(kKeys)).slice(0, r.int(2, 4)),
    out = [w.paragraph(3)];
  const columns = kinds.map(type => [type, r.pick(kKeys[type])]),
    mark = r.pick([',', ';']);
  const tier = type => (['phone_number', 'email_address', 'id_nik', 'credit_card', 'ip_address'].includes(type) ? 'A' : json ? 'B' : 'C');
  if (!json) out.push([['order_id', ...columns.map(([, key]) => key), 'status'].join(mark)]);
  for (let i = 0; i < rows; ++i) {
    const cells = columns.map(([type]) => bareItem(r, type, tongue, tier(type), json ? 'json key' : 'csv column'));
    const order = String(r.int(10000, 999999)),
      status = r.pick(['paid', 'shipped', 'pending']);
    out.push(
      json
        ? join([[`{"order_id": ${order}, `], ...cells.map((cell, j) => [`"${columns[j][1]}": "`, cell, '", ']), [`"status": "${status}"}`]])
        : join([[order + mark], ...cells.map(cell => (cell.text.includes(mark) ? ['"', cell, '"' + mark] : [cell, mark])), [status]]),
    );
    w.budget.items -= cells.length;
  }
  while (w.more) out.push(w.paragraph(3));
  return lines(out);
}

function note(w) {
  const {r} = w,
    mark = r.pick(['- ', '* ', '', '> ']),
    out = [
      [
        r.pick(['Call note', 'Catatan telepon', 'Internal note', 'Catatan agen', 'Handover']) +
          ` ${pad(r.int(1, 28))}/${pad(r.int(1, 12))} ${clock(r)}`,
      ],
    ];
  while (w.more) out.push(join([mark ? [mark] : [], w.paragraph(3)]));
  return lines(out);
}

const kChannels = {chat: [chat, 30], email: [email, 28], form: [form, 12], table: [table, 8], note: [note, 22]};

/** `{channel, language, parts}`; `budget` says how many values, decoys and sentences it shall hold, more or less. */
export function ticket(r, budget) {
  const language = r.weighted({id: 55, en: 30, mixed: 15}),
    care = r.next();
  const channel = r.weighted(
    Object.fromEntries(
      Object.entries(kChannels).map(([name, [, weight]]) => [name, name === 'form' || name === 'table' ? (budget.items > 1 ? weight : 0) : weight]),
    ),
  );
  return {channel, language, parts: kChannels[channel][0](new Writer(r, language, care, budget))};
}
