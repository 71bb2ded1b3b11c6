// The guard of replies: reads what is written, off the typing path, and flags what should not leave. It changes nothing by itself, and blocks
// nothing silently: a flagged reply asks once before it goes.
//
//   input ──(pause, or at once after a paste)──► find ──new values──► judge ──► bar: Alt+M masks, Alt+Shift+M: it is meant so
//   submit, form.submit(), Enter in a chat, a button that says it sends
//          ─► find ─► nothing flagged: goes │ flagged: asked once: mask and send / back / send as it is
import type {Lang} from '../texts.js';
import type {Curtain} from '../types.js';
import {formOf, placeOf, replyFieldOf, textOf, write, type ReplyField} from './field.js';
import type {RootOf} from '../shadow.js';
import {createEnterKeys, pressEnter, sendButton, SUBMIT_EVENT, targetOf} from './senders.js';
import {linesOf, type Flag} from './flags.js';
import type {Finding, Outcome, OutboundFlag, Verdict} from './model.js';
import {createBar, confirmSend, type SurfaceParts} from './surface.js';
import {outboundTexts as t} from './texts.js';

export interface GuardParts {
  curtain: Curtain;
  lang(): Lang;
  rootOf(host: Element): ShadowRoot;
  /** Closed roots of the page's own: replies are written in them, too. */
  inside?: RootOf | undefined;
  signal: AbortSignal;
  /** One verdict a value. Rejects where nobody answers: then they are flagged as unchecked. */
  judge(values: Finding[]): Promise<Verdict[]>;
  /** Settles once it is kept, or cannot be. */
  log(outcome: Outcome, flags: OutboundFlag[]): Promise<unknown>;
}

