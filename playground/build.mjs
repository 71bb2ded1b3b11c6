#!/usr/bin/env node
// Builds the playground: index.html and one script that holds everything, so that it works from a file, too.
// usage: node playground/build.mjs [--out DIR] [--wasm DIR] [--bin DIR]
import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '..');
const {values: options} = parseArgs({options: {
  out: {type: 'string', default: join(root, 'build/dist/playground')}, wasm: {type: 'string', default: join(root, 'build/wasm/bin')},
  bin: {type: 'string', default: join(root, 'build/native/bin')},
}});
const {version, license} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What the sources import by a name of ours: the compiled policy module, and the ready policies. */
const ours = {
  name: 'tirai',
  setup({onResolve, onLoad}) {
    const files = {'tirai:policy-glue': resolve(options.wasm, 'tirai-policy.js'), 'tirai:policy-wasm': resolve(options.wasm, 'tirai-policy.wasm')};
    onResolve({filter: /^tirai:policy-/}, ({path}) => ({path: files[path]}));
    onResolve({filter: /^tirai:policies$/}, () => ({path: 'policies', namespace: 'tirai'}));
    onLoad({filter: /.*/, namespace: 'tirai'}, () => ({contents: JSON.stringify(readyPolicies()), loader: 'json'}));
  },
};

/** As it is written, comments and all; one that extends others as the one table that is signed. */
function policyText(file) {
  const text = readFileSync(file, 'utf8');
  return /^ {2}"extends":/m.test(text) ? execFileSync(join(options.bin, 'tirai'), ['flatten', file], {encoding: 'utf8'}) : text;
}

function readyPolicies() {
  const folder = join(root, 'policies');
  const names = readdirSync(folder).filter(name => name.endsWith('.json') && !/\.(schema|test)\.json$/.test(name)).sort();
  return Object.fromEntries(names.map(name => [name.slice(0, -'.json'.length), policyText(join(folder, name))]));
}

mkdirSync(options.out, {recursive: true});
await build({
  entryPoints: {playground: join(here, 'src/main.ts')}, outdir: options.out, bundle: true, format: 'iife', minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning',
  target: ['chrome110', 'firefox115'], loader: {'.css': 'text', '.wasm': 'base64'}, plugins: [ours], external: ['module', 'fs', 'path', 'url'],
  define: {'import.meta.url': '"tirai:///"'}, banner: {js: `/* Tirai ${version}, ${license} */`},
});
copyFileSync(join(here, 'index.html'), join(options.out, 'index.html'));
const script = join(options.out, 'playground.js');
console.log(`${relative(root, script).padEnd(44)} ${(statSync(script).size / 1024).toFixed(0).padStart(6)} KiB, ${(gzipSync(readFileSync(script)).length / 1024).toFixed(0).padStart(4)} KiB gzip`);
