declare module 'tirai:policy-glue' {
  const createModule: import('../../wasm/engine.js').CreatePolicy;
  export default createModule;
}
declare module 'tirai:policy-wasm' {
  const base64: string;
  export default base64;
}
declare module 'tirai:policies' {
  const policies: Record<string, string>;
  export default policies;
}
