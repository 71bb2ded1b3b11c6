// What the page engine adds on pages of ours, in Chromium, each measured with and without, in turn: thread time, so that what else
// the machine does does not count. Bars: issue 5, "Fast".
import {readFileSync} from 'node:fs';
import {address, browsers, serve, tag} from '../js-shim/harness.mjs';
import {drawnPerSecond, longTasksMs, oursMs, readTrace, startTrace, turnsMs} from './trace.mjs';

const PAIRS = 5;
const BATCHES = 60;
const SCROLL_MS = 2000;
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const rounded = (number, digits = 2) => Number(number.toFixed(digits));

const words = 'Pelanggan menanyakan status pengiriman pesanan dan meminta kabar';
const row = (n) => `<tr><td>${n}</td><td><span>Status ${n}</span></td><td><a href="/t/${n}">Pesanan ${n}</a></td><td>${n % 25 ? words : 'NIK 3273014507900003'}</td></tr>`;
const pageOf = (rows) => `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>large</title></head><body><main data-ticket="18">
<dl><dt>Nama</dt><dd data-customer="name">Siti Rahayu</dd></dl><div id="list"></div><table><tbody>${Array.from({length: rows}, (_, n) => row(n)).join('')}</tbody></table></main></body></html>`;
const generic = {later: true, adapter_text: readFileSync(new URL('../../adapters/generic.json', import.meta.url), 'utf8')};

/** Runs in the page: batches of 50 nodes, one value in ten. */
async function writeBatches(batches) {
  window.sampler.off = true;
  const list = document.getElementById('list');
  performance.mark('run-begins');
  for (let batch = 0; batch < batches; ++batch) {
    const nodes = document.createDocumentFragment();
    for (let n = 0; n < 50; ++n) { const line = document.createElement('div'); line.textContent = n % 10 ? `Catatan singkat ${n} ${batch}` : `NIK 3273014507900003 ${batch}`; nodes.append(line); }
    list.replaceChildren(nodes);
    await new Promise((done) => setTimeout(done, 4));
  }
  return {elements: document.querySelectorAll('*').length, raw: document.body.textContent.includes('3273014507900003')};
}

/** Runs in the page: scrolls the list of 10,000 rows. */
async function scroll(ms) {
  window.sampler.off = true;
  performance.mark('run-begins');
  await window.scrollFor(ms);
  performance.mark('run-ends');
  return {raw: document.body.textContent.includes('3273014507900003')};
}

/** Runs in the page: until its content is painted. */
const firstPaint = () => new Promise((done) => new PerformanceObserver((list) => { if (list.getEntriesByName('first-contentful-paint').length > 0) done(); }).observe({type: 'paint', buffered: true}));

async function threadMs(client) {
  const {metrics} = await client.send('Performance.getMetrics');
  return 1000 * metrics.find(({name}) => name === 'TaskDuration').value;
}

/** Opens `url`, has `run` done in it `times`; answers how long that took its main thread, each time. */
async function timed(browser, url, run, times) {
  const page = await browser.open(url);
  const client = await page.page.context().newCDPSession(page.page);
  await client.send('Performance.enable', {timeDomain: 'threadTicks'});
  const before_ms = await threadMs(client);
  const answer = await page.evaluate(run, times);
  const each_ms = (await threadMs(client) - before_ms) / times;
  await page.close();
  return {each_ms, ...answer};
}

/** Chromium's Private Memory Footprint of the page's process (docs/memory/key_concepts.md: RssAnon and VmSwap): scripts' heap, the core's memory, documents, styles. Pages of
 *  the browser's own file are not in it: every process that needs them has the same. */
export async function privateMb(client, pid) {
  await client.send('HeapProfiler.collectGarbage');
  const rows = readFileSync(`/proc/${pid}/status`, 'utf8').matchAll(/^(?:RssAnon|VmSwap):\s+(\d+) kB/gm);
  return [...rows].reduce((all, [, kb]) => all + Number(kb), 0) / 1000;
}

/** Opens `url` under a trace, and has `run` done in it. What the engine does from where it is started, its rehearsal over, to the first paint of the page's own content is
 *  masking: Chromium may paint the empty cover before. */
