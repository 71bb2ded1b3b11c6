// In the page's own world, before its first script. The curtain hears it in the extension's world.
import {enterPageWorld} from '../../js-shim/src/page-world.js';

enterPageWorld(window);
