// What build.mjs puts in.
declare module 'tirai:ledger' {
  const createLedger: import('../../wasm/engine.js').CreateLedger;
  export default createLedger;
}
declare module 'tirai:core-loader' {
  /** Compiles the core of this browser's package beside the parser; what it answers starts one synchronously. The page is covered until then. */
  export function prepareCore(): Promise<() => import('../../wasm/engine.js').CoreModule>;
  /** The shadow root of an element, closed ones too; open ones still when the extension is gone. */
  export function shadowRootOf(element: Element): ShadowRoot | null;
}
declare module 'tirai:core-wasm' {
  const base64: string;
  export default base64;
}
declare module 'tirai:core-glue' {
  const createCore: import('../../wasm/engine.js').CreateCore;
  export default createCore;
}
