// What the drop-in itself says; everything else comes from js-shim.
import type {Text} from '../../js-shim/src/texts.js';

export const dropinTexts = {
  badge: {id: 'Tirai aktif', en: 'Tirai is on'},
  badge_label: {id: 'Tirai aktif: data pribadi tertutup. Buka nilai tertutup (Alt+R)', en: 'Tirai is on: personal data is covered. Reveal a masked value (Alt+R)'},
  prompt: {id: 'Buka nilai tertutup', en: 'Reveal a masked value'},
} as const satisfies Record<string, Text>;
