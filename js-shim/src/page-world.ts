// What has to run in the page's own world, before its first script, in every window whose document is masked.
import {maskSpoken} from './notify.js';
import {announceSubmits} from './outbound/senders.js';
import {announcePrints} from './print.js';
import {announceShadowRoots} from './shadow.js';
import type {RootOf} from './shadow.js';

/** Has the page's world tell of what no observer sees: shadow roots, forms that a script submits, prints, and what is said in notifications and dialogs. Answers
 *  closed roots, too: of all windows that share `roots`. */
export function enterPageWorld(win: Window & typeof globalThis, roots?: WeakMap<Element, ShadowRoot>): RootOf {
  maskSpoken(win);
  announceSubmits(win);
  announcePrints(win);
  return announceShadowRoots(win, roots);
}
