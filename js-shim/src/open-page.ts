// A page under a policy: keeps everything in it masked, from the first pass to the last mutation. Made by curtain.ts, once per start().
//
//   mutations ─► gather ─► (adapter reads: facts, known values) ─► mask ─► our own writes dropped, what they set off masked too
import type {Answer, Match, PolicySummary} from '../../wasm/engine.js';
import type {Adapter} from './adapter.js';
import {createAttributes, keepLinksWorking} from './attributes.js';
import {createContents} from './contents.js';
import {guardCopies} from './copy.js';
import {DRAFT_ATTRIBUTE} from './cover.js';
import type {Cover} from './cover.js';
import {createPointing} from './current.js';
import {createEditables} from './editable.js';
import {EngineFault, must} from './engine.js';
import type {Engine, KnownValue} from './engine.js';
import {createForms} from './forms.js';
import {elementsBehind} from './frontier.js';
import {createGather} from './gather.js';
import {createItems, isInPage} from './items.js';
import type {Item, Items} from './items.js';
import {createMasker, noWork} from './masker.js';
import type {Steps, Work} from './masker.js';
import type {Memory} from './memory.js';
import {answerTexts} from './notify.js';
import {createPictures} from './pictures.js';
import {PRINT_EVENT} from './print.js';
import {createInsert} from './insert.js';
import {placesOf} from './places.js';
import {createPageReader, customerIn, relationshipOf} from './page.js';
import {rehearse} from './rehearsal.js';
import {createReveals} from './reveal.js';
import type {RootOf} from './shadow.js';
import {createSlots} from './slots.js';
import type {Slots} from './slots.js';
import type {Lang} from './texts.js';
import type {CurtainStart, MaskedItem, PageFacts} from './types.js';
import {titleTexts} from './title.js';
import {createTurns} from './turns.js';
import type {Settle} from './turns.js';
import {createWatch} from './watch.js';

export interface OpenPageParts {
  doc: Document;
  /** Documents of windows that the page writes into. */
  opened: ReadonlySet<Document>;
  engine: Engine; classes: PolicySummary['classes']; cover: Cover; slots: Slots; items: Items; lang: Lang; memory: Memory; adapter: Adapter; start: CurtainStart; signal: AbortSignal;
  rootOf: RootOf | undefined;
  onFacts(facts: PageFacts): void;
  /** A window that was met, or whose document is a new one. */
  onWindow(win: Window): void;
  /** Somebody followed a link to a masked value: called, or wrote, without seeing it. */
  onContact(item: Item): void;
  /** There is more to remember for the next page. */
  onMemory(): void;
  /** The page can no longer be kept masked. */
  onFault(message: string): void;
}

export interface OpenPage {
  /** Masks and uncovers the page when the adapter has all it needs, in a turn of its own; at once where it was masked before. Answers only if that fails. */
  begin(before: boolean): Answer<never> | undefined;
  /** Masks a document of another window, if the page is masked by now; else that begins with the page. */
  enter(other: Document): void;
  leave(other: Document): void;
  items(): MaskedItem[];
  current(): MaskedItem | undefined;
  reveal(id: string, ttlMs: number): boolean;
  remask(id?: string): void;
  hasField(): boolean;
  insert(id: string): boolean;
  compare(id: string, said: string): Match | undefined;
  places(id: string): DOMRect[];
  /** Values in view that no draft holds. */
  seen(): string[];
}

/** Half of what a person notices, a third of a long task. */
const SLICE_MS = 16;
/** What is seen first, is seen by then. */
const FIRST_MS = 5;
/** A page of fewer elements is masked whole as soon. */
const LARGE = 2000;
/** Of a page with fewer elements most is still to come. */
const FEW = 100;
/** A page that answers every mask with a new raw value is not one we can keep masked. */
const MOST_ROUNDS = 16;

