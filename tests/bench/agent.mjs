#!/usr/bin/env node
// Twenty tickets worked in a real Request Tracker as an agent works them, under the default policy: read, look up, verify the caller, reply. What it counts comes
// from the product's own events, as the collector exports them; how long a reveal takes, from the key that asks to the value on the page, from the page.
// Bars: at most one prompt per five tickets, a median reveal under 2 s, at least half of the looks without showing a value.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {rest} from '../../tools/rt/rt.mjs';
import {choose, fieldText, openPrompt, pressAndClose, sendReply, writeReply} from '../e2e/desk.mjs';
import {folderFor, openDesk, startFreshRt, uncovered, until} from '../e2e/setup.mjs';
import {cli, exportLog, root, startTenant} from '../e2e/stack.mjs';
import {openTicket} from '../e2e/walk.mjs';

const PURPOSE_S = 900;  // validity.purpose_s of the policy, by default
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Invented people. A NIK is six digits of a region, the birthday, a serial number.
const region = ['327301', '357801', '340412', '517103', '127105'];
const customers = Array.from({length: 20}, (_, at) => {
  const n = at + 1, two = (number) => String(number).padStart(2, '0');
  return {
    name: `Pelanggan Ke${'abcdefghijklmnopqrst'[at].toUpperCase()}satu`, mail: `pelanggan${two(n)}@uji.test`,
    nik: `${region[at % 5]}${two(1 + at % 28)}${two(1 + at % 12)}${two(70 + at)}00${two(10 + n)}`, phone: `0812-55${two(n)}-${4000 + 37 * n}`,
  };
});

/** What each ticket takes. Most are answered by reading; a caller is verified; a number is compared; now and then a value must be read whole. */
const work = ['read', 'verify', 'compare', 'read', 'verify', 'compare', 'read', 'verify', 'reveal', 'read', 'compare', 'verify', 'read', 'compare', 'verify', 'read', 'reveal', 'compare', 'verify', 'read'];

async function makeTicket(rt, {name, mail, nik, phone}, at) {
  const {id} = await rest(rt.url, 'root', 'POST', 'ticket', {
    Queue: 'CS Umum', Subject: `Pertanyaan ${at + 1}`, Requestor: mail, Owner: 'sari', Status: 'open', ContentType: 'text/plain',
    Content: `Halo, saya ${name}. Mohon dicek data saya, nomor saya ${phone}. Terima kasih.`, CustomFields: {NIK: nik, 'No. HP': phone},
  });
  return id;
}

const gone = (page) => until('the prompt is gone', () => !page.frames().some((one) => one.url().startsWith('chrome-extension://')), 5_000);
const close = async (desk) => { pressAndClose(desk, 'Escape'); await gone(desk.page); };

const acts = {
  async read() {},
  async verify(desk, {nik, phone, mail}) {
    const {page} = desk;
    const frame = await openPrompt(page);
    await page.keyboard.press('v');
    const answers = [[/NIK/, nik.slice(-4)], [/telepon/, phone.slice(-4)], [/surel/, mail]];
    for (let asked = 0; asked < 2; asked++) {
      const question = await until('a question has the keyboard', () => frame.evaluate(() => document.activeElement?.labels?.[0]?.textContent), 5_000);
      const [, said] = answers.find(([about]) => about.test(question));
      const field = await frame.evaluate(() => document.activeElement.id);
      await page.keyboard.type(said);
      await page.keyboard.press('Enter');
      await until('an answer', () => frame.locator(`#${field}-answer`).textContent());
    }
    await until('the caller is verified', () => frame.locator('.caller.verified').count(), 5_000);
    await close(desk);
  },
  async compare(desk, {phone}) {
    const {page} = desk;
    await page.locator('.custom-field-No-HP .current-value').first().hover();
    await page.keyboard.press('Alt+c');
    const frame = await until('the prompt', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
    await until('the keyboard is there', () => frame.evaluate(() => document.activeElement?.id === 'tirai-said').catch(() => false), 5_000);
    await page.keyboard.type(phone.slice(-4));
    await page.keyboard.press('Enter');
    await until('an answer', () => frame.locator('#tirai-said-answer').textContent());
    await close(desk);
  },
  async reveal(desk, {nik}) {
    const {page} = desk;
    await page.locator('.custom-field-NIK .current-value').first().hover();
    const begun = performance.now();
    const frame = await openPrompt(page);
    await choose(page, frame, (row) => /^NIK/m.test(row));
    await page.keyboard.press('1');
    pressAndClose(desk, 'Enter');
    await until('the NIK is shown', async () => (await fieldText(page, 'NIK')) === nik, 5_000);
    const first = performance.now() - begun;
    await gone(page);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    // Looked at again a moment later, on the same ticket and for the same purpose: nothing is asked.
    await until('it is covered', async () => (await fieldText(page, 'NIK')).includes('•'), 40_000);
    await page.locator('.custom-field-NIK .current-value').first().hover();
    const again = performance.now();
    await page.keyboard.press('Alt+r');
    await until('it is shown again', async () => (await fieldText(page, 'NIK')) === nik, 5_000);
    return [first, performance.now() - again];
  },
};

async function reply({page}, rt, id, {name}) {
  await writeReply(page, page.locator('.transaction.message [href*="Action=Respond"]').first(), `Halo ${name.split(' ')[0]}, data sudah kami periksa. Salam, Sari.`);
  await sendReply(page);
}

/** Of the export: what was looked at, how, and how often a purpose had to be picked. */
function figures(lines) {
  const kinds = {};
  const given = new Map();
  let prompts = 0;
  for (const {tirai: {kind, ticket, purpose}, time} of lines) {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kind !== 'reveal') continue;
    const key = `${ticket} ${purpose?.id}`;
    if (!(time - given.get(key) < PURPOSE_S * 1000)) prompts++;
    given.set(key, time);
  }
  const spared = (kinds.compare ?? 0) + (kinds.verify ?? 0) + (kinds.contact ?? 0);
  return {kinds, prompts, looks: spared + (kinds.reveal ?? 0), spared};
}

