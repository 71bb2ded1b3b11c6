// A second writer of events, after the comments in core/include/tirai/audit.h and core/schema/event.schema.json alone:
//   node tests/vectors/ledger/make-events.mjs > tests/vectors/ledger/events.jsonl
// Each line: {"head", "description", "line", "next"}: appending the description to the head gives the line and the next head.
import {createHash} from 'node:crypto';

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
  const allowed = d.kind === 'reveal';
  return {
    ...common, activity_id: 2, class_uid: 6001, type_uid: 600102, severity_id: allowed ? 1 : 2, action_id: allowed ? 1 : 2, disposition_id: allowed ? 1 : 2,
    actor: {user: {uid: d.request.subject.id}},
    web_resources: [{type: d.request.resource.properties?.class ?? d.request.resource.id}],
  };
}

function tirai(d, head) {
  const {chain_uid, head: prev_event, next_sequence: sequence} = head;
  const object = {chain_uid, prev_event, sequence, kind: d.kind, enforcement_level: d.enforcement_level, policy_digest: d.policy.digest};
  for (const key of ['helpdesk', 'ticket', 'why', 'purpose']) if (d[key] !== undefined) object[key] = d[key];
  if (d.kind === 'session_start') return {...object, previous_head: d.previous_head};
  const {level, rules, obligations} = d.decision.context;
  const {count, entity_type, level_before} = d;
  const allowed = d.kind === 'reveal';
  return {
    ...object, count, entity_type, level_before, rules, level_after: allowed ? level : level_before,
    relationship: d.request.context.relationship ?? 'none', role: d.request.subject.properties.role,
    ...(allowed && obligations.time_to_live_s !== undefined ? {time_to_live_s: obligations.time_to_live_s} : {}),
  };
}

export function append(head, d) {
  const event = {...ocsf(d, head), tirai: tirai(d, head)};
  event.tirai.fingerprint = sha256(`tirai-event-v1\n${canonical(event)}`);
  return {line: canonical(event), next: {chain_uid: head.chain_uid, next_sequence: head.next_sequence + 1, head: event.tirai.fingerprint}};
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
];
export const firstHead = {chain_uid: '0190a0f0-0000-7000-8000-00000000000a', next_sequence: 0, head: ''};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  let head = firstHead;
  for (const description of descriptions) {
    const {line, next} = append(head, description);
    console.log(JSON.stringify({head, description, line, next}));
    head = next;
  }
}
