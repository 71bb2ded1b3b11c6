#!/usr/bin/env node
// What the dashboard costs with so many events: how long each of its questions takes, and what 200 people at it cost those who send events.
// usage: ./bench officer [--events 10000000] [--store sqlite|postgresql] [--only questions|viewers] [--viewers 200] [--pairs 5] [--batches 60]
// Asked of a real collector over HTTP, each question with the event of its own look; the median of 7, after one. The data is made once (officer/data.mjs).
// The viewers: each opens another page every ten seconds, all pages in turn, a customer's report among them: 20 pages and some 40 questions a second, each of
// them an event. That is more than an office does (the dashboard asks for nothing by itself while a page lies open). Those who send: 8 devices, each a batch of
// 50 as soon as the one before is on the disk, so as fast as it goes; --batches of each, --pairs of times with the viewers, each between two without.
// The same is measured of both stores; `core_percent` is what each process took of a core meanwhile, PostgreSQL's all together.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {ask, enrolledDevice, serve} from '../collector/support.mjs';
import {atMost, tellBars} from './bars.mjs';
import {begin, DAY, end, openData, openSessions} from './officer/data.mjs';

const {values} = parseArgs({options: {events: {type: 'string', default: '10000000'}, store: {type: 'string', default: 'sqlite,postgresql'}, only: {type: 'string', default: 'questions,viewers'},
  viewers: {type: 'string', default: '200'}, pairs: {type: 'string', default: '5'}, batches: {type: 'string', default: '60'}}});
const kSlowestMs = 1000, kSlowerPercent = 10;  // a page's question; what the viewers take from those who send
const month = `from=${end - 30 * DAY}&to=${end}`, year = `from=${begin}&to=${end}`, before = `from=${end - 60 * DAY}&to=${end - 30 * DAY}`;
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

