// Compares what was found with what was labelled. Spans are half-open, in UTF-8 bytes.
//
//   recall      items whose every byte lies under some detection
//   precision   detections of which at least half is personal data (what lies on 'any' alone counts for nobody)
//   over        innocent characters covered, per 1,000 innocent characters
//   typed       an item and a detection of its type agree when what they share is at least half of what they span together
const kTiers = ['A', 'B', 'C'];
const ratio = (part, whole) => (whole === 0 ? 1 : part / whole);
const isCharacter = byte => (byte & 0xc0) !== 0x80;

export class Score {
  types = {};
  tiers = Object.fromEntries(kTiers.map(tier => [tier, {items: 0, masked: 0}]));
  detections = {all: 0, right: 0, typed: 0};
  decoys = {};
  ways = {}; // how a value was written: plain, bare, spelled, …
  over = {innocent: 0, covered: 0};
  missed = [];
  wrong = [];

  type(name) {
    return (this.types[name] ??= {
      A: {items: 0, masked: 0},
      B: {items: 0, masked: 0},
      C: {items: 0, masked: 0},
      typed: 0,
      detections: 0,
      right: 0,
      agreed: 0,
    });
  }

  /** One ticket. `found`: `{type, begin, end}`, sorted and disjoint. */
  add({text, labels}, found) {
    const bytes = Buffer.from(text),
      covered = new Uint8Array(bytes.length),
      owner = new Uint8Array(bytes.length);
    for (const {begin, end} of found) covered.fill(1, begin, end);
    for (const {kind, begin, end} of labels) if (kind !== 'decoy') owner.fill(kind === 'item' ? 1 : 2, begin, end);
    bytes.forEach((byte, at) => {
      if (owner[at] !== 0 || !isCharacter(byte)) return;
      ++this.over.innocent;
      this.over.covered += covered[at];
    });
    for (const label of labels) {
      if (label.kind === 'item') this.#item(label, bytes, covered, found);
      if (label.kind === 'decoy') this.#decoy(label, bytes, covered, found);
    }
    for (const detection of found) this.#detection(detection, bytes, owner, labels);
  }

  #item(label, bytes, covered, found) {
    const masked = covered.subarray(label.begin, label.end).every(byte => byte === 1),
      entry = this.type(label.type);
    const way = (this.ways[label.way] ??= {items: 0, masked: 0});
    for (const counter of [entry[label.tier], this.tiers[label.tier], way]) {
      ++counter.items;
      counter.masked += masked;
    }
    const agrees = found.some(detection => detection.type === label.type && agree(detection, label));
    entry.agreed += agrees;
    if (!masked || !agrees)
      this.missed.push({
        ...label,
        masked,
        found: found
          .filter(d => d.begin < label.end && label.begin < d.end)
          .map(d => ({type: d.type, text: bytes.subarray(d.begin, d.end).toString()})),
        ...around(bytes, label),
      });
  }

  #decoy(label, bytes, covered, found) {
    const entry = (this.decoys[label.type] ??= {all: 0, touched: 0}),
      touched = covered.subarray(label.begin, label.end).includes(1);
    ++entry.all;
    entry.touched += touched;
    if (touched) this.wrong.push({decoy: label.type, ...found.find(d => d.begin < label.end && label.begin < d.end), ...around(bytes, label)});
  }

  #detection(detection, bytes, owner, labels) {
    const under = owner.subarray(detection.begin, detection.end),
      items = under.filter(value => value === 1).length,
      any = under.filter(value => value === 2).length;
    if (any > 0 && any + items === under.length && items === 0) return;
    const entry = this.type(detection.type),
      right = items * 2 >= under.length - any;
    ++this.detections.all;
    ++entry.detections;
    this.detections.right += right;
    entry.right += right;
    const typed = labels.some(label => label.kind === 'item' && label.type === detection.type && agree(detection, label));
    this.detections.typed += typed;
    entry.typed += typed;
    if (!right && !labels.some(label => label.kind === 'decoy' && label.begin < detection.end && detection.begin < label.end))
      this.wrong.push({decoy: null, ...detection, ...around(bytes, detection)});
  }

  summary() {
    const items = kTiers.reduce((sum, tier) => sum + this.tiers[tier].items, 0),
      agreed = Object.values(this.types).reduce((sum, entry) => sum + entry.agreed, 0);
    const decoys = Object.values(this.decoys).reduce((sum, {all, touched}) => ({all: sum.all + all, touched: sum.touched + touched}), {
      all: 0,
      touched: 0,
    });
    const precision = ratio(this.detections.typed, this.detections.all),
      recall = ratio(agreed, items);
    return {
      items,
      decoys: decoys.all,
      recall: Object.fromEntries(kTiers.map(tier => [tier, ratio(this.tiers[tier].masked, this.tiers[tier].items)])),
      precision: ratio(this.detections.right, this.detections.all),
      over_per_1000: 1000 * ratio(this.over.covered, this.over.innocent),
      decoys_touched: ratio(decoys.touched, decoys.all),
      typed: {precision, recall, f1: agreed === 0 ? 0 : (2 * precision * recall) / (precision + recall)},
    };
  }
}

function agree(a, b) {
  const shared = Math.min(a.end, b.end) - Math.max(a.begin, b.begin);
  return shared * 2 >= Math.max(a.end, b.end) - Math.min(a.begin, b.begin);
}
function around(bytes, {begin, end}) {
  const clean = part => part.toString().replaceAll('\uFFFD', '').replaceAll('\n', '⏎');
  return {
    text: clean(bytes.subarray(begin, end)),
    before: clean(bytes.subarray(Math.max(0, begin - 40), begin)),
    after: clean(bytes.subarray(end, end + 25)),
  };
}

export const kBars = [
  ['recall of tier A', summary => summary.recall.A, 'at least', 0.995],
  ['recall of tier B', summary => summary.recall.B, 'at least', 0.97],
  ['recall of tier C', summary => summary.recall.C, 'at least', 0.85],
  ['precision', summary => summary.precision, 'at least', 0.98],
  ['innocent characters covered per 1,000', summary => summary.over_per_1000, 'at most', 0.3],
  ['decoys touched', summary => summary.decoys_touched, 'at most', 0.002],
  ['typed F1', summary => summary.typed.f1, 'at least', 0.97],
];
export const barsOf = summary =>
  kBars.map(([name, of, side, bar]) => ({name, value: of(summary), side, bar, holds: side === 'at least' ? of(summary) >= bar : of(summary) <= bar}));
