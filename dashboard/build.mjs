#!/usr/bin/env node
// Builds the dashboard that the collector serves: index.html and one script with everything in it.
// usage: node dashboard/build.mjs [--out DIR]
import {copyFileSync, mkdirSync, readFileSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '..');
const {values: options} = parseArgs({options: {out: {type: 'string', default: join(root, 'build/dist/dashboard')}}});
const {version, license} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

mkdirSync(options.out, {recursive: true});
await build({
  entryPoints: {dashboard: join(here, 'src/main.ts')}, outdir: options.out, bundle: true, format: 'iife', minify: true, charset: 'utf8', legalComments: 'inline', logLevel: 'warning',
  target: ['chrome110', 'firefox115'], loader: {'.css': 'text'}, banner: {js: `/* Tirai ${version}, ${license} */`},
});
copyFileSync(join(here, 'index.html'), join(options.out, 'index.html'));
const script = join(options.out, 'dashboard.js');
console.log(`${relative(root, script).padEnd(44)} ${(statSync(script).size / 1024).toFixed(0).padStart(6)} KiB, ${(gzipSync(readFileSync(script)).length / 1024).toFixed(0).padStart(4)} KiB gzip`);
