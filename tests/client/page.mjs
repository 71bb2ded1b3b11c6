// The station in a plain page: what a test drives from outside. Bundled by stand.mjs; every part is the real one.
import createLedger from 'tirai:ledger';
import {openDatabase} from '../../client/src/db.js';
import {createStation} from '../../client/src/station.js';

const wasmBinary = await (await fetch('tirai-ledger.wasm')).arrayBuffer();
const quiet = {print: () => undefined, printErr: () => undefined};
const pages = [];

/** Opens the station as a host does: configure, then ask the collector. `clock_ms` is added to the clock. */
async function open({settings, session, clock_ms = 0}) {
  const station = await createStation({
    ledger: await createLedger({wasmBinary, ...quiet}), store: 'tirai', fetch: (input, init) => fetch(input, init), now: () => Date.now() + clock_ms,
    randomUUID: () => crypto.randomUUID(), random: () => Math.random(), product_version: '0.1.0', onPage: (page) => { pages.push(page); },
  });
  window.station = station;
  await station.configure(settings, session);
  await station.refresh();
  return station.page();
}

window.stand = {open, openDatabase, pages};
