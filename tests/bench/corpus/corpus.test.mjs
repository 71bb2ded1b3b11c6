// The corpus is what it says: reproducible, labelled exactly, of the announced mixture; its check digits are those of the standards.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as checks from './checks.mjs';
import {corpus} from './generate.mjs';
import {types} from './items.mjs';
import {Score} from './score.mjs';

const tickets = [...corpus(5, 600_000)];

test('the same seed gives the same corpus, another seed other phrases', () => {
  assert.deepEqual([...corpus(5, 30_000)], tickets.slice(0, [...corpus(5, 30_000)].length));
  const sentences = seed => new Set([...corpus(seed, 300_000)].flatMap(({text}) => text.split(/(?<=[.?!])\s+/)));
  const first = sentences(5),
    second = [...sentences(6)];
  assert.ok(second.length > 3000 && second.filter(sentence => first.has(sentence)).length < second.length / 2);
});

test('labels are disjoint, in order and on whole characters', () => {
  for (const {text, labels} of tickets) {
    const bytes = Buffer.from(text);
    let end = 0;
    for (const label of labels) {
      assert.ok(label.begin >= end && label.end > label.begin && label.end <= bytes.length);
      assert.ok(!bytes.subarray(label.begin, label.end).toString().includes('\uFFFD'));
      end = label.end;
    }
  }
});

test('two parts in a hundred are personal data, and decoys are as frequent as items', () => {
  const labels = tickets.flatMap(ticket => ticket.labels),
    items = labels.filter(({kind}) => kind === 'item'),
    decoys = labels.filter(({kind}) => kind === 'decoy');
  const share = items.reduce((sum, {begin, end}) => sum + end - begin, 0) / tickets.reduce((sum, {text}) => sum + Buffer.byteLength(text), 0);
  assert.ok(share > 0.019 && share < 0.021, `share ${share}`);
  assert.ok(Math.abs(items.length - decoys.length) < 0.05 * items.length, `${items.length} items, ${decoys.length} decoys`);
});

test('every type of the product is in the corpus', () => {
  const missing = (
    'email_address phone_number person address date_of_birth credit_card cvv pin otp password api_key jwt url_secret bank_account iban_code ip_address mac_address imei gps crypto ' +
    'id_nik id_kk id_npwp id_nip id_sim id_passport id_bpjs_kes id_bpjs_tk id_plate sg_nric_fin sg_uen my_nric ph_mobile_number ph_tin th_tnin kr_rrn kr_brn kr_frn in_aadhaar in_pan in_gstin in_voter in_passport ' +
    'in_vehicle_registration au_tfn au_abn au_acn au_medicare us_ssn us_itin us_ein us_mbi us_npi aba_routing_number us_passport us_driver_license ca_sin br_cpf br_cnpj za_id_number ng_nin tr_national_id ' +
    'uk_nhs uk_nino uk_passport uk_driving_licence uk_postcode uk_vehicle_registration de_tax_id de_social_security de_id_card de_passport de_health_insurance fr_nir es_nif es_nie it_fiscal_code it_vat_code nl_bsn pl_pesel ' +
    'se_personnummer se_organisationsnummer fi_personal_identity_code eu_vat'
  )
    .split(' ')
    .filter(type => !types[type]);
  assert.deepEqual(missing, []);
});

test('check digits are those of published examples', () => {
  assert.equal(checks.luhnDigit('7992739871'), '3');
  assert.equal(checks.iban('GB', 'WEST12345698765432'), 'GB82WEST12345698765432');
  assert.equal(checks.mod11_10Digit('8609574271'), '9');
  assert.deepEqual(['236', '12345', '142857'].map(checks.verhoeffDigit), ['3', '1', '0']);
  assert.equal(checks.icaoDigit('T22000129'), '3');
  assert.equal(checks.base58check(Buffer.from('0062e907b15cbf27d5425399ebf6f0fb50ebb88f18', 'hex')), '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa');
  assert.equal(checks.segwit(0, Buffer.from('751e76e8199196d454941c45d1b3a323f1433bd6', 'hex')), 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
  assert.equal(
    checks.segwit(1, Buffer.from('79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', 'hex')),
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  );
  assert.equal(checks.ethereumAddress('5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'), '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
});

test('the score counts what is masked, what is wrong and what is innocent', () => {
  const text = 'é NIK 123, pesanan 456'; // bytes: é is two
  const labels = [
    {kind: 'item', type: 'id_nik', tier: 'A', begin: 7, end: 10},
    {kind: 'decoy', type: 'order', begin: 20, end: 23},
  ];
  const all = new Score();
  all.add({text, labels}, [
    {type: 'id_nik', begin: 7, end: 10},
    {type: 'otp', begin: 20, end: 23},
  ]);
  assert.deepEqual(all.summary(), {
    items: 1,
    decoys: 1,
    recall: {A: 1, B: 1, C: 1},
    precision: 0.5,
    over_per_1000: (1000 * 3) / 19,
    decoys_touched: 1,
    typed: {precision: 0.5, recall: 1, f1: 2 / 3},
  });
  const part = new Score();
  part.add({text, labels}, [{type: 'otp', begin: 7, end: 9}]);
  assert.deepEqual(part.summary(), {
    items: 1,
    decoys: 1,
    recall: {A: 0, B: 1, C: 1},
    precision: 1,
    over_per_1000: 0,
    decoys_touched: 0,
    typed: {precision: 0, recall: 0, f1: 0},
  });
});
