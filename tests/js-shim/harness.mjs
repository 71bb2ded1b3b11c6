// A tiny helpdesk on loopback, the page engine bundled as a drop-in, and two real browsers behind one small face.
import {existsSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromiumPath, firefoxPath} from '../browsers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const pages = join(root, 'tests/pages');

/** Values seeded in the test pages: the sampler looks for these, in any grouping and letter case. */
export const seeds = {
  nik: '3273014507900003', email: 'siti.rahayu@mail.test', phone: '0812-3456-7890', card: '4111 1111 1111 1111', name: 'Siti Rahayu', address: 'Jl. Kenanga No. 12',
};

/** Pages with one surface each, tests/pages/surface-<name>/, and how many milliseconds one plays. */
export const surfaces = {content: 500, notification: 200, svg: 300, choices: 300, layers: 700, transition: 900, virtual: 700, roots: 500, twins: 400, readback: 400, pictures: 300, object: 600};

function built(name) {
  const file = [process.env.TIRAI_WASM_BIN, 'build/wasm/bin', 'build/dev-shim/bin'].filter(Boolean).map(folder => join(root, folder, name)).find(existsSync);
  if (!file) throw new Error(`build/wasm/bin/${name} is missing; run ./test, or cmake --build --preset wasm`);
  return readFileSync(file);
}

/** The core as a script that sets createModule: the plain-JS twin, or WebAssembly, which starts at once as well. */
const twin = () => built('tirai-core-twin.js').toString();
const webAssembly = () => `${built('tirai-core.js')}
{
  const bytes = Uint8Array.fromBase64('${built('tirai-core.wasm').toString('base64')}'), create = createModule;
  let compiled;
  globalThis.coreCompiled = WebAssembly.compile(bytes).then(module => { compiled = module; });  // as the extension does
  createModule = options => create({instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(compiled ?? new WebAssembly.Module(bytes), imports)), ...options});
}`;

async function bundle(entry, alias = {}) {
  const {outputFiles} = await build({
    entryPoints: [join(root, entry)], alias, bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error', loader: {'.json': 'text', '.css': 'text'},
    define: {'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false'},
  });
  return outputFiles[0].text;
}

const policies = {
  none: {},
  strict: {'content-security-policy': "default-src 'self'; script-src 'self'"},
  'trusted-types': {'content-security-policy': "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'"},
};
const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml'};

/** GET /<slug>/?options=<json>|off&core=twin|wasm&csp=none|strict|trusted-types&slow=<bytes>,<ms>&keep and the files beside it, or whatever `generate` holds. With `keep` the
 *  browser may keep the page, in its back-forward cache too. POST /told: JSON for `told`, from a page no driver reaches.
 *  Scripts are the same for as long as it serves: a browser keeps them, and what it compiled of them, unless `fresh`. */
