// A sealed reason is opened in the officer's own browser: in Chromium and Firefox, with every byte that leaves it searched for the key.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:https';
import {join} from 'node:path';
import test from 'node:test';
import {officerKeys} from '../collector/office.mjs';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {assertSound} from './pages.mjs';
import {enter, openBrowser, openPage, settled, stepNow, totp, useStage} from './stage.mjs';

const stage = useStage();

/** Between browser and collector: passes all on, and keeps what the browser sent. */
async function recorder() {
  const sent = [];
  const server = createServer({cert: readFileSync(join(stage.dir, 'cert.pem')), key: readFileSync(join(stage.dir, 'cert.key'))}, (asked, answer) => {
    const parts = [`${asked.method} ${asked.url} ${JSON.stringify(asked.rawHeaders)}`];
    const {port} = new URL(stage.collector.url);
    const on = request({host: '127.0.0.1', port, path: asked.url, method: asked.method, headers: asked.headers, rejectUnauthorized: false}, reply => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
    asked.on('data', part => { parts.push(part.toString('latin1')); on.write(part); }).on('end', () => { sent.push(parts.join('\n')); on.end(); });
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  return {sent, url: `https://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); }};
}

/** The ways in which 32 bytes could be written down. */
function spellings(key) {
  const bytes = Buffer.from(key, 'base64');
  return [key, key.slice(0, 20), encodeURIComponent(key), bytes.toString('base64url').slice(0, 20), bytes.toString('hex').slice(0, 20), bytes.toString('latin1'), Buffer.from(key).toString('base64').slice(0, 20), Buffer.from(key).toString('hex').slice(0, 20)];
}

const said = page => page.$eval('dialog .sealed [role=status]', element => element.innerText);
async function openFirst(page, ticket) {
  await page.waitForSelector('form[role=search]');
  await page.$eval('#ticket', (field, value) => { field.value = value; }, ticket);
  await page.focus('#ticket');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.listing .results button.time');
  assert.ok((await page.$$eval('.listing .results tbody tr', rows => rows.map(row => row.children[1].textContent))).every(kind => kind === 'reveal'), 'the search opens on reveals');
  await page.click('.listing .results tr:last-child button.time');
  await page.waitForSelector('dialog[open] .sealed');
}

for (const [name, account] of [['chromium', 'dewi'], ['firefox', 'citra']]) {
  test(`${name}: the officer's key opens a reason, stays in memory, and is in nothing that leaves the browser`, {timeout: 120_000}, async () => {
    const browser = await openBrowser(name), way = await recorder();
    try {
      const page = await openPage(browser, {collector: way});
      await enter(page, stage.accounts[account]);
      await settled(page);
      await openFirst(page, '108');
      await page.type('#key-text', 'not a key');
      await page.focus('dialog .sealed button.primary');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => /Not a key/.test(document.querySelector('dialog .sealed [role=status]').innerText));
      await page.type('#key-text', dpoKeys(Buffer.alloc(32, 4)).private_key);
      await page.click('dialog .sealed button.primary');
      await page.waitForFunction(() => /does not open/.test(document.querySelector('dialog .sealed [role=status]').innerText), {timeout: 20_000});
      await page.click('dialog .sealed .row button:not(.primary)');
      const file = join(stage.dir, `reasons-${name}.key`);
      writeFileSync(file, `${officerKeys.private_key}\n`);
      await (await page.$('#key-file')).uploadFile(file);
      await page.click('dialog .sealed button.primary');
      await page.waitForSelector('.unsealed', {timeout: 20_000});
      await page.setViewport({width: 360, height: 740});
      await assertSound(page, 'an opened seal at 360 px');
      await page.setViewport({width: 1280, height: 900});
      assert.match(await said(page), /Pelanggan lupa kata sandi; cocokkan tanggal lahir[\s\S]*https:\/\/desk\.example\/108/);
      assert.deepEqual(await page.$$eval('#key-text, #key-file', fields => fields.map(field => field.value)), ['', '']);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.querySelector('dialog') === null);
      await page.click('.listing .results tr:first-child button.time');
      await page.waitForSelector('dialog[open] .sealed');
      assert.equal(await page.$eval('#key-text', field => field.checkVisibility()), false, 'the key is still held');
      await page.click('dialog .sealed button.primary');
      await page.waitForSelector('.unsealed');
      assert.match(await said(page), /Kurir tidak menemukan rumah/);
      const kept = await page.evaluate(async () => [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie, document.documentElement.outerHTML, location.href, String((await indexedDB.databases()).length)].join('\n'));
      const left = [...way.sent, kept].join('\n');
      for (const key of [officerKeys.private_key, dpoKeys(Buffer.alloc(32, 4)).private_key]) for (const spelling of spellings(key)) assert.ok(!left.includes(spelling), 'the key left its variable');
      assert.ok(way.sent.some(text => text.startsWith('GET /dashboard/tirai-ledger.wasm')) && way.sent.some(text => /^GET \/v1\/desk\/sealed\//.test(text)), 'the recorder saw what was sent');
      assert.deepEqual([page.complaints, page.strangers], [[], []]);
      await page.reload();
      await settled(page);
      await openFirst(page, '108');
      assert.equal(await page.$eval('#key-text', field => field.checkVisibility()), true, 'a new page knows no key');
    } finally {
      await browser.close();
      way.close();
    }
  });
}

test('whoever is not the officer is not asked for a key', {timeout: 60_000}, async () => {
  const browser = await openBrowser('chromium');
  try {
    const page = await openPage(browser, stage);
    await enter(page, stage.accounts.ayu, totp(stage.accounts.ayu.secret, stepNow()));
    await settled(page);
    await page.type('#ticket', '108');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.listing .results button.time');
    await page.click('.listing .results button.time');
    await page.waitForSelector('dialog[open]');
    assert.equal(await page.$('dialog .sealed'), null);
  } finally {
    await browser.close();
  }
});
