// What an agent does in SOGo, a single-page application: the page stays, its fragment says what is in view.
import {join} from 'node:path';
import {accounts, missing, startSogo} from '../../tools/sogo/sogo.mjs';
import {cli, root} from './stack.mjs';

export {missing};
export const start = (name) => startSogo({dir: join(root, 'build/sogo', name)});
/** Mails quote customers whom no field declares: a policy that looks for names and addresses, too. */
export const policy = async () => (await cli('flatten', join(root, 'policies/uu-pdp-contact-centre.json'))).stdout;

export async function logIn(desk, url, account = 'sari') {
  await desk.go(`${url}/SOGo/`);
  await desk.page.waitForSelector('input[ng-model="app.creds.username"]', {visible: true});
  await desk.page.type('input[ng-model="app.creds.username"]', account);
  await desk.page.type('#passwordField', accounts[account].password);
  await Promise.all([desk.page.waitForNavigation({timeout: 60_000}), desk.page.keyboard.press('Enter')]);
  await desk.page.waitForSelector('.sg-message-list-item', {timeout: 30_000});
  await desk.settled();
}

/** Presses what Angular listens to, by its own expression: labels are in the user's language. */
export const press = ({page}, expression) => page.evaluate((wanted) => {
  const shown = [...document.querySelectorAll('[ng-click]')].filter((one) => one.getAttribute('ng-click').startsWith(wanted) && one.getClientRects().length > 0);
  if (shown.length === 0) throw new Error(`nothing in view does ${wanted}`);
  shown[0].click();
}, expression);

/** Goes to a part of the application; within one, the page stays. */
export async function view(desk, url, part, fragment, selector) {
  const page = `${url}/SOGo/so/sari/${part}/view`;
  if (desk.page.url().split('#')[0] === page) await desk.page.evaluate((to) => { location.hash = to; }, fragment);
  else await desk.page.goto(`${page}#${fragment}`, {waitUntil: 'load'});
  await desk.page.waitForSelector(selector, {visible: true, timeout: 30_000});
  await desk.settled();
}

const SUBJECT = '.sg-md-headline';
/** A message by its number: tools/rt/seed/mail in order of name. */
export async function openMessage(desk, url, number) {
  await view(desk, url, 'Mail', `!/Mail/0/INBOX/${number}`, SUBJECT);
  await desk.page.waitForFunction(() => document.querySelector('.sg-mail-part, .mailer_htmlcontent, .mailer_plaincontent')?.textContent.trim(), {timeout: 30_000});
}

const message = (number, more = {}) => ({name: `message ${number}`, ...more, go: (desk, url) => openMessage(desk, url, number)});
const contact = (name) => ({name: `contact ${name}`, go: (desk, url) => view(desk, url, 'Contacts', `!/addressbooks/personal/${name}.vcf/view`, '[ng-bind-html^="editor.card.$fullname"]')});

export const steps = [
  {name: 'list', go: (desk, url) => view(desk, url, 'Mail', '!/Mail/0/INBOX', '.sg-message-list-item')},
  // "(65) 91234567": a number of Singapore without its plus, which no recognizer takes for one.
  ...Array.from({length: 15}, (_, at) => message(at + 1, at + 1 === 7 ? {open: ['91234567']} : {})),
  {name: 'reply', go: async (desk, url) => {
    await openMessage(desk, url, 2);
    await press(desk, 'viewer.reply(');
    await desk.page.waitForSelector('#mailEditor', {visible: true});
    await desk.page.waitForFunction(() => (document.querySelector('#mailEditor iframe.cke_wysiwyg_frame')?.contentDocument?.body ?? document.querySelector('#mailEditor .cke_editable'))?.textContent.trim(), {timeout: 30_000});
    await desk.settled();
  }},
  {name: 'contacts', go: (desk, url) => view(desk, url, 'Contacts', '!/addressbooks/personal', 'md-list-item [ng-bind-html^="currentCard.$fullname"]')},
  ...['siti', 'bambang', 'dewi', 'john'].map(contact),
  {name: 'edit a contact', go: (desk, url) => view(desk, url, 'Contacts', '!/addressbooks/personal/siti.vcf/edit', 'input[ng-model="editor.card.c_sn"]')},
  {name: 'calendar', go: (desk, url) => view(desk, url, 'Calendar', '!/calendar/week/20260304', '.sg-draggable-calendar-block')},
  {name: 'appointment', go: async (desk, url) => {
    await view(desk, url, 'Calendar', '!/calendar/week/20260304', '.sg-draggable-calendar-block');
    await press(desk, 'clickBlock(');
    await desk.page.waitForSelector('md-dialog', {visible: true});
    await desk.settled();
  }},
];

/** Of values found on a step's page those that must not be there. */
export const hiddenOf = ({open = []}) => (entries) => entries.filter(({value}) => !open.includes(value));
