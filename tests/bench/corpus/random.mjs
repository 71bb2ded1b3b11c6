// A small seeded generator of pseudo-random numbers (sfc32): the same seed gives the same corpus on every machine.
export function randomOf(seed) {
  let a = 0x9e3779b9 ^ seed,
    b = 0x243f6a88,
    c = 0xb7e15162 ^ (seed * 31),
    d = 1;
  const next = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 20; ++i) next();
  return new Random(next);
}

class Random {
  constructor(next) {
    this.next = next;
  }
  /** An integer from `low` to `high`, both included. */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  chance(probability) {
    return this.next() < probability;
  }
  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }
  /** A key of `weights`, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((rest -= weight) < 0) return key;
    return entries.at(-1)[0];
  }
  digits(count) {
    return this.from('0123456789', count);
  }
  from(alphabet, count) {
    return Array.from({length: count}, () => this.pick(alphabet)).join('');
  }
  letters(count) {
    return this.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', count);
  }
  shuffled(list) {
    const out = [...list];
    for (let i = out.length - 1; i > 0; --i) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}

export const pad = (number, width = 2) => String(number).padStart(width, '0');
/** Cuts `text` into pieces of the given lengths; what is left over is the last piece. */
export function cut(text, ...lengths) {
  const out = [];
  let at = 0;
  for (const length of lengths) out.push(text.slice(at, (at += length)));
  if (at < text.length) out.push(text.slice(at));
  return out;
}
