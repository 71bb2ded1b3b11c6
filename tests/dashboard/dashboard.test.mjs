// What an officer, a supervisor and a manager do on the dashboard, in Chromium and Firefox, against a second count of the same events.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {Database} from '../collector/database.mjs';
import {addAccount, chainOf, deviceOf} from '../collector/office.mjs';
import {post, serve} from '../collector/support.mjs';
import {assertSound} from './pages.mjs';
import {enter, names, openPage, root, settled, signedIn, stepNow, totp, useStage} from './stage.mjs';

const stage = useStage('chromium', 'firefox'), {browsers} = stage;

/** Every kind that either schema of events names. */
const kindsIn = schema => schema === null || typeof schema !== 'object' ? [] : [...schema.kind?.enum ?? [], ...Object.values(schema).flatMap(kindsIn)];
const kinds = [...new Set(['core/schema/event.schema.json', 'collector/own-event.schema.json'].flatMap(file => kindsIn(JSON.parse(readFileSync(join(root, file), 'utf8')))))].sort();

const text = (page, selector) => page.$eval(selector, element => element.innerText);
const count = what => stage.made.filter(what).length;
const tile = (page, name) => page.$$eval('.tile', (tiles, name) => tiles.find(one => one.querySelector('dt').textContent === name)?.querySelector('dd').firstChild.textContent, name);
/** Sums of the columns of the chart's table, by their heads. */
const sums = (page, id) => page.$eval(`section[aria-labelledby=${id}-title]`, pane => {
  const heads = [...pane.querySelectorAll('thead th')].map(one => one.textContent);
  const rows = [...pane.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => Number(cell.textContent.replace(/[.,]/g, ''))));
  return Object.fromEntries(heads.slice(1).map((head, i) => [head, rows.reduce((all, row) => all + row[i + 1], 0)]));
});

for (const [name, account] of [['chromium', 'dewi'], ['firefox', 'citra']]) {
  test(`${name}: by keyboard alone an officer signs in and reads who saw what`, {timeout: 120_000}, async () => {
    const page = await openPage(browsers[name], stage), who = stage.accounts[account];
    await enter(page, who, '000000');
    await page.waitForSelector('.door .notice.bad');
    assert.match(await text(page, '.door [role=alert]'), /does not match/);
    await page.keyboard.type(who.code());
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await tile(page, 'Reveals'), String(count(one => one.kind === 'reveal')));
    assert.equal(await tile(page, 'Refusals'), String(count(one => one.kind === 'refusal')));
    const byClass = await sums(page, 'over');
    for (const type of ['identity.nik', 'contact.phone', 'contact.email', 'payment.card']) assert.equal(byClass[names.classes[type].en], count(one => one.kind === 'reveal' && one.class === type), type);
    await page.select('#by', 'team');
    await page.waitForFunction(() => document.querySelector('section[aria-labelledby=over-title] thead')?.innerText.includes('care') || document.querySelector('section[aria-labelledby=over-title] thead')?.textContent.includes('care'));
    assert.deepEqual(await sums(page, 'over'), {care: count(one => one.kind === 'reveal' && one.team === 'care'), billing: count(one => one.kind === 'reveal' && one.team === 'billing'), Sum: count(one => one.kind === 'reveal')});
    const hours = await sums(page, 'hours');
    assert.equal(hours.Requests, stage.made.length);
    assert.match(await text(page, 'section[aria-labelledby=versions-title] tbody'), /support\s+1/);
    assert.deepEqual([page.complaints, page.strangers], [[], []]);
    await page.close();
  });
}

