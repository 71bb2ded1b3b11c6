// What the page engine adds on pages of ours, in Chromium, with the plain-JS twin, each measured with and without, in turn: thread time, so that what else
// the machine does does not count. Bars: issue 5, "Fast".
import {address, browsers, serve} from '../js-shim/harness.mjs';

const PAIRS = 5;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number, digits = 2) => Number(number.toFixed(digits));

const words = 'Pelanggan menanyakan status pengiriman pesanan dan meminta kabar';
const row = (n) => `<tr><td>${n}</td><td><span>Status ${n}</span></td><td><a href="/t/${n}">Pesanan ${n}</a></td><td>${n % 25 ? words : 'NIK 3273014507900003'}</td></tr>`;
const large = `<!doctype html><html lang="id"><head><!--tirai--><meta charset="utf-8"><title>large</title></head><body><main data-ticket="18">
<dl><dt>Nama</dt><dd data-customer="name">Siti Rahayu</dd></dl><div id="list"></div><table><tbody>${Array.from({length: 714}, (_, n) => row(n)).join('')}</tbody></table></main></body></html>`;

const BATCHES = 60;

/** Runs in the page: batches of 50 nodes, one value in ten. */
async function writeBatches(batches) {
  window.sampler.off = true;
  const list = document.getElementById('list');
  for (let batch = 0; batch < batches; ++batch) {
    const nodes = document.createDocumentFragment();
    for (let n = 0; n < 50; ++n) { const line = document.createElement('div'); line.textContent = n % 10 ? `Catatan singkat ${n} ${batch}` : `NIK 3273014507900003 ${batch}`; nodes.append(line); }
    list.replaceChildren(nodes);
    await new Promise((done) => setTimeout(done, 4));
  }
  return {elements: document.querySelectorAll('*').length, raw: document.body.textContent.includes('3273014507900003')};
}

async function threadMs(client) {
  const {metrics} = await client.send('Performance.getMetrics');
  return 1000 * metrics.find(({name}) => name === 'TaskDuration').value;
}

async function visit(browser, url, run) {
  const page = await browser.open(url);
  const client = await page.page.context().newCDPSession(page.page);
  await client.send('Performance.enable', {timeDomain: 'threadTicks'});
  const load_ms = await threadMs(client);
  const answer = await page.evaluate(run, BATCHES);
  const run_ms = await threadMs(client) - load_ms;
  await client.send('HeapProfiler.collectGarbage');
  const heap_mb = (await client.send('Runtime.getHeapUsage')).usedSize / 1e6;
  await page.close();
  return {run_ms, heap_mb, ...answer};
}

async function pairs(browser, desk, slug, run) {
  const found = {bare: [], masked: []};
  for (let pair = 0; pair < PAIRS; ++pair) {
    for (const which of pair % 2 ? ['masked', 'bare'] : ['bare', 'masked']) {
      found[which].push(await visit(browser, address(desk, slug, {csp: 'none', options: which === 'bare' ? 'off' : {}}), run));
    }
  }
  if (found.masked.some(({raw}) => raw)) throw new Error('the measured page was not masked');
  const middle = (which, key) => median(found[which].map((one) => one[key]));
  if (process.env.TIRAI_RAW_FIGURES) console.error(JSON.stringify(found));
  return {middle, added: (key) => rounded(middle('masked', key) - middle('bare', key))};
}

/** Milliseconds and megabytes beside the bars. */
export async function pageCosts() {
  const desk = await serve();
  desk.generate('/large/source.html', large);
  const browser = await browsers().find(([name]) => name === 'chromium')[1]();
  try {
    const nodes = await pairs(browser, desk, 'large', writeBatches);
    const list = await pairs(browser, desk, 'surface-virtual', async () => { window.sampler.off = true; return {fps: await window.scrollFor(2000)}; });
    return {
      elements: nodes.middle('masked', 'elements'),
      batch_of_50_added_ms: {found: rounded(nodes.added('run_ms') / BATCHES), at_most: 1},
      heap_added_mb: {found: nodes.added('heap_mb'), at_most: 15},
      virtual_list_fps: {found: rounded(list.middle('masked', 'fps'), 1), without: rounded(list.middle('bare', 'fps'), 1), at_least: 55},
    };
  } finally {
    await browser.close();
    desk.close();
  }
}
