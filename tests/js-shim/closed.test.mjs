// When a ticket was closed, in the ways helpdesks write it. Expected times are by hand; a time without a zone is the reader's.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {importTypeScript} from '../ui/stage.mjs';

process.env.TZ = 'Asia/Jakarta';  // UTC+7 all year
const {closedAt} = await importTypeScript('js-shim/src/closed.ts');

for (const [text, time] of [
  ['2026-11-22T09:13:12Z', '2026-11-22T09:13:12.000Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22 09:13:12 +0700', '2026-11-22T02:13:12.000Z'],
  ['Sun Nov 22 09:13:12 2026', '2026-11-22T02:13:12.000Z'],
  ['Min 22 Nov 2026 09.13', '2026-11-22T02:13:00.000Z'],
  ['Selasa, 5 Mei 2026', '2026-05-04T17:00:00.000Z'],
  ['31 Desember 2025', '2025-12-30T17:00:00.000Z'],
  ['Aug 17, 2025', '2025-08-16T17:00:00.000Z'],
]) test(`${text} is ${time}`, () => assert.equal(closedAt(text), time));

for (const text of ['', 'Not set', 'Belum', '22/11/2026', '2 days ago', 'Nov 2026', '32 Nov 2026', '2026-13-40', 'Sun Nov 99 2026', 'x'.repeat(200)]) {
  test(`"${text.slice(0, 20)}" says no day`, () => assert.equal(closedAt(text), undefined));
}
