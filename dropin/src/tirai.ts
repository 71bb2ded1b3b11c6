// The drop-in: <script src="/tirai/tirai.js" data-config="/tirai/config.json"></script>, the first thing in <head>, synchronous.
//
//   script runs ──► covered, shadow roots announced, keys listened to ──► worker: ledger, config, policy ──► masked, then shown
//                                                                            └ anything missing ──► stays covered, and says why
//
// All of it begins in the first turn of the page: what runs first cannot be got round by what runs later.
import createModule from 'tirai:twin';
import {hangCurtain} from '../../js-shim/src/curtain.js';
import {joinParentCurtain} from '../../js-shim/src/frames.js';
import {langOf} from '../../js-shim/src/texts.js';
import type {CoreModule} from '../../wasm/engine.js';
import {DropIn} from './drop-in.js';
import {followWindows} from './windows.js';

const kMark = '__tirai_dropin';
const attachShadow = Element.prototype.attachShadow;

function begin(script: HTMLOrSVGScriptElement | null): void {
  // A frame of the same origin that carries the tag too belongs to the curtain of the page that holds it.
  if (Object.hasOwn(window, kMark) || joinParentCurtain(window)) return;
  Object.defineProperty(window, kMark, {value: true});
  // The page's own language, where it is one of ours; else the browser's until the config says which.
  const page_lang = document.documentElement.lang;
  const known = /^(id|en|ms|jv|su)\b/i.test(page_lang);
  const lang = langOf(undefined, known ? page_lang : navigator.language);
  const core = madeAhead(() => createModule({print: () => undefined, printErr: () => undefined}));
  const windows = followWindows(kMark);
  windows.meet(window);
  const curtain = hangCurtain(document, core, {lang, signal: new AbortController().signal, hooks: {openOrClosedShadowRoot: windows.inside, onOpened: windows.onOpened}});
  curtain.listen(windows.meet);
  const tag = script instanceof HTMLScriptElement ? script : undefined;
  new DropIn({curtain, lang, follow_config_lang: !known, attachShadow, inside: windows.inside, base: tag?.src ?? '', config: tag?.dataset['config']});
}

/** The first core is made in a turn of its own, while the worker starts. */
function madeAhead(make: () => CoreModule): () => CoreModule {
  let made: CoreModule | undefined;
  setTimeout(() => {
    try {
      made = make();
    } catch {
      // tried again, and told, when it is needed
    }
  });
  return () => {
    const first = made ?? make();
    made = undefined;
    return first;
  };
}

begin(document.currentScript);
