// The Chromium and the Firefox of all tests.
import {join} from 'node:path';

export const chromiumPath = join(import.meta.dirname, 'chromium');
export const firefoxPath = join(import.meta.dirname, 'firefox');