async function seen(browser, url, run, value) {
  let client, trace;
  const page = await browser.open(url, {before: async (tab) => { await tab.addInitScript(() => { globalThis.sampler.off = true; }); client = await tab.context().newCDPSession(tab); trace = await startTrace(client); }});
  await page.evaluate(firstPaint);  // what `run` has us do is no part of it
  const answer = await page.evaluate(run, value);
  const read = readTrace(await trace.stop(), url, (script) => /\/tirai(-wasm)?\.js$/.test(script));
  const {begun, moment, ours} = read, painted = moment('firstContentfulPaint');
  const started = ours.length > 0 ? moment('tirai-started') ?? ours[0].ts + ours[0].dur : begun;
  const found = {
    painted_ms: (painted - begun) / 1000, start_ms: oursMs(read, begun, started), masking_ms: oursMs(read, started, painted), long_tasks: longTasksMs(read), turn_ms: median([0, ...turnsMs(read, moment('run-begins'))]),
    fps: drawnPerSecond(read, moment('run-begins'), moment('run-ends')), private_mb: await privateMb(client, read.pid), ...answer,
  };
  await page.close();
  return found;
}

/** The same visit with and without us, in turn; answers the median of each. */
async function paired(urls, visit) {
  const found = {bare: [], masked: []};
  for (let pair = 0; pair < PAIRS; ++pair) for (const which of pair % 2 ? ['masked', 'bare'] : ['bare', 'masked']) found[which].push(await visit(urls[which]));
  if (found.masked.some(({raw}) => raw)) throw new Error('the measured page was not masked');
  if (process.env.TIRAI_RAW_FIGURES) console.error(urls.masked, JSON.stringify(found));
  const middle = (which, key) => median(found[which].map((one) => one[key]));
  return {
    found, middle,
    both(key, digits = 2) { const [with_us, without] = [middle('masked', key), middle('bare', key)]; return {with: rounded(with_us, digits), without: rounded(without, digits), ratio: rounded(with_us / without)}; },
    added(key, digits = 2) { return {found: rounded(middle('masked', key) - middle('bare', key), digits), ...this.both(key, digits)}; },
  };
}

/** Tasks that are long because of us, in all visits. */
function longTasks(...runs) {
  const all = runs.flatMap(({found}) => found.masked.flatMap((one) => one.long_tasks));
  return {found: all.length, longest_ms: rounded(Math.max(0, ...all), 1), at_most: 0};
}

/** Milliseconds, megabytes and frames a second beside the bars, with one form of the core. */
async function costs(browser, desk, core) {
  const of = (slug, masked = slug) => ({bare: address(desk, slug, {csp: 'none', options: 'off'}), masked: `${address(desk, masked, {csp: 'none', options: masked === slug ? {later: true} : 'off'})}&core=${core}`});
  const large = of('large'), labels = of('labels', `labels-${core}`);
  const nodes = await paired(large, (url) => timed(browser, url, writeBatches, BATCHES));
  const named = await paired(labels, (url) => timed(browser, url, writeBatches, BATCHES));
  const page = await paired(large, (url) => seen(browser, url, writeBatches, BATCHES));
  const namedPage = await paired(labels, (url) => seen(browser, url, writeBatches, BATCHES));
  const list = await paired(of('surface-virtual'), (url) => seen(browser, url, scroll, SCROLL_MS));
  return {
    batch_of_50_ms: {elements: nodes.middle('masked', 'elements'), found: rounded(page.middle('masked', 'turn_ms')), at_most: 1, mean_added: nodes.added('each_ms')},
    generic_batch_of_50_ms: {elements: named.middle('masked', 'elements'), found: rounded(namedPage.middle('masked', 'turn_ms')), at_most: 1, mean_added: named.added('each_ms')},
    to_first_paint_added_ms: {found: rounded(page.middle('masked', 'masking_ms'), 1), at_most: 10, engine_start: rounded(page.middle('masked', 'start_ms'), 1), painted: page.both('painted_ms', 1)},
    long_tasks: longTasks(page, namedPage, list),
    memory_added_mb: {...page.added('private_mb', 1), at_most: 15},
    virtual_list_fps: {...list.both('fps', 1), at_least: 55},
  };
}

/** With WebAssembly, as on a page whose policy lets it be, and with the plain-JS twin, as on any other. */
export async function pageCosts() {
  const desk = await serve({fresh: true});
  desk.generate('/large/source.html', pageOf(714));
  desk.generate('/labels/source.html', pageOf(426));
  for (const core of ['wasm', 'twin']) desk.generate(`/labels-${core}/source.html`, pageOf(426).replace('<!--tirai-->', tag(JSON.stringify(generic), core === 'wasm' ? '/tirai-wasm.js' : '/tirai.js')));
  const browser = await browsers().find(([name]) => name === 'chromium')[1]();
  try {
    return {wasm: await costs(browser, desk, 'wasm'), twin: await costs(browser, desk, 'twin')};
  } finally {
    await browser.close();
    desk.close();
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await pageCosts(), null, 1));