async function main() {
  const flat = await cli('flatten', join(root, 'policies/uu-pdp-contact-centre.json'));
  if (flat.code !== 0) throw new Error(flat.stderr);
  const policy = flat.stdout.replace(/("time_to_live_s"\s*:\s*)\d+/g, '$13');  // covered again soon, so that the second look is one
  const rt = await startFreshRt('bench-agent');
  const folder = folderFor('bench-agent');
  const tenant = await startTenant({folder, rt, policy});
  const desk = await openDesk({rt, tenant});
  try {
    const ids = [];
    for (const [at, customer] of customers.entries()) ids.push(await makeTicket(rt, customer, at));
    const took = [], tickets_s = [];
    for (const [at, customer] of customers.entries()) {
      const begun = performance.now();
      await openTicket(desk.page, rt.url, ids[at]);
      await uncovered(desk.page);
      took.push(...await acts[work[at]](desk, customer) ?? []);
      await reply(desk, rt, ids[at], customer);
      tickets_s.push((performance.now() - begun) / 1000);
    }
    const file = join(folder, 'export.ndjson');
    const wanted = work.filter((one) => one !== 'read').length;
    const lines = await until('every event is at the collector', async () => {
      const text = await exportLog(tenant.db, file);
      const found = text.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai !== undefined && line.tirai.ticket !== undefined);
      return found.length >= wanted + work.filter((one) => one === 'verify' || one === 'reveal').length && found;
    }, 60_000);
    const {kinds, prompts, looks, spared} = figures(lines);
    const log = readFileSync(file, 'utf8');
    const leaked = customers.flatMap(({nik, phone, mail}) => [nik, phone, mail]).filter((value) => log.includes(value)).length;
    return {
      what: 'twenty tickets in Request Tracker under policies/uu-pdp-contact-centre.json; counts from the collector\'s export', tickets: 20, events: kinds,
      prompts_per_five_tickets: prompts / 4, prompts_at_most: 1,
      reveal_median_ms: Math.round(median(took)), reveal_ms: took.map(Math.round), reveal_at_most_ms: 2000,
      looks, looks_without_a_value: spared, share: Number((spared / looks).toFixed(2)), share_at_least: 0.5,
      values_in_the_log: leaked, ticket_median_s: Number(median(tickets_s).toFixed(1)),
    };
  } finally {
    await desk.close();
    await tenant.collector.stop();
    await rt.stop();
  }
}

const answer = await main();
console.log(JSON.stringify(answer));
const missed = [
  answer.prompts_per_five_tickets > answer.prompts_at_most && `${answer.prompts_per_five_tickets} prompts per five tickets`,
  answer.reveal_median_ms >= answer.reveal_at_most_ms && `a reveal takes ${answer.reveal_median_ms} ms`,
  answer.share < answer.share_at_least && `${answer.share} of the looks show no value`,
  answer.values_in_the_log > 0 && `${answer.values_in_the_log} values in the log`,
].filter(Boolean);
if (missed.length > 0) console.error(`agent: ${missed.join('; ')}`);
