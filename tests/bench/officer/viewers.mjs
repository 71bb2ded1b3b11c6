// So many people at the dashboard, each of whom opens a page every ten seconds. A process of its own, so that it does not hold up whoever measures.
// usage: viewers.mjs PORT BEGIN END < cookies, a line and a person each. Until it is told to end; then one line: pages, and how long they took.
import {Agent, request} from 'node:http';
import {createInterface} from 'node:readline';

const [port, begin, end] = process.argv.slice(2).map(Number), DAY = 86_400_000, PAUSE_MS = 10_000;
const month = `from=${end - 30 * DAY}&to=${end}`;
// What the pages ask for, at once, as dashboard/src does.
const pages = [
  [`counts?${month}&kind=reveal&by=class&step=day`, `counts?${month}&by=kind&step=hour`, 'overview', `work?${month}`],
  [`events?${month}&kind=reveal&limit=50`], [`events?${month}&agent=agent.7&limit=50`], [`findings?${month}`, `events?${month}&kind=reveal&purpose=break_glass&limit=100`],
  ['approvals', 'agents', `coverage?${month}`], [`report/subject.json?${month}&subject=S-4711`],
];
const agent = new Agent({keepAlive: true, maxSockets: 400}), took = [];
let over = false, refused = 0;
const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

const get = (cookie, path) => new Promise((done, failed) => {
  request({agent, port, host: '127.0.0.1', path: `/v1/desk/${path}`, headers: {cookie}}, (reply) => {
    if (reply.statusCode !== 200) refused++;
    reply.resume().on('end', done);
  }).on('error', failed).end();
});

async function visit(cookie, number) {
  await sleep(number * PAUSE_MS / cookies.length);
  for (let i = number; !over; i++) {
    const began = performance.now();
    await Promise.all(pages[i % pages.length].map((path) => get(cookie, path)));
    took.push(performance.now() - began);
    await sleep(Math.max(0, PAUSE_MS - (performance.now() - began)));
  }
}

const cookies = [];
for await (const line of createInterface({input: process.stdin})) cookies.push(line);
process.on('SIGTERM', () => {
  const sorted = took.toSorted((a, b) => a - b), at = (q) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0);
  console.log(JSON.stringify({pages: took.length, refused, median_ms: at(0.5), p95_ms: at(0.95), max_ms: at(1)}));
  process.exit(0);
});
await Promise.all(cookies.map(visit)).catch((error) => { console.error(error.message); process.exit(1); });
