// What an officer does for a customer and after a breach, and how they answer agents: the pages "reports" and "people", in Chromium and Firefox.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {pathToFileURL} from 'node:url';
import {Database} from '../collector/database.mjs';
import {run} from '../collector/support.mjs';
import {assertSound, judgePage} from './pages.mjs';
import {enter, openPage, root, settled, signedIn, useStage} from './stage.mjs';

const stage = useStage('chromium', 'firefox'), {browsers} = stage;

const shown = (page, id) => page.$eval(`section[aria-labelledby=${id}-title]`, pane => pane.innerText);
const quiet = page => page.waitForFunction(() => document.querySelectorAll('[aria-busy=true]').length === 0);
async function to(page, name) {
  await page.evaluate(hash => { location.hash = hash; }, `#${name}`);
  await page.waitForSelector(`.pages a[href="#${name}"][aria-current=page]`);
}

for (const [name, account] of [['chromium', 'dewi'], ['firefox', 'citra']]) {
  test(`${name}: from an e-mail address to who saw the customer's data, by keyboard, with the clock`, {timeout: 90_000}, async () => {
    const page = await openPage(browsers[name], stage);
    await enter(page, stage.accounts[account]);
    await settled(page);
    await to(page, 'reports');
    await page.focus('#customer');
    await page.keyboard.type('Siti@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(subject => document.querySelector('#subject').value === subject, {}, stage.siti);
    assert.equal(await page.$eval('#customer', field => field.value), '', 'what was typed stays nowhere');
    await page.focus('#subject');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section[aria-labelledby=subject-report-title] tbody');
    const text = await shown(page, 'subject-report');
    const [{n}] = new Database(stage.db).all(`SELECT count(*) AS n FROM events WHERE kind = 'reveal' AND json_extract(line, '$.tirai.subject') = '${stage.siti}'`);
    assert.match(text, new RegExp(`${n} events by 1 agents`));
    assert.match(text, /The 3×24-hour clock \(UU PDP\) runs from when the question was received/);
    const hour = new Date(Date.now() - 3_600_000 + 7 * 3_600_000).toISOString().slice(0, 16);  // an hour ago in Jakarta
    await page.$eval('#received', (field, value) => { field.value = value; }, hour);
    await page.$eval('section[aria-labelledby=subject-report-title] form', form => form.requestSubmit());
    await page.waitForFunction(() => /3×24-hour clock \(UU PDP\): received .* 7[01] h \d+ min left/.test(document.body.innerText));
    await page.focus('section[aria-labelledby=subject-report-title] button.time');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    assert.match(await page.$eval('dialog', dialog => dialog.innerText), /Pseudonym\s+[\w-]{43}/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog') === null);
    assert.match(text, /agent\.wati[\s\S]*National identity number \(NIK\) identity\.nik\s+Identity verification verify_identity/);
    await page.type('#breach-agent', 'agent.joko');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /data subjects, 60 values/.test(document.body.innerText));
    assert.deepEqual([page.complaints, page.strangers], [[], []]);
    await page.close();
  });
}

test('an event of a customer leads to the report on them', {timeout: 60_000}, async () => {
  const page = await openPage(browsers.chromium, stage);
  await settled(page);
  await page.type('#ticket', '108');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.listing .results button.time');
  await page.click('.listing .results button.time');
  await page.waitForSelector('dialog[open]');
  await page.evaluate(() => [...document.querySelectorAll('dialog button')].find(one => one.textContent === 'Report on this customer').click());
  await page.waitForSelector('#subject');
  assert.equal(await page.$eval('#subject', field => field.value), stage.siti);
  await page.close();
});

test('files are handed over: a page to print, JSON, OCSF, the auditor’s bundle, consents', {timeout: 90_000}, async () => {
  const page = await openPage(browsers.chromium, stage, {hash: 'reports'});
  const session = await page.createCDPSession(), folder = join(stage.dir, 'downloads');
  await session.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: folder, eventsEnabled: true});
  const saved = async (pattern) => {
    for (let i = 0; i < 100; i++) {
      let found = [];
      try { found = readdirSync(folder).filter(file => pattern.test(file)); } catch { /* not yet */ }
      if (found.length > 0) return readFileSync(join(folder, found[0]), 'utf8');
      await new Promise(next => setTimeout(next, 50));
    }
    throw new Error(`no file ${pattern}`);
  };
  const press = (text) => page.evaluate(text => [...document.querySelectorAll('button')].find(one => one.textContent === text && one.checkVisibility()).click(), text);
  await page.waitForSelector('#subject');
  await page.type('#subject', stage.siti);
  await press('Save page to print');
  assert.match(await saved(/^tirai-subject-.*\.html$/), /<html lang="en">[\s\S]*Who saw my data/);
  await press('Save JSON');
  assert.deepEqual(JSON.parse(await saved(/^tirai-subject-.*\.json$/)).pseudonyms, [stage.siti]);
  await to(page, 'overview');
  await settled(page);
  await press('Save OCSF');
  assert.ok((await saved(/\.ocsf\.ndjson$/)).split('\n')[0].includes('"unmapped":{'));
  await press('Save auditor bundle');
  assert.match(await saved(/^tirai-audit-.*\.ndjson$/), /^\{"export":\{"format":"tirai\.export\/v1"\}\}\n/);
  await to(page, 'people');
  await quiet(page);
  await press('Save JSON (ISO/IEC TS 27560)');
  assert.equal(JSON.parse(await saved(/^tirai-consents-.*\.json$/))[0].pii_principal_id, stage.siti);
  await page.close();
});

