// Firefox does not apply the page's CSP to content scripts: its package carries the WebAssembly core, its bytes inside this script.
import base64 from 'tirai:core-wasm';
import type {CoreModule, CreateCore} from '../../wasm/engine.js';
import {bytesOf} from '../../js-shim/src/bytes.js';

declare const createModule: CreateCore;  // tirai-core.js, listed before content.js

export function loadCore(): CoreModule {
  return createModule({wasmBinary: bytesOf(base64), print: () => undefined, printErr: () => undefined});
}

export function shadowRootOf(element: Element): ShadowRoot | null {
  return (element as Element & {openOrClosedShadowRoot?: ShadowRoot | null}).openOrClosedShadowRoot ?? element.shadowRoot;
}
