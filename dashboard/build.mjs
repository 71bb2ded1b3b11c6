#!/usr/bin/env node
// Builds the dashboard that the collector serves: index.html, one script with everything in it, and beside it what opens a sealed text:
// the compiled ledger, loaded when an officer first asks for it.
// usage: node dashboard/build.mjs [--out DIR] [--wasm DIR]
import {copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '..');
const {values: options} = parseArgs({options: {out: {type: 'string', default: join(root, 'build/dist/dashboard')}, wasm: {type: 'string', default: process.env.TIRAI_WASM ?? join(root, 'build/wasm/bin')}}});
const {version, license} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const common = {
  outdir: options.out, bundle: true, minify: true, charset: 'utf8', legalComments: 'inline', logLevel: 'warning', target: ['chrome110', 'firefox115'], loader: {'.css': 'text'},
  banner: {js: `/* Tirai ${version}, ${license} */`}, external: ['module', 'fs', 'path', 'url'],
  plugins: [{
    name: 'tirai',
    setup({onResolve}) {
      onResolve({filter: /^tirai:ledger$/}, () => ({path: resolve(options.wasm, 'tirai-ledger.js')}));
      onResolve({filter: /^\.\/unseal\.js$/}, ({path}) => ({path, external: true}));
    },
  }],
};
mkdirSync(options.out, {recursive: true});
await build({...common, entryPoints: {dashboard: join(here, 'src/main.ts'), 'step-up': join(here, 'src/step-up.ts')}, format: 'iife'});
await build({...common, entryPoints: {unseal: join(here, 'src/unseal.ts')}, format: 'esm'});
copyFileSync(resolve(options.wasm, 'tirai-ledger.wasm'), join(options.out, 'tirai-ledger.wasm'));
const page = readFileSync(join(here, 'index.html'), 'utf8');
for (const [name, script] of [['index.html', 'dashboard.js'], ['step-up.html', 'step-up.js']]) writeFileSync(join(options.out, name), page.replace('dashboard.js', script));
const script = join(options.out, 'dashboard.js');
console.log(`${relative(root, script).padEnd(44)} ${(statSync(script).size / 1024).toFixed(0).padStart(6)} KiB, ${(gzipSync(readFileSync(script)).length / 1024).toFixed(0).padStart(4)} KiB gzip`);