test('who saw one customer’s NIK, and why: found in a few keys, with its proof, and logged', {timeout: 120_000}, async () => {
  const page = await openPage(browsers.chromium, stage);
  if (await page.$('.door')) await enter(page, stage.accounts.dewi, totp(stage.accounts.dewi.secret, stepNow() + 1));
  await settled(page);
  await page.focus('#ticket');
  await page.keyboard.type('103');
  await page.focus('#class');
  await page.keyboard.type('national identity number (nik)');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.listing .results tbody tr');
  const expected = stage.made.filter(one => one.ticket === '103' && one.class === 'identity.nik' && one.kind === 'reveal');
  const rows = await page.$$eval('.listing .results tbody tr', all => all.map(row => [...row.children].slice(2).map(cell => cell.textContent)));
  assert.equal(rows.length, expected.length);
  assert.deepEqual(new Set(rows.map(row => row[1])), new Set(['103']));
  assert.deepEqual(rows.map(row => row[3]).sort(), expected.map(({purpose}) => `${names.purposes[purpose].en} ${purpose}`).sort());
  await page.focus('.listing .results button.time');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  assert.equal(await page.evaluate(() => document.querySelector('dialog').contains(document.activeElement)), true);
  assert.match(await text(page, 'dialog'), /National identity number \(NIK\) identity\.nik/);
  assert.match(await text(page, 'dialog'), /Level\s+plain\s+By the rules\s+A NIK is revealed for identity verification alone\. agent-reveals-nik/);
  const [signed, proof] = await page.$$eval('dialog pre', all => all.map(one => one.textContent));
  assert.equal(JSON.parse(signed).web_resources[0].type, 'identity.nik');
  assert.match(proof, /^c2sp\.org\/tlog-proof@v1\n/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog') === null);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'time', 'the focus is where it was');
  const looks = new Database(stage.db).all("SELECT line FROM events WHERE kind = 'look'").map(({line}) => JSON.parse(line)).filter(({actor}) => actor.user.uid === 'dewi');
  assert.ok(looks.some(({tirai}) => tirai.filter.ticket === '103' && tirai.filter.class === 'identity.nik'));
  assert.ok(looks.some(({web_resources}) => web_resources[0].type === 'dashboard.event'));
  await page.close();
});

test('a search is for hours, not for days alone; what is meant is Jakarta’s time', {timeout: 60_000}, async () => {
  const page = await openPage(browsers.chromium, stage);
  await settled(page);
  const local = time => new Date(time + 7 * 3_600_000).toISOString().slice(0, 16), from = stage.today + 9 * 3_600_000, to = from + 30 * 60_000;
  await page.$eval('#search-from', (field, value) => { field.value = value; }, local(from));
  await page.$eval('#search-to', (field, value) => { field.value = value; }, local(to));
  await page.type('#agent', 'agent.joko');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.listing .results tbody tr');
  assert.equal(await page.$$eval('.listing .results tbody tr', all => all.length), count(one => one.agent === 'agent.joko' && one.time >= from && one.time < to));
  await page.close();
});

test('a supervisor sees their team, a manager no single event', {timeout: 120_000}, async () => {
  for (const [who, check] of [
    ['budi', async page => {
      assert.deepEqual(Object.keys(await sums(page, 'over')).length > 1, true);
      assert.equal(await tile(page, 'Reveals'), String(count(one => one.kind === 'reveal' && one.team === 'billing')));
      await page.focus('#agent');
      await page.keyboard.type('agent.sari');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => /No event matches/.test(document.body.innerText));
    }],
    ['mega', async page => {
      assert.equal(await tile(page, 'Reveals'), String(count(one => one.kind === 'reveal')));
      assert.equal(await page.$('form[role=search]'), null);
    }],
  ]) {
    const context = await browsers.chromium.createBrowserContext();
    const page = await openPage(context, stage);
    await enter(page, stage.accounts[who]);
    await settled(page);
    await check(page);
    await page.evaluate(() => [...document.querySelectorAll('button')].find(one => one.textContent === 'Sign out').click());
    await page.waitForSelector('.door');
    await page.reload();
    await page.waitForSelector('.door');
    await context.close();
  }
});

