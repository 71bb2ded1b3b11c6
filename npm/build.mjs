#!/usr/bin/env node
// Builds the package for Node from the compiled modules and this folder.
// usage: node npm/build.mjs [--out DIR] [--wasm DIR]
import {copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';

const here = import.meta.dirname,
  root = join(here, '..');
const {values: options} = parseArgs({options: {out: {type: 'string', default: join(root, 'build/dist/npm')}, wasm: {type: 'string', default: join(root, 'build/wasm/bin')}}});
const {version, license, engines} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// The classic module is CommonJS in Node, so its file says so; everything else is an ES module.
const modules = {
  'tirai-core.cjs': 'tirai-core.js', 'tirai-core.wasm': 'tirai-core.wasm', 'tirai-policy.js': 'tirai-policy.js', 'tirai-policy.wasm': 'tirai-policy.wasm',
  'tirai-ledger.js': 'tirai-ledger.js', 'tirai-ledger.wasm': 'tirai-ledger.wasm',
};
rmSync(options.out, {recursive: true, force: true});
mkdirSync(options.out, {recursive: true});
const to = name => join(options.out, name);
for (const [name, from] of Object.entries(modules)) copyFileSync(resolve(options.wasm, from), to(name));
for (const name of ['index.js', 'index.d.ts', 'README.md']) copyFileSync(join(here, name), to(name));
copyFileSync(join(root, 'wasm/engine.d.ts'), to('engine.d.ts'));
copyFileSync(join(root, 'LICENSE'), to('LICENSE'));
const files = ['index.js', 'index.d.ts', 'engine.d.ts', ...Object.keys(modules), 'README.md', 'LICENSE'];
writeFileSync(to('package.json'), `${JSON.stringify({
  name: 'tirai', version, description: 'Finds and masks personal data by a policy; checks, tests, explains and compares policies; verifies the log of every reveal', license, engines,
  type: 'module', main: 'index.js', types: 'index.d.ts', exports: {'.': {types: './index.d.ts', default: './index.js'}, './engine': {types: './engine.d.ts'}}, files,
}, null, 2)}\n`);

for (const file of files.filter(name => name.endsWith('.wasm')).map(to)) {
  const zipped = gzipSync(readFileSync(file)).length;
  console.log(`${relative(root, file).padEnd(44)} ${(statSync(file).size / 1024).toFixed(0).padStart(6)} KiB, ${(zipped / 1024).toFixed(0).padStart(4)} KiB gzip`);
}
