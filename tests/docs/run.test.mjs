// What ./run does once everything is built: all of it up on loopback, each browser enrolled for itself, a clean stop on Ctrl-C.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '../..');

test('./run brings up the collector and the demo, and stops them on Ctrl-C', {timeout: 60_000}, async () => {
  const state = mkdtempSync(join(tmpdir(), 'tirai-run-'));
  const child = spawn(process.execPath, ['tools/run.mjs', '--state', state, '--collector-port', '0', '--demo-port', '0'], {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  const ended = new Promise(resolve => child.once('exit', resolve));
  try {
    let said = '';
    await new Promise((resolve, reject) => {
      child.stdout.on('data', data => { said += data; if (said.includes('Ctrl-C stops everything')) resolve(); });
      child.stderr.on('data', data => { said += data; });
      child.once('exit', code => reject(new Error(`ended with ${code}: ${said}`)));
    });
    const demo = said.match(/demo helpdesk up: (\S+)/)[1];
    const collector = said.match(/collector up: (\S+)/)[1];
    assert.deepEqual(await (await fetch(`${collector}/healthz`)).json(), {status: 'ok'});
    assert.match(await (await fetch(demo)).text(), /<script src="\/tirai\/tirai\.js"/);
    const asBrowser = async cookie => {
      const answer = await fetch(new URL('/tirai/config.json', demo), {headers: cookie === undefined ? {} : {cookie}});
      return {token: (await answer.json()).enrolment_token, cookie: answer.headers.get('set-cookie')?.split(';')[0]};
    };
    const one = await asBrowser();
    assert.notEqual((await asBrowser()).token, one.token, 'another browser has another enrolment');
    assert.equal((await asBrowser(one.cookie)).token, one.token, 'the same browser keeps its own');
    const [, name, password, code] = said.match(/log in as\s+(\S+) \/ (\S+) and a code: (\d{6})/);
    assert.match(await (await fetch(`${collector}/dashboard/`)).text(), /<html/);
    const login = await fetch(`${collector}/v1/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({name, password, code})});
    assert.equal(login.status, 200, 'the officer that it names is let in');
    assert.equal(statSync(join(state, 'dashboard.json')).mode & 0o077, 0);
    assert.equal(statSync(join(state, 'policy.key')).mode & 0o077, 0, 'the signing key is its owner\'s alone');
    child.kill('SIGINT');
    assert.equal(await ended, 0);
    await assert.rejects(fetch(`${collector}/healthz`), 'the collector is gone');
    await assert.rejects(fetch(demo), 'the demo is gone');
    const log = execFileSync(join(root, 'build/native/bin/tirai-collector'), ['export', '--db', join(state, 'collector.sqlite')]);
    execFileSync(join(root, 'build/native/bin/tirai'), ['verify', '-'], {input: log});
  } finally {
    child.kill('SIGKILL');
    rmSync(state, {recursive: true, force: true});
  }
});
