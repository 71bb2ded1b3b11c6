// Loads the very files that ship, as a browser would: classic scripts that define createModule (core, twin), an ES module (ledger).
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import vm from 'node:vm';

export const root = join(import.meta.dirname, '../..');
const bin = process.env.TIRAI_WASM_BIN ?? join(root, 'build/wasm/bin');

function classic(file) {
  const context = vm.createContext({
    console, TextDecoder, TextEncoder, WebAssembly, performance, URL, self: {location: {href: 'https://test.invalid/'}}, window: {},
    document: {currentScript: null}, location: {href: 'https://test.invalid/'}, crypto: globalThis.crypto, setTimeout,
  }, {codeGeneration: {strings: false, wasm: true}});  // no eval, as under a strict Content-Security-Policy
  vm.runInContext(readFileSync(join(bin, file), 'utf8'), context, {filename: file});
  return options => { context.options = options; return vm.runInContext('createModule(options)', context); };
}

export const loadWasm = () => classic('tirai-core.js')({wasmBinary: readFileSync(join(bin, 'tirai-core.wasm'))});
export const loadTwin = () => classic('tirai-core-twin.js')({});
async function module(name) {
  const {default: create} = await import(pathToFileURL(join(bin, `${name}.js`)).href);
  return create({wasmBinary: readFileSync(join(bin, `${name}.wasm`))});
}
export const loadLedger = () => module('tirai-ledger');
export const loadPolicy = () => module('tirai-policy');
export const source = file => readFileSync(join(root, file), 'utf8');
export const built = file => readFileSync(join(bin, file), 'utf8');
