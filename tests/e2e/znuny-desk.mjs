// What an agent does in Znuny, page by page.
import {join} from 'node:path';
import {accounts, missing, startZnuny} from '../../tools/znuny/znuny.mjs';
import {root} from './stack.mjs';

export {missing};
export const start = (name) => startZnuny({dir: join(root, 'build/znuny', name)});
export const home = (url) => `${url}/otrs/index.pl`;

export async function logIn(desk, url, account = 'sari') {
  await desk.go(home(url));
  await desk.page.type('#User', account);
  await desk.page.type('#Password', accounts[account].password);
  await desk.press('#LoginButton');
}

// Sari's own, where policies/support.json shows the customer's name; a ticket's id is one more than its place in tools/rt/seed/tickets.json.
const SARIS = new Set(['2', '4', '8', '11', '12', '14']);
/** Of values found on a step's page those that must not be there. `open`: what no recognizer finds in this page's way of writing. */
export const hiddenOf = ({ticket, open = []}) => (entries) => entries.filter(({type, value}) => !(type === 'person' && SARIS.has(ticket)) && !open.includes(value));

// Messages are wrapped there after some eighty characters: "(65)\n91234567", and "3782 822463\n10005" near the word "order", are ways of writing that the
// recognizers leave alone.
const OPEN_IN_PREVIEWS = ['91234567', '378282246310005'];

const page = (name, query, more = {}) => ({name, ...more, go: (desk, url) => desk.go(`${home(url)}?${query}`)});
const zoom = (id, what) => page(`ticket ${id}: ${what}`, `Action=AgentTicketZoom;TicketID=${id}`, {ticket: String(id)});

export const steps = [
  zoom(2, 'own'), zoom(3, "another's, HTML mail"), zoom(4, 'own, values split over nodes'), zoom(5, 'of nobody'), zoom(6, 'of nobody, English'), zoom(7, "another's, Singapore"),
  zoom(8, 'own, attachments'), zoom(9, 'of nobody, large print'), zoom(10, "another's, cards"), zoom(11, 'own, emoji and right-to-left'), zoom(12, 'own, forwarded'),
  zoom(13, 'of nobody, tax'), zoom(15, 'closed'),
  page('dashboard', 'Action=AgentDashboard'),
  page('list, small', 'Action=AgentTicketStatusView;View=Small'),
  page('list, medium', 'Action=AgentTicketStatusView;View=Medium'),
  page('list, large', 'Action=AgentTicketStatusView;View=Preview', {open: OPEN_IN_PREVIEWS}),
  page('customer user', 'Action=AgentCustomerUserInformationCenter;CustomerUserID=bambang.w@kantor.test'),
  page('customer', 'Action=AgentCustomerInformationCenter;CustomerID=bambang.w@kantor.test'),
  page('history', 'Action=AgentTicketHistory;TicketID=2', {ticket: '2'}),
  page('reply', 'Action=AgentTicketCompose;TicketID=2;ArticleID=4;ResponseID=1', {ticket: '2'}),
  page('note', 'Action=AgentTicketNote;TicketID=2', {ticket: '2'}),
  page('edit fields', 'Action=AgentTicketFreeText;TicketID=3', {ticket: '3'}),
  page('change customer', 'Action=AgentTicketCustomer;TicketID=3', {ticket: '3'}),
  page('merge', 'Action=AgentTicketMerge;TicketID=3', {ticket: '3'}),
  page('new ticket', 'Action=AgentTicketPhone'),
  page('search', 'Action=AgentTicketSearch;Subaction=Search;MIMEBase_Body=telepon'),
];
