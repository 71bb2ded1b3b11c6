// What the e2e tests share: the seeded values, a Request Tracker of their own, a browser logged in as an agent.
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {accounts, startRt} from '../../tools/rt/rt.mjs';
import {openBrowser} from './browser.mjs';
import {finder} from './leaks.mjs';
import {root} from './stack.mjs';
import {logIn} from './walk.mjs';

export const seeded = JSON.parse(readFileSync(join(fileURLToPath(new URL('.', import.meta.url)), 'seeded-values.json'), 'utf8')).claimed;
export const find = finder(seeded);
export const finderSource = String(finder);

// What policies/support.json shows plain without an act: rule view-name-assigned, the customer's name to whoever handles the ticket.
const SARIS = new Set(['1', '3', '7', '10', '11', '13']);
/** Of values found on a page about `ticket`, those that must not be there. */
export const hidden = (ticket, entries) => entries.filter(({type}) => !(type === 'person' && SARIS.has(ticket)));

export const screens = join(root, 'build/screens');

/** Why these tests cannot run here, or false. `./test` installs what they need. */
export const missing = existsSync('/usr/share/request-tracker5/libexec/rt-server') ? false : 'Request Tracker is not installed: tools/rt/install.sh';

/** An empty folder under build/e2e. */
export function folderFor(name) {
  const folder = join(root, 'build/e2e', name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  mkdirSync(screens, {recursive: true});
  return folder;
}

export const startFreshRt = (name) => startRt({dir: join(root, 'build/rt', name), fresh: true, log: () => {}});

/** Runs the RT pages stand on while they are masked; absent: the page is covered. */
export const uncovered = (page) => page.waitForSelector('html[data-tirai-on]', {state: 'attached', timeout: 15_000});

/** A browser with a page, logged in. With `tenant`, once the extension has its policy. */
export async function openDesk({rt, tenant, account = 'sari', profile, prepare, accessibility}) {
  const browser = await openBrowser({extension: tenant?.extension, profile, accessibility});
  if (tenant) await untilPolicy(browser);
  await prepare?.(browser.context);
  const page = await browser.context.newPage();
  const client = await browser.context.newCDPSession(page);
  if (tenant) await page.goto(`${rt.url}/`).then(() => uncovered(page));
  await logIn(page, rt.url, account, accounts[account].password);
  return {...browser, page, client};
}

/** The background has fetched and verified its policy. */
async function untilPolicy(browser) {
  const background = await browser.background();
  for (const end = Date.now() + 20_000; ;) {
    const kept = await background.evaluate(() => chrome.storage.local.get(null)).catch(() => ({}));
    if (JSON.stringify(kept).includes('"ready"')) return;
    if (Date.now() > end) throw new Error(`the extension got no policy: ${JSON.stringify(kept).slice(0, 400)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Asks until `probe` answers something, or fails with `what`. */
export async function until(what, probe, within_ms = 15_000) {
  for (const end = Date.now() + within_ms; Date.now() < end;) {
    const answer = await probe();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not within ${within_ms} ms: ${what}`);
}
