// The dashboard's suites on a real PostgreSQL; a file of its own, so that it runs beside postgres.test.mjs.
import './on-postgres.mjs';
import {after} from 'node:test';
import {stopShared} from './postgres.mjs';

after(stopShared);
for (const suite of ['accounts', 'changes', 'consents', 'desk', 'findings', 'people', 'erasure', 'reports', 'coverage', 'kit', 'keys']) await import(`./${suite}.test.mjs`);
