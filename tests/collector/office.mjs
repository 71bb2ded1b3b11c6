// People at the dashboard's door, for tests: accounts by the command line, codes by a second implementation of RFC 6238.
import {createHash} from 'node:crypto';
import {dpoKeys, seal} from '../vectors/ledger/hpke.mjs';
import {fromBase32, secretOf, stepNow, totp} from '../../tools/totp.mjs';
import {ask, Chain, Device, jcs, run} from './support.mjs';

export {fromBase32, stepNow, totp};

export const password = 'a long enough secret';

/** An account; `code(ahead)` is of now, or so many steps later. */
export function addAccount(db, name, role = 'dpo', teams = []) {
  const done = run(['account', 'add', '--db', db, '--role', role, ...teams.flatMap((team) => ['--team', team]), name], {env: {...process.env, TIRAI_PASSWORD: password}});
  if (done.status !== 0) throw new Error(`account add failed: ${done.stderr}`);
  const secret = secretOf(done.stdout.trim());
  return {name, secret, password, address: done.stdout.trim(), code: (ahead = 0) => totp(secret, stepNow() + ahead)};
}

export const login = (collector, who, change = {}, headers = {}) =>
  ask(collector, '/v1/login', {method: 'POST', body: JSON.stringify({name: who.name, password: who.password, code: who.code?.(), ...change}), headers: {'Content-Type': 'application/json', ...headers}});

/** A session: what its requests carry. */
export async function signIn(collector, who, change) {
  const answer = await login(collector, who, change);
  if (answer.status !== 200) throw new Error(`login failed: ${answer.text}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  return {cookie, csrf: answer.json.csrf, get: (path, headers = {}) => ask(collector, path, {headers: {Cookie: cookie, ...headers}}),
    post: (path, body = '', headers = {}) => ask(collector, path, {method: 'POST', body, headers: {Cookie: cookie, 'X-CSRF-Token': answer.json.csrf, ...headers}})};
}

/** A device of an agent in a team. */
export async function deviceOf(collector, db, agent, team) {
  const token = run(['enrol', '--db', db, '--agent', agent, '--role', 'agent', '--team', team]).stdout.trim();
  const device = new Device('');
  device.device_id = (await ask(collector, '/v1/enrolment', {token, body: JSON.stringify({public_key: device.public_key})})).json.device_id;
  return Object.assign(device, {token});
}
/** Whom reasons are sealed to. */
export const officerKeys = dpoKeys(Buffer.alloc(32, 3));

/** A device's chain with these reveals. `said` is sealed to the officer and goes behind its batch. */
export function chainOf(device, agent, reveals) {
  const chain = device.chain(), lines = [];
  chain.reveal = (sequence) => {
    const event = Chain.prototype.reveal.call(chain, sequence), {time, class: type, purpose, ticket, closed, kind, said, subject, took, relationship} = reveals[sequence - 1];
    event.actor.user.uid = agent;
    if (time !== undefined) event.time = time;
    if (type) event.web_resources[0].type = type;
    if (purpose) event.tirai.purpose.id = purpose;
    if (ticket) event.tirai.ticket = ticket;
    if (closed) event.tirai.ticket_closed = true;
    if (kind) event.tirai.kind = kind;
    if (subject) event.tirai.subject = subject;
    if (took) event.tirai.last_reveal_ms = took;
    if (relationship) event.tirai.relationship = relationship;
    if (said) {
      const sealed = seal(jcs(said), officerKeys.public_key, `${chain.chain_uid}:${sequence}`, createHash('sha256').update(`${chain.chain_uid}:${sequence}`).digest());
      event.tirai.sealed = {digest: `sha256:${createHash('sha256').update(sealed).digest('hex')}`, key: createHash('sha256').update(Buffer.from(officerKeys.public_key, 'base64')).digest('hex').slice(0, 16)};
      lines.push([sequence, `${jcs({sealed, sequence})}\n`]);
    }
    return event;
  };
  chain.start = () => ({...Chain.prototype.start.call(chain), time: 1_600_000_000_000});
  chain.batch = (begin = 0, end = chain.lines.length) => Chain.prototype.batch.call(chain, begin, end) + lines.filter(([at]) => at >= begin && at < end).map(([, line]) => line).join('');
  return chain.addMany(reveals.length + 1);
}

/** Until all that is in the log now can be searched. Each question is an event itself: the newest ones are always still to come. */
export async function indexed(session) {
  const {json: {log_size}} = await session.get('/v1/desk/overview');
  for (let i = 0; i < 200; i++) {
    const {json} = await session.get('/v1/desk/overview');
    if (json.indexed >= log_size) return json;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('the index does not catch up');
}
