// Nothing breaks: an agent writes, replies with a file, edits a contact and searches in a real SOGo. What it then holds and has sent is, byte for byte but
// for dates, what it is where the same was done in a browser without the extension.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {after, describe, test} from 'node:test';
import {join} from 'node:path';
import {openIn} from './both.mjs';
import {folderFor} from './setup.mjs';
import {startTenant} from './stack.mjs';
import {acts, search, stored} from './sogo-acts.mjs';
import {logIn, missing, policy, start} from './sogo-desk.mjs';

describe('what an agent changes in SOGo', {skip: missing}, () => {
  const file = join(folderFor('sogo-acts'), 'catatan.txt');
  writeFileSync(file, 'Nama: Siti Rahayu\nNIK: 3273014507900003\n');
  const open = new Set();
  after(() => Promise.all([...open].map((stop) => stop())));

  /** On a SOGo of its own; answers what it holds afterwards, and what the search found. */
  async function work(name, masked) {
    const label = `${name}${masked ? '-masked' : ''}`;
    const sogo = await start(`e2e-acts-${label}`);
    open.add(sogo.stop);
    const tenant = masked && await startTenant({folder: folderFor(`sogo-acts-${label}`), rt: sogo, adapter: 'sogo', policy: await policy()});
    if (tenant) open.add(tenant.collector.stop);
    const desk = await openIn(name, {extension: tenant?.extension, language: 'en-US, en'});  // the server words what it quotes in the browser's language
    open.add(desk.close);
    if (masked) await desk.ready(`${sogo.url}/SOGo/`);
    await logIn(desk, sogo.url);
    const found = await search(desk, sogo, 'dewi');
    for (const act of Object.values(acts)) await act(desk, sogo, {file});
    const now = stored(sogo);
    for (const stop of [desk.close, sogo.stop, ...(tenant ? [tenant.collector.stop] : [])]) { await stop(); open.delete(stop); }
    return {now, found};
  }

  // Each browser against itself: what an editor makes of a quoted message is the browser's.
  for (const name of ['chromium', 'firefox']) {
    test(`${name}: with the extension SOGo holds and sends the same`, async () => {
      const [bare, masked] = await Promise.all([work(name, false), work(name, true)]);
      assert.match(bare.found, /dewi_lestari@surel\.test/);
      assert.equal(bare.now.sent.length, 2);
      assert.match(bare.now.sent.join('\n'), /Baik Bu, nomor 0812-3456-7890 dan NIK 3273014507900003/);
      assert.match(bare.now.sent.join('\n'), /catatan\.txt/);
      assert.match(JSON.stringify(bare.now.cards), /0878-9900-1123/);
      assert.deepEqual(masked, bare);
    });
  }
});