export async function serve({fresh = false} = {}) {
  const hang = await bundle('tests/js-shim/hang.ts');
  const scripts = {'/tirai.js': `${twin()}\n${hang}`};
  const generated = new Map();
  const told = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://desk.test');
    if (request.method === 'POST') {
      told.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      return response.writeHead(204).end();
    }
    const cache = url.searchParams.has('keep') ? {} : {'cache-control': 'no-store'};
    const headers = policies[url.searchParams.get('csp') ?? 'none'];
    const answer = (status, type, body) => { response.writeHead(status, {...headers, 'content-type': type, ...cache}); response.end(body); };
    if (scripts[url.pathname]) {
      response.writeHead(200, {...headers, 'content-type': types['.js'], 'cache-control': fresh ? 'no-store' : 'max-age=3600'});
      return response.end(scripts[url.pathname]);
    }
    const name = url.pathname.endsWith('/') ? `${url.pathname}source.html` : url.pathname;
    const text = generated.get(name) ?? read(name);
    if (text === undefined) return answer(404, 'text/plain', 'not found');
    if (!name.endsWith('.html')) return answer(200, types[extname(name)], text);
    const wasm = url.searchParams.get('core') === 'wasm';
    if (wasm) scripts['/tirai-wasm.js'] ??= `${webAssembly()}\n${hang}`;
    const page = text.replace('<!--tirai-->', tag(url.searchParams.get('options') ?? '{}', wasm ? '/tirai-wasm.js' : '/tirai.js'));
    const slow = url.searchParams.get('slow');
    if (!slow) return answer(200, types['.html'], page);
    response.writeHead(200, {...headers, 'content-type': types['.html']});
    const [bytes, ms] = slow.split(',').map(Number);
    for (let at = 0; at < page.length && !response.destroyed; at += bytes) { response.write(page.slice(at, at + bytes)); await wait(ms); }
    response.end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();  // a test that fails before close() shall not hang
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    told,
    generate: (path, text) => generated.set(path, text),
    bundle: async (path, entry, alias) => { scripts[path] = await bundle(entry, alias); },
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

const read = name => { const path = join(pages, name); return path.startsWith(pages) && existsSync(path) ? readFileSync(path, 'utf8') : undefined; };
export const tag = (options, script = '/tirai.js') => options === 'off' ? '' : `<script src="${script}" data-options='${options.replaceAll("'", '&#39;')}'></script>`;

const sampler = readFileSync(join(root, 'tests/js-shim/sampler.js'), 'utf8');

/** The pages of one browser. A tab that was only asked questions shows the next page, too: what a new tab costs is twice what a page in it does. One that got keys,
 *  clicks or listeners by `page`, or was prepared by `before`, is closed. */
function tabs(name, make, close) {
  const idle = [];
  return {
    name, close,
    async open(url, {scale = 1, before} = {}) {
      const page = scale === 1 && !before && idle.pop() || await make(scale);
      let touched = scale !== 1 || before !== undefined;
      await before?.(page);
      if (page.url().split('#')[0] === url.split('#')[0]) await page.goto('about:blank');  // another fragment of the same address is the same document
      await page.goto(url, {waitUntil: 'load'});
      return {
        evaluate: (run, value) => page.evaluate(run, value), front: () => page.bringToFront(),
        get page() { touched = true; return page; },
        async close() {
          const stilled = !touched && await page.evaluate(() => globalThis.sampler.off = true).catch(() => false);  // until the next page takes its place
          if (stilled) idle.push(page);
          else await page.close();
        },
      };
    },
  };
}
const looking = `${sampler}\nglobalThis.sampler.needles = ${JSON.stringify(Object.values(seeds))};`;

async function openChromium() {
  const {chromium} = await import('playwright-core');
  const browser = await chromium.launch({executablePath: chromiumPath, headless: true, args: ['--no-sandbox'], ignoreDefaultArgs: ['--disable-back-forward-cache']});
  const windows = new Map();  // a page alone in its context is a window of its own, of 0.8 CPU seconds: here each scale's window stays open
  const windowOf = async deviceScaleFactor => { const context = await browser.newContext({deviceScaleFactor}); await context.newPage(); return context; };
  return tabs('chromium', async scale => {
    if (!windows.has(scale)) windows.set(scale, windowOf(scale));
    const page = await (await windows.get(scale)).newPage();
    await page.addInitScript(looking);
    return page;
  }, () => browser.close());
}

async function openFirefox() {
  const {default: puppeteer} = await import('puppeteer-core');
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: firefoxPath, headless: true});
  return tabs('firefox', async () => {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(looking);
    return page;
  }, () => browser.close());
}

/** Browsers to test in; TIRAI_BROWSERS=chromium narrows them. */
export function browsers() {
  const wanted = (process.env.TIRAI_BROWSERS ?? 'chromium,firefox').split(',');
  return [['chromium', openChromium], ['firefox', openFirefox]].filter(([name]) => wanted.includes(name));
}

/** Page address: `options` for the curtain, or 'off' for none. */
export const address = (desk, slug, {options = {}, csp = 'strict', slow} = {}) =>
  `${desk.url}/${slug}/?csp=${csp}&options=${encodeURIComponent(options === 'off' ? 'off' : JSON.stringify(options))}${slow ? `&slow=${slow}` : ''}`;
