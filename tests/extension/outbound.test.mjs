// What leaves in a reply, with the real extension, station and collector: whose a value is, what the policy says of sending it, and the events.
import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {drawn, openDesk, otherMail, otherPhone, phone, uncovered, until} from './desk.mjs';

const card = '4111 1111 1111 1111';
let desk;
before(async () => {
  desk = await openDesk();
  const other = await desk.ticket('90');
  await uncovered(other);
  await until('what it shows is known', () => seen('90'));
  await other.close();
});
after(() => desk?.close());

/** The digests kept of a ticket's values. */
const seen = async (ticket) => (await desk.background()).evaluate(async (wanted) => {
  const all = await chrome.storage.session.get(null);
  const record = Object.entries(all).find(([key]) => key.startsWith('seen http'))?.[1] ?? [];
  return record.filter(([, tickets]) => tickets.includes(wanted)).length;
}, ticket);
const events = (ticket) => desk.log().filter(({tirai}) => tirai.ticket === ticket && tirai.kind === 'outbound').map(({tirai, web_resources: [{type}]}) => [tirai.outcome, type, tirai.count]);

const barOf = async (page, tag) => (await drawn(page, tag)).all;

async function write(ticket, text) {
  const page = await desk.ticket(ticket);
  await uncovered(page);
  await page.locator('#draft').focus();
  await page.keyboard.type(text);
  return page;
}

test('another customer\'s number is flagged, the ticket\'s own is not; what is kept of them are digests', async () => {
  const page = await write('71', `We call ${phone}, not ${otherPhone.replaceAll('-', ' ')} or ${otherMail}.`);
  const said = await until('a bar', () => barOf(page, 'tirai-outbound'));
  assert.match(said, /Phone number: seen on another ticket/);
  assert.match(said, /E-mail address: seen on another ticket/);
  assert.doesNotMatch(said, /Phone number \(2\)/, 'one number is the customer\'s own');
  await page.keyboard.press('Alt+m');
  await until('masked', async () => !/7777|rina/.test(await page.locator('#draft').inputValue()));
  assert.match(await page.locator('#draft').inputValue(), new RegExp(`^We call ${phone}, not •`));
  await page.locator('#send').click();
  await until('sent', () => desk.desk.sent.length === 1);
  assert.match(desk.desk.sent[0].draft, new RegExp(`^We call ${phone}, not •`));
  assert.deepEqual((await until('four events', () => { const found = events('71'); return found.length === 4 && found; })).sort(),
    [['flagged', 'contact.email', 1], ['flagged', 'contact.phone', 1], ['masked', 'contact.email', 1], ['masked', 'contact.phone', 1]]);
  const subjects = desk.log().filter(({tirai}) => tirai.ticket === '71' && tirai.kind === 'outbound').map(({tirai}) => tirai.subject);
  assert.equal(new Set(subjects).size, 1, 'all four name the ticket\'s customer');
  assert.match(subjects[0], /^[A-Za-z0-9_-]{43}$/, 'by pseudonym');
  const session = await (await desk.background()).evaluate(async () => JSON.stringify(Object.entries(await chrome.storage.session.get(null)).filter(([key]) => key.startsWith('seen'))));
  assert.doesNotMatch(session, /7777|5550|rina/);
  assert.doesNotMatch(desk.logText(), /7777|5550|rina/);
  assert.equal((await desk.verify()).code, 0);
});

test('a card number is asked about before it is sent, and sent as it is only by its button; the log says so', async () => {
  const page = await write('72', `Card ${card}`);
  await page.locator('#send').click();
  assert.match(await until('the question', () => barOf(page, 'tirai-outbound-confirm')), /Card number: card numbers are not sent in replies/);
  await page.waitForTimeout(350);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const before = desk.desk.sent.length;
  await page.keyboard.press('Enter');
  await until('sent', () => desk.desk.sent.length > before);
  assert.deepEqual(desk.desk.sent.at(-1), {draft: `Card ${card}`, go: 'yes'}, 'the button that was pressed is sent, too');
  assert.deepEqual(await until('both', () => { const found = events('72'); return found.length === 2 && found; }), [['flagged', 'payment.card', 1], ['sent', 'payment.card', 1]]);
  const [{tirai}] = desk.log().filter(({tirai: one}) => one.ticket === '72' && one.kind === 'outbound');
  assert.deepEqual([tirai.action, tirai.rules], ['send', ['never-card']]);
  assert.doesNotMatch(desk.logText(), /4111|1111 1111/);
});

test('a policy\'s rule for sending decides: what it permits is not flagged, what it denies is, in its words', async () => {
  const rules = `"rules": [
    {"id": "send-any", "effect": "permit", "level": "plain", "when": {"action": ["send"], "class": ["contact"]}, "reason": {"id": "Boleh", "en": "Fine"}},
    {"id": "no-nik-out", "effect": "deny", "when": {"action": ["send"], "class": ["identity.nik"]}, "reason": {"id": "NIK tidak dikirim.", "en": "A NIK is not sent."}},`;
  await desk.publish({version: 2, edit: (text) => text.replace('"rules": [', rules)});
  const options = await desk.own('options.html');
  await options.evaluate(() => chrome.runtime.sendMessage({type: 'refresh'}));
  await until('the new policy', async () => (await options.evaluate(() => chrome.runtime.sendMessage({type: 'status'}))).station.policy.bundle_version === 2);
  await options.close();
  const page = await write('73', `NIK 3171075301990005, ${otherPhone}`);
  const said = await until('a bar', () => barOf(page, 'tirai-outbound'));
  assert.match(said, /National identity number \(NIK\): A NIK is not sent\./);
  assert.doesNotMatch(said, /Phone/);
  await page.close();
});
