// What `tirai` does on the command line, from Node: the very modules that run in the browser, handed their bytes. Values in, values out;
// what is wrong is thrown as a TiraiError. The modules as they are: createCore(), createPolicy(), createLedger().
import {readFile} from 'node:fs/promises';
import createCoreModule from './tirai-core.cjs';
import createLedgerModule from './tirai-ledger.js';
import createPolicyModule from './tirai-policy.js';

const bytes = name => readFile(new URL(name, import.meta.url));

/** Detection, decisions, masking. Every call of createCore() is an instance of its own. */
export async function createCore(options = {}) {
  return createCoreModule({...options, wasmBinary: await bytes('tirai-core.wasm')});
}
/** The core, and questions about a policy. */
export async function createPolicy(options = {}) {
  return createPolicyModule({...options, wasmBinary: await bytes('tirai-policy.wasm')});
}
/** The core, and signed bundles, events and verification. */
export async function createLedger(options = {}) {
  return createLedgerModule({...options, wasmBinary: await bytes('tirai-ledger.wasm')});
}

/** What is wrong (`code` for programs, the message for people) and where. Never holds personal data. */
export class TiraiError extends Error {
  constructor({code, message, at}) {
    super(at === '' ? message : `${at}: ${message}`);
    this.name = 'TiraiError';
    this.code = code;
    this.at = at;
  }
}
function valueOf(json) {
  const answer = JSON.parse(json);
  if (answer.ok) return answer.value;
  throw new TiraiError(answer.error);
}
const text = value => typeof value === 'string' ? value : JSON.stringify(value);

/** Who looks, as the engine reads it. `facts` may be all of that by itself. */
const factsOf = ({role, purpose, facts = {}, key}) => JSON.stringify({
  ...facts,
  subject: {id: '', ...facts.subject, properties: {...(role === undefined ? {} : {role}), ...facts.subject?.properties}},
  context: {...(purpose === undefined ? {} : {purpose}), ...facts.context},
  ...(key === undefined ? {} : {mask_key: key}),
});

/** Everything at once: one instance of each module, loaded when it is first needed. */
export async function createTirai() {
  const policy = await createPolicy();
  let ledger;
  const theLedger = async () => (ledger ??= await createLedger());
  return {
    check: (source, name = 'policy') => valueOf(policy.check(text(source), name)),
    test: (source, files, {filter = ''} = {}) => valueOf(policy.runTests(text(source), JSON.stringify(files.map(one => ({name: one.name, text: text(one.text)}))), filter)),
    explain: (source, request) => valueOf(policy.explain(text(source), text(request))),
    query: (source, query) => valueOf(policy.query(text(source), text(query))),
    diff: (before, after) => valueOf(policy.diff(text(before), text(after))),
    notice: (source, {language = 'en', format = 'markdown'} = {}) => valueOf(format === 'html' ? policy.noticeHtml(text(source), language) : policy.notice(text(source), language)),
    authzen: (source, request) => valueOf(policy.authzen(text(source), text(request))),
    flatten: files => valueOf(policy.flatten(JSON.stringify(files.map(one => ({name: one.name, text: text(one.text)}))))),
    detect: (ticket, source = '') => valueOf(policy.detect(source === '' ? '' : text(source), ticket)),
    mask(source, who, ticket) {
      const engine = new policy.CoreEngine();
      try {
        valueOf(engine.load(text(source), 'policy'));
        valueOf(engine.setFacts(factsOf(who)));
        let masked = '',
          at = 0;
        for (const {begin, end, mask} of valueOf(engine.scan(ticket))) {
          masked += ticket.slice(at, begin) + mask;
          at = end;
        }
        return masked + ticket.slice(at);
      } finally {
        engine.delete();
      }
    },
    async openBundle(bundle, {keys, now = Date.now(), highest_seen = 0, in_force = '', looser_needs = Math.min(2, keys.length)}) {
      return valueOf((await theLedger()).openBundle(text(bundle), keys.join(' '), now, highest_seen, in_force, looser_needs));
    },
    verify: async log => valueOf((await theLedger()).verifyExport(log)),
  };
}
