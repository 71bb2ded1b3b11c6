// Guards the replies of a test page: loaded after hang.ts, with a judge that knows this page's values, and open shadow roots to look into.
import {guardReplies} from '../../js-shim/src/outbound/guard.js';
import type {Finding, Verdict} from '../../js-shim/src/outbound/model.js';
import {hangTicketBar} from '../../js-shim/src/ticket-bar.js';
import type {RootOf} from '../../js-shim/src/shadow.js';
import type {Curtain} from '../../js-shim/src/types.js';

declare const tirai: {curtain: Curtain; rootOf: RootOf};
const none = {id: '', en: ''};
const others = 'budi.lain@mail.test';
const query = new URLSearchParams(location.search);
const record = {judged: [] as string[], log: [] as [string, string[]][], sent: [] as [string, string][][], judge: query.get('judge') ?? 'answers', keep: query.get('keep') ?? 'at once'};

function verdictOn({type, value}: Finding): Verdict {
  if (type === 'credit_card') return {flag: true, from: 'own', why: 'card', reason: none};
  if (type === 'password') return {flag: true, from: 'unseen', why: 'secret', reason: none};
  if (value === others) return {flag: true, from: 'other', why: 'other_customer', reason: none};
  if (type === 'iban_code') return {flag: true, from: 'own', why: 'policy', reason: {id: 'Rekening tidak dikirim.', en: 'Accounts are not sent.'}};
  return {flag: false, from: 'own'};
}

guardReplies({
  inside: host => tirai.rootOf(host),
  curtain: tirai.curtain, lang: () => query.get('lang') === 'id' ? 'id' : 'en', signal: new AbortController().signal, rootOf: host => host.attachShadow({mode: 'open'}),
  async judge(values) {
    if (record.judge === 'dead') throw new Error('nobody answers');
    record.judged.push(...values.map(({type}) => type));
    return values.map(verdictOn);
  },
  async log(outcome, flags) {
    if (record.keep === 'dead') throw new Error('nobody answers');
    while (record.keep === 'later') await new Promise(next => setTimeout(next, 10));
    record.log.push([outcome, flags.map(flag => flag.type)]);
  },
});
document.addEventListener('submit', event => {
  event.preventDefault();
  record.sent.push([...new FormData(event.target as HTMLFormElement, event.submitter)].map(([name, value]) => [name, String(value)]));
});
document.addEventListener('click', event => { if ((event.target as Element).id === 'loose-send') record.sent.push([['loose', document.getElementById('loose')!.textContent ?? '']]); });
// Ways of pages to send without a submit event: a script, a chat's Enter, a closed root.
addEventListener('DOMContentLoaded', () => {
  const byId = (id: string): HTMLElement => document.getElementById(id)!;
  byId('auto-go').addEventListener('click', () => (byId('auto') as HTMLFormElement).submit());
  byId('chat').addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    record.sent.push([['chat', byId('chat').textContent ?? '']]);
  });
  const root = byId('shut').attachShadow({mode: 'closed'});
  root.innerHTML = '<form><textarea rows="3"></textarea><button>Go</button></form>';
  root.querySelector('form')!.addEventListener('submit', event => {
    event.preventDefault();
    record.sent.push([['shut', root.querySelector('textarea')!.value]]);
  });
  Object.assign(window, {shut: root});  // the page's own
});
const bar = hangTicketBar({lang: () => query.get('lang') === 'id' ? 'id' : 'en', signal: new AbortController().signal, rootOf: host => host.attachShadow({mode: 'open'}), record: () => record.log.push(['record', []])});
Object.assign(window, {record, showTicket: bar.show});
