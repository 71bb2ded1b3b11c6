// A witness that runs: `tirai witness`, and its /add-checkpoint.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {tiraiBin} from './support.mjs';

const tirai = (...args) => spawnSync(tiraiBin, args, {encoding: 'utf8'});

/** Starts a witness of the log with this verifier key; its own keys are made in `dir` when they are not there. */
export async function witness(t, dir, name, logVkey, listen = '127.0.0.1:0', more = []) {
  const out = join(dir, name);
  if (!existsSync(`${out}.key`)) assert.equal(tirai('keygen', '--witness', '--name', `${name}.example/witness`, '--out', out).status, 0);
  const child = spawn(tiraiBin, ['witness', '--key', `${out}.key`, '--log-vkey', logVkey, '--state', `${out}.checkpoint`, '--listen', listen, ...more], {stdio: ['ignore', 'pipe', 'pipe']});
  const self = {child, stderr: '', vkey: readFileSync(`${out}.vkey`, 'utf8').trim(), state: `${out}.checkpoint`, exited: new Promise((done) => child.once('exit', (code) => done(code)))};
  t.after(() => child.kill('SIGKILL'));
  child.stderr.setEncoding('utf8').on('data', (text) => (self.stderr += text));
  const line = await Promise.race([new Promise((done) => createInterface({input: child.stdout}).once('line', done)), self.exited.then((code) => `exit ${code} ${self.stderr}`)]);
  self.url = / on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  assert.ok(self.url, line);
  self.add = async (body, options = {}) => {
    const reply = await fetch(self.url + '/add-checkpoint', {method: 'POST', body, ...options});
    return {status: reply.status, type: reply.headers.get('content-type'), text: await reply.text()};
  };
  return self;
}
