// Chromium applies the page's CSP to WebAssembly in content scripts (facts: DESIGN §2). Where the page has none, or allows it, the
// WebAssembly core starts in a third of the time of its plain-JS twin; where it is refused, the twin answers the same.
import createWasmCore from 'tirai:core-glue';
import base64 from 'tirai:core-wasm';
import type {CoreModule, CreateCore, ModuleOptions} from '../../wasm/engine.js';
import {bytesOf} from '../../js-shim/src/bytes.js';
import {ask} from './messages.js';

declare const createModule: CreateCore;  // tirai-core-twin.js: the background runs it here once it is asked for

const quiet = (): ModuleOptions => ({print: () => undefined, printErr: () => undefined});  // fresh: a module lives in the object it is given

/** Compiled beside the page's parser, from the first moment; each call of what it answers starts a core of its own. */
export async function prepareCore(): Promise<() => CoreModule> {
  const compiled = await WebAssembly.compile(bytesOf(base64)).catch(() => undefined);
  if (compiled === undefined) {  // not listed in the manifest: a megabyte that every page would parse, and hardly any needs
    await ask({type: 'core.twin'});
    return () => createModule(quiet());
  }
  return () => createWasmCore({instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(compiled, imports)), ...quiet()});
}

let rootOf: typeof chrome.dom.openOrClosedShadowRoot | undefined;  // kept: it is asked of thousands of elements, and looking it up costs as much

export function shadowRootOf(element: Element): ShadowRoot | null {
  try {
    return (rootOf ??= chrome.dom.openOrClosedShadowRoot)(element as HTMLElement);
  } catch {
    return element.shadowRoot;
  }
}
