// A customer whom the collector knows, as a browser would make one (core/include/tirai/pseudonym.h, a second time).
import {createHmac, randomBytes} from 'node:crypto';
import {ask} from './support.mjs';

const hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64url');

/** Under `count` keys, as so many browsers that were offline would: the first counts. */
export async function customerOf(collector, device, id, count = 1) {
  const {json: {tenant_key}} = await ask(collector, '/v1/enrolment', {token: device.token, body: JSON.stringify({public_key: device.public_key})});
  const lookup = hmac(Buffer.from(tenant_key, 'base64url'), `tirai subject lookup v1\n${id}`), pseudonyms = [];
  for (let i = 0; i < count; i++) {
    const key = randomBytes(32);
    await ask(collector, '/v1/subjects', {token: device.token, body: JSON.stringify({lookup, key: key.toString('base64url')})});
    pseudonyms.push(hmac(key, `tirai pseudonym v1\n${lookup}`));
  }
  return pseudonyms;
}