interface Draft {
  readonly field: ReplyField;
  /** The text the findings are of. */
  text: string;
  found: Finding[] | undefined;
  readonly verdicts: Map<string, Verdict>;
  /** Meant so, or logged as flagged. */
  readonly meant: Set<string>;
  readonly told: Set<string>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const PAUSE_MS = 450;
/** The longest that a reply waits for its record: who keeps it may have died. */
const KEPT_MS = 3000;
const UNCHECKED: Extract<Verdict, {flag: true}> = {flag: true, from: 'unseen', why: 'unchecked', reason: {id: '', en: ''}};

const keyOf = ({type, value}: Finding): string => `${type}\n${value}`;
const isOurs = (event: Event): boolean => event.composedPath().some(node => (node as Partial<Element>).localName?.startsWith('tirai-'));
const isPaste = (inputType: string): boolean => inputType.startsWith('insertFrom') || inputType === 'insertReplacementText';

export function guardReplies(parts: GuardParts): void {
  const {curtain, signal, judge} = parts;
  const drafts = new Map<ReplyField, Draft>();
  const surface: SurfaceParts = {lang: parts.lang, rootOf: parts.rootOf, signal};
  const bar = createBar(surface);
  const enter = createEnterKeys();
  let shown: Draft | undefined;
  let passing = false;
  let asking = false;
  let kept: Promise<unknown> = Promise.resolve();

  function log(outcome: Outcome, flags: OutboundFlag[]): void {
    if (flags.length === 0) return;
    const logged = parts.log(outcome, flags).catch(() => undefined);
    kept = kept.then(() => logged);
  }

  function draftOf(field: ReplyField): Draft {
    let draft = drafts.get(field);
    if (draft === undefined) drafts.set(field, draft = {field, text: '', found: [], verdicts: new Map(), meant: new Set(), told: new Set(), timer: undefined});
    return draft;
  }

  function read(draft: Draft): Finding[] {
    const text = textOf(draft.field);
    if (text !== draft.text || draft.found === undefined) {
      draft.text = text;
      draft.found = text.trim() === '' ? [] : curtain.findInDraft(text);
    }
    return (draft.found ?? []).filter(finding => !draft.verdicts.has(keyOf(finding)));
  }

  async function judgeAll(draft: Draft, values: Finding[]): Promise<void> {
    const fresh = [...new Map(values.map(value => [keyOf(value), value])).values()];
    if (fresh.length === 0) return;
    const verdicts = await judge(fresh).catch(() => []);
    fresh.forEach((value, index) => {
      const verdict = verdicts[index];
      if (verdict !== undefined) draft.verdicts.set(keyOf(value), verdict);
    });
  }

  function flagsOf(draft: Draft): Flag[] {
    if (draft.found === undefined) return draft.meant.has('') ? [] : [{verdict: UNCHECKED}];
    return draft.found.flatMap(finding => {
      const verdict = draft.verdicts.get(keyOf(finding)) ?? UNCHECKED;
      return verdict.flag && !draft.meant.has(keyOf(finding)) ? [{finding, verdict}] : [];
    });
  }

  const outboundOf = (flags: readonly Flag[]): OutboundFlag[] => flags.flatMap(({finding, verdict}) => finding === undefined ? [] : [{class: finding.class, type: finding.type, from: verdict.from}]);

  function tell(draft: Draft): Flag[] {
    const flags = flagsOf(draft);
    const fresh = flags.filter(({finding}) => finding !== undefined && !draft.told.has(keyOf(finding)));
    for (const {finding} of fresh) draft.told.add(keyOf(finding!));
    if (fresh.length > 0) log('flagged', outboundOf(fresh));
    return flags;
  }

  function show(draft: Draft): void {
    const flags = draft.field.isConnected ? tell(draft) : [];
    if (flags.length > 0) {
      shown = draft;
      const canMask = flags.some(({finding}) => finding !== undefined);
      bar.show(linesOf(parts.lang(), flags, curtain.classText), placeOf(draft.field), {...canMask ? {mask: () => maskFlags(draft)} : {}, meant: () => dismiss(draft)});
    } else if (shown === draft) {
      shown = undefined;
      bar.hide();
    }
  }

  async function check(draft: Draft): Promise<void> {
    clearTimeout(draft.timer);
    draft.timer = undefined;
    if (signal.aborted || !draft.field.isConnected) return void drafts.delete(draft.field);
    await judgeAll(draft, read(draft));
    if (!signal.aborted) show(draft);
  }

  /** From the last to the first, so that the places of the others hold. */
  function maskFlags(draft: Draft): boolean {
    read(draft);
    const flags = flagsOf(draft).filter(({finding}) => finding !== undefined);
    let all = flagsOf(draft).length === flags.length;
    const masked = flags.reverse().filter(({finding}) => {
      const done = write(draft.field, finding!.begin, finding!.end, finding!.mask);
      all &&= done;
      return done;
    });
    if (masked.length > 0) log('masked', outboundOf(masked));
    read(draft);
    show(draft);
    if (!all) bar.say(t.not_masked[parts.lang()]);
    return all;
  }

  function dismiss(draft: Draft): void {
    const flags = flagsOf(draft);
    for (const {finding} of flags) draft.meant.add(finding === undefined ? '' : keyOf(finding));
    log('dismissed', outboundOf(flags));
    show(draft);
    draft.field.focus({preventScroll: true});
  }

  // --- sending ------------------------------------------------------------------------------------------------------------

  /** Stops `event` where something is to be asked first; `again` is what the agent did. */
  function onSend(event: Event, meant: Draft[], again: () => void): void {
    if (passing || signal.aborted || meant.length === 0) return;
    if (asking) return stopHere(event);
    const open = meant.filter(draft => draft.field.isConnected && (read(draft).length > 0 || flagsOf(draft).length > 0));
    if (open.length === 0) return;
    stopHere(event);
    asking = true;
    void settle(open).then(go => { asking = false; if (go) pass(again); });
  }

  function stopHere(event: Event): void {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Answers whether the reply goes; its record is kept by then, as what sends it may end this page, and all that works for it. */
  async function settle(open: Draft[]): Promise<boolean> {
    const goes = await goesOn(open);
    if (goes) await Promise.race([kept, new Promise(late => setTimeout(late, KEPT_MS))]);
    return goes;
  }

  async function goesOn(open: Draft[]): Promise<boolean> {
    for (const draft of open) await judgeAll(draft, read(draft));
    const flags = open.flatMap(tell);
    if (flags.length === 0) return true;
    const canMask = flags.every(({finding}) => finding !== undefined);
    const answer = await confirmSend(surface, linesOf(parts.lang(), flags, curtain.classText), canMask);
    if (answer === 'mask' && open.map(maskFlags).every(Boolean)) return true;
    if (answer === 'send') log('sent', outboundOf(flags));
    else open[0]!.field.focus();
    return answer === 'send';
  }

  function pass(again: () => void): void {
    passing = true;
    try { again(); } finally { passing = false; }
    bar.hide();
    shown = undefined;
  }

  function onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const {submitter} = event;
    onSend(event, draftsIn(form), () => form.requestSubmit(submitter?.isConnected ? submitter as HTMLElement : null));
  }

  const draftsIn = (form: HTMLFormElement | null): Draft[] => [...drafts.values()].filter(({field}) => formOf(field) === form);

  /** The page's script submits it (announceSubmits). */
  function onScriptSubmit(event: Event): void {
    const form = event.composedPath()[0] as HTMLFormElement;
    if (form?.localName === 'form') onSend(event, draftsIn(form), () => HTMLFormElement.prototype.submit.call(form));
  }

  function onClick(event: MouseEvent): void {
    if (!event.isTrusted || isOurs(event) || drafts.size === 0) return;
    const target = targetOf(event, parts.inside);
    const sending = target && sendButton(target);
    if (sending !== undefined) onSend(event, draftsIn(sending.form), () => sending.button.click());
  }

  function onKey(event: KeyboardEvent): void {
    if (!event.isTrusted || event.repeat) return;
    const field = event.key === 'Enter' && !isOurs(event) ? replyFieldOf(targetOf(event, parts.inside)) : undefined;
    if (field !== undefined && enter.sends(event, field) && drafts.has(field)) return onSend(event, [drafts.get(field)!], () => pressEnter(field));
    const ours = event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyM' && shown !== undefined;
    if (!ours) return;
    stopHere(event);
    if (event.shiftKey) dismiss(shown!); else maskFlags(shown!);
  }

  function onInput(event: Event): void {
    const field = replyFieldOf(targetOf(event, parts.inside));
    if (field === undefined) return;
    enter.noteInput(event as InputEvent, field);
    const draft = draftOf(field);
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => void check(draft), isPaste((event as InputEvent).inputType ?? '') ? 0 : PAUSE_MS);
  }

  /** What stands there already (a quote, a template) is read once the page rests; the engine is ready before it is needed. */
  function onFocus(event: FocusEvent): void {
    const field = replyFieldOf(targetOf(event, parts.inside));
    if (field === undefined || drafts.has(field)) return;
    const draft = draftOf(field);
    draft.timer = setTimeout(() => void check(draft), PAUSE_MS);
  }

  curtain.listen((win, listening) => {
    const options = {capture: true, signal: listening};  // ends with the curtain, which ends with `signal`
    win.addEventListener('input', onInput, options);
    win.addEventListener('focusin', onFocus, options);
    win.addEventListener('submit', onSubmit, options);
    win.addEventListener(SUBMIT_EVENT, onScriptSubmit, options);
    win.addEventListener('click', onClick, options);
    win.addEventListener('keydown', onKey, options);
  });
  for (const type of ['scroll', 'resize'] as const) addEventListener(type, () => { if (shown !== undefined) bar.move(placeOf(shown.field)); }, {capture: true, passive: true, signal});
  signal.addEventListener('abort', () => { bar.hide(); for (const {timer} of drafts.values()) clearTimeout(timer); });
}
