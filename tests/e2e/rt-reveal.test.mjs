// One value, one purpose, one event: from the agent's keys to the auditor's check. And what is not the agent's to see is not offered.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {rest} from '../../tools/rt/rt.mjs';
import {invalidEvents} from '../collector/valid.mjs';
import {choose, fieldText, offeredPurposes, openPrompt, pressAndClose, revealNik, sendReply, writeReply} from './desk.mjs';
import {folderFor, missing, openDesk, screens, seeded, startFreshRt, uncovered, until} from './setup.mjs';
import {groupings, spelledIn} from './spellings.mjs';
import {cli, exportLog, query, root, shortPolicy, startTenant, subjectReport} from './stack.mjs';
import {openTicket, settled} from './walk.mjs';

const NIK = '3273014507900003';
const TTL_S = 3;

describe('a reveal in Request Tracker', {skip: missing}, () => {
  let rt, tenant, desk;
  const elsewhere = [];
  before(async () => {
    rt = await startFreshRt('e2e-reveal');
    tenant = await startTenant({folder: folderFor('reveal'), rt, policy: shortPolicy(TTL_S), recorded: true});
    desk = await openDesk({rt, tenant});
    desk.context.on('request', (asked) => { if (![rt.url, tenant.wire.url, 'chrome-extension://', 'data:', 'blob:'].some((start) => asked.url().startsWith(start))) elsewhere.push(asked.url()); });
  });
  after(async () => {
    await desk?.close();
    await tenant?.collector.stop();
    tenant?.wire.close();
    await rt?.stop();
  });
  const reveals = () => query(tenant.db, "SELECT * FROM events WHERE kind = 'reveal' ORDER BY rowid");

  test('Alt+R, a digit and Enter show one NIK for its time to live, and the chain says so', async () => {
    const {page} = desk;
    await openTicket(page, rt.url, 1);
    await uncovered(page);
    assert.match(await fieldText(page, 'NIK'), /•/);
    const frame = await openPrompt(page);
    await choose(page, frame, (row) => /^NIK/m.test(row));
    assert.deepEqual(await offeredPurposes(frame), ['Verifikasi identitas']);
    await page.keyboard.press('1');
    await page.screenshot({path: join(screens, 'e2e-prompt.png')});
    pressAndClose(desk, 'Enter');
    await until('the NIK is shown', async () => (await fieldText(page, 'NIK')) === NIK, 5_000);
    const shownAt = Date.now();
    await until('the prompt closes', () => !page.frames().some((one) => one.url().startsWith('chrome-extension://')), 2_000);
    await page.screenshot({path: join(screens, 'e2e-revealed.png')});
    assert.match(await fieldText(page, 'No-HP'), /•/, 'nothing else is shown');
    await until('the NIK is covered again', async () => (await fieldText(page, 'NIK')).includes('•'), (TTL_S + 3) * 1000);
    const lasted = Date.now() - shownAt;
    assert.ok(lasted > (TTL_S - 1.5) * 1000 && lasted < (TTL_S + 1) * 1000, `shown for ${lasted} ms`);

    const [event] = await until('the event is in the collector', async () => {
      const rows = await reveals();
      return rows.length > 0 ? rows : undefined;
    }, 40_000);
    assert.equal(event.ticket, '1');
    assert.equal(event.agent, 'sari');
    assert.equal(event.helpdesk, 'request-tracker');
    assert.equal(event.class, 'identity.nik');
    const line = JSON.parse(event.line);
    assert.equal(event.purpose, 'identity_verification');
    assert.match(event.rules, /\breveal-nik\b/);
    assert.equal(JSON.stringify(line).includes(NIK), false, 'never the value');
    assert.equal(line.tirai.enforcement_level, 'A1');
  });

  test("another agent's NIK is not offered, and Enter shows nothing", async () => {
    const {page} = desk;
    const count = (await reveals()).length;
    await openTicket(page, rt.url, 2);
    await uncovered(page);
    const before = await fieldText(page, 'NIK');
    assert.match(before, /•/);
    const frame = await openPrompt(page);
    await choose(page, frame, (row) => /^NIK/m.test(row));
    assert.deepEqual(await offeredPurposes(frame), []);
    await page.screenshot({path: join(screens, 'e2e-not-offered.png')});
    await page.keyboard.press('1');
    pressAndClose(desk, 'Enter');
    await new Promise((done) => setTimeout(done, 700));
    assert.equal(await fieldText(page, 'NIK'), before);
    pressAndClose(desk, 'Escape');
    await until('the prompt closes', () => !page.frames().some((one) => one.url().startsWith('chrome-extension://')));
    assert.equal((await reveals()).length, count);
  });

  test('a reply written while masks are on is stored unaltered, with the message it quotes', async () => {
    const {page} = desk;
    await openTicket(page, rt.url, 1);
    await uncovered(page);
    await writeReply(page, page.locator('.transaction.message', {hasText: 'Betul'}).locator('[href*="Action=Respond"]').first(), 'Baik Bu, nomor 0812-3456-7890 sudah kami catat.');
    await page.screenshot({path: join(screens, 'e2e-reply-typed.png')});
    await sendReply(page);
    await settled(page);

    const {items} = await rest(rt.url, 'root', 'GET', 'ticket/1/history?fields=Type,Creator&per_page=100');
    const last = items.filter(({Type}) => Type === 'Correspond').at(-1);
    const {items: attachments} = await rest(rt.url, 'root', 'GET', `transaction/${last.id}/attachments?fields=ContentType,Content&per_page=20`);
    const html = attachments.filter(({ContentType}) => ContentType === 'text/html').map(({Content}) => Content).join('\n');
    assert.match(html, /Baik Bu, nomor 0812-3456-7890 sudah kami catat\./);
    assert.match(html, /NIK saya 3273 0145 0790 0003 dan nomor 6281234567890/);
    assert.match(html, /Apakah NIK 3273014507900003 masih berlaku/);
    assert.doesNotMatch(html, /•/);
  });

  test('a field that is saved unchanged stays as it was', async () => {
    const {page} = desk;
    await page.goto(`${rt.url}/Ticket/Modify.html?id=1`);
    await settled(page);
    await uncovered(page);
    await page.fill('input[name=Subject]', 'Mohon perbarui data saya (dua)');
    await Promise.all([page.waitForURL(/Ticket\//), page.locator('input[name=SubmitTicket]').first().click()]);
    await settled(page);
    const ticket = await rest(rt.url, 'root', 'GET', 'ticket/1');
    assert.equal(ticket.Subject, 'Mohon perbarui data saya (dua)');
    assert.deepEqual(Object.fromEntries(ticket.CustomFields.map(({name, values}) => [name, values[0]])),
      {'NIK': NIK, 'No. HP': '081234567890', 'Alamat': 'Jl. Kenanga No. 12 RT 03/RW 05'});
  });

  test('the export verifies; with one byte flipped it names the event', async () => {
    const {page} = desk;
    await openTicket(page, rt.url, 3);
    await uncovered(page);
    const count = (await reveals()).length;
    await revealNik(desk);
    await until('one more event', async () => (await reveals()).length > count, 40_000);
    const file = join(tenant.folder, 'export.ndjson');
    const text = await exportLog(tenant.db, file);
    const good = await cli('verify', file);
    assert.equal(good.code, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /intact/);
    const {events, problems} = invalidEvents(text);
    assert.deepEqual(problems, [], 'every event is as its schema says');
    assert.ok(events > count, `${events} events`);

    const [first] = await reveals();
    const bytes = readFileSync(file);
    const at = bytes.indexOf(Buffer.from(first.line)) + Buffer.from(first.line).indexOf(Buffer.from('"ticket":"1"')) + '"ticket":"'.length;
    assert.equal(String.fromCharCode(bytes[at]), '1');
    bytes[at] ^= 0x02;  // ticket 1 becomes ticket 3
    const bent = join(tenant.folder, 'bent.ndjson');
    writeFileSync(bent, bytes);
    const bad = await cli('verify', bent);
    assert.notEqual(bad.code, 0);
    assert.match(bad.stdout + bad.stderr, new RegExp(`event ${first.sequence}\\b`));
    assert.equal(text.includes(NIK), false);
  });

  test('a value put into a field unseen is one event, too', async () => {
    const {page} = desk;
    await openTicket(page, rt.url, 1);
    await uncovered(page);
    const copies = () => query(tenant.db, "SELECT * FROM events WHERE kind = 'copy'");
    await page.locator('input[name=q]').first().focus();
    await page.locator('.custom-field-No-HP .current-value').first().hover();
    await page.keyboard.press('Alt+i');
    const [event] = await until('the copy is in the collector', async () => (await copies()).length > 0 && copies(), 40_000);
    assert.deepEqual([event.class, event.ticket, event.agent], ['contact.phone', '1', 'sari']);
  });

  test('the browser sent the collector no byte that spells a value of the helpdesk, and nobody else anything', () => {
    assert.deepEqual(elsewhere, []);
    const bytes = tenant.wire.bytes();
    for (const kind of ['session_start', 'reveal', 'copy']) assert.ok(bytes.includes(`"kind":"${kind}"`), `${kind} was on the wire`);
    const mails = join(root, 'tools/rt/seed/mail'), texts = [join(root, 'tools/rt/seed/tickets.json'), ...readdirSync(mails).map((name) => join(mails, name))].map((file) => readFileSync(file, 'utf8')).join('\n');
    const values = [...new Set(seeded.flatMap(({value}) => [value, ...(/^\d+$/.test(value) ? groupings(texts, value) : [])]))];
    assert.ok(values.includes('3273 0145 0790 0003') && values.includes('812-3456-7890'), 'grouped as the tickets write them');
    assert.deepEqual(spelledIn(bytes, values), []);
    assert.deepEqual(spelledIn(Buffer.concat([bytes, Buffer.from(values[0])]), values), [values[0]], 'one would be found');
  });

  test('an auditor makes every decision again, and the customer’s report holds what the store’s rows hold', async () => {
    const file = join(tenant.folder, 'whole.ndjson');
    await exportLog(tenant.db, file);
    const {stdout, stderr} = await cli('audit', file, '--policy', tenant.collector.bundle, '--log-vkey', `${tenant.db}-log.vkey`, '--format', 'json');
    const audit = JSON.parse(stdout || `{"stderr": ${JSON.stringify(stderr)}}`);
    const [{decided}] = await query(tenant.db, "SELECT count(*) AS decided FROM events WHERE kind IN ('reveal', 'copy', 'compare', 'refusal')");
    assert.ok(decided >= 3, `${decided} decisions`);
    assert.deepEqual([audit.verdict, audit.open?.map(({question}) => question), audit.decisions, audit.replayed, audit.checks?.replay, audit.findings], ['open', ['newest', 'rewritten'], decided, decided, 'holds', []], stderr);

    const [{subject}] = await query(tenant.db, "SELECT json_extract(line, '$.tirai.subject') AS subject FROM events WHERE ticket = '1' AND kind = 'reveal'");
    assert.match(subject, /^[A-Za-z0-9_-]{43}$/);
    const report = await subjectReport(tenant.db, subject);
    const place = ({chain_uid, sequence, time, agent, class: type}) => [chain_uid, sequence, time, agent, type].join(' ');
    const own = await query(tenant.db, `SELECT chain_uid, sequence, time, agent, class FROM events WHERE kind IN ('reveal', 'copy') AND json_extract(line, '$.tirai.subject') = '${subject}'`);
    assert.ok(own.length >= 2);
    assert.deepEqual(report.events.map(place).sort(), own.map(place).sort());
    assert.deepEqual(report.agents.map(({agent, events}) => [agent, events]), [['sari', own.length]]);
    assert.equal(report.log.complete, true);
    assert.deepEqual(spelledIn(Buffer.from(JSON.stringify(report)), seeded.map(({value}) => value)), []);
  });
});
