// What the curtain costs: a Request Tracker ticket's time to `load`, with and without the extension. Two browsers, one server, pairs
// in turn, so that whatever else the machine does hits both. Bar: the median of the pairs' ratios is at most 1.15.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {openDesk, folderFor, startFreshRt, uncovered} from '../e2e/setup.mjs';
import {root, startTenant} from '../e2e/stack.mjs';
import {pageCosts} from './page-costs.mjs';

const PAIRS = 11;
const TICKET = 1;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number, digits) => Number(number.toFixed(digits));

async function timeToLoad(page, url) {
  await page.goto(`${url}/Ticket/Display.html?id=${TICKET}`, {waitUntil: 'load'});
  await page.waitForSelector('.transaction .messagebody', {state: 'attached'});
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
}

async function main() {
  const rt = await startFreshRt('bench-page');
  const tenant = await startTenant({folder: folderFor('bench-page'), rt, policy: readFileSync(join(root, 'policies/support.json'), 'utf8')});
  const bare = await openDesk({rt, accessibility: false});
  const masked = await openDesk({rt, tenant, accessibility: false});
  try {
    for (const {page} of [bare, masked, bare, masked]) await timeToLoad(page, rt.url);  // caches, and RT's three workers
    const pairs = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const order = pair % 2 ? ['masked', 'bare'] : ['bare', 'masked'];
      const took = {};
      for (const which of order) took[which] = await timeToLoad((which === 'bare' ? bare : masked).page, rt.url);
      pairs.push(took);
    }
    await uncovered(masked.page);
    if (!(await masked.page.locator('.custom-field-NIK .current-value').first().innerText()).includes('•')) throw new Error('the measured page was not masked');
    return {
      what: 'Request Tracker ticket, milliseconds to load, medians', pairs: PAIRS,
      with_ms: rounded(median(pairs.map((pair) => pair.masked)), 1), without_ms: rounded(median(pairs.map((pair) => pair.bare)), 1),
      ratio: rounded(median(pairs.map((pair) => pair.masked / pair.bare)), 3), at_most: 1.15,
    };
  } finally {
    await bare.close();
    await masked.close();
    await tenant.collector.stop();
    await rt.stop();
  }
}

const answer = {...await main(), costs: await pageCosts()};
console.log(JSON.stringify(answer));
if (answer.ratio > answer.at_most) console.error(`page: the masked page takes ${answer.ratio} times as long; at most ${answer.at_most} is the bar`);
