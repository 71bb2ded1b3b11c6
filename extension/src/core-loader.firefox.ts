// Firefox does not apply the page's CSP to content scripts: its package carries the WebAssembly core, its bytes inside this script.
import base64 from 'tirai:core-wasm';
import type {CoreModule, CreateCore} from '../../wasm/engine.js';
import {bytesOf} from '../../js-shim/src/bytes.js';

declare const createModule: CreateCore;  // tirai-core.js, listed before content.js

/** Compiled beside the page's parser, from the first moment; each call of what it answers starts a core of its own. */
export async function prepareCore(): Promise<() => CoreModule> {
  const compiled = await WebAssembly.compile(bytesOf(base64));
  return () => createModule({instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(compiled, imports)), print: () => undefined, printErr: () => undefined});
}

export function shadowRootOf(element: Element): ShadowRoot | null {
  return (element as Element & {openOrClosedShadowRoot?: ShadowRoot | null}).openOrClosedShadowRoot ?? element.shadowRoot;
}
