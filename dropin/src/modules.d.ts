// What build.mjs puts in. ('tirai:ledger' is declared beside the extension, which takes the same one.)
declare module 'tirai:twin' {
  const createModule: import('../../wasm/engine.js').CreateCore;
  export default createModule;
}
declare const TIRAI_VERSION: string;
