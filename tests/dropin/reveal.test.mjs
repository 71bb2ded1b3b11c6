// The main job on the drop-in: one value, by keyboard, for a purpose; covered again; on the collector's log; the log verifies.
import assert from 'node:assert/strict';
import test from 'node:test';
import {openBrowser, openCompany, ours, ready, until, wait} from './harness.mjs';

const kNik = '3273014507900003';
const shown = (page, field) => page.evaluate(name => document.querySelector(`[data-customer="${name}"]`).innerText, field);
const point = (page, field) => page.evaluate(name => getSelection().selectAllChildren(document.querySelector(`[data-customer="${name}"]`)), field);

/** A person holds a key for some 100 ms: longer than the prompt takes to answer and close. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key, {delay: 100});
}
async function openPrompt(page) {
  await page.keyboard.down('Alt');
  await page.keyboard.press('KeyR');
  await page.keyboard.up('Alt');
  await until('the prompt is open', async () => (await ours(page, 'tirai-prompt')) !== '');
}
const reveals = company => company.events().filter(event => event.tirai.kind === 'reveal');

/** Notes every key that any listener of the page gets to see. */
const listenAsPage = page => page.evaluate(() => {
  window.pageSaw = [];
  for (const target of [window, document, document.body]) for (const type of ['keydown', 'keypress', 'keyup', 'input']) target.addEventListener(type, event => window.pageSaw.push(event.key ?? event.data), true);
});

