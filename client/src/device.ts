// The device: an Ed25519 key that cannot leave this browser profile, bound by the collector to the person its token was made for.
import {StationError} from './answers.js';
import {askCollector, bodyOf, errorCodeOf, refusalOf, type Fetch} from './collector.js';
import {isKey} from './customer.js';
import {got, read, write, type Database} from './db.js';
import type {Settings, Subject} from './types.js';

export interface Device {
  /** Digest of collector and token: other settings are another device, and events already made keep theirs. */
  enrolment: string;
  collector_url: string;
  token: string;
  keys: CryptoKeyPair;
  device_id?: string;
  subject?: Subject;
  /** What lookups of customers are made with. A collector that knows no customers gives none. */
  tenant_key?: string;
}
export type EnrolledDevice = Device & Required<Pick<Device, 'device_id' | 'subject'>>;

export const isEnrolled = (device: Device | undefined): device is EnrolledDevice => device?.device_id !== undefined && device.subject !== undefined;

export function getDevice(database: Database, enrolment: string): Promise<Device | undefined> {
  return read(database, ['devices'], (tx) => got<Device | undefined>(tx.objectStore('devices').get(enrolment)));
}

function putDevice(database: Database, device: Device): Promise<void> {
  return write(database, ['devices'], async (tx) => { await got(tx.objectStore('devices').put(device)); });
}

async function enrolmentOf({collector_url, enrolment_token}: Settings): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${collector_url}\n${enrolment_token}`));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The device of these settings. Its key is on disk before anyone hears of it: the token binds to the first key it is shown. */
export async function deviceOf(database: Database, settings: Settings): Promise<Device> {
  const enrolment = await enrolmentOf(settings);
  const kept = await getDevice(database, enrolment);
  if (kept !== undefined) return kept;
  const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']) as CryptoKeyPair;
  const device: Device = {enrolment, collector_url: settings.collector_url, token: settings.enrolment_token, keys};
  // Another context of this profile may have been faster: the first one in stays.
  return write(database, ['devices'], async (tx) => {
    const store = tx.objectStore('devices');
    const first = await got<Device | undefined>(store.get(enrolment));
    if (first !== undefined) return first;
    await got(store.put(device));
    return device;
  });
}

function subjectFrom(value: unknown): Subject {
  const wrong = new StationError('bad_answer', 'the enrolment names no subject', '/v1/enrolment');
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') throw wrong;
  const properties: unknown = 'properties' in value ? value.properties : undefined;
  if (typeof properties !== 'object' || properties === null || !('role' in properties) || typeof properties.role !== 'string') throw wrong;
  const names = (list: unknown): string[] => Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
  return {type: 'agent', id: value.id, properties: {
    role: properties.role,
    teams: names('teams' in properties ? properties.teams : []),
    helpdesk_names: names('helpdesk_names' in properties ? properties.helpdesk_names : []),
  }};
}

/** Binds the device's key to its token, or asks again whom it stands for (roles change). Throws a StationError. */
export async function enrol(database: Database, fetch: Fetch, device: Device): Promise<EnrolledDevice> {
  const public_key = base64(await crypto.subtle.exportKey('raw', device.keys.publicKey));
  const reply = await askCollector(fetch, {url: device.collector_url, token: device.token}, '/v1/enrolment', {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({public_key}),
  });
  if (reply.status === 409 && errorCodeOf(reply) === 'key_conflict') {
    throw new StationError('key_conflict', 'this token is in use by another device; ask for a new one', '/v1/enrolment');
  }
  if (reply.status !== 200) throw refusalOf(reply, '/v1/enrolment');
  const body = bodyOf(reply);
  if (typeof body['device_id'] !== 'string') throw new StationError('bad_answer', 'the enrolment names no device', '/v1/enrolment');
  const {tenant_key} = body;
  const enrolled = {...device, device_id: body['device_id'], subject: subjectFrom(body['subject']), ...(isKey(tenant_key) ? {tenant_key} : {})};
  await putDevice(database, enrolled);
  return enrolled;
}

export async function sign(device: Device, statement: string): Promise<string> {
  return base64(await crypto.subtle.sign('Ed25519', device.keys.privateKey, new TextEncoder().encode(statement)));
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
