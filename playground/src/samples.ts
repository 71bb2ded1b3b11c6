// What one can start from: the ready policies, and the demo helpdesk's tickets. esbuild puts them in.
import tickets from '../../demo/tickets.json';
import policies from 'tirai:policies';
import type {Customer} from './core.js';

/** Ready policies by file name without ".json". */
export const readyPolicies: Readonly<Record<string, string>> = policies;

export interface Sample {readonly title: string; readonly text: string; readonly customer: Customer}

export const samples: readonly Sample[] = tickets.tickets.map(({subject, customer, messages}) => ({
  title: subject, customer, text: messages.map(({text}) => text).join('\n\n'),
}));