for (const name of ['chromium', 'firefox']) {
  test(`${name}: reveal one NIK by keyboard`, async t => {
    const company = await openCompany({ttl_s: 4});
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); });
    const page = await browser.page();
    await page.goto(`${company.url}/tickets/1042`);
    await ready(page);
    await listenAsPage(page);

    await t.test('it is masked before', async () => {
      assert.match(await shown(page, 'nik'), /^\S*•\S*0003$/);
    });

    await t.test('Alt+R offers purposes, in words, with their legal basis', async () => {
      await point(page, 'nik');
      await openPrompt(page);
      const text = await ours(page, 'tirai-prompt');
      assert.match(text, /Verifikasi identitas/);
      assert.match(text, /UU PDP/);
      assert.doesNotMatch(text, new RegExp(kNik));
    });

    await t.test('a purpose and Enter: the whole value, within two seconds', async () => {
      const begun = Date.now();
      await press(page, 'Digit1', 'Enter');
      await until('the value is shown', async () => (await shown(page, 'nik')) === kNik);
      assert.ok(Date.now() - begun < 2000, `${Date.now() - begun} ms`);
      assert.equal(await ours(page, 'tirai-prompt'), '');
      assert.equal(await page.evaluate(nik => document.body.innerText.split(nik).length - 1, kNik), 1, 'in that one place');
    });

    await t.test('the page heard none of the keys', async () => {
      const heard = await page.evaluate(() => window.pageSaw);
      assert.deepEqual(heard.filter(key => key !== 'Alt' && key !== null), []);
    });

    await t.test('it is covered again by itself', async () => {
      await until('covered again', async () => (await shown(page, 'nik')) !== kNik, 8_000);
      assert.match(await shown(page, 'nik'), /^\S*•\S*0003$/);
    });

    await t.test('the event is on the collector, with class, purpose and ticket, and without the value', async () => {
      const [event] = await until('the event arrives', () => (reveals(company).length > 0 ? reveals(company) : undefined));
      assert.equal(event.web_resources[0].type, 'identity.nik');
      assert.equal(event.tirai.entity_type, 'id_nik');
      assert.equal(event.tirai.purpose.id, 'identity_verification');
      assert.equal(event.tirai.ticket, '1042');
      assert.match(event.tirai.subject, /^[A-Za-z0-9_-]{43}$/, 'the customer, by a pseudonym');
      assert.equal(event.tirai.helpdesk, 'demo');
      assert.equal(event.tirai.relationship, 'assigned');
      assert.equal(event.tirai.enforcement_level, 'A1');
      assert.equal(event.actor.user.uid, 'sari');
      assert.doesNotMatch(company.exported(), /3273014507900003|Rahmawati/);
    });

    await t.test('the export verifies, and a changed byte does not', () => {
      const log = company.exported();
      company.verify(`${log}\n`);
      assert.throws(() => company.verify(`${log.replace('"identity_verification"', '"identity_verificatiom"')}\n`));
    });

    await t.test('a second page goes on with the same chain', async () => {
      await page.goto(`${company.url}/tickets/1043`);
      await ready(page);
      await point(page, 'phone');
      await openPrompt(page);
      await press(page, 'Digit1', 'Enter');
      await until('the value is shown', async () => (await shown(page, 'phone')) === '+62 821-5550-4416');
      const events = await until('both arrive', () => (reveals(company).length === 2 ? company.events() : undefined));
      assert.deepEqual(new Set(events.map(event => event.tirai.chain_uid)).size, 1);
      company.verify(`${company.exported()}\n`);
    });

    await t.test('Escape closes the prompt and reveals nothing', async () => {
      await point(page, 'nik');
      await openPrompt(page);
      await press(page, 'Escape');
      await until('the prompt is gone', async () => (await ours(page, 'tirai-prompt')) === '');
      assert.match(await shown(page, 'nik'), /•/);
      assert.equal(reveals(company).length, 2);
    });

    await t.test('the badge opens it for the mouse; a dialog the page opens later does not take the keys from it', async () => {
      await point(page, 'email');
      await page.mouse.click(1280 - 60, 900 - 28);
      await until('the prompt is open', async () => (await ours(page, 'tirai-prompt')) !== '');
      await page.evaluate(() => { document.body.append(document.createElement('dialog')); document.querySelector('body > dialog').showModal(); });
      await wait(300);
      await press(page, 'Digit1', 'Enter');
      await until('the value is shown', async () => (await shown(page, 'email')) === 'd.hartono@example.org');
    });

    await t.test("a colleague's ticket: the NIK cannot be revealed, and the prompt says why", async () => {
      await page.goto(`${company.url}/tickets/1044`);
      await ready(page);
      await point(page, 'nik');
      await openPrompt(page);
      assert.match(await ours(page, 'tirai-prompt'), /tidak dapat dibuka di sini/);
      await press(page, 'Digit1', 'Enter');
      await wait(300);
      assert.match(await shown(page, 'nik'), /•/);
    });
  });

  test(`${name}: what the agent writes is what the helpdesk stores`, async t => {
    const company = await openCompany();
    const browser = await openBrowser(name);
    t.after(async () => { await browser.close(); await company.close(); });
    const page = await browser.page();
    const stored = async () => (await fetch(`${company.url}/tickets/1043/replies`)).json();

    await t.test('typed while masks are on', async () => {
      const text = 'NIK 3578101708850002 dan kartu 4111 1111 1111 1111 sudah kami cocokkan, d.hartono@example.org';
      await page.goto(`${company.url}/tickets/1043`);
      await ready(page);
      await page.type('#reply', text);
      await page.click('form.reply button');
      await until('it is asked about', async () => /Nomor kartu: nomor kartu tidak dikirim lewat balasan/.test(await ours(page, 'tirai-outbound-confirm')));
      assert.deepEqual(await stored(), [], 'nothing goes before the answer');
      await wait(400);
      await press(page, 'Tab', 'Tab');
      await Promise.all([page.waitForNavigation(), press(page, 'Enter')]);
      assert.deepEqual(await stored(), [text]);
      const log = await until('its events', () => { const found = company.events().filter(({tirai}) => tirai.kind === 'outbound'); return found.length >= 2 && found; });
      assert.deepEqual(log.map(({tirai}) => [tirai.outcome, tirai.entity_type]).filter(([, type]) => type === 'credit_card'), [['flagged', 'credit_card'], ['sent', 'credit_card']]);
      assert.ok(!company.exported().includes('3578101708850002') && !company.exported().includes('1111 1111'));
    });

    await t.test('a quoted message, covered in the field, is sent as it was', async () => {
      await page.goto(`${company.url}/tickets/1043?quote=1`);
      await ready(page);
      const security = await page.evaluate(() => getComputedStyle(document.querySelector('#reply')).webkitTextSecurity);
      assert.equal(security, 'disc');
      await Promise.all([page.waitForNavigation(), page.click('form.reply button')]);
      const [, quoted] = await stored();
      assert.match(quoted, /^> Hello,\r\n> \r\n> My July invoice was charged twice to my Visa card 4111 1111 1111 1111\./);
      assert.doesNotMatch(quoted, /•/);
    });
  });
}
