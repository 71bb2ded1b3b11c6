// How long a reveal took cannot stand in its own event, which is written before the value is shown: the next one's says it (tirai.last_reveal_ms). Types and times alone.
import {getMeta, putMeta, type Database} from './db.js';

const kKey = 'last reveal', kMostMs = 600_000;

/** Kept as well as it can be: a time that is lost shortens no log. */
export async function keepLastReveal(database: Database, took_ms: number): Promise<void> {
  if (took_ms >= 0 && took_ms <= kMostMs) await putMeta(database, kKey, Math.round(took_ms)).catch(() => undefined);
}

/** Once: no event says it twice. */
export async function takeLastReveal(database: Database): Promise<{last_reveal_ms?: number}> {
  const kept = await getMeta<number | null>(database, kKey).catch(() => undefined);
  if (typeof kept !== 'number') return {};
  await putMeta(database, kKey, null).catch(() => undefined);
  return {last_reveal_ms: kept};
}
