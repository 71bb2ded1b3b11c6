#!/usr/bin/env node
// The demo helpdesk: pages under a strict Content-Security-Policy, the drop-in under /tirai/, and the collector behind /tirai/v1/.
// It stands for a company's own web server: what it does for Tirai is what dropin/README.md asks of a reverse proxy. Loopback only.
import {randomUUID} from 'node:crypto';
import {createReadStream, readFileSync, statSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {makePages} from './pages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const kUsage = `usage: node demo/server.mjs [--port 0] [--collector http://127.0.0.1:8400] [--config FILE] [--dropin DIR] [--csp POLICY|none]

  --port N         port on 127.0.0.1; 0 takes a free one (default 8080)
  --collector URL  where /tirai/v1/* goes
  --config FILE    served as /tirai/config.json, read at every request
  --dropin DIR     the built drop-in (default build/dist/dropin)
  --csp POLICY     the pages' Content-Security-Policy; "none" sends none
`;
const kStrict = "default-src 'self'; script-src 'self'";
const kTypes = {'.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml'};
const kReplyBytes = 64 * 1024;

function readOptions() {
  const {values} = parseArgs({options: {
    port: {type: 'string', default: '8080'}, collector: {type: 'string', default: 'http://127.0.0.1:8400'}, config: {type: 'string'},
    dropin: {type: 'string', default: join(here, '../build/dist/dropin')}, csp: {type: 'string', default: kStrict}, help: {type: 'boolean', short: 'h'},
  }});
  if (values.help) { process.stdout.write(kUsage); process.exit(0); }
  return values;
}

/** `config`: a file, read at every request, or a function of the browser's id. */
export function startDemo({port = 0, collector, config, dropin, csp = kStrict}) {
  const desk = JSON.parse(readFileSync(join(here, 'tickets.json'), 'utf8'));
  const replies = new Map();

  function send(response, status, type, body, headers = {}) {
    response.writeHead(status, {'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin', ...headers});
    response.end(body);
  }
  const sendPage = (response, body, status = 200) => send(response, status, 'text/html', body, csp === 'none' ? {} : {'Content-Security-Policy': csp});
  const sendJson = (response, value) => send(response, 200, 'application/json', JSON.stringify(value));

  /** A plain file of `folder`. It carries no Content-Security-Policy: a worker compiles WebAssembly under its own response's. */
  function sendFile(response, folder, name) {
    const file = join(folder, name);
    const known = /^[a-z0-9][a-z0-9.-]*$/.test(name) && kTypes[extname(name)] !== undefined;
    if (!known || !statSync(file, {throwIfNoEntry: false})?.isFile()) return send(response, 404, 'text/plain', 'not found\n');
    response.writeHead(200, {'Content-Type': kTypes[extname(name)], 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff'});
    createReadStream(file).pipe(response);
  }

  /** Hands a request on to the collector, body and all. Only what the collector's contract names crosses. */
  function proxy(incoming, response, path) {
    const headers = Object.fromEntries(['authorization', 'content-type', 'content-length', 'if-none-match'].flatMap(name => incoming.headers[name] === undefined ? [] : [[name, incoming.headers[name]]]));
    const onward = request(new URL(path, collector), {method: incoming.method, headers}, answer => {
      const kept = ['content-type', 'content-length', 'etag', 'retry-after'].filter(name => answer.headers[name] !== undefined);
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept.map(name => [name, answer.headers[name]])));
      answer.pipe(response);
    });
    onward.on('error', () => { if (response.headersSent) response.destroy(); else send(response, 502, 'text/plain', 'the collector cannot be reached\n'); });
    incoming.pipe(onward);
  }

  function tirai(incoming, response, path) {
    if (path.startsWith('/tirai/v1/')) return proxy(incoming, response, path.slice('/tirai'.length));
    if (path === '/tirai/config.json') return sendConfig(incoming, response);
    return sendFile(response, dropin, path.slice('/tirai/'.length));
  }
  // A token binds to the first browser that uses it, so whoever hands out the settings tells browsers apart; here by a cookie.
  function sendConfig(incoming, response) {
    const known = /(?:^|;\s*)browser=([0-9a-f-]{36})/.exec(incoming.headers.cookie ?? '')?.[1];
    const browser = known ?? randomUUID();
    try {
      const body = typeof config === 'function' ? JSON.stringify(config(browser)) : readFileSync(config ?? '', 'utf8');
      send(response, 200, 'application/json', body, known === undefined ? {'Set-Cookie': `browser=${browser}; Path=/tirai/; HttpOnly; SameSite=Strict`} : {});
    } catch {
      send(response, 404, 'text/plain', 'no config\n');
    }
  }

  async function reply(incoming, response, ticket) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of incoming) {
      if ((bytes += chunk.length) > kReplyBytes) return send(response, 413, 'text/plain', 'too long\n');
      chunks.push(chunk);
    }
    const text = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('text') ?? '';
    replies.set(ticket.id, [...(replies.get(ticket.id) ?? []), text]);
    ticket.messages.push({from: desk.agent, at: new Date().toISOString(), text: text.replace(/\r\n/g, '\n').trim()});
    send(response, 303, 'text/plain', '', {Location: `/tickets/${ticket.id}`});
  }

  function langOf(incoming) {
    const chosen = /(?:^|;\s*)lang=(id|en)/.exec(incoming.headers.cookie ?? '')?.[1];
    return chosen ?? (/^\s*en/i.test(incoming.headers['accept-language'] ?? '') ? 'en' : 'id');
  }

  function helpdesk(incoming, response, url) {
    const pages = makePages(desk, langOf(incoming));
    const [, area = '', id = '', more = ''] = url.pathname.split('/');
    const ticket = desk.tickets.find(one => one.id === id);
    const chat = desk.chats.find(one => one.id === id);
    if (area === 'tickets' && ticket && more === 'reply' && incoming.method === 'POST') return reply(incoming, response, ticket);
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return send(response, 405, 'text/plain', 'method not allowed\n');
    if (url.pathname === '/') return sendPage(response, pages.list());
    if (area === 'tickets' && ticket && more === '') return sendPage(response, pages.ticket(ticket, url.searchParams.has('quote')));
    if (area === 'tickets' && ticket && more === 'replies') return sendJson(response, replies.get(id) ?? []);
    if (area === 'chat' && (id === '' || chat)) return sendPage(response, pages.chat());
    if (area === 'chats' && id === '') return sendJson(response, desk.chats.map(({messages, ...about}) => ({...about, messages: messages.length})));
    if (area === 'chats' && chat) return sendJson(response, {agent: desk.agent, messages: chat.messages.slice(Number(url.searchParams.get('after')) || 0).slice(0, 1)});
    if (area === 'lang' && /^(id|en)$/.test(id)) return send(response, 303, 'text/plain', '', {Location: '/', 'Set-Cookie': `lang=${id}; Path=/; SameSite=Lax`});
    if (id === '' && /^(demo\.css|chat\.js|icon\.svg)$/.test(area)) return sendFile(response, join(here, 'public'), area);
    return sendPage(response, pages.notFound(), 404);
  }

  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const work = url.pathname.startsWith('/tirai/') ? tirai : helpdesk;
    Promise.resolve(work(incoming, response, work === tirai ? url.pathname + url.search : url)).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise(done => { server.closeAllConnections(); server.close(done); })}));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = readOptions();
  const {url, stop} = await startDemo({...options, port: Number(options.port)});
  console.log(`demo helpdesk: ${url}/`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { void stop().then(() => process.exit(0)); });
}
