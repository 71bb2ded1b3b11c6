import type {CoreModule, LedgerModule, ModuleOptions} from './engine.js';
export type * from './engine.js';
/** Detection, decisions, masking. Every call of createCore() is an instance of its own. */
export function createCore(options?: Omit<ModuleOptions, 'wasmBinary'>): Promise<CoreModule>;
/** The core, and signed bundles, events and verification. */
export function createLedger(options?: Omit<ModuleOptions, 'wasmBinary'>): Promise<LedgerModule>;
