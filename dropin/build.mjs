#!/usr/bin/env node
// Builds the drop-in (tirai.js, tirai-worker.js, tirai-ledger.wasm) and the package for Node from the compiled modules.
// usage: node dropin/build.mjs [--out DIR] [--npm DIR] [--wasm DIR]
import {copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const {values: options} = parseArgs({options: {
  out: {type: 'string', default: join(root, 'build/dist/dropin')}, npm: {type: 'string', default: join(root, 'build/dist/npm')},
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
const common = {
  bundle: true, minify: true, charset: 'utf8', target: ['chrome110', 'firefox115'], legalComments: 'none', logLevel: 'warning', outdir: options.out,
  loader: {'.css': 'text'}, define: {TIRAI_VERSION: JSON.stringify(version)}, plugins: [modules], external: ['module', 'fs', 'path', 'url'],
  banner: {js: `/* Tirai ${version}, ${license} */`},
};

async function buildDropin() {
  await build({...common, format: 'iife', entryPoints: {tirai: join(here, 'src/tirai.ts')}});
  await build({...common, format: 'esm', entryPoints: {'tirai-worker': join(here, 'src/worker.ts')}});
  copyFileSync(wasm('tirai-ledger.wasm'), join(options.out, 'tirai-ledger.wasm'));
  return ['tirai.js', 'tirai-worker.js', 'tirai-ledger.wasm'].map(name => join(options.out, name));
}

/** The classic module is CommonJS in Node, so its file says so; everything else is an ES module. */
function buildNpm() {
  mkdirSync(options.npm, {recursive: true});
  const to = name => join(options.npm, name);
  copyFileSync(wasm('tirai-core.js'), to('tirai-core.cjs'));
  for (const name of ['tirai-core.wasm', 'tirai-ledger.js', 'tirai-ledger.wasm']) copyFileSync(wasm(name), to(name));
  copyFileSync(join(root, 'wasm/engine.d.ts'), to('engine.d.ts'));
  copyFileSync(join(root, 'LICENSE'), to('LICENSE'));
  for (const name of ['index.js', 'index.d.ts', 'README.md']) copyFileSync(join(here, 'npm', name), to(name));
  const files = ['index.js', 'index.d.ts', 'engine.d.ts', 'tirai-core.cjs', 'tirai-core.wasm', 'tirai-ledger.js', 'tirai-ledger.wasm', 'README.md', 'LICENSE'];
  writeFileSync(to('package.json'), `${JSON.stringify({
    name: 'tirai', version, description: 'Detects and masks personal data by a policy, and verifies the log of every reveal', license, type: 'module', main: 'index.js',
    types: 'index.d.ts', exports: {'.': {types: './index.d.ts', default: './index.js'}, './engine': {types: './engine.d.ts'}}, engines: {node: '>=18'}, files,
  }, null, 2)}\n`);
  return files.filter(name => /wasm$/.test(name)).map(to);
}

for (const file of [...await buildDropin(), ...buildNpm()]) {
  const zipped = gzipSync(readFileSync(file)).length;
  console.log(`${relative(root, file).padEnd(44)} ${(statSync(file).size / 1024).toFixed(0).padStart(6)} KiB, ${(zipped / 1024).toFixed(0).padStart(4)} KiB gzip`);
}
