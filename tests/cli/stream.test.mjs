// tirai detect --jsonl as a program talks to it: over a pipe, a line at a time, or a great many at once.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {test} from 'node:test';
import {binary, tirai} from './tirai.mjs';

test('each line is answered before the next one is sent', {timeout: 20_000}, async () => {
  const child = spawn(binary, ['detect', '--jsonl'], {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  for (let id = 0; id < 3; ++id) {
    child.stdin.write(`{"id":${id},"text":"siti@example.com"}\n`);
    const {value} = await lines.next();
    assert.deepEqual(JSON.parse(value).id, id);
  }
  child.stdin.write('{"id":3,"text":"cut ');
  child.stdin.end('in two"}');
  assert.deepEqual(JSON.parse((await lines.next()).value), {id: 3, detections: []});
  assert.deepEqual(await once(child, 'close'), [0, null]);
});

test('a hundred thousand lines come back in order, in seconds', {timeout: 120_000}, () => {
  const count = 100_000;
  let input = '';
  for (let id = 0; id < count; ++id) input += `{"id":${id},"text":"Ticket ${id}: please write to siti.${id}@example.com about order 77-${id}"}\n`;
  const started = performance.now();
  const {status, stdout} = tirai(['detect', '--jsonl'], {input});
  const seconds = (performance.now() - started) / 1000;
  assert.equal(status, 0);
  const answers = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.equal(answers.length, count);
  answers.forEach(({id, detections}, index) => {
    const begin = `Ticket ${index}: please write to `.length;
    assert.equal(id, index);
    assert.deepEqual(detections.map(({type, begin, end}) => [type, begin, end]), [['email_address', begin, begin + `siti.${index}@example.com`.length]]);
  });
  assert.ok(seconds < 30, `${seconds} s`);
});

test('a line that is not UTF-8 is malformed, and the next one is answered', () => {
  const input = Buffer.concat([Buffer.from('{"id":1,"text":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}\n{"id":2,"text":"ok"}\r\n')]);
  const {status, stdout} = tirai(['detect', '--jsonl'], {input});
  assert.equal(stdout, '{"id":null,"error":"line 1: not well-formed UTF-8"}\n{"id":2,"detections":[]}\n');
  assert.equal(status, 3);
});

test('hostile nesting is an error, not a crash', () => {
  const {status, stdout} = tirai(['detect', '--jsonl'], {input: `{"id":1,"x":${'['.repeat(1_000_000)}\n{"id":2,"text":""}\n`});
  assert.equal(stdout, '{"id":null,"error":"line 1: nested deeper than 64 at byte 78"}\n{"id":2,"detections":[]}\n');
  assert.equal(status, 3);
});

test('no error repeats the text', () => {
  const secret = 'siti@example.com 3174012501900001';
  const {stdout, stderr} = tirai(['detect', '--jsonl'], {input: `{"id":1,"text":"${secret}\n{"${secret}":1}\n${secret}\n{"id":{"${secret}":1},"text":""}\n`});
  assert.doesNotMatch(stdout + stderr, /siti|3174/);
});