test('a session that ends says so, and asks again', {timeout: 60_000}, async () => {
  const context = await browsers.chromium.createBrowserContext();
  const page = await openPage(context, stage);
  await enter(page, stage.accounts.ayu);
  await settled(page);
  new Database(stage.db).all("DELETE FROM sessions WHERE account_id = (SELECT account_id FROM accounts WHERE name = 'ayu')");
  await page.focus('#ticket');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.door');
  assert.match(await text(page, '.door'), /Your session ended/);
  await context.close();
});

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
test('axe-core finds nothing, and nothing runs out at the side: both languages, light and dark, desk and telephone', {timeout: 240_000}, async () => {
  mkdirSync(join(root, 'build/screens'), {recursive: true});
  const context = await signedIn(stage, 'eka');
  for (const [width, height] of [[1280, 900], [390, 844], [360, 740]]) {
    for (const scheme of ['light', 'dark']) {
      const page = await openPage(context, stage, {width, height, scheme});
      await settled(page);
      for (const lang of ['id', 'en']) {
        await page.select('#language', lang);
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        assert.deepEqual(await page.$$eval('#kind option', all => all.map(one => one.value).filter(Boolean).sort()), kinds, 'every kind of event can be asked for');
        await page.evaluate(() => document.querySelector('form[role=search]').requestSubmit());
        await page.waitForSelector('.listing .results tbody tr');
        await page.evaluate(`${axe}; 0`);
        const {violations} = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(({target}) => target.join(' '))]), [], `${lang} ${scheme} ${width}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${lang} ${width}: nothing wider than the screen`);
        await page.screenshot({path: join(root, `build/screens/dashboard-${lang}-${scheme}-${width}.png`), fullPage: true});
        await page.select('#kind', '');
        await page.type('#ticket', '108');
        await page.evaluate(() => document.querySelector('form[role=search]').requestSubmit());
        await page.waitForFunction(() => document.querySelectorAll('.listing .results tbody tr').length === 2);
        await page.click('.listing .results button.time');
        await page.waitForSelector('dialog[open]');
        const opened = await page.evaluate(() => window.axe.run());
        assert.deepEqual(opened.violations.map(({id}) => id), [], `${lang} ${scheme} ${width}: an event`);
        if (width === 360 || scheme === 'light') await page.screenshot({path: join(root, `build/screens/dashboard-event-${lang}-${scheme}-${width}.png`)});
        await page.keyboard.press('Escape');
      }
      await page.close();
    }
  }
  await context.close();
});

test('the door is sound on a telephone, in both languages', {timeout: 60_000}, async () => {
  mkdirSync(join(root, 'build/screens'), {recursive: true});
  const context = await browsers.chromium.createBrowserContext();
  for (const scheme of ['light', 'dark']) {
    const page = await openPage(context, stage, {width: 390, height: 844, scheme});
    for (const lang of ['id', 'en']) {
      await page.select('#language', lang);
      await page.waitForSelector('.door');
      await page.screenshot({path: join(root, `build/screens/dashboard-door-${lang}-${scheme}-390.png`)});
      await assertSound(page, `door ${lang} ${scheme}`);
    }
    await page.close();
  }
  await context.close();
});

test('of half a year the figures are those of half a year', {timeout: 60_000}, async () => {
  const {db, today} = stage, DAY = 86_400_000, isoDay = time => new Date(time + 7 * 3_600_000).toISOString().slice(0, 10);
  const intake = await serve(null, db, ['--log-level', 'error', '--index-every-ms', '3600000']), device = await deviceOf(intake, db, 'agent.lama', 'care');
  const old = [['reveal', 170], ['reveal', 120], ['reveal', 100], ['refusal', 150], ...Array(40).fill(['compare', 140])].map(([kind, ago]) => ({time: today - ago * DAY, kind, class: 'contact.phone', purpose: 'call_back', ticket: '90'}));
  assert.equal((await post(intake, device, chainOf(device, 'agent.lama', old).batch())).status, 200);
  await intake.end();
  const context = await browsers.chromium.createBrowserContext(), page = await openPage(context, stage);
  await enter(page, addAccount(db, 'tia'));
  await settled(page);
  assert.equal(await tile(page, 'Reveals'), String(count(one => one.kind === 'reveal')), 'of the last 30 days as before');
  await page.$eval('#from', (input, day) => { input.value = day; }, isoDay(today - 179 * DAY));
  await page.$eval('form.period', form => form.requestSubmit());
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy=true]').length > 0 || document.querySelectorAll('section[aria-labelledby=over-title] tbody tr').length > 170);
  await settled(page);
  assert.equal(await tile(page, 'Reveals'), String(count(one => one.kind === 'reveal') + 3));
  assert.equal(await tile(page, 'Refusals'), String(count(one => one.kind === 'refusal') + 1));
  assert.equal(await tile(page, 'Done without seeing a value'), `${Math.round(4000 / (count(one => one.kind === 'reveal') + 43))} %`);
  await context.close();
});

test('every text is there in both languages', () => {
  const source = ['texts', 'consent-texts'].map(name => readFileSync(join(root, `dashboard/src/${name}.ts`), 'utf8')).join('\n');
  const entries = [...source.matchAll(/^ {2}(\w+): \{id: '((?:[^'\\]|\\.)*)', en: '((?:[^'\\]|\\.)*)'\},$/gm)];
  assert.ok(entries.length > 60, `${entries.length} texts`);
  const places = part => [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [, name, id, en] of entries) {
    assert.ok(id.length > 0 && en.length > 0, name);
    assert.deepEqual(places(id), places(en), name);
  }
});
