// What an agent changes in SOGo, by hand in a browser, and what SOGo then holds and sends.
import {until} from './setup.mjs';
import {openMessage, press, view} from './sogo-desk.mjs';

const TO = '#mailEditor md-chips[ng-model="editor.message.editable.to"] input';

/** Gives `selector` the focus until it keeps it: the editor and the dialog take it while they open. */
async function focus({page}, selector) {
  await page.waitForSelector(selector, {visible: true});
  await until(`${selector} keeps the focus`, async () => {
    await page.$eval(selector, (field) => field.focus());
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    return page.$eval(selector, (field) => field === document.activeElement);
  });
}

async function fill(desk, selector, text) {
  await focus(desk, selector);
  await desk.page.$eval(selector, (field) => field.select());
  await desk.page.keyboard.press('Backspace');
  await desk.page.keyboard.type(text);
}

/** CKEditor takes the focus once while it starts: whoever types before that types into two places. */
async function editorReady({page}) {
  await page.waitForFunction(() => Object.values(window.CKEDITOR?.instances ?? {}).some((editor) => editor.status === 'ready' && editor.container?.isVisible()), {timeout: 30_000});
}

/** Types at the beginning of the draft, and again where the editor, still starting, dropped it. */
async function write(desk, text) {
  const {page} = desk;
  await editorReady(desk);
  await until('the draft holds what was typed', async () => {
    const frame = await (await page.$('#mailEditor iframe.cke_wysiwyg_frame')).contentFrame();
    await page.evaluate(() => { document.activeElement?.blur(); document.querySelector('#mailEditor iframe.cke_wysiwyg_frame').focus(); });
    await frame.evaluate(() => document.body.focus());
    await new Promise((resolve) => { setTimeout(resolve, 500); });  // CKEditor places the caret itself a moment after it has the focus
    await frame.evaluate(() => {
      const first = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT).nextNode();
      getSelection().setPosition(first ?? document.body, 0);
    });
    await page.keyboard.type(text);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    return await frame.evaluate((begin) => document.body.textContent.trimStart().startsWith(begin), text.slice(0, 20)).catch(() => false);
  });
}

async function send(desk, sogo) {
  const before = sogo.sent().length;
  await press(desk, 'editor.send(');
  await until('it is sent', () => sogo.sent().length > before, 30_000);
  await desk.page.waitForSelector('#mailEditor', {hidden: true, timeout: 30_000});
}

/** In order; each leaves the browser anywhere. */
export const acts = {
  'reply, with the message quoted and a file': async (desk, sogo, {file}) => {
    await openMessage(desk, sogo.url, 2);
    await press(desk, 'viewer.reply(');
    await desk.page.waitForSelector('#mailEditor', {visible: true});
    await write(desk, 'Baik Bu, nomor 0812-3456-7890 dan NIK 3273014507900003 sudah kami catat. ');
    await (await desk.page.$('#fileInput')).uploadFile(file);
    await desk.page.waitForFunction(() => document.querySelector('#mailEditor')?.textContent.includes('catatan.txt'));
    await desk.settled();
    await send(desk, sogo);
  },
  'create': async (desk, sogo) => {
    await view(desk, sogo.url, 'Mail', '!/Mail/0/INBOX', '.sg-message-list-item');
    await desk.page.evaluate(() => document.querySelector('[ng-click="mailbox.newMessage($event)"]').click());
    await desk.page.waitForSelector('#mailEditor input[name=subject]', {visible: true});
    await editorReady(desk);
    await focus(desk, TO);
    await desk.page.keyboard.type('bambang.w@kantor.test');
    await desk.page.keyboard.press('Tab');
    await desk.page.waitForFunction(() => document.querySelector('#mailEditor md-chip')?.textContent.trim());
    await fill(desk, '#mailEditor input[name=subject]', 'Garansi, NIK 3578051203850001');
    await write(desk, 'Pak Bambang Wijaya, kami menelepon 0857 1122 3344.');
    await send(desk, sogo);
  },
  'edit a field': async (desk, sogo) => {
    await view(desk, sogo.url, 'Contacts', '!/addressbooks/personal/dewi.vcf/edit', 'input[ng-model="editor.card.c_sn"]');
    await fill(desk, 'input[ng-model="phone.value"]', '0878-9900-1123');
    await press(desk, 'editor.save(');
    await until('it is stored', () => JSON.stringify(stored(sogo).cards).includes('0878-9900-1123'));
  },
};

/** What a search in the address book finds, by the addresses it leads to. */
export async function search(desk, sogo, words) {
  await view(desk, sogo.url, 'Contacts', '!/addressbooks/personal', 'md-list-item [ng-bind-html^="currentCard.$fullname"]');
  await desk.page.evaluate((wanted) => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      if (String(body).includes(wanted)) this.addEventListener('load', () => { window.tiraiTestFound = this.responseText; });
      return send.call(this, body);
    };
  }, words);
  await press(desk, 'addressbook.searchMode(');
  await desk.page.waitForSelector('input[name=folderSearch]', {visible: true});
  await desk.page.type('input[name=folderSearch]', words);
  const found = JSON.parse(await (await desk.page.waitForFunction(() => window.tiraiTestFound, {timeout: 20_000})).jsonValue());
  return JSON.stringify(found.cards ?? found.headers ?? found);
}

// SOGo's marks of the moment, and what parts a message's parts.
const timeless = (text) => text.replace(/^(Date|Message-ID|User-Agent|DTSTAMP|LAST-MODIFIED|CREATED|REV|X-Forward):.*$/gim, '$1').replace(/-{2,}=_[^\s"]+/g, 'BOUNDARY').replace(/=\r?\n/g, '');

/** Cards and appointments, what was sent, and what stands in the folder of sent mail. */
export const stored = (sogo) => ({
  cards: sogo.rows('SELECT c_name, c_content FROM sogo_store WHERE c_deleted IS NULL ORDER BY c_name').map(({c_name, c_content}) => [c_name, timeless(c_content)]),
  sent: sogo.sent().map(timeless).sort(),
  folder: sogo.folder('.Sent').map(timeless).sort(),
});
