// What others see of a collector (its API, its witnesses, where its events go, who operates it) on a real PostgreSQL; a file of its own, so that it runs
// beside postgres.test.mjs.
import './on-postgres.mjs';
import {after} from 'node:test';
import {stopShared} from './postgres.mjs';

after(stopShared);
for (const suite of ['witness', 'exporters', 'operation', 'api', 'properties']) await import(`./${suite}.test.mjs`);
