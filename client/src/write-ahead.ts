// "No log, no reveal": where the policy says write_ahead, a value is shown once the collector has its event on disk. While the collector cannot be reached, the
// policy's allowance (offline_reveals; none, if it names none) may be shown on the word of this device's disk; the first acknowledgement gives it back.
//
//   event on this disk ──deliver──▶ acknowledged: shown          not within 2 s: shown while the allowance lasts, else covered
import {getMeta, got, putMeta, read, type Database} from './db.js';

export const kAheadMs = 2_000;
const kStepMs = 40;
const kOffline = 'offline_reveals';

export interface AheadParts {
  database: Database;
  now: () => number;
  /** Sends what waits, now. */
  deliver(): Promise<void>;
  /** Whether the last attempt failed. */
  isFailing(): Promise<boolean>;
}

const waits = async (database: Database, id: number): Promise<boolean> => await read(database, ['events'], (tx) => got(tx.objectStore('events').count(id))) > 0;
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Another delivery may be under way, with this event or without: asked again until it is gone. */
async function isAcknowledged({database, now, deliver, isFailing}: AheadParts, id: number): Promise<boolean> {
  for (const end = now() + kAheadMs; ; await sleep(kStepMs)) {
    await Promise.race([deliver(), sleep(kAheadMs)]);
    if (!await waits(database, id)) return true;
    if (now() >= end || await isFailing()) return false;
  }
}

/** Whether the event `id` of the queue lets its value be shown. */
export async function isAhead(parts: AheadParts, id: number, allowance = 0): Promise<boolean> {
  const {database} = parts;
  const used = await getMeta<number>(database, kOffline) ?? 0;
  if (await isAcknowledged(parts, id)) {
    if (used > 0) await putMeta(database, kOffline, 0);
    return true;
  }
  if (used >= allowance) return false;
  await putMeta(database, kOffline, used + 1);
  return true;
}
