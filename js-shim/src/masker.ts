// Masks what it is given: texts in runs, attributes, form fields. Reads all first, asks the core once, then writes.
import type {PaintStep} from '../../wasm/engine.js';
import type {Attributes} from './attributes.js';
import {outside} from './dom.js';
import type {Editables} from './editable.js';
import {must} from './engine.js';
import type {Engine} from './engine.js';
import {fieldSlot} from './forms.js';
import type {Forms} from './forms.js';
import type {Items} from './items.js';
import {readMailboxes} from './mailbox.js';
import {PICTURE_MASK} from './pictures.js';
import type {Pictures} from './pictures.js';
import {optionKeepsItsValue} from './options.js';
import type {Declared, PageReader} from './page.js';
import {createQuestions, union} from './scan.js';
import type {Questions} from './scan.js';
import {share} from './share.js';
import {textSlot} from './slots.js';
import type {FormField, Piece, Slots, Target} from './slots.js';
import {runsIn} from './tree.js';
import {newPass, readRun} from './walk.js';
import type {Context, Part, Run, Sight} from './walk.js';

/** What a batch of mutations leaves to do. `trees`: read as a whole, with the attributes in them. `again`: the policy's answer may have changed for text read before. */
export interface Work {readonly trees: Set<Node>; readonly texts: Set<Text>; readonly attributes: Set<Attr>; readonly fields: Set<FormField>; readonly pictures: Set<Element>; again: boolean}

export const noWork = (): Work => ({trees: new Set(), texts: new Set(), attributes: new Set(), fields: new Set(), pictures: new Set(), again: false});

export interface MaskerParts {engine: Engine; slots: Slots; items: Items; page: PageReader; attributes: Attributes; forms: Forms; editables: Editables; pictures: Pictures; sight: Sight}

/** Each stop is one at which others may have a turn; it is told whether they had. */
export type Steps = Generator<void, void, boolean>;

export interface Masker {
  /** In steps: after each, it asks whether other scripts had a turn since. The last tree is read last of all: at each stop in it, `stand` is told the text up to which it is masked. */
  mask(work: Work, stand?: (last: Text | undefined) => void): Steps;
  /** `text` with masks, wherever it is shown. */
  masked(text: string): string;
}

