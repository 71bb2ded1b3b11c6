// IndexedDB as the station uses it: five stores, strict durability, promises that settle when the data is on disk.
//
//   meta     key → value    settings, the good bundle, highest versions seen, the chain in use, delivery's state
//   devices  enrolment →    the device key (not extractable), who it is enrolled for
//   chains   chain_uid →    head and next sequence of each event chain
//   events   id →           event lines not yet acknowledged by the collector; ids only go up, so their order is the order of the acts
//   subjects lookup →       customers this device met: the key of their pseudonym, and what the collector last said of them
const kVersion = 2;
export type StoreName = 'meta' | 'devices' | 'chains' | 'events' | 'subjects';
export type Database = IDBDatabase;

export function openDatabase(name: string): Promise<Database> {
  const opening = indexedDB.open(name, kVersion);
  opening.onupgradeneeded = ({oldVersion}) => {
    const database = opening.result;
    database.createObjectStore('subjects', {keyPath: 'lookup'});
    if (oldVersion > 0) return;
    database.createObjectStore('meta');
    database.createObjectStore('devices', {keyPath: 'enrolment'});
    database.createObjectStore('chains', {keyPath: 'chain_uid'});
    database.createObjectStore('events', {keyPath: 'id', autoIncrement: true});
  };
  return got(opening);
}

export function got<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage: request failed'));
  });
}

/** Runs `body` in one transaction and resolves when it is on disk. `body` awaits nothing but requests of `tx`. Any throw undoes all of it. */
export async function write<T>(database: Database, stores: StoreName[], body: (tx: IDBTransaction) => Promise<T>): Promise<T> {
  const tx = database.transaction(stores, 'readwrite', {durability: 'strict'});
  const finished = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('storage: transaction aborted'));
  });
  try {
    const value = await body(tx);
    await finished;
    return value;
  } catch (error) {
    try { tx.abort(); } catch { /* it ended by itself */ }
    await finished.catch(() => undefined);
    throw error;
  }
}

export async function read<T>(database: Database, stores: StoreName[], body: (tx: IDBTransaction) => Promise<T>): Promise<T> {
  return body(database.transaction(stores, 'readonly'));
}

export function getMeta<T>(database: Database, key: string): Promise<T | undefined> {
  return read(database, ['meta'], (tx) => got<T | undefined>(tx.objectStore('meta').get(key)));
}

export function putMeta(database: Database, key: string, value: unknown): Promise<void> {
  return write(database, ['meta'], async (tx) => { await got(tx.objectStore('meta').put(value, key)); });
}
