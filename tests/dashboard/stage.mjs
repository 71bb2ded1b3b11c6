// The built dashboard, served by a real collector over TLS, in real Chromium and Firefox; with events of three months that are the same in every run.
import {execFileSync} from 'node:child_process';
import {createHash, randomBytes, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before} from 'node:test';
import puppeteer from 'puppeteer-core';
import {chromiumPath, firefoxPath} from '../browsers.mjs';
import {certificate} from '../collector/certificate.mjs';
import {addAccount, chainOf, deviceOf, fromBase32, officerKeys, stepNow, totp} from '../collector/office.mjs';
import {customerOf} from '../collector/people-kit.mjs';
import {ask, post, serve} from '../collector/support.mjs';
import {seal} from '../vectors/ledger/hpke.mjs';

export const root = join(import.meta.dirname, '../..');
export {stepNow, totp, fromBase32};
const HOUR = 3_600_000, DAY = 24 * HOUR;

// The constants of Numerical Recipes.
function dice(seed) {
  let state = seed;
  return list => list[Math.floor((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 * list.length)];
}

/** So many reveals and refusals of one agent over the last 28 days, in office hours of Jakarta, oldest first. */
export function reveals(count, seed, today) {
  const pick = dice(seed);
  const hours = [8, 9, 9, 10, 10, 10, 11, 13, 14, 14, 15, 16, 17];
  return Array.from({length: count}, () => ({
    time: today - pick(Array.from({length: 28}, (_, i) => i)) * DAY + pick(hours) * HOUR + pick([60_000, 120_000, 900_000]) , class: pick(['identity.nik', 'contact.phone', 'contact.phone', 'contact.email', 'payment.card']),
    purpose: pick(['verify_identity', 'call_back', 'call_back', 'refund']), ticket: String(pick([101, 102, 103, 104, 105, 106, 107])), kind: pick(['reveal', 'reveal', 'reveal', 'reveal', 'refusal']),
  })).sort((a, b) => a.time - b.time);
}
export const jakartaMidnight = () => Math.floor((Date.now() + 7 * HOUR) / DAY) * DAY - 7 * HOUR - DAY;

/** What the policy calls things; `health.note`, `complaint` and `survey` it does not know. */
export const names = {
  classes: {'identity.nik': {id: 'NIK', en: 'National identity number (NIK)'}, 'contact.phone': {id: 'Nomor telepon', en: 'Phone number'}, 'contact.email': {id: 'Alamat surel', en: 'E-mail address'}, 'payment.card': {id: 'Nomor kartu', en: 'Card number'}},
  purposes: {verify_identity: {id: 'Verifikasi identitas', en: 'Identity verification'}, call_back: {id: 'Menelepon kembali', en: 'Calling back'}, refund: {id: 'Pengembalian dana', en: 'Refund'}, marketing: {id: 'Pemasaran', en: 'Marketing'}},
};
const policy = {
  controller: {name: 'PT Contoh Layanan', contact: 'privacy@contoh.example'}, dpo: {name: 'Dewi', contact: 'dpo@contoh.example'},
  ...Object.fromEntries(Object.entries(names).map(([kind, all]) => [kind, Object.fromEntries(Object.entries(all).map(([id, text]) => [id, {text}]))])),
  rules: [{id: 'agent-reveals-nik', effect: 'permit', reason: {id: 'NIK dibuka hanya untuk verifikasi identitas.', en: 'A NIK is revealed for identity verification alone.'}}],
};

export async function openStage() {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-dashboard-')), out = join(dir, 'dashboard');
  execFileSync(process.execPath, [join(root, 'dashboard/build.mjs'), '--out', out]);
  const {cert, key} = certificate(dir), db = join(dir, 'log.db');
  // What devices send goes over loopback; the browsers come over TLS. One store, two collectors.
  const bundle = join(dir, 'bundle.json');
  writeFileSync(bundle, JSON.stringify({policy: JSON.stringify(policy)}));
  const intake = await serve(null, db, ['--log-level', 'error', '--index-every-ms', '3600000', '--policy', bundle]);
  const today = jakartaMidnight();
  const made = [];
  let siti;
  const written = [{time: today + 9 * HOUR, class: 'identity.nik', purpose: 'verify_identity', ticket: '108', kind: 'reveal', said: {reason: 'Pelanggan lupa kata sandi; cocokkan tanggal lahir', ticket_url: 'https://desk.example/108'}},
    {time: today + 10 * HOUR, class: 'contact.phone', purpose: 'call_back', ticket: '108', kind: 'reveal', said: {reason: 'Kurir tidak menemukan rumah'}}];
  // One day of sixty customers, by somebody who is new: what the team does is all there is to compare with.
  const much = Array.from({length: 60}, (_, i) => ({time: today + 9 * HOUR + i * 5 * 60_000, class: 'contact.phone', purpose: 'call_back', ticket: `J-${i}`, kind: 'reveal'}));
  for (const [agent, team, list] of [['agent.sari', 'care', reveals(240, 1, today)], ['agent.rudi', 'billing', reveals(120, 2, today)], ['agent.tono', 'care', reveals(60, 3, today)], ['agent.wati', 'care', written], ['agent.joko', 'care', much]]) {
    const device = await deviceOf(intake, db, agent, team);
    if (agent === 'agent.wati') {
      await ask(intake, '/v1/policy', {token: device.token});
      [siti] = await customerOf(intake, device, 'siti@example.com');
      for (const one of list) one.subject = siti;
      const consent = randomUUID(), evidence = seal(JSON.stringify({reason: 'Boleh kirim penawaran lewat telepon'}), officerKeys.public_key, `consent:${consent}`, randomBytes(32));
      for (const [path, body] of [['consents', {id: consent, pseudonym: siti, purpose: 'marketing', state: 'given', method: 'verbal', notice: 'notice-3', language: 'id', evidence: {digest: `sha256:${createHash('sha256').update(evidence).digest('hex')}`, sealed: evidence}}], ['approvals', {agent, ticket_pseudonym: siti, class: 'health.note', purpose: 'complaint', seconds: 60}],
        ['training', {agent, module: 'privacy-2026', acknowledged_ms: Date.now() - DAY}]]) await ask(intake, `/v1/${path}`, {token: device.token, body: JSON.stringify(body)});
    }
    const answer = await post(intake, device, chainOf(device, agent, list).batch());
    if (answer.status !== 200) throw new Error(answer.text);
    made.push(...list.map(one => ({...one, agent, team})));
  }
  await intake.end();
  const collector = await serve(null, db, ['--log-level', 'error', '--tls-cert', cert, '--tls-key', key, '--dashboard', out, '--index-every-ms', '20', '--findings-every-s', '1']);
  const accounts = {dewi: addAccount(db, 'dewi'), budi: addAccount(db, 'budi', 'supervisor', ['billing']), mega: addAccount(db, 'mega', 'manager'), ayu: addAccount(db, 'ayu', 'auditor'), citra: addAccount(db, 'citra'), eka: addAccount(db, 'eka')};
  return {
    dir, db, collector, accounts, made, today, siti,
    async close() {
      await collector.end();
      rmSync(dir, {recursive: true, force: true});
    },
  };
}

export async function openBrowser(name, lang = 'en') {
  const browser = await puppeteer.launch(name === 'firefox'
    ? {browser: 'firefox', executablePath: firefoxPath, headless: true, acceptInsecureCerts: true, extraPrefsFirefox: {'intl.accept_languages': lang}}
    : {browser: 'chrome', executablePath: chromiumPath, headless: true, acceptInsecureCerts: true, args: ['--no-sandbox', '--disable-dev-shm-usage', `--accept-lang=${lang}`]});
  return browser;
}

/** Opened before a file's tests and closed after them: what `openStage` gives, with `browsers` by name. */
export function useStage(...names) {
  const stage = {browsers: {}};
  before(async () => {
    Object.assign(stage, await openStage());
    for (const name of names) stage.browsers[name] = await openBrowser(name);
  });
  after(async () => {
    for (const browser of Object.values(stage.browsers)) await browser.close();
    await stage.close?.();
  });
  return stage;
}

/** A browser's context of its own, in which `account` is signed in. */
export async function signedIn(stage, account) {
  const context = await stage.browsers.chromium.createBrowserContext(), page = await openPage(context, stage);
  await enter(page, stage.accounts[account]);
  await settled(page);
  await page.close();
  return context;
}

/** A page at the door, and what it complained of. */
export async function openPage(browser, stage, {width = 1280, height = 900, scheme = 'light', hash = ''} = {}) {
  const page = await browser.newPage();
  const complaints = [], strangers = [];
  page.on('console', message => { if (['error', 'warn'].includes(message.type()) && !/401/.test(message.text())) complaints.push(message.text()); });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => { if (!request.url().startsWith(stage.collector.url) && !/^(data|blob):/.test(request.url())) strangers.push(request.url()); });
  await page.setViewport({width, height});
  await page.emulateMediaFeatures?.([{name: 'prefers-color-scheme', value: scheme}]).catch(() => undefined);
  await page.goto(`${stage.collector.url}/dashboard/${hash === '' ? '' : `#${hash}`}`);
  await page.waitForSelector('.door, .pages, .tiles');
  return Object.assign(page, {complaints, strangers});
}

/** By keyboard alone, as a person types. */
export async function enter(page, who, code) {
  await page.waitForSelector('.door');
  await page.focus('#name');
  await page.keyboard.type(who.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(who.password);
  await page.keyboard.press('Tab');
  await page.keyboard.type(code ?? who.code());
  await page.keyboard.press('Enter');
}
export async function settled(page) {
  await page.waitForSelector('.tiles .tile', {timeout: 20_000});
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy=true]').length === 0, {timeout: 20_000});
}
