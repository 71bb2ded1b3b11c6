// What the page engine offers to whoever hangs it.
export {hangCurtain} from './curtain.js';
export type {CurtainOptions} from './curtain.js';
export {COVER_CSS, DOWN_ATTRIBUTE, READY_ATTRIBUTE} from './cover.js';
export {enterPageWorld} from './page-world.js';
export {openParsedRoots, SHADOW_EVENT} from './shadow.js';
export {joinParentCurtain} from './frames.js';
export {parseAdapter} from './adapter.js';
export type {Adapter} from './adapter.js';
export type * from './types.js';
