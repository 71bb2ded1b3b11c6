// Chromium applies the page's CSP to WebAssembly in content scripts, so its package carries the plain-JS twin (facts: DESIGN §2).
import type {CoreModule, CreateCore} from '../../wasm/engine.js';

declare const createModule: CreateCore;  // tirai-core-twin.js, listed before content.js

export function loadCore(): CoreModule {
  return createModule({print: () => undefined, printErr: () => undefined});
}

export function shadowRootOf(element: Element): ShadowRoot | null {
  try {
    return chrome.dom.openOrClosedShadowRoot(element as HTMLElement);
  } catch {
    return element.shadowRoot;
  }
}
