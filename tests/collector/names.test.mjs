// What the policies call their classes, purposes and rules, as every page of the office says it.
import assert from 'node:assert/strict';
import {renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {addAccount, chainOf, deviceOf, indexed, signIn} from './office.mjs';
import {customerOf} from './people-kit.mjs';
import {ask, folder, newStore, post, serve} from './support.mjs';

const text = (id, en) => ({text: {id, en}});
const older = {
  classes: {'identity.nik': text('Nomor induk', 'Identity number'), 'contact.fax': text('Faks', 'Fax')}, purposes: {refund: text('Pengembalian', 'Refund')},
  rules: [{id: 'reveal-nik', reason: {id: 'Untuk verifikasi.', en: 'For verification.'}}],
};
const newer = {classes: {'identity.nik': text('NIK', 'National identity number'), half: {text: {id: 'Separuh'}}, odd: 7}, purposes: {verify_identity: text('Verifikasi <identitas>', 'Identity <check>')}, rules: [{id: 'no-words'}, 'odd']};

test('each id has the words of the newest policy that names it; an id without words in both languages has none', async (t) => {
  const dir = folder(t), db = await newStore(dir), bundle = join(dir, 'bundle.json');
  writeFileSync(bundle, JSON.stringify({policy: `// a comment\n${JSON.stringify(older)}`}));
  const collector = await serve(t, db, ['--index-every-ms', '20', '--log-level', 'error', '--policy', bundle]), device = await deviceOf(collector, db, 'agent.sari', 'care');
  for (const policy of [undefined, newer]) {
    if (policy !== undefined) {
      writeFileSync(`${bundle}.new`, JSON.stringify({policy: JSON.stringify(policy)}));
      renameSync(`${bundle}.new`, bundle);
    }
    assert.equal((await ask(collector, '/v1/policy', {token: device.token})).status, 200);
  }
  const names = {
    classes: {'contact.fax': {id: 'Faks', en: 'Fax'}, 'identity.nik': {id: 'NIK', en: 'National identity number'}}, purposes: {refund: {id: 'Pengembalian', en: 'Refund'}, verify_identity: {id: 'Verifikasi <identitas>', en: 'Identity <check>'}},
    rules: {'reveal-nik': {id: 'Untuk verifikasi.', en: 'For verification.'}},
  };
  const dewi = await signIn(collector, addAccount(db, 'dewi')), mega = await signIn(collector, addAccount(db, 'mega', 'manager'));
  for (const who of [dewi, mega]) assert.deepEqual((await who.get('/v1/desk/names')).json, names);

  const [siti] = await customerOf(collector, device, 'siti@example.com');
  const events = [{time: Date.now(), class: 'identity.nik', purpose: 'verify_identity', ticket: '12', subject: siti}, {time: Date.now(), class: 'health.note', purpose: 'refund', ticket: '12', subject: siti}];
  assert.equal((await post(collector, device, chainOf(device, 'agent.sari', events).batch())).status, 200);
  await indexed(dewi);
  const said = (await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`)).json.names;
  assert.deepEqual(said, {classes: {'identity.nik': names.classes['identity.nik']}, purposes: names.purposes, rules: {}}, 'what the report speaks of, and nothing else');
  for (const [lang, words] of [['id', ['NIK (identity.nik)', 'Verifikasi &lt;identitas&gt; (verify_identity)']], ['en', ['National identity number (identity.nik)', 'Identity &lt;check&gt; (verify_identity)']]]) {
    const page = (await dewi.get(`/v1/desk/report/subject.html?subject=${siti}&lang=${lang}`)).text;
    for (const one of [...words, '<td>health.note</td>']) assert.ok(page.includes(one), `${lang}: ${one}`);
    const pack = (await dewi.get(`/v1/desk/report/breach.html?agent=agent.sari&lang=${lang}`)).text;
    for (const one of [words[0], '<td>health.note</td>']) assert.ok(pack.includes(one), `${lang}: ${one}`);
  }
});
