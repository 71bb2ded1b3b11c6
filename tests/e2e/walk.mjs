// What an agent does in a day, page by page. Each step leaves `page` where the next look is taken.

export async function logIn(page, url, account, password) {
  await page.goto(`${url}/`);
  await page.fill('input[name=user]', account);
  await page.fill('input[name=pass]', password);
  await Promise.all([page.waitForURL((at) => !at.pathname.includes('Login')), page.click('#login input[type=submit]')]);
  await settled(page);
}

/** History, previews and menus come by XHR. */
export async function settled(page) {
  await page.waitForLoadState('load');
  await page.waitForLoadState('networkidle');
}

export async function openTicket(page, url, id) {
  await page.goto(`${url}/Ticket/Display.html?id=${id}`);
  await page.waitForSelector('.transaction .messagebody', {state: 'attached'});
  await settled(page);
}

async function openEditor(page) {
  await page.waitForSelector('iframe.cke_wysiwyg_frame', {state: 'attached'});
  await settled(page);
}

const list = (url, query) => `${url}/Search/Results.html?Query=${encodeURIComponent(query)}&RowsPerPage=50`;
const go = (path) => async (page, url) => {
  await page.goto(`${url}${path}`);
  await settled(page);
};

/** By the box at the top of every page: a link from outside gets RT's "cross-site request forgery" page. */
const search = (words) => async (page, url) => {
  await page.goto(`${url}/`);
  await settled(page);
  await page.fill('#simple-search input[name=q]', words);
  await Promise.all([page.waitForURL(/\/Search\//), page.press('#simple-search input[name=q]', 'Enter')]);
  await settled(page);
};

/** Steps in order: {name, go(page, url)}. `ticket` names the ticket in view, `via` the one on the way there. */
export const steps = [
  {name: 'home', go: go('/')},
  ...['CS Umum', 'Penagihan', 'Teknis'].map((queue) => ({name: `list ${queue}`, go: (page, url) => page.goto(list(url, `Queue = '${queue}'`)).then(() => settled(page))})),
  ...[[1, 'own'], [2, "another's"], [3, 'own, values split over nodes'], [4, 'of nobody'], [5, 'of nobody, English'], [6, "another's, Singapore"],
    [7, 'own, attachments'], [8, 'of nobody, large print'], [9, "another's, cards"], [10, 'own, emoji and right-to-left'], [11, 'own, forwarded'],
    [12, 'of nobody, tax'], [13, 'own, second of one customer'], [14, 'resolved']]
    .map(([id, what]) => ({name: `ticket ${id}: ${what}`, ticket: String(id), go: (page, url) => openTicket(page, url, id)})),
  {name: 'full history', ticket: '1', go: go('/Ticket/History.html?id=1')},
  {name: 'user summary', via: '1', go: async (page, url) => {
    await openTicket(page, url, 1);
    await page.click('.ticket-info-requestor a[href*="/User/Summary.html"]');
    await page.waitForURL(/\/User\/Summary\.html/);
    await settled(page);
  }},
  {name: 'text attachment', via: '7', go: async (page, url) => {
    await openTicket(page, url, 7);
    const href = await page.getAttribute('.ticket-info-attachments a[href*="data-diri"]', 'href');
    await page.goto(new URL(href, url).href);
    await settled(page);
  }},
  {name: 'reply', ticket: '1', go: async (page, url) => {
    await openTicket(page, url, 1);
    await page.click('.transaction.message [href*="Action=Respond"]');
    await openEditor(page);
  }},
  {name: 'comment', ticket: '1', go: async (page, url) => {
    await openTicket(page, url, 1);
    await page.click('.transaction.message [href*="Action=Comment"]');
    await openEditor(page);
  }},
  {name: 'modify', ticket: '1', go: go('/Ticket/Modify.html?id=1')},
  {name: 'modify people', ticket: '1', go: go('/Ticket/ModifyPeople.html?id=1')},
  {name: 'modify dates', ticket: '1', go: go('/Ticket/ModifyDates.html?id=1')},
  {name: 'modify all', ticket: '1', go: go('/Ticket/ModifyAll.html?id=1')},
  {name: 'links', ticket: '1', go: go('/Ticket/ModifyLinks.html?id=1')},
  // Last: RT repeats the words of the last search in its links, and those are the agent's own.
  {name: 'search by e-mail', typed: true, go: search('siti.rahayu@mail.test')},
  {name: 'search by number', typed: true, go: search('fulltext:3273014507900003')},
];
