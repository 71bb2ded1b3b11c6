// In the page's own world, before its first script: says when a shadow root is made. The curtain hears it in the extension's world.
import {announceShadowRoots} from '../../js-shim/src/shadow.js';

announceShadowRoots(window);