test('an officer answers an agent, restricts a customer, imports consents and adds a second factor', {timeout: 90_000}, async () => {
  const page = await openPage(browsers.chromium, stage, {hash: 'people'});
  await page.waitForSelector('section[aria-labelledby=approvals-title] tbody button');
  await quiet(page);
  assert.match(await shown(page, 'agents'), /agent\.wati\s+care[\s\S]*privacy-2026/);
  assert.match(await shown(page, 'consents'), /Marketing marketing\s+given\s+verbal\s+agent\.wati/);
  await page.focus('section[aria-labelledby=approvals-title] button');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /approved \(dewi\)/.test(document.querySelector('section[aria-labelledby=approvals-title]').innerText));
  await page.type('#restrict-subject', 'siti@example.com');
  await page.evaluate(() => [...document.querySelectorAll('button')].find(one => one.textContent === 'Restrict').click());
  await page.waitForFunction(() => /restricted\s+dewi/.test(document.querySelector('section[aria-labelledby=restrictions-title]').innerText));
  const file = join(stage.dir, 'consents.csv');
  writeFileSync(file, `pseudonym,purpose,state,method,notice\n${stage.siti},survey,refused,form,notice-3\n`);
  await (await page.$('#consent-file')).uploadFile(file);
  await page.evaluate(() => [...document.querySelectorAll('button')].find(one => one.textContent === 'Import').click());
  await page.waitForFunction(() => /survey\s+refused\s+form\s+dewi/.test(document.querySelector('section[aria-labelledby=consents-title]').innerText));
  await page.evaluate(() => [...document.querySelectorAll('section[aria-labelledby=agents-title] button')].find(one => one.textContent === 'Add').click());
  await page.waitForFunction(() => /otpauth:\/\/totp\//.test(document.querySelector('section[aria-labelledby=agents-title]').innerText));
  assert.deepEqual([page.complaints, page.strangers], [[], []]);
  await page.close();
});

test('the helpdesk’s list is brought along, and says who works there and is not heard of here', {timeout: 60_000}, async () => {
  const page = await openPage(browsers.chromium, stage, {hash: 'people'});
  await page.waitForSelector('section[aria-labelledby=coverage-title]');
  await quiet(page);
  assert.match(await shown(page, 'coverage'), /There is no list of the helpdesk’s yet/);
  const file = join(stage.dir, 'agents.csv'), day = (ago) => new Date(stage.today - ago * 86_400_000).toISOString().slice(0, 10);
  writeFileSync(file, `agent,last_active\nagent.sari,${day(27)}\nOrang Luar,${day(3)}\n`);
  await page.type('#helpdesk', 'request-tracker');
  await (await page.$('#helpdesk-list')).uploadFile(file);
  await page.focus('section[aria-labelledby=coverage-title] button');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Agents imported: 2/.test(document.querySelector('section[aria-labelledby=coverage-title]').innerText));
  assert.match(await shown(page, 'coverage'), /Active there and not heard of here: 1\. Covered: 1[\s\S]*Orang Luar\s+active there, not enrolled here/);
  assert.deepEqual([page.complaints, page.strangers], [[], []]);
  await page.select('#language', 'id');
  await page.waitForSelector('#helpdesk-list');
  await (await page.$('#helpdesk-list')).uploadFile(file);
  await page.click('section[aria-labelledby=coverage-title] button');
  await page.waitForFunction(() => /Tidak ada yang diimpor: Nilainya tidak sesuai, kolom helpdesk\. Yang benar: 1 sampai 128 huruf/.test(document.querySelector('section[aria-labelledby=coverage-title]').innerText));
  await page.select('#language', 'en');
  await page.waitForSelector('#helpdesk-list');
  await page.type('#helpdesk', 'request-tracker');
  writeFileSync(file, 'agent,last_active\nagent.sari,soon\n');
  await (await page.$('#helpdesk-list')).uploadFile(file);
  await page.click('section[aria-labelledby=coverage-title] button');
  await page.waitForFunction(() => /Nothing was imported: The value does not fit, row 1, column last_active\. Expected: 2026-11-20/.test(document.querySelector('section[aria-labelledby=coverage-title]').innerText));
  await page.close();
});

