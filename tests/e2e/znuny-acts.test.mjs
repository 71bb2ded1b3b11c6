// Nothing breaks: an agent creates, replies with a file, edits a field, merges and searches in a real Znuny. What its database then holds is, row by
// row, what it holds where the same was done in a browser without the extension.
import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openIn} from './both.mjs';
import {folderFor} from './setup.mjs';
import {shortPolicy, startTenant} from './stack.mjs';
import {acts, search, stored} from './znuny-acts.mjs';
import {home, logIn, missing, start} from './znuny-desk.mjs';

describe('what an agent changes in Znuny', {skip: missing}, () => {
  const folder = folderFor('znuny-acts');
  const file = join(folder, 'catatan.txt');
  writeFileSync(file, 'Nama: Siti Rahayu\nNIK: 3273014507900003\n');
  const open = new Set();
  after(() => Promise.all([...open].map((stop) => stop())));

  /** On a Znuny of its own; answers what it held before and after, and what the search found. */
  async function work(name, masked) {
    const label = `${name}${masked ? '-masked' : ''}`;
    const znuny = await start(`e2e-acts-${label}`);
    open.add(znuny.stop);
    const tenant = masked && await startTenant({folder: folderFor(`znuny-acts-${label}`), rt: znuny, adapter: 'znuny', policy: shortPolicy(3)});
    if (tenant) open.add(tenant.collector.stop);
    const desk = await openIn(name, {extension: tenant?.extension, language: 'en-US, en'});  // the server words what it quotes in the browser's language
    open.add(desk.close);
    if (masked) await desk.ready(home(znuny.url));
    await logIn(desk, znuny.url);
    const before = stored(znuny);
    const found = await search(desk, znuny.url, '3273014507900003');
    for (const act of Object.values(acts)) await act(desk, znuny.url, {file});
    const after_ = stored(znuny);
    for (const stop of [desk.close, znuny.stop, ...(tenant ? [tenant.collector.stop] : [])]) { await stop(); open.delete(stop); }
    return {before, after: after_, found};
  }

  let bare;
  test('without the extension each act leaves its mark', async () => {
    bare = await work('chromium', false);
    const {before, after: now, found} = bare;
    assert.deepEqual(found, ['TicketID_14', 'TicketID_2']);
    assert.equal(now.ticket.length, before.ticket.length + 1, 'created');
    assert.equal(now.field.find(({value_text}) => value_text === '0878-9900-1123')?.object_id, 4, 'edited');
    const reply = now.article.find(({a_body}) => /Baik Bu, nomor 0812-3456-7890 dan NIK 3273014507900003/.test(a_body));
    assert.match(reply.a_body, /Betul, NIK saya 3273 0145 0790 0003/, 'quoted');
    assert.ok(now.attachment.some(({filename, article_id}) => filename === 'catatan.txt' && article_id === reply.article_id), 'uploaded');
    assert.match(now.article.at(-1).a_body + now.article.at(-2).a_body, /Bambang Wijaya menelepon dari 0857 1122 3344/);
    assert.notEqual(now.ticket.find(({id}) => id === 14).ticket_state_id, before.ticket.find(({id}) => id === 14).ticket_state_id, 'merged');
  });

  for (const name of ['chromium', 'firefox']) {
    test(`${name}: with the extension Znuny holds the same`, async () => {
      assert.ok(bare, 'the acts without the extension');
      const {after: now, found} = await work(name, true);
      assert.deepEqual(found, bare.found);
      assert.deepEqual(now, bare.after);
    });
  }
});
