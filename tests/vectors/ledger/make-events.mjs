// A second writer of events, after the comments in core/include/tirai/audit.h and core/schema/event.schema.json alone:
//   node tests/vectors/ledger/make-events.mjs > tests/vectors/ledger/events.jsonl
// Each line: {"head", "description", "line", "next", "sealed"}: appending the description to the head gives the line, the next head and what is sealed.
import {createHash} from 'node:crypto';
import {dpoKeys, seal} from './hpke.mjs';

/** RFC 8785: JavaScript's own string order is by UTF-16 code units, and JSON.stringify writes strings as the RFC wants them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const product = (d) => ({name: 'Tirai', vendor_name: 'Tirai', version: d.product_version});

function ocsf(d, head) {
  const start = d.kind === 'session_start';
  const common = {
    category_uid: 6,
    device: {type_id: 8, uid: d.device_id},
    metadata: {product: product(d), profiles: start ? ['host'] : ['host', 'security_control'], sequence: head.next_sequence, uid: d.event_id, version: '1.8.0'},
    policy: {uid: d.policy.id, version: String(d.policy.version)},
    time: d.time,
  };
  if (start) return {...common, activity_id: 3, class_uid: 6002, type_uid: 600203, severity_id: 1, app: product(d)};
  const allowed = d.kind !== 'refusal';
  const activity_id = {compare: 5, verify: 5, copy: 7, contact: 8, outbound: 8}[d.kind] ?? 2;
  return {
    ...common, activity_id, class_uid: 6001, type_uid: 600100 + activity_id, severity_id: !allowed ? 2 : d.kind === 'reveal' && d.purpose?.id === 'break_glass' ? 4 : 1, action_id: allowed ? 1 : 2, disposition_id: allowed ? 1 : 2,
    actor: {user: {uid: d.request.subject.id}},
    web_resources: [{type: d.request.resource.properties?.class ?? d.request.resource.id}],
  };
}

function tirai(d, head) {
  const {chain_uid, head: prev_event, next_sequence: sequence} = head;
  const object = {chain_uid, prev_event, sequence, kind: d.kind, enforcement_level: d.enforcement_level, policy_digest: d.policy.digest};
  for (const key of ['helpdesk', 'ticket', 'why', 'purpose', 'outcome', 'caller', 'subject', 'last_reveal_ms', 'ticket_closed']) if (d[key] !== undefined) object[key] = d[key];
  if (d.kind === 'session_start') return {...object, previous_head: d.previous_head};
  const {level, rules, obligations} = d.decision.context;
  const {count, entity_type, level_before} = d;
  const [allowed, shown] = [d.kind === 'reveal', d.kind === 'reveal' || d.kind === 'copy'];
  const facts = d.request.context;
  return {
    ...object, action: d.request.action.name, decision: {level, permit: d.decision.decision}, ...(Object.keys(facts).length === 0 ? {} : {facts}), count, entity_type, level_before, rules, level_after: shown ? level : level_before,
    relationship: d.request.context.relationship ?? 'none', role: d.request.subject.properties.role,
    ...(allowed && obligations.time_to_live_s !== undefined ? {time_to_live_s: obligations.time_to_live_s} : {}),
  };
}

function sealedOf(d, head) {
  if (d.seal === undefined) return '';
  return seal(canonical(d.seal.text), d.seal.key, `${head.chain_uid}:${head.next_sequence}`, Buffer.from(d.seal.random, 'base64'));
}

export function append(head, d) {
  const event = {...ocsf(d, head), tirai: tirai(d, head)};
  const sealed = sealedOf(d, head);
  if (sealed !== '') event.tirai.sealed = {digest: `sha256:${sha256(sealed)}`, key: sha256(Buffer.from(d.seal.key, 'base64')).slice(0, 16)};
  event.tirai.fingerprint = sha256(`tirai-event-v1\n${canonical(event)}`);
  return {line: canonical(event), sealed, next: {chain_uid: head.chain_uid, next_sequence: head.next_sequence + 1, head: event.tirai.fingerprint}};
}

const policy = {id: 'support', version: 3, digest: `sha256:${'c'.repeat(64)}`};
const common = {device_id: 'device-1', enforcement_level: 'A1', product_version: '0.1.0', policy};
const request = {
  subject: {type: 'agent', id: 'sari', properties: {role: 'agent', teams: ['Billing team'], helpdesk_names: ['Sari W.']}},
  action: {name: 'reveal'}, resource: {type: 'class', id: 'identity.nik'}, context: {relationship: 'assigned', purpose: 'identity_verification'},
};
const purpose = {id: 'identity_verification', dpv: 'https://w3id.org/dpv#IdentityVerification', legal_basis: 'https://w3id.org/dpv#ContractPerformance'};
const decision = (permitted, level, obligations, rules) => ({
  decision: permitted, context: {level, obligations, rules, reason: {id: 'Alasan “khusus”', en: 'A reason'}, policy},
});
const disclosure = {...common, helpdesk: 'request-tracker', ticket: '12', request, entity_type: 'id_nik', count: 1, level_before: 'partial'};
const uuid = (n) => `0190a0f0-2222-7222-8222-${String(n).padStart(12, '0')}`;

export const descriptions = [
  {kind: 'session_start', time: 1760000000000, event_id: uuid(0), ...common, previous_head: ''},
  {kind: 'reveal', time: 1760000001000, event_id: uuid(1), ...disclosure, purpose,
    decision: decision(true, 'plain', {ask_purpose: true, time_to_live_s: 30, write_ahead: true, copy_allowed: false}, ['reveal-nik', 'agents'])},
  {kind: 'refusal', time: 1760000002000, event_id: uuid(2), ...disclosure, why: 'no_permit', request: {...request, context: {}}, decision: decision(false, 'full', {}, [])},
  {kind: 'reveal', time: 1760000003000, event_id: uuid(3), ...disclosure, ticket: 'INC-2026#7', entity_type: 'email_address', count: 3,
    request: {...request, subject: {type: 'agent', id: 'budi@example.org', properties: {role: 'supervisor'}}, resource: {type: 'field', id: 'requestor', properties: {class: 'contact.email'}}},
    decision: decision(true, 'partial', {copy_allowed: true}, [])},
  {kind: 'reveal', time: 1760000004000, event_id: uuid(4), ...disclosure, purpose,
    request: {...request, context: {relationship: 'team', caller: 'verified', purpose: 'identity_verification', consent: 'given'}},
    decision: decision(true, 'plain', {ask_purpose: true, justification_min: 10, watermark: false, time_to_live_s: 30}, ['reveal-nik']),
    seal: {key: dpoKeys(Buffer.alloc(32, 1)).public_key, random: Buffer.alloc(32, 'r').toString('base64'),
      text: {reason: 'Pelanggan menelepon “soal tagihan”', ticket_url: 'https://desk.example/Ticket/Display.html?id=12', subject: 'siti@example.com'}}},
  ...Object.entries({compare: 'match', verify: 'no_match', contact: 'telephone', copy: 'helpdesk_field', outbound: 'masked'}).map(([kind, outcome], index) => ({
    kind, time: 1760000005000 + index, event_id: uuid(5 + index), ...disclosure, outcome, ...(kind === 'verify' ? {caller: 'failed'} : {}),
    request: {...request, action: {name: kind === 'copy' ? 'copy' : kind === 'outbound' ? 'send' : 'compare'}}, decision: decision(true, 'plain', {}, ['reveal-nik']),
  })),
  {kind: 'reveal', time: 1760000006000, event_id: uuid(10), ...disclosure, last_reveal_ms: 840, ticket_closed: true, subject: 'xqa3EcrWy9YzvOv8ThjhY-UGVNu8iuyVoyNfwULlaBQ', purpose: {...purpose, id: 'break_glass'},
    request: {...request, context: {relationship: 'none', purpose: 'break_glass'}}, decision: decision(true, 'plain', {ask_purpose: true}, ['break-glass'])},
];
export const firstHead = {chain_uid: '0190a0f0-0000-7000-8000-00000000000a', next_sequence: 0, head: ''};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  let head = firstHead;
  for (const description of descriptions) {
    const {line, next, sealed} = append(head, description);
    console.log(JSON.stringify({head, description, line, next, sealed}));
    head = next;
  }
}
