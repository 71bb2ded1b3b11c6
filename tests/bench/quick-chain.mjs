// A device's chain as tests/collector/support.mjs makes it, fast: an event's canonical text is made once, and what changes from one to the next is put into it.
// A generator on the same cores as what it measures must cost little.
import {createHash, randomUUID} from 'node:crypto';
import {Chain, fingerprintOf, jcs} from '../collector/support.mjs';

const kSlots = {sequence: 987_654_321_012, uid: '00000000-1111-4222-8333-444444444444', time: 1_876_543_210_123, prev_event: 'a'.repeat(63) + '0', fingerprint: 'a'.repeat(63) + '1'};

/** A function from what changes to the text. */
function template(event) {
  const names = Object.keys(kSlots), parts = jcs(event).split(new RegExp(`(${names.map((name) => kSlots[name]).join('|')})`));
  const slots = parts.map((part) => names.find((name) => String(kSlots[name]) === part));
  return (values) => {
    let text = '';
    for (let i = 0; i < parts.length; i++) text += slots[i] === undefined ? parts[i] : values[slots[i]];
    return text;
  };
}

export class QuickChain {
  #chain;
  #hashed;
  #line;
  #next;
  #head;
  constructor(device) {
    this.#chain = new Chain(device).add();
    [this.#next, this.#head] = [1, this.#chain.head];
    const event = this.#chain.reveal(1);
    Object.assign(event.tirai, {chain_uid: this.#chain.chain_uid, sequence: kSlots.sequence, prev_event: kSlots.prev_event});
    Object.assign(event, {time: kSlots.time, metadata: {...event.metadata, sequence: kSlots.sequence, uid: kSlots.uid}});
    this.#hashed = template(event);
    event.tirai.fingerprint = kSlots.fingerprint;
    this.#line = template(event);
    const first = JSON.parse(this.#add());  // as the slow way makes it, or nothing is measured
    if (fingerprintOf(first) !== first.tirai.fingerprint || first.tirai.prev_event !== this.#chain.head) throw new Error('quick-chain.mjs: not the events of support.mjs');
    [this.#next, this.#head] = [1, this.#chain.head];
  }

  get length() { return this.#next; }

  #add() {
    const values = {sequence: this.#next, uid: randomUUID(), time: 1_760_000_000_000 + this.#next, prev_event: this.#head};
    values.fingerprint = createHash('sha256').update(`tirai-event-v1\n${this.#hashed(values)}`).digest('hex');
    [this.#next, this.#head] = [this.#next + 1, values.fingerprint];
    return this.#line(values);
  }

  /** The signed batch of the next so many events; the chain's first one begins with its start. */
  batch(count) {
    const lines = this.#next === 1 ? [...this.#chain.lines] : [];
    while (lines.length < count) lines.push(this.#add());
    return this.#chain.device.batch(lines);
  }
}
