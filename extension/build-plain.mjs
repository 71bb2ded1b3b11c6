// Builds both packages, unpacked and packed. The general package runs nowhere until it is told where; a tenant build is told here.
//
//   node extension/build.mjs [--host 'https://desk.example/*']… [--settings FILE] [--out DIR] [--wasm DIR]
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {manifestOf} from './manifest.mjs';
import {zip} from './zip.mjs';

const root = resolve(import.meta.dirname, '..');
const here = (path) => join(root, 'extension', path);
const usage = `usage: node extension/build.mjs [--host PATTERN]… [--settings FILE] [--out DIR] [--wasm DIR]

  --host PATTERN   a host the package may run on without being asked, such as 'https://desk.example/*'; may be given again
  --settings FILE  JSON of settings the package starts with: collector_url, enrolment_token, policy_key, helpdesks, lang
  --out DIR        where to; default build/dist
  --wasm DIR       where tirai-core, its twin and tirai-ledger are; default build/wasm/bin`;

const browsers = {
  chrome: {core: 'tirai-core-twin.js', content: ['content.js'], loader: 'src/core-loader.chromium.ts', ports: true, archive: 'tirai-chrome.zip'},
  firefox: {core: 'tirai-core.js', content: ['tirai-core.js', 'content.js'], loader: 'src/core-loader.firefox.ts', ports: false, archive: 'tirai-firefox.xpi'},
};
const pages = ['prompt', 'popup', 'options'];

// What the sources import by a name of ours: the compiled modules, and the core loader of this browser.
const ours = ({loader}, wasm) => ({
  name: 'tirai',
  setup({onResolve}) {
    const paths = {'tirai:ledger': join(wasm, 'tirai-ledger.js'), 'tirai:core-loader': here(loader), 'tirai:core-wasm': join(wasm, 'tirai-core.wasm'),
      'tirai:core-glue': join(wasm, 'tirai-core.js')};
    onResolve({filter: /^tirai:/}, ({path}) => ({path: paths[path]}));
  },
});

/** In ASCII: of a script with one other character a browser keeps every character in two bytes. */
async function bundle(browser, wasm, entries, format) {
  const {outputFiles} = await build({
    entryPoints: entries, bundle: true, write: false, outdir: '/', format, minify: false, keepNames: false, target: ['chrome137', 'firefox140'], legalComments: 'none',
    loader: {'.wasm': 'base64', '.css': 'text'}, plugins: [ours(browser, wasm)], absWorkingDir: root, logLevel: 'error',
    define: {TIRAI_CONTENT_FILES: JSON.stringify(browser.content), TIRAI_PORTS: String(browser.ports), 'import.meta.url': '"tirai:///"'},
  });
  return outputFiles.map(({path, contents}) => [path.slice(1), Buffer.from(contents)]);
}

/** The style sheet that covers a page before any script runs, as the page engine writes it. */
async function coverCss() {
  const {outputFiles: [{text}]} = await build({
    stdin: {contents: "export {COVER_CSS} from './js-shim/src/cover.ts'", resolveDir: root}, bundle: true, write: false, format: 'esm', logLevel: 'error',
  });
  const {COVER_CSS} = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  return Buffer.from(COVER_CSS.trim() + '\n');
}

function tree(folder, prefix) {
  return readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => [prefix + path.slice(folder.length), readFileSync(path)]);
}

async function filesOf(name, {hosts, settings, wasm, version}) {
  const browser = browsers[name];
  const json = (value) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  const scripts = await bundle(browser, wasm, {background: here('src/background.ts'), content: here('src/content.ts'), hook: here('src/hook.ts'), picker: here('src/picker.ts')}, 'iife');
  const ui = await bundle(browser, wasm, Object.fromEntries(pages.map((page) => [page, here(`src/ui/${page}.ts`)])), 'esm');
  return new Map([
    ...scripts, ...ui,
    ...pages.map((page) => [`${page}.html`, readFileSync(here(`src/ui/${page}.html`))]),
    ...tree(here('src/ui/icons'), 'icons').filter(([path]) => path.endsWith('.png')),
    ...tree(here('_locales'), '_locales'),
    ...(name === 'chrome' ? [['schema.json', readFileSync(here('schema.json'))]] : []),
    [browser.core, readFileSync(join(wasm, browser.core))],
    ['tirai-ledger.wasm', readFileSync(join(wasm, 'tirai-ledger.wasm'))],
    ['cover.css', await coverCss()],
    ['settings.json', json(settings)],
    ['manifest.json', json(manifestOf({browser: name, version, content: browser.content, hosts, helpdesks: (settings.helpdesks ?? []).map(({origin}) => origin)}))],
  ]);
}

function writeAll(folder, files) {
  rmSync(folder, {recursive: true, force: true});
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), bytes);
  }
}

/** Builds into `out`/chrome, `out`/firefox and their archives. */
export async function buildExtension({hosts = [], settings = {}, out = join(root, 'build/dist'), wasm = join(root, 'build/wasm/bin')} = {}) {
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [name, {archive}] of Object.entries(browsers)) {
    const files = await filesOf(name, {hosts, settings, wasm, version});
    writeAll(join(out, name), files);
    writeFileSync(join(out, archive), zip(files));
  }
}

if (process.argv[1] === import.meta.filename) {
  const {values} = parseArgs({options: {
    host: {type: 'string', multiple: true}, settings: {type: 'string'}, out: {type: 'string'}, wasm: {type: 'string'}, help: {type: 'boolean'},
  }});
  if (values.help) {
    console.log(usage);
  } else {
    await buildExtension({
      hosts: values.host ?? [],
      settings: values.settings === undefined ? {} : JSON.parse(readFileSync(values.settings, 'utf8')),
      ...(values.out === undefined ? {} : {out: resolve(values.out)}),
      ...(values.wasm === undefined ? {} : {wasm: resolve(values.wasm)}),
    });
  }
}
