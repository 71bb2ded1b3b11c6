// The station's side of the collector's HTTP contract (collector/README.md). No cookie, no referrer, no redirect: the token is the credential.
import {StationError} from './answers.js';

const kWithinMs = 15_000;

export interface Reply {status: number; text: string; etag: string; retry_after_s: number; revision: string}
export interface CollectorAddress {url: string; token: string}
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export async function askCollector(fetch: Fetch, {url, token}: CollectorAddress, path: string, init: RequestInit = {}): Promise<Reply> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  try {
    const response = await fetch(url + path, {
      ...init, headers, cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(kWithinMs),
    });
    return {
      status: response.status,
      text: await response.text(),
      etag: response.headers.get('ETag') ?? '',
      revision: response.headers.get('Tirai-Revision') ?? '',
      retry_after_s: Number(response.headers.get('Retry-After') ?? 0) || 0,
    };
  } catch {
    throw new StationError('unreachable', 'the collector cannot be reached', url);
  }
}

/** The JSON object a reply holds, or an empty one. */
export function bodyOf(reply: Reply): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(reply.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

/** `error.code` of a reply, or '' when it is not one of the collector's (a proxy's page, say). */
export function errorCodeOf(reply: Reply): string {
  const error = bodyOf(reply)['error'];
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** What a reply that is not the wished one means, wherever it came from. */
export function refusalOf(reply: Reply, path: string): StationError {
  if (reply.status === 401 || reply.status === 403) return new StationError('token_refused', `the collector refused this device's token (${reply.status})`, path);
  if (reply.status === 503 || reply.status === 429) return new StationError('overload', `the collector cannot take it now (${reply.status})`, path);
  return new StationError('bad_answer', `unexpected answer ${reply.status}`, path);
}
