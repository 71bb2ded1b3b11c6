// Keeps the ticket's bar: asks the background about its customer when the ticket changes, and when a consent changed somewhere.
import {factsOf} from '../../js-shim/src/facts.js';
import {ownRoot} from '../../js-shim/src/shadow.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {hangTicketBar} from '../../js-shim/src/ticket-bar.js';
import type {Curtain} from '../../js-shim/src/types.js';
import {ask} from './messages.js';

export interface TicketState {ask(): Promise<void>}
const kWithinMs = 15_000;  // the background asks the collector

export function hangTicketState(curtain: Curtain, lang: () => Lang, signal: AbortSignal, record: () => void): TicketState {
  const bar = hangTicketBar({lang, rootOf: ownRoot, signal, record});
  let turn = 0;
  return {
    async ask() {
      if (self !== top) return;  // a frame of the ticket has no bar of its own
      const mine = ++turn;
      const facts = factsOf(curtain);
      const {customer} = facts.ticket === undefined || (facts.customer ?? facts.closed) === undefined ? {} : await ask({type: 'customer.get', facts}, kWithinMs).catch(() => ({customer: undefined}));
      if (mine === turn && !signal.aborted) bar.show(facts.ticket, customer);
    },
  };
}