export function createMasker({engine, slots, items, page, attributes, forms, editables, pictures, sight}: MaskerParts): Masker {
  const pieceOf = (step: PaintStep, value: string, owner: Node): Piece =>
    ({begin: step.begin, end: step.end, mask: step.mask, item: items.of(step, value, page.placeOf(owner))});

  function askRun(run: Run, questions: Questions): void {
    if (run.seams.length === 0 && !run.declared) {  // nearly all
      questions.add(run.text, steps => paintRun(run, steps));
      return;
    }
    const ways = waysToRead(run);
    const found: PaintStep[][] = [declaredSteps(engine, run.declared, run.text), ...ways.map(() => [])];
    let left = ways.flat().length;
    ways.forEach((pieces, way) => pieces.forEach(({text, begin}) => questions.add(text, steps => {
      found[way + 1]!.push(...steps.map(step => ({...step, begin: step.begin + begin, end: step.end + begin})));
      if (--left === 0) paintRun(run, found.reduce(union));
    })));
  }

  function showRun(run: Run): void { for (const {node} of run.parts) if (slots.get(node)) slots.put(node, sight.rawText(node), []); }

  function paintRun(run: Run, steps: readonly PaintStep[]): void {
    if (steps.length === 0 && !run.editable) return showRun(run);
    const values = steps.map(step => run.text.slice(step.begin, step.end));
    const first = run.parts[0]!.node;
    const hidden = run.editable ? editables.toCover(first, values) : undefined;
    const pieces = new Map<Part, Piece[]>();
    steps.forEach((step, index) => {
      if (hidden && !hidden.has(values[index]!)) return;
      const whole = pieceOf(step, values[index]!, first);
      for (const [part, piece] of share(run.parts, whole)) {
        const before = pieces.get(part);
        if (before) before.push(piece); else pieces.set(part, [piece]);
      }
    });
    for (const part of run.parts) {
      const mine = pieces.get(part) ?? [];
      if (run.editable) slots.giveBack(part.node);
      else if (mine.length > 0) optionKeepsItsValue(part.node, sight.rawText(part.node));
      slots.put(part.node, sight.rawText(part.node), mine, run.editable ? node => editables.slot(node as Text) : node => textSlot(node as Text));
    }
  }

  function askWhole(target: Attr | FormField, owner: Element, text: string, questions: Questions): void {
    const declared = target.nodeType === Node.ATTRIBUTE_NODE ? page.repeats(target as Attr) : page.declared(owner);
    const make = (made: Target) => made.nodeType === Node.ATTRIBUTE_NODE ? attributes.slot(made as Attr) : fieldSlot(made as FormField);
    questions.add(text.replaceAll('\0', '\uFFFD'), steps => {
      const isServer = (step: PaintStep) => target.nodeType === Node.ATTRIBUTE_NODE && attributes.isServer(target as Attr, step);
      const all = union(declaredSteps(engine, declared, text), steps.filter(step => !isServer(step)));
      slots.put(target, text, all.map(step => pieceOf(step, text.slice(step.begin, step.end), owner)), make);
    });
  }

  function maskPicture(element: Element): void {
    const picture = page.picture(element);
    if (!picture || isExempt(element)) return;
    const raw = pictures.rawOf(element);
    const {level, mask} = must(engine.maskField(picture.class, raw));
    const step = {class: picture.class, type: picture.type, level, mask: PICTURE_MASK};
    const pieces = mask === undefined ? [] : [{begin: 0, end: raw.length, mask: PICTURE_MASK, item: items.of(step, raw, page.placeOf(element))}];
    slots.put(element, raw, pieces, target => pictures.slot(target as Element));
  }

  /** A tree may be gathered before the adapter has said what in it is never masked. */
  function isExempt(element: Element): boolean {
    for (let at: Node | null = element; at; at = outside(at)) if (sight.exempt(at as Element)) return true;
    return false;
  }

  function readOne(run: Run, questions: Questions): void {
    if ((run.text.length >= 3 || run.declared) && /\S/.test(run.text)) askRun(run, questions); else showRun(run);
  }

  /** In an editor they are what will be saved. */
  function askAttributes(element: Element, around: () => Context | undefined, questions: Questions): void {
    const shown = attributes.of(element);
    const context = shown.length > 0 && !sight.exempt(element) && around();
    if (!context) return;
    for (const attr of shown) if (context.editable) slots.giveBack(attr); else askWhole(attr, element, attributes.rawText(attr), questions);
  }

  function* readTrees({trees}: Work, questions: Questions, stand: (last: Text | undefined) => void): Steps {
    let pass = newPass();
    let left = trees.size;
    for (const root of trees) {
      --left;
      const runs = runsIn(root, {sight, pass: () => pass, meet: (element, around) => askAttributes(element, around, questions)});
      let paused = false;
      for (let next = runs.next(paused); !next.done; next = runs.next(paused)) {
        readOne(next.value, questions);
        paused = false;
        if (!questions.isFull) continue;
        if (left === 0) stand(next.value.parts.at(-1)!.node);
        paused = yield* questions.ask();
        stand(undefined);
        if (paused) pass = newPass();
      }
    }
  }

  function* readTexts({texts, trees}: Work, questions: Questions): Steps {
    const seen = new Set<Text>();
    let pass = newPass();
    for (const text of texts) {
      if (seen.has(text) || !text.isConnected || [...trees].some(tree => tree.contains(text))) continue;
      const run = readRun(text, sight, pass);
      if (!run) continue;
      if (run.parts.length > 1) for (const part of run.parts) seen.add(part.node);
      readOne(run, questions);
      if (questions.isFull && (yield* questions.ask())) pass = newPass();
    }
  }

  function* readWhole({attributes: shown, fields, again}: Work, questions: Questions): Steps {
    for (const attr of shown) {
      if (attr.ownerElement && !isExempt(attr.ownerElement)) askWhole(attr, attr.ownerElement, attributes.rawText(attr), questions);
      if (questions.isFull) yield* questions.ask();
    }
    for (const field of fields) {
      const value = forms.unread(field, again);
      if (value !== undefined && !isExempt(field)) askWhole(field, field, value, questions);
    }
  }

  return {
    masked(text) {
      let shown = '';
      let at = 0;
      for (const {begin, end, mask} of must(engine.scan(text))) { shown += text.slice(at, begin) + mask; at = end; }
      return shown + text.slice(at);
    },
    *mask(work, stand = () => {}) {
      const questions = createQuestions(engine);
      yield* readTexts(work, questions);
      yield* readWhole(work, questions);
      for (const element of work.pictures) maskPicture(element);
      yield* readTrees(work, questions, stand);
      questions.answerAll();
    },
  };
}

/** What an adapter declares to be a value is masked whole, whether or not a recognizer knows it. */
function declaredSteps(engine: Engine, declared: Declared | undefined, text: string): PaintStep[] {
  if (!declared) return [];
  const {field} = declared;
  switch (field.reads) {
    case 'value': {
      const begin = text.length - text.trimStart().length;
      return stepOf(engine, text, begin, text.trimEnd().length, field.class, field.type);
    }
    case 'mailbox':
    case 'addressed_mailbox':
      return readMailboxes(text, {addressed: field.reads === 'addressed_mailbox'}).flatMap(({what, begin, end}) => what === 'name'
        ? stepOf(engine, text, begin, end, field.class, 'person') : stepOf(engine, text, begin, end, field.email_class, 'email_address'));
  }
}

function stepOf(engine: Engine, text: string, begin: number, end: number, className: string, type: string): PaintStep[] {
  if (end <= begin) return [];
  const {level, mask} = must(engine.maskField(className, text.slice(begin, end)));
  return mask === undefined ? [] : [{begin, end, type, class: className, level, mask}];
}

interface Variant {text: string; begin: number}

/** The run as one text, and, where nodes touch without a space, also cut there: "NIK" + "3273…" and "3273" + "…0001" look alike. */
function waysToRead(run: Run): Variant[][] {
  const unlike = run.seams.filter(at => isDigit(run.text.charCodeAt(at - 1)) !== isDigit(run.text.charCodeAt(at)));
  const cuts = unlike.length < run.seams.length ? [[], run.seams, unlike] : [[], run.seams];
  return cuts.filter((seams, way) => way === 0 || seams.length > 0).map(seams => [0, ...seams].map((begin, index) => ({text: run.text.slice(begin, seams[index]), begin})));
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
