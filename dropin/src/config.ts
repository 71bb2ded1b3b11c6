// config.json, as the company's web server gives it: where the collector is, who this device is, whose policy to believe.
// Anyone who can open the page can read it (README.md says what follows from that).
import {StationError} from '../../client/src/answers.js';
import {isComplete, readSettings} from '../../client/src/settings.js';
import type {Settings} from '../../client/src/types.js';

const kWithinMs = 10_000;
const wrong = (at: string, message: string): StationError => new StationError('not_configured', message, `config${at}`);

/** Reads the settings at `url`. Throws a StationError that names what is wrong, and never the token. */
export async function fetchConfig(url: string, origin: string): Promise<Settings> {
  const text = await fetchText(url);
  const config: unknown = parse(text);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) throw wrong('', 'not a JSON object');
  return settingsFrom(config, url, origin);
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, {cache: 'no-store', signal: AbortSignal.timeout(kWithinMs)}).catch(() => undefined);
  if (response === undefined) throw wrong('', 'cannot be fetched');
  if (!response.ok) throw wrong('', `cannot be fetched (${response.status})`);
  return response.text();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('', 'not JSON');
  }
}

/** `collector_url` may be relative to the config's own URL; the one helpdesk is the page's own origin. */
export function settingsFrom(config: object, url: string, origin: string): Settings {
  const {adapter, collector_url, ...rest} = config as Record<string, unknown>;
  if (typeof collector_url !== 'string' || !URL.canParse(collector_url, url)) throw wrong('/collector_url', 'expected an address, absolute or relative to the config');
  const read = readSettings({lang: 'id', ...rest, collector_url: new URL(collector_url, url).href, helpdesks: [{origin, adapter}]});
  if (!read.ok) throw wrong(read.at.replace(/^\/helpdesks\/0\/adapter$/, '/adapter'), read.expected.en);
  if (!isComplete(read.value)) throw wrong('', 'expected collector_url, enrolment_token, policy_key, adapter and lang');
  return read.value;
}
