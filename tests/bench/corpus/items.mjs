// One piece of personal data, or one decoy, inside a sentence of its own.
import {decoys} from './decoys.mjs';
import {expand, labelled} from './grammar.mjs';
import {kBank, kBare, kFrames, kOwnFrames, kPlain} from './cues.mjs';
import {personWritten} from './names.mjs';
import {kNouns} from './nouns.mjs';
import {obfuscated} from './obfuscate.mjs';
import {slots as english} from './prose-en.mjs';
import {slots as indonesian} from './prose-id.mjs';
import {asia} from './values-asia.mjs';
import {digital} from './values-digital.mjs';
import {europe} from './values-europe.mjs';
import {indonesia} from './values-id.mjs';
import {people} from './values-people.mjs';
import {west} from './values-west.mjs';

export const types = {...digital, ...people, ...indonesia, ...asia, ...west, ...europe};
export const proseSlots = {id: indonesian, en: english};
const typeWeights = Object.fromEntries(Object.entries(types).map(([type, {weight = 1}]) => [type, weight]));
const decoyWeights = Object.fromEntries(Object.entries(decoys).map(([name, {weight}]) => [name, weight]));

function tierOf(r, type) {
  const {A, B, bare, hide} = types[type];
  const share = {A: A ? 0.55 : 0, B: B ? (A ? 0.2 : 0.8) : 0, C: bare || hide ? 0.24 : 0};
  return r.weighted(share);
}

/** The value of `type` for `tier`: `{before, text, bank, way}`. */
function valueOf(r, type, tier, language) {
  const kind = types[type];
  let way = 'plain',
    made;
  if (tier === 'C') {
    way = !kind.hide || (kind.bare && r.chance(0.4)) ? 'bare' : 'hidden';
    made = way === 'bare' ? kind.bare(r, language) : (kind.plain ?? kind.A ?? kind.B)(r, language);
  } else {
    made = kind[tier](r, language);
  }
  if (Array.isArray(made)) return {before: made[0], text: made[1], way};
  let value = made.number === undefined ? {text: made, way} : {text: made.number, bank: made.bank, way};
  if (way === 'hidden') value = {...value, ...obfuscated(r, kind.hide, value.text, language)};
  return value;
}

const asSlot = text => () => [text];
function frameOf(r, type, tier, way, language) {
  if (way === 'bare') return r.pick((kBare[type] ?? kPlain)[language]);
  if (tier === 'A' && r.chance(0.4)) return r.pick(kPlain[language]);
  return r.pick((kOwnFrames[type] ?? kFrames)[language]);
}

/** Parts of one sentence that holds a value; `care` decides about capitals around it. */
export function itemSentence(r, language, care, type = r.weighted(typeWeights), tier = tierOf(r, type)) {
  const value = valueOf(r, type, tier, language),
    frame = frameOf(r, type, tier, value.way, language);
  const careful = care >= 0.2 || tier !== 'B' || !['person', 'address'].includes(type) || r.chance(0.5);
  const item = labelled('item', careful ? value.text : value.text.toLowerCase(), {type, tier, template: frame, way: value.way});
  const nouns = kNouns[type]?.[language];
  const parts = expand(r, frame, {
    ...proseSlots[language],
    n: nouns ?? '',
    v: () => (value.before ? [labelled('any', value.before), item] : [item]),
    bank: value.bank ? asSlot(value.bank) : kBank,
    person: () => [labelled('item', personWritten(r, language), {type: 'person', tier: 'B', template: frame, way: 'plain'})],
  });
  return tidied(r, parts, care);
}

// What an alternative left empty leaves behind: two spaces, mostly taken away; and a careless writer's small letters.
const tidied = (r, parts, care) =>
  parts.map(part => {
    if (typeof part !== 'string') return part;
    const text = r.chance(0.9) ? part.replace(/ {2,}/g, ' ').replace(/ (?=[.,;?!]( |$))/g, '') : part;
    return care < 0.35 ? text.toLowerCase() : text;
  });

export function decoySentence(r, language, care) {
  const name = r.weighted(decoyWeights),
    kind = decoys[name],
    frame = r.pick(kind[language]);
  const text = kind.make === 'company' ? r.pick(proseSlots[language].company) : kind.make(r);
  const parts = expand(r, frame, {...proseSlots[language], v: () => [labelled('decoy', text, {type: name, template: frame})]});
  return tidied(r, parts, care);
}

/** A value alone, for forms, tables and signatures, where the place says what it is. */
export function bareItem(r, type, language, tier, template) {
  const kind = types[type],
    made = (kind.A && tier === 'A' ? kind.A : (kind.B ?? kind.A))(r, language);
  return labelled('item', made.number ?? made, {type, tier, template, way: 'plain'});
}
