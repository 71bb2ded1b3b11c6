#!/usr/bin/env node
// Builds the drop-in (tirai.js, tirai-worker.js, tirai-ledger.wasm) from the compiled modules.
// usage: node dropin/build.mjs [--out DIR] [--wasm DIR]
import {copyFileSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const {values: options} = parseArgs({options: {
  out: {type: 'string', default: join(root, 'build/dist/dropin')},
  wasm: {type: 'string', default: join(root, 'build/wasm/bin')},
}});
const wasm = name => resolve(options.wasm, name);
const {version, license} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The compiled modules, by the names the sources use. */
const modules = {
  name: 'tirai',
  setup({onResolve}) {
    onResolve({filter: /^tirai:/}, ({path}) => ({path: wasm({'tirai:twin': 'tirai-core-twin.js', 'tirai:ledger': 'tirai-ledger.js'}[path])}));
  },
};
/** In ASCII, as esbuild writes by itself: of a script with one other character a browser keeps every character in two bytes, here a megabyte. */
const common = {
  bundle: true, minify: true, target: ['chrome110', 'firefox115'], legalComments: 'none', logLevel: 'warning', outdir: options.out,
  loader: {'.css': 'text'}, define: {TIRAI_VERSION: JSON.stringify(version)}, plugins: [modules], external: ['module', 'fs', 'path', 'url'],
  banner: {js: `/* Tirai ${version}, ${license} */`},
};

async function buildDropin() {
  await build({...common, format: 'iife', entryPoints: {tirai: join(here, 'src/tirai.ts')}});
  await build({...common, format: 'esm', entryPoints: {'tirai-worker': join(here, 'src/worker.ts')}});
  copyFileSync(wasm('tirai-ledger.wasm'), join(options.out, 'tirai-ledger.wasm'));
  return ['tirai.js', 'tirai-worker.js', 'tirai-ledger.wasm'].map(name => join(options.out, name));
}

for (const file of await buildDropin()) {
  const zipped = gzipSync(readFileSync(file)).length;
  console.log(`${relative(root, file).padEnd(44)} ${(statSync(file).size / 1024).toFixed(0).padStart(6)} KiB, ${(zipped / 1024).toFixed(0).padStart(4)} KiB gzip`);
}
