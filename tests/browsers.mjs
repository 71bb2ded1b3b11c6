// The Chromium of all tests.
import {join} from 'node:path';

export const chromiumPath = join(import.meta.dirname, 'chromium');
