// What a second person was asked about: their word opens that class, for that purpose, on that ticket, and nothing else. Kept until it expires.
import {got, read, write, type Database} from './db.js';
import type {PeopleStation} from './people-station.js';
import type {RevealRequest} from './types.js';

interface Question {id: string; helpdesk: string; ticket?: string; class: string; purpose: string; expires_ms: number}
const kAsked = 'approvals';
const kPermitMs = 3_600_000;  // an approval lasts no longer than the collector lets a permit last

const questions = async (database: Database): Promise<Question[]> => await read(database, ['meta'], (tx) => got<Question[] | undefined>(tx.objectStore('meta').get(kAsked))) ?? [];

export function keepQuestion(database: Database, question: Question, now_ms: number): Promise<void> {
  return write(database, ['meta'], async (tx) => {
    const store = tx.objectStore('meta');
    const kept = (await got<Question[] | undefined>(store.get(kAsked)) ?? []).filter(({expires_ms}) => now_ms < expires_ms + kPermitMs);
    await got(store.put([...kept, question], kAsked));
  });
}

/** Whether `request` is what was asked about. */
async function wasAskedFor(database: Database, {approval, item, facts, purpose}: RevealRequest): Promise<boolean> {
  return approval !== undefined && (await questions(database)).some((one) => one.id === approval && one.class === item.class && one.purpose === purpose
    && one.helpdesk === facts.helpdesk && one.ticket === facts.ticket);
}

/** Whether somebody agreed to it, and may still. */
export async function isApproved(database: Database, people: Pick<PeopleStation, 'approval'>, request: RevealRequest): Promise<boolean> {
  if (request.approval === undefined || !await wasAskedFor(database, request)) return false;
  const answer = await people.approval(request.approval, 0);
  return answer.ok && answer.state === 'approved';
}