async function questions(collector, officer, supervisor) {
  const all = {
    'counts by class, 30 days': `counts?${month}&kind=reveal&by=class`, 'counts by class, a year': `counts?${year}&kind=reveal&by=class`, 'counts by team, a year': `counts?${year}&kind=reveal&by=team`,
    'counts by hour, 90 days': `counts?from=${end - 90 * DAY}&to=${end}&by=kind&step=hour`, 'overview': 'overview', 'work, 30 days': `work?${month}`, 'newest 50': `events?${year}`, 'newest 50 reveals, 30 days': `events?${month}&kind=reveal`,
    'one ticket': 'events?ticket=T-4711', 'one agent, a month': `events?agent=agent.7&${before}`, 'who saw a NIK for a purpose, last month': `events?class=identity.nik&purpose=legal_request&${before}`, 'what there is none of, a year': `events?class=identity.nik&purpose=none&${year}`,
    'findings, a year': `findings?${year}`, 'emergencies, 30 days': `events?${month}&kind=reveal&purpose=break_glass&limit=100`, 'agents': 'agents', 'coverage, 30 days': `coverage?${month}`, 'names': 'names', 'requests': 'requests', 'consents': 'consents', 'restrictions': 'restrictions', 'approvals': 'approvals',
    'subject report, a year': `report/subject.json?${year}&subject=S-4711`, 'breach pack, an agent’s month': `report/breach.json?agent=agent.7&${before}`,
    'supervisor: newest 50': [supervisor, `events?${year}`], 'supervisor: a year by class': [supervisor, `counts?${year}&kind=reveal&by=class`], 'supervisor: agents': [supervisor, 'agents'],
  };
  const figures = {};
  for (const [name, asked] of Object.entries(all)) {
    const [cookie, path] = Array.isArray(asked) ? asked : [officer, asked], times = [];
    for (let i = 0; i < 8; i++) {
      const started = performance.now(), answer = await ask(collector, `/v1/desk/${path}`, {headers: {Cookie: cookie}});
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`);
      times.push(performance.now() - started);
    }
    figures[name] = {first_ms: Math.round(times[0]), median_ms: Math.round(median(times.slice(1)))};
  }
  return {slowest_median_ms: Math.max(...Object.values(figures).map((one) => one.median_ms)), slowest_first_ms: Math.max(...Object.values(figures).map((one) => one.first_ms)), figures};
}

/** So many batches of 50 events of each device, one after the other; how many events a second were on the disk, and how long a batch took. */
async function ingest(collector, devices, count) {
  const took = [], started = performance.now();
  await Promise.all(devices.map(async (device) => {
    for (const body of device.bodies.splice(0, count)) {
      const began = performance.now(), {status, text} = await ask(collector, '/v1/events', {token: device.token, body});
      if (status !== 200) throw new Error(text);
      took.push(performance.now() - began);
    }
  }));
  return {events_per_s: Math.round(took.length * 50_000 / (performance.now() - started)), median_ms: Math.round(median(took) * 10) / 10};
}

async function devicesOf(collector, db, count, batches) {
  const all = [];
  for (let i = 0; i < count; i++) {
    const device = await enrolledDevice(collector, db), chain = device.chain().addMany(batches * 50);
    all.push(Object.assign(device, {bodies: Array.from({length: batches}, (_, n) => chain.batch(n * 50, (n + 1) * 50))}));
  }
  return all;
}

/** User and system time so far, in ms (proc(5): clock ticks of 10 ms), of processes; `ended`: and of the children of the first one that are gone. */
function cpuTime(pids, ended = false) {
  const of = (pid, from, to) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(from, to).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
    } catch {
      return 0;  // it ended since it was listed: the first one has its time
    }
  };
  return pids.reduce((sum, pid) => sum + of(pid, 11, 13), 0) + (ended ? of(pids[0], 13, 15) : 0);
}

/** Ingest, and what share of a core each of these processes took meanwhile: load is made on the same machine, and what it takes the collector does not have. */
async function ingestWithCosts(collector, devices, count, times) {
  const before = Object.values(times).map((time) => time()), began = performance.now(), done = await ingest(collector, devices, count), took = performance.now() - began;
  return {...done, core_percent: Object.fromEntries(Object.entries(times).map(([name, time], i) => [name, Math.round((time() - before[i]) / took * 100)]))};
}

/** In turn without and with the viewers, each between two without them, so that whatever else the machine does meets both. */
async function viewers(collector, {db, pids}) {
  const PAIRS = Number(values.pairs), BATCHES = Number(values.batches), cookies = openSessions(db, 'bench-viewer', 'dpo', [], Number(values.viewers)), devices = await devicesOf(collector, db, 8, (2 * PAIRS + 2) * BATCHES), beside = [], seen = [];
  const times = {collector: () => cpuTime([collector.child.pid]), senders: () => cpuTime([process.pid]), ...(pids().length > 0 ? {postgresql: () => cpuTime(pids(), true)} : {})};
  await ingest(collector, devices, BATCHES);  // what is read for the first time is not the viewers'
  const alone = [await ingestWithCosts(collector, devices, BATCHES, times)];
  for (let i = 0; i < PAIRS; i++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'officer/viewers.mjs'), String(collector.port), String(begin), String(end)], {stdio: ['pipe', 'pipe', 'inherit']});
    child.stdin.end(cookies.join('\n'));
    const said = new Promise((line) => createInterface({input: child.stdout}).once('line', line));
    await sleep(11_000);  // until each of them has come
    beside.push(await ingestWithCosts(collector, devices, BATCHES, {...times, viewers: () => cpuTime([child.pid])}));
    child.kill('SIGTERM');
    seen.push(JSON.parse(await said));
    await sleep(2000);
    alone.push(await ingestWithCosts(collector, devices, BATCHES, times));
  }
  const ratios = beside.map((one, i) => 2 * one.events_per_s / (alone[i].events_per_s + alone[i + 1].events_per_s));
  return {viewers: cookies.length, every_s: 10, alone, beside, pages: seen, slower_percent: Math.round((1 - median(ratios)) * 1000) / 10, slower_percents: ratios.map((ratio) => Math.round((1 - ratio) * 100))};
}

async function measure(store) {
  const events = Number(values.events), data = await openData(events, store === 'postgresql');
  try {
    const collector = await serve(null, data.db, ['--log-level', 'error', '--rate', '100000']);
    const officer = openSessions(data.db, 'bench-officer', 'dpo', [], 1)[0], supervisor = openSessions(data.db, 'bench-supervisor', 'supervisor', ['team.7'], 1)[0], found = {made_s: data.made_s};
    if (values.only.includes('questions')) found.questions = await questions(collector, officer, supervisor);
    if (values.only.includes('viewers')) found.viewers = await viewers(collector, data);
    const ended = await collector.end();
    if (ended.code !== 0) throw new Error(`the collector ended with ${ended.code}: ${collector.stderr}`);
    return found;
  } finally {
    data.stop();
  }
}

/** Of every store and part that was asked for. */
const barsOf = (answer, stores) => Object.fromEntries(stores.flatMap((store) => {
  const {questions, viewers} = answer[store];
  return [...(questions ? [[`${store}_slowest_question_ms`, atMost(questions.slowest_median_ms, kSlowestMs)]] : []), ...(viewers ? [[`${store}_slower_percent`, atMost(viewers.slower_percent, kSlowerPercent)]] : [])];
}));

const stores = values.store.split(','), answer = {what: 'the dashboard over a generated log of a year', assumes: `${values.viewers} people, each another page every 10 s, each question an event; 8 devices send batches of 50 as fast as they are taken`, events: Number(values.events)};
for (const store of stores) {
  if (!['sqlite', 'postgresql'].includes(store)) throw new Error(`--store ${store}: expected sqlite, postgresql or both with a comma`);
}
for (const store of stores) answer[store] = await measure(store);
answer.bars = tellBars(barsOf(answer, stores));
console.log(JSON.stringify(answer));
