// Tickets as a helpdesk holds them: chat, e-mail with signature and quoted thread, web form, call note, pasted table, agent's note.
import {add, expand, join, labelled, textOf} from './grammar.mjs';
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
  return r.chance(0.3) ? wrapped(lines(out), r.pick([68, 72, 76])) : lines(out);
}

// As mail programs break lines: at a space of what is innocent, never inside a value.
function wrapped(parts, width) {
  let column = 0;
  const along = text => {
    const end = text.lastIndexOf('\n');
    column = end < 0 ? column + text.length : text.length - end - 1;
    return text;
  };
  return parts.map(part => {
    if (typeof part !== 'string') {
      along(part.text);
      return part;
    }
    return part
      .split(/(?<= )/)
      .map(word => along(column > 0 && column + word.trimEnd().length > width && !word.startsWith('\n') ? '\n' + word : word))
      .join('');
  });
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
const kTellsItselfInTables = ['phone_number', 'email_address', 'id_nik', 'credit_card', 'ip_address'];
// Rows of `[key, cell]`; only in the last two does a row not name its values.
const kLayouts = {
  json: rows => rows.map(row => ['{', ...row.flatMap(([key, cell], i) => [`${i > 0 ? ', ' : ''}"${key}": "`, cell, '"']), '}']),
  pretty: rows => rows.map(row => ['{\n', ...row.flatMap(([key, cell], i) => [`${i > 0 ? ',\n' : ''}  "${key}": "`, cell, '"']), '\n}']),
  yaml: rows => rows.map(row => row.flatMap(([key, cell], i) => [`${i > 0 ? '\n  ' : '- '}${key}: `, cell])),
  log: rows =>
    rows.map(row => ['INFO ', ...row.flatMap(([key, cell]) => (textOf([cell]).includes(' ') ? [`${key}="`, cell, '" '] : [`${key}=`, cell, ' ']))]),
  xml: rows => rows.map(row => ['<row>', ...row.flatMap(([key, cell]) => [`<${key}>`, cell, `</${key}>`]), '</row>']),
  csv: (rows, r) => columnsOf(rows, r.pick([',', ';']), true),
  tabs: (rows, r) => columnsOf(rows, r.pick(['\t', ' | ']), false),
};
const columnsOf = (rows, mark, quotes) => [
  [rows[0].map(([key]) => key).join(mark)],
  ...rows.map(row => row.flatMap(([, cell], i) => [i > 0 ? mark : '', ...(quotes && textOf([cell]).includes(mark) ? ['"', cell, '"'] : [cell])])),
];

function table(w) {
  const {r} = w,
    tongue = w.tongue,
    layout = r.weighted({json: 4, pretty: 2, yaml: 2, log: 2, xml: 1, csv: 3, tabs: 2}),
    named = layout !== 'csv' && layout !== 'tabs';
  const columns = r
    .shuffled(Object.keys(kKeys))
    .slice(0, r.int(2, 4))
    .map(type => [type, r.pick(kKeys[type])]);
  const tier = type => (kTellsItselfInTables.includes(type) ? 'A' : named ? 'B' : 'C');
  const rows = Array.from({length: r.int(1, 2)}, () => [
    ['order_id', String(r.int(10000, 999999))],
    ...columns.map(([type, key]) => [key, bareItem(r, type, tongue, tier(type), `${layout} cell`)]),
    ['status', r.pick(['paid', 'shipped', 'pending'])],
  ]);
  w.budget.items -= rows.length * columns.length;
  const out = [w.paragraph(3), ...kLayouts[layout](rows, r).map(parts => join([parts]))];
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
