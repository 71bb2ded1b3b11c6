// In the page's own world, before its first script: says when a shadow root is made and when a script submits a form, and asks what a notification or a dialog may say. The curtain
// hears it in the extension's world.
import {maskSpoken} from '../../js-shim/src/notify.js';
import {announceSubmits} from '../../js-shim/src/outbound/senders.js';
import {announceShadowRoots} from '../../js-shim/src/shadow.js';

announceShadowRoots(window);
announceSubmits(window);
maskSpoken(window);
