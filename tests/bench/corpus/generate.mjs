// The corpus: tickets with about 2 % personal data and as many decoys, labelled in UTF-8 bytes.
//
//   node tests/bench/corpus/generate.mjs [--seed N] [--bytes N]      one JSON line per ticket:
//   {"id": 0, "channel": "chat", "language": "id", "text": "…", "labels": [{"kind": "item", "type": "id_nik", "tier": "A", "begin": 12, "end": 28, …}]}
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {textOf} from './grammar.mjs';
import {randomOf} from './random.mjs';
import {ticket} from './tickets.mjs';

export const kShare = 0.02;

const utf8 = text => Buffer.byteLength(text);
function labelsOf(parts) {
  const labels = [];
  let at = 0;
  for (const part of parts) {
    const size = utf8(typeof part === 'string' ? part : part.text);
    if (typeof part !== 'string') {
      const {text, ...label} = part;
      labels.push({...label, begin: at, end: at + size});
    }
    at += size;
  }
  return labels;
}

/** Tickets until they hold `bytes`; the same seed gives the same ones. */
export function* corpus(seed, bytes) {
  const r = randomOf(seed);
  let total = 0,
    personal = 0,
    items = 0,
    decoys = 0;
  for (let id = 0; total < bytes; ++id) {
    const sentences = r.int(3, 26),
      missing = kShare * (total + 75 * sentences) - personal;
    const budget = {
      sentences,
      items: Math.max(0, Math.round(missing / 20 + r.next() - 0.5)),
      decoys: Math.min(6, Math.max(0, items - decoys + r.int(0, 2))),
    };
    const {channel, language, parts} = ticket(r, budget),
      text = textOf(parts),
      labels = labelsOf(parts);
    total += utf8(text);
    for (const {kind, begin, end} of labels) {
      if (kind === 'item') {
        ++items;
        personal += end - begin;
      }
      if (kind === 'decoy') ++decoys;
    }
    yield {id, channel, language, text, labels};
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const {values} = parseArgs({options: {seed: {type: 'string', default: '1'}, bytes: {type: 'string', default: '1000000'}}});
  for (const line of corpus(Number(values.seed), Number(values.bytes))) process.stdout.write(JSON.stringify(line) + '\n');
}
