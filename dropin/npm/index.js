// Loads the compiled modules in Node: the very files that run in the browser, handed their bytes.
import {readFile} from 'node:fs/promises';
import createCoreModule from './tirai-core.cjs';
import createLedgerModule from './tirai-ledger.js';

const bytes = name => readFile(new URL(name, import.meta.url));

/** Detection, decisions, masking. Every call of createCore() is an instance of its own. */
export async function createCore(options = {}) {
  return createCoreModule({...options, wasmBinary: await bytes('tirai-core.wasm')});
}

/** The core, and signed bundles, events and verification. */
export async function createLedger(options = {}) {
  return createLedgerModule({...options, wasmBinary: await bytes('tirai-ledger.wasm')});
}
