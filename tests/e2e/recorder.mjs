// Stands before the collector and keeps every byte that it is sent: the request line, the headers and the body.
import {createServer, request} from 'node:http';

/** Before the collector at `target()`: answers {url, bytes(), close()}. */
export async function recorder(target) {
  const kept = [];
  const server = createServer(async (from, to) => {
    const chunks = [];
    for await (const chunk of from) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    kept.push(Buffer.from(`${from.method} ${from.url}\n${JSON.stringify(from.rawHeaders)}\n`), body, Buffer.from('\n'));
    const asked = request(target() + from.url, {method: from.method, headers: from.headers}, (answer) => { to.writeHead(answer.statusCode, answer.headers); answer.pipe(to); });
    asked.on('error', () => to.destroy());
    asked.end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return {url: `http://127.0.0.1:${server.address().port}`, bytes: () => Buffer.concat(kept), close: () => server.close()};
}