export function openPage({doc, opened, engine, classes, cover, slots, items, lang, memory, adapter, start, signal, rootOf, onFacts, onWindow, onContact, onMemory, onFault}: OpenPageParts): OpenPage {
  const attributes = createAttributes(adapter.attributes, slots.get);
  const page = createPageReader(doc, adapter, lang, {text: slots.rawText, attribute: attributes.rawText});
  const forms = createForms(slots.get, field => slots.put(field, field.value, []), {signal, onFault: fail});
  const editables = createEditables();
  const pictures = createPictures(slots.get, signal);
  const sight = {rawText: slots.rawText, isSlot: (text: Text) => slots.get(text) !== undefined, exempt: page.exempt, declared: page.declared};
  const maskerFor = (slots: Slots, items: Items) => createMasker({engine, slots, items, page, attributes, forms, editables, pictures, sight});
  const masker = maskerFor(slots, items);
  const reveals = createReveals(items, signal);
  const pointing = createPointing(items, slots);
  const turns = createTurns({begin: turn, pauseAfter, onPause, onResume, keepsUp: () => cover.parted, onFault: fail, signal});
  const watch = createWatch({doc, signal, rootOf, observed: () => [...attributes.observed(), ...page.observed, DRAFT_ATTRIBUTE], onWindow: listen, onTurn: turns.turn});
  const gather = createGather({slots, attributes, forms, frames: watch.frames, page, meetRoot: watch.meetRoot, clean: cover.clean});
  const contents = createContents(memory.sheets, onMemory);
  let read = {facts: '', known: '', href: ''};
  let declared: string[] = [];
  let reading = false;  // the first pass is under way
  let stand: Text | undefined;  // as far as it has come
  let behind: readonly Element[] | undefined;  // what it has not come to
  const inserted: KnownValue[] = [];
  const insert = createInsert({items, slots, teach, flush});

  /** Printing and copying happen within the page's own script: what it has just written must be masked by then. */
  function flush(): void { turns.finish(watch.takeRecords()); }

  function listen(win: Window): void {
    // Added by the first of all listeners, the last of them: what the page's own write for the print is masked, too.
    win.addEventListener('beforeprint', () => win.addEventListener('beforeprint', flush, {once: true, signal}), {capture: true, signal});
    win.visualViewport?.addEventListener(PRINT_EVENT, flush, {signal});
    for (const type of ['copy', 'cut', 'dragstart']) win.addEventListener(type, flush, {capture: true, signal});
    reveals.listen(win, signal);
    pointing.listen(win, signal);
    guardCopies(win, signal, items, slots);
    keepLinksWorking(win, signal, slots.get, onContact);
    insert.listen(win, signal);
    forms.listen(win, signal);
    editables.listen(win, signal);
    answerTexts(win.document, signal, masker.masked);
    onWindow(win);
    win.addEventListener('load', event => { if ((event.target as Partial<Element>).localName === 'link') turns.turn([]); }, {capture: true, signal});
    for (const type of ['popstate', 'hashchange']) win.addEventListener(type, () => turns.turn([]), {signal});
    for (const type of ['focusin', 'change']) win.addEventListener(type, () => turns.turn([]), {capture: true, signal});
  }

  /** A value that only its surroundings gave away is known wherever it goes now. */
  function teach({class: id, value}: Item): void {
    inserted.push({class: id, value});
    must(engine.learn(memory.known(inserted)));
  }

  function decideBy({relationship, closed}: PageFacts): void {
    const {subject: {id, properties: {role}}, mask_key} = start;
    const ticket = closed === undefined ? {} : {ticket: {closed_at: closed}, now: new Date().toISOString()};
    must(engine.setFacts({subject: {id, properties: {role}}, context: {relationship, ...ticket}, ...mask_key === undefined ? {} : {mask_key}}));
  }

  /** Reads the adapter's part of the page anew; if that changes an answer of the core, everything is read again. */
  function readPage(work: Work): void {
    const {fresh, pictures: shown, ...said} = page.read(watch.roots());
    for (const element of shown.keys()) work.pictures.add(element);
    const facts = memory.facts({...said.facts, relationship: 'none'});
    facts.relationship = relationshipOf(facts, start.subject);
    const known = memory.known([...said.known, ...inserted]);
    declared = said.known.map(({value}) => value);
    memory.meet(facts.ticket, customerIn(said.known));
    const now = {facts: JSON.stringify(facts), known: JSON.stringify(known), href: doc.location.href};
    const first = read.href === '';
    const again = now.facts !== read.facts || now.known !== read.known;
    if (now.facts !== read.facts) decideBy(facts);
    if (now.known !== read.known) must(engine.learn(known));
    if (!first && now.href !== read.href) reveals.remask();
    read = now;
    if (again) work.again = true;
    if (again && !first) for (const root of watch.roots()) gather.tree(root, work);
    else if (!first) for (const element of fresh) gather.tree(element, work);  // at first all of it is gathered
    if (again) onFacts(facts);
  }

  function readNew(work: Work): boolean {
    let met = false;
    for (let root = watch.nextNew(); root; root = watch.nextNew()) { gather.tree(root, work); met = true; }
    return met;
  }

  /** Attributes that style sheets show. */
  function readSheets(work: Work): void {
    const names = attributes.add(contents.look(watch.roots()));
    if (names.length === 0) return;
    watch.watchAnew();
    gather.attributes(names, watch.roots(), work);
  }

  function* round(records: readonly MutationRecord[]): Steps {
    const work = noWork();
    const touched = gather.records(records, work);
    const met = readNew(work);
    for (const field of forms.all()) work.fields.add(field);
    yield;
    const first = read.href === '';
    if (touched || first || met || doc.location.href !== read.href) readPage(work);
    readNew(work);
    readSheets(work);
    yield;
    yield* first ? readFirst(work) : masker.mask(work);
  }

  /** The document's own tree last: where it is masked up to some text, all else is. */
  function* readFirst(work: Work): Steps {
    reading = true;
    work.trees.delete(doc);
    work.trees.add(doc);
    yield* masker.mask(work, last => { stand = last; });
    reading = false;
    behind = undefined;
  }

  /** A parted page keeps what is shown masked: others have turns only where the first pass stands. */
  function pauseAfter(): number {
    if (cover.lifted || (cover.parted && !stand)) return Infinity;
    return stand && !cover.parted && mayPart() ? FIRST_MS : SLICE_MS;
  }

  const size = () => doc.getElementsByTagName('*').length;
  const mayPart = () => !cover.torn && size() >= LARGE;

  function onPause(settle: Settle): void {
    if (cover.parted) settle(watch.takeRecords().filter(record => !gather.isOurs(record)));
    else behind = stand && mayPart() ? elementsBehind(stand) : undefined;
  }

  /** What was not masked when the first pass stopped is in these elements. What left them since was told of. */
  function onResume(settle: Settle): boolean {
    if (!behind || cover.parted || cover.torn) return false;
    settle(watch.takeRecords());
    cover.part(behind);
    return cover.parted;
  }

  /** One turn of the page: after it, everything is masked, whatever our masks made the page's own scripts write, and others wrote meanwhile. */
  function* turn(records: readonly MutationRecord[]): Steps {
    let left: readonly MutationRecord[] | undefined = records;
    for (let [rounds, pauses] = [0, turns.pauses]; left; ++rounds) {
      if (pauses !== turns.pauses) [rounds, pauses] = [0, turns.pauses];  // the page had turns to write in, of its own accord
      if (rounds > MOST_ROUNDS) throw new EngineFault('the page writes back what is masked, again and again');
      yield* round(left);
      const others = turns.came();
      const all = [...others ?? [], ...watch.takeRecords()].filter(record => !gather.isOurs(record));
      left = others || all.length > 0 ? all : undefined;
    }
    if (!cover.lifted && !reading) yield* masker.mask({...noWork(), texts: new Set(titleTexts(doc))});  // what the cover put in its place
    for (const lifted of watch.documents()) { editables.hold(lifted); if (lifted !== doc || !reading) cover.lift(lifted); }
    watch.frames.uncover();
    cover.hold();
    items.forgetGone();
  }

  function fail(fault: unknown): void { onFault(fault instanceof EngineFault ? fault.message : 'a fault of the page engine'); }

  function open(): void {
    watch.enter(doc);
    opened.forEach(watch.enter);
    turns.turn([]);
  }

  function prepare(then: () => void): void {
    const begin = () => {
      decideBy({helpdesk: '', relationship: 'none'});
      must(engine.learn(classes.slice(0, 1).map(({id}) => ({class: id, value: 'Budi'}))));  // until the page's own are
    };
    const isWorthIt = () => size() < FEW || size() >= LARGE;
    rehearse({doc, gather, page, masker: maskerFor(createSlots(), createItems()), begin, isWorthIt, isOver: () => signal.aborted || read.href !== '', onFault: fail}, then);
  }

  return {
    begin(before) {
      let fault: string | undefined;
      const report = onFault;
      onFault = message => { fault = message; report(message); };
      const loading = doc.readyState === 'loading';
      if (before) { open(); flush(); } else if (loading && adapter.cover_until === 'start') open();
      else if (loading) {
        doc.addEventListener('DOMContentLoaded', open, {capture: true, once: true, signal});
        prepare(() => {});
      } else prepare(open);
      onFault = report;
      return fault === undefined ? undefined : {ok: false, error: {code: 'internal', message: fault, at: 'page'}};
    },
    enter(other) {
      if (read.href === '') return;
      watch.enter(other);
      flush();
    },
    leave: watch.leave,
    items: items.list,
    current: () => {
      const item = pointing.current();
      return item && items.list().find(one => one.id === item.id);
    },
    reveal: reveals.reveal,
    remask: reveals.remask,
    hasField: () => insert.hasField(),
    insert: id => insert.insert(id),
    compare: (id, said) => {
      const item = items.get(id);
      return item && engine.compare(item.type, item.value, said);
    },
    places: id => placesOf(items.get(id)),
    seen: () => [...new Set([...declared, ...[...items.all()].filter(item => [...item.slots].some(slot => slot.rewrites && isInPage(slot))).map(item => item.value)])],
  };
}
