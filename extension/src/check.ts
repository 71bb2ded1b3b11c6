// Messages of content scripts, read as what they are: text that a page had its hands near. Bounds, alphabets, no surprises.
import type {Asked} from '../../js-shim/src/keys.js';
import type {ConsentWord} from '../../js-shim/src/prompt/consent.js';
import type {Outcome, OutboundFlag, Whence} from '../../js-shim/src/outbound/model.js';
import type {Level, MaskedItem, PageFacts} from '../../client/src/types.js';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9._:/-]{1,128}$/.test(value);
const kLevels: readonly unknown[] = ['plain', 'partial', 'token', 'full', 'remove'] satisfies Level[];
const kRelationships: readonly unknown[] = ['assigned', 'team', 'none'] satisfies PageFacts['relationship'][];
const kMostItems = 500;

function optionalText(value: Record<string, unknown>, key: string): Record<string, string> {
  const text = value[key];
  return isText(text, 256) ? {[key]: text} : {};
}

export function readFacts(value: unknown): PageFacts | undefined {
  if (!isRecord(value) || !isId(value['helpdesk'])) return undefined;
  const relationship = kRelationships.includes(value['relationship']) ? value['relationship'] as PageFacts['relationship'] : 'none';
  const texts = ['ticket', 'status', 'queue', 'owner', 'agent', 'closed'].map((key) => optionalText(value, key));
  const {customer} = value;
  const whose = isRecord(customer) ? {customer: Object.assign({}, ...['id', 'email', 'phone'].map((key) => optionalText(customer, key))) as object} : {};
  return Object.assign({helpdesk: value['helpdesk'], relationship}, whose, ...texts) as PageFacts;
}

function readItem(value: unknown): MaskedItem | undefined {
  if (!isRecord(value)) return undefined;
  const {id, class: data_class, type, level, mask, where, revealed_until} = value;
  const fits = isId(id) && isId(data_class) && typeof type === 'string' && /^[a-z0-9_]{1,64}$/.test(type)
    && kLevels.includes(level) && isText(mask, 4096) && isText(where, 256);
  if (!fits) return undefined;
  const until = typeof revealed_until === 'number' ? {revealed_until} : {};
  const declared = value['declared'] === true ? {declared: true as const} : {};
  return {id, class: data_class, type, level: level as Level, mask, where, ...declared, ...until};
}

export function readItems(value: unknown): MaskedItem[] | undefined {
  if (!Array.isArray(value) || value.length > kMostItems) return undefined;
  const items = value.map(readItem);
  return items.every((item) => item !== undefined) ? items : undefined;
}

// --- replies ------------------------------------------------------------------------------------------------------------

const kMostSeen = 2000;
const kMostValues = 1000;
const kOutcomes: readonly unknown[] = ['flagged', 'masked', 'dismissed', 'sent'] satisfies Outcome[];
const kWhences: readonly unknown[] = ['own', 'other', 'unseen'] satisfies Whence[];

export const readOutcome = (value: unknown): Outcome | undefined => kOutcomes.includes(value) ? value as Outcome : undefined;

export function readSeen(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length <= kMostSeen && value.every((one) => isText(one, 512)) ? value : undefined;
}

function readList<T>(value: unknown, fits: (one: Record<string, unknown>) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length > kMostValues) return undefined;
  const read = value.map((one: unknown) => isRecord(one) && isId(one['class']) && typeof one['type'] === 'string' && /^[a-z0-9_]{1,64}$/.test(one['type']) ? fits(one) : undefined);
  return read.every((one) => one !== undefined) ? read : undefined;
}

export const readValues = (value: unknown): {class: string; type: string; value: string}[] | undefined =>
  readList(value, (one) => isText(one['value'], 512) ? {class: one['class'] as string, type: one['type'] as string, value: one['value']} : undefined);

export const readFlags = (value: unknown): OutboundFlag[] | undefined =>
  readList(value, (one) => kWhences.includes(one['from']) ? {class: one['class'] as string, type: one['type'] as string, from: one['from'] as Whence} : undefined);

export const readToken = (value: unknown): string | undefined => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : undefined;
/** What an agent wrote; it is sealed. */
export const readReason = (value: unknown): string | undefined => isText(value, 1000) ? value : undefined;
/** What a customer says, on its way to the page: kept nowhere. */
export const readSaid = (value: unknown): string | undefined => isText(value, 1000) ? value : undefined;
export const readCode = (value: unknown): string | undefined => typeof value === 'string' && /^\d{6,8}$/.test(value) ? value : undefined;
const kStates: readonly unknown[] = ['given', 'refused', 'withdrawn'] satisfies ConsentWord['state'][];
const kMethods: readonly unknown[] = ['verbal', 'chat', 'form'] satisfies ConsentWord['method'][];
/** `evidence` is what a customer said; it is sealed. */
export function readConsent(value: unknown): ConsentWord | undefined {
  if (!isRecord(value) || !isId(value['purpose']) || !kStates.includes(value['state']) || !kMethods.includes(value['method'])) return undefined;
  const evidence = readReason(value['evidence']);
  return {purpose: value['purpose'], state: value['state'] as ConsentWord['state'], method: value['method'] as ConsentWord['method'], ...(evidence === undefined ? {} : {evidence})};
}
const kAsked: readonly unknown[] = ['reveal', 'prompt', 'compare', 'all', 'break_glass', 'consent', 'into'] satisfies Asked[];
export const readAsked = (value: unknown): Asked => kAsked.includes(value) ? value as Asked : 'prompt';
export const readId = (value: unknown): string | undefined => isId(value) ? value : undefined;
export const readTab = (value: unknown): number | undefined => Number.isSafeInteger(value) ? value as number : undefined;
export const typeOf = (value: unknown): string => isRecord(value) && typeof value['type'] === 'string' ? value['type'] : '';
