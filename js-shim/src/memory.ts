// What one page of a helpdesk taught, for the next: a reply form quotes the customer but names neither them nor the ticket's owner.
// It holds values, so whoever keeps it keeps it in memory only (storage.session), never on disk. Facts age: a ticket changes hands.
import type {KnownSheets} from './contents.js';
import type {KnownValue} from './engine.js';
import type {Customer, PageFacts} from './types.js';

const MOST_TICKETS = 32;
export const MOST_KNOWN = 512;
const MOST_SHEETS = 32;
const FRESH_MS = 15 * 60_000;

type Remembered = Pick<PageFacts, 'owner' | 'queue' | 'status' | 'closed'>;

export interface Memory {
  /** `facts` with what an earlier page of the same ticket said, where this one says nothing. */
  facts(facts: PageFacts): PageFacts;
  /** This page's values first, then those of earlier ones. */
  known(known: readonly KnownValue[]): KnownValue[];
  /** Whose ticket it is, as far as one of its pages said: a reply form may name nobody. */
  meet(ticket: string | undefined, customer: Customer): void;
  customer(ticket: string | undefined): Customer | undefined;
  /** As known() last answered. */
  values(): KnownValue[];
  /** What style sheets show of attributes: contents.ts. */
  readonly sheets: KnownSheets;
  toJson(): string;
}

export function createMemory(json: string | undefined): Memory {
  const tickets = new Map<string, Remembered & {at: number}>();
  const values = new Map<string, KnownValue>();
  const sheets: KnownSheets = new Map();
  const customers = new Map<string, Customer>();
  read(json, tickets, values, sheets, customers);

  return {
    sheets,
    facts(facts) {
      if (facts.ticket === undefined) return facts;
      const before = tickets.get(facts.ticket);
      if (facts.owner !== undefined || facts.queue !== undefined) {
        tickets.delete(facts.ticket);
        tickets.set(facts.ticket, {...pick(facts), at: Date.now()});
        if (tickets.size > MOST_TICKETS) tickets.delete(tickets.keys().next().value!);
        return facts;
      }
      return before && Date.now() - before.at < FRESH_MS ? {...pick(before), ...facts} : facts;
    },
    known(known) {
      for (const value of [...known].reverse()) {
        const key = `${value.class}\n${value.value}`;
        values.delete(key);
        values.set(key, value);
      }
      for (const key of values.keys()) if (values.size > MOST_KNOWN) values.delete(key);
      return [...values.values()].reverse();
    },
    values: () => [...values.values()].reverse(),
    meet(ticket, customer) {
      if (ticket === undefined || Object.keys(customer).length === 0) return;
      customers.delete(ticket);
      customers.set(ticket, customer);
      if (customers.size > MOST_TICKETS) customers.delete(customers.keys().next().value!);
    },
    customer: ticket => ticket === undefined ? undefined : customers.get(ticket),
    toJson: () => JSON.stringify({tickets: [...tickets], values: [...values.values()], sheets: [...sheets].slice(-MOST_SHEETS), customers: [...customers]}),
  };
}

function pick({owner, queue, status, closed}: Remembered): Remembered {
  return {...owner === undefined ? {} : {owner}, ...queue === undefined ? {} : {queue}, ...status === undefined ? {} : {status}, ...closed === undefined ? {} : {closed}};
}

/** What cannot be read is forgotten: the page is masked by what it says itself. */
function read(json: string | undefined, tickets: Map<string, Remembered & {at: number}>, values: Map<string, KnownValue>, sheets: KnownSheets, customers: Map<string, Customer>): void {
  try {
    const kept = JSON.parse(json ?? '{}') as {tickets?: [string, Remembered & {at: number}][]; values?: KnownValue[]; sheets?: [string, string[]][]; customers?: [string, Customer][]};
    for (const [ticket, {at, ...facts}] of kept.tickets ?? []) {
      if (typeof ticket === 'string' && typeof at === 'number' && Object.values(pick(facts)).every(value => typeof value === 'string')) tickets.set(ticket, {...pick(facts), at});
    }
    for (const {class: id, value} of kept.values ?? []) if (typeof id === 'string' && typeof value === 'string') values.set(`${id}\n${value}`, {class: id, value});
    for (const [sheet, names] of kept.sheets ?? []) if (typeof sheet === 'string' && names.every(name => /^[\w-]+$/.test(name))) sheets.set(sheet, names);
    for (const [ticket, customer] of kept.customers ?? []) if (typeof ticket === 'string' && Object.values(customer).every(value => typeof value === 'string')) customers.set(ticket, customer);
  } catch { /* forgotten */ }
}
