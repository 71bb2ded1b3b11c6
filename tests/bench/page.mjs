// What the curtain costs: a Request Tracker ticket's time to `load`, with and without the extension. Two browsers, one server, pairs
// in turn, so that whatever else the machine does hits both. Bar: the median of the pairs' ratios is at most 1.15.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {accounts} from '../../tools/rt/rt.mjs';
import {folderFor, startFreshRt} from '../e2e/setup.mjs';
import {root, startTenant} from '../e2e/stack.mjs';
import {median, pageCosts, rounded} from './page-costs.mjs';
import {openQuietTab} from './quiet-tab.mjs';

const PAIRS = 11;
const TICKET = 1;
const WARM_UPS = 6;  // the browser's caches, and those of each of RT's three workers

/** A tab of an agent who has logged in, and whose extension has its policy by now. */
async function openDesk({url}, extension) {
  const tab = await openQuietTab({extension});
  await tab.load(`${url}/`);
  if (extension) await tab.waitFor('document.documentElement.hasAttribute("data-tirai-on")');
  await tab.evaluate(`document.querySelector('input[name=user]').value = 'sari'; document.querySelector('input[name=pass]').value = ${JSON.stringify(accounts.sari.password)};
    document.querySelector('#login input[type=submit]').click()`);
  await tab.waitFor('!location.pathname.includes("Login") && document.readyState === "complete" && !!document.querySelector("#li-preferences")');
  return tab;
}

async function timeToLoad(tab, url) {
  const {loadEventEnd} = await tab.load(`${url}/Ticket/Display.html?id=${TICKET}`);
  await tab.waitFor('!!document.querySelector(".transaction .messagebody")');
  return loadEventEnd;
}

async function main() {
  const rt = await startFreshRt('bench-page');
  const tenant = await startTenant({folder: folderFor('bench-page'), rt, policy: readFileSync(join(root, 'policies/support.json'), 'utf8')});
  const bare = await openDesk(rt);
  const masked = await openDesk(rt, tenant.extension);
  try {
    for (let warm = 0; warm < WARM_UPS; warm++) for (const tab of [bare, masked]) await timeToLoad(tab, rt.url);
    const pairs = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const order = pair % 2 ? ['masked', 'bare'] : ['bare', 'masked'];
      const took = {};
      for (const which of order) took[which] = await timeToLoad(which === 'bare' ? bare : masked, rt.url);
      pairs.push(took);
    }
    await masked.waitFor('document.documentElement.hasAttribute("data-tirai-on")');
    if (!(await masked.evaluate('document.querySelector(".custom-field-NIK .current-value").innerText')).includes('•')) throw new Error('the measured page was not masked');
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
