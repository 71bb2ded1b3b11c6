// What an agent changes in Znuny, by hand in a browser, and what Znuny then holds.
import {home} from './znuny-desk.mjs';
import {until} from './setup.mjs';

/** Sends a form that is a window of its own in life: its answer would close that window, and is all there is to wait for. */
async function send({page}) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.request().isNavigationRequest(), {timeout: 60_000});
  await page.$eval('#submitRichText', (button) => button.click());
  await Promise.race([answered, sendAsItIs(page, answered)]);
  await answered;
}

/** Where the guard of replies asks about a card number, it is meant so: the third button, by keyboard. */
async function sendAsItIs(page, answered) {
  let done = false;
  const over = () => { done = true; };
  answered.then(over, over);
  for (; !done; await new Promise((next) => setTimeout(next, 100))) {
    if (!await page.$('tirai-outbound-confirm').catch(() => null)) continue;
    await new Promise((next) => setTimeout(next, 400));  // who presses twice answers nothing
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    return;
  }
}
const open = (desk, url, query) => desk.go(`${home(url)}?${query}`);
const fill = async ({page}, selector, text) => {
  await page.$eval(selector, (field) => { field.value = ''; });
  await page.type(selector, text);
};
const choose = ({page}, selector, value) => page.$eval(selector, (field, wanted) => {
  field.value = wanted;
  field.dispatchEvent(new Event('change', {bubbles: true}));
}, value);

/** Types at the beginning of CKEditor's draft, as a person does. */
async function write({page}, text) {
  await page.waitForSelector('iframe.cke_wysiwyg_frame');
  const frame = await until('the editor is ready', async () => {
    const found = await (await page.$('iframe.cke_wysiwyg_frame')).contentFrame();
    return await found?.evaluate(() => document.body?.isContentEditable).catch(() => false) ? found : undefined;
  });
  await frame.evaluate(() => {
    document.body.focus();
    getSelection().setPosition(document.body.firstElementChild ?? document.body, 0);
  });
  await page.keyboard.type(text);
}

/** In order; each leaves the browser anywhere. */
export const acts = {
  'edit a field': async (desk, url) => {
    await open(desk, url, 'Action=AgentTicketFreeText;TicketID=4');
    await fill(desk, '#DynamicField_NoHP', '0878-9900-1123');
    await send(desk);
  },
  'reply, with the message quoted and a file': async (desk, url, {file}) => {
    await open(desk, url, 'Action=AgentTicketCompose;TicketID=2;ArticleID=4;ResponseID=1');
    await write(desk, 'Baik Bu, nomor 0812-3456-7890 dan NIK 3273014507900003 sudah kami catat. ');
    await (await desk.page.$('#FileUpload')).uploadFile(file);
    await desk.page.waitForFunction(() => document.querySelectorAll('.AttachmentList tbody tr').length === 1);
    await desk.settled();
    await send(desk);
  },
  'create': async (desk, url) => {
    await open(desk, url, 'Action=AgentTicketPhone');
    await desk.page.type('#FromCustomer', 'bambang');
    await desk.page.waitForSelector('.ui-autocomplete li.ui-menu-item a', {visible: true});
    await desk.page.click('.ui-autocomplete li.ui-menu-item a');
    await desk.settled();
    await choose(desk, '#Dest', '5||CS Umum');
    await desk.settled();
    await fill(desk, '#Subject', 'Telepon: garansi, NIK 3578051203850001');
    await write(desk, 'Pak Bambang Wijaya menelepon dari 0857 1122 3344, kartu 5555-5555-5555-4444.');
    await send(desk);
  },
  'merge': async (desk, url) => {
    await open(desk, url, 'Action=AgentTicketZoom;TicketID=2');
    const number = /\d{16}/.exec(await desk.page.$eval('.Headline h1', (title) => title.textContent))[0];
    await open(desk, url, 'Action=AgentTicketMerge;TicketID=14');
    await fill(desk, '#MainTicketNumber', number);
    await send(desk);
  },
};

/** The tickets that a search for what a customer wrote finds, by their links: masked or not, they lead there. */
export async function search(desk, url, words) {
  await open(desk, url, `Action=AgentTicketSearch;Subaction=Search;MIMEBase_Body=${encodeURIComponent(words)}`);
  return desk.page.$$eval('tr[id^=TicketID_]', (rows) => rows.map((row) => row.id).sort());
}

const tables = {
  ticket: 'SELECT id, title, queue_id, ticket_state_id, ticket_lock_id, user_id, customer_id, customer_user_id FROM ticket ORDER BY id',
  article: 'SELECT article_id, a_from, a_reply_to, a_to, a_cc, a_subject, a_content_type, a_body FROM article_data_mime ORDER BY article_id',
  attachment: "SELECT article_id, filename, content_type, md5(content) AS content FROM article_data_mime_attachment ORDER BY article_id, id",
  field: 'SELECT field_id, object_id, value_text FROM dynamic_field_value ORDER BY object_id, field_id',
  history: 'SELECT name, history_type_id, ticket_id, article_id, queue_id, owner_id FROM ticket_history ORDER BY id',
};

/** All of that, but for the numbers that Znuny makes of the day. */
export const stored = ({rows}) => Object.fromEntries(Object.entries(tables).map(([name, sql]) =>
  [name, JSON.parse(JSON.stringify(rows(sql)).replace(/\b20\d{6}10\d{6}\b/g, 'NUMBER'))]));