test('a customer’s request is recorded, leads to its report, and is answered', {timeout: 60_000}, async () => {
  const page = await openPage(browsers.chromium, stage, {hash: 'reports'}), pane = 'section[aria-labelledby=requests-title]';
  const says = pattern => page.waitForFunction((pane, source) => new RegExp(source).test(document.querySelector(pane).innerText), {timeout: 10_000}, pane, pattern.source);
  await page.waitForSelector('#request-received');
  await page.select('#request-right', 'access');
  const hour = new Date(Date.now() - 3_600_000 + 7 * 3_600_000).toISOString().slice(0, 16);  // an hour ago in Jakarta
  await page.$eval('#request-received', (field, value) => { field.value = value; }, hour);
  await page.type('#request-subject', 'Siti@example.com');
  await page.keyboard.press('Enter');
  await says(/access\s+[\w-]{43}\s+.*, 7[01] h left\s+open/);
  await page.evaluate(pane => [...document.querySelectorAll(`${pane} tbody button`)].find(one => one.textContent === 'To its report').click(), pane);
  assert.deepEqual(await page.evaluate(() => [document.querySelector('#subject').value, document.querySelector('#received').value, document.activeElement.id]), [stage.siti, hour, 'subject']);
  await page.evaluate(pane => [...document.querySelectorAll(`${pane} tbody button`)].find(one => one.textContent === 'granted').focus(), pane);
  await page.keyboard.press('Enter');
  await says(/answered in time: granted, .* by dewi/);
  assert.deepEqual([page.complaints, page.strangers], [[], []]);
  await page.close();
});

test('a supervisor sees no customers and no reports', {timeout: 60_000}, async () => {
  const context = await browsers.chromium.createBrowserContext();
  const page = await openPage(context, stage);
  await enter(page, stage.accounts.budi);
  await settled(page);
  assert.deepEqual(await page.$$eval('.pages a', all => all.map(one => one.hash)), ['#overview', '#findings', '#people']);
  await to(page, 'people');
  await quiet(page);
  assert.equal(await page.$('section[aria-labelledby=consents-title]'), null);
  assert.match(await shown(page, 'agents'), /agent\.rudi/);
  assert.doesNotMatch(await shown(page, 'agents'), /agent\.wati/);
  await context.close();
});

test('axe-core finds nothing on either page: both languages, light and dark, desk and telephone', {timeout: 300_000}, async () => {
  const context = await signedIn(stage, 'eka');
  await judgePage(context, stage, 'people', quiet);
  await judgePage(context, stage, 'reports', async page => {
    await page.waitForSelector('#subject');
    await page.$eval('#subject', (field, value) => { field.value = value; }, stage.siti);
    await page.$eval('section[aria-labelledby=subject-report-title] form', form => form.requestSubmit());
    await page.waitForSelector('section[aria-labelledby=subject-report-title] tbody');
    await page.$eval('#breach-agent', field => { field.value = 'agent.sari'; });
    await page.$eval('section[aria-labelledby=breach-pack-title] form', form => form.requestSubmit());
    await page.waitForSelector('section[aria-labelledby=breach-pack-title] tbody');
  });
  await context.close();
});

/** The pages that are printed, as the command line writes them: {name: {id, en}}, each a file. */
function printedPages() {
  const made = (...args) => {
    const done = run([...args.slice(0, -1), '--db', stage.db, ...args.at(-1)]);
    assert.equal(done.status, 0, done.stderr);
    return done.stdout;
  };
  const pages = {}, kit = join(stage.dir, 'kit');
  for (const [name, asked] of [['subject', ['--subject', stage.siti]], ['breach', ['--agent', 'agent.joko']]]) {
    for (const lang of ['id', 'en']) {
      const file = join(stage.dir, `${name}.${lang}.html`);
      writeFileSync(file, made('report', name, [...asked, '--lang', lang]));
      (pages[name] ??= {})[lang] = file;
    }
  }
  const today = new Date(stage.today + 7 * 3_600_000);
  made('kit', ['--quarter', `${today.getUTCFullYear()}-Q${Math.floor(today.getUTCMonth() / 3) + 1}`, '--out', kit]);
  return {...pages, kit: {id: `${kit}.id.html`, en: `${kit}.en.html`}};
}

test('axe-core finds nothing on what is printed: subject report, breach pack and audit kit, both languages, on paper, desk and telephone', {timeout: 120_000}, async () => {
  const page = await browsers.chromium.newPage();
  for (const [name, files] of Object.entries(printedPages())) {
    for (const [lang, file] of Object.entries(files)) {
      for (const [media, width] of [['print', 680], ['screen', 1280], ['screen', 360]]) {  // A4 without its margins is 180 mm: 680 px
        await page.setViewport({width, height: 900});
        await page.emulateMediaType(media);
        await page.goto(pathToFileURL(file).href);
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        assert.ok(await page.$('tbody tr'), `${name}: with rows`);
        await page.screenshot({path: join(root, `build/screens/printed-${name}-${lang}-${media}-${width}.png`), fullPage: true});
        await assertSound(page, `${name} ${lang} ${media} ${width}`);
      }
    }
  }
  await page.close();
});
