// The prompt while there is something to choose: values, purposes, and what came of it.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el, onTrusted} from './dom.js';
import {intoSection, type Into} from './into.js';
import type {PromptItem, PromptModel, PromptOutcome, PromptRefusal} from './model.js';
import type {PeopleActs} from './people.js';
import {purposeList, purposeRadios} from './purposes.js';
import {reasonField} from './reason.js';
import {saidSection, type Said, type SaidOptions} from './said.js';
import {saidTexts} from './said-texts.js';
import {secondSection, trainingNotice, type Second} from './second.js';
import {promptTexts as t, refusalTexts, relationshipTexts} from './texts.js';
import type {ValueList} from './values.js';
import {valueList} from './values.js';

export interface ChooserOptions extends Pick<SaidOptions, 'compare' | 'verify'> {
  lang: Lang;
  signal: AbortSignal;
  reveal(item_id: string, purpose: string, reason: string, approval?: string): Promise<PromptOutcome>;
  people?: PeopleActs;
  copy?(item_id: string): Promise<PromptOutcome>;
  finish(answer: 'revealed' | 'cancelled'): void;
}

export class Chooser {
  readonly body = el('div', {class: 'body'});
  readonly footer: HTMLElement;
  private readonly lang: Lang;
  private readonly values: ValueList;
  private readonly said: Said;
  private readonly into: Into;
  private readonly purposes = el('div', {class: 'purposes'});
  private readonly reason: ReturnType<typeof reasonField>;
  private readonly status = el('p', {class: 'status', role: 'status'});
  private readonly second: Second | undefined;
  private readonly trouble = el('div', {class: 'notice bad', role: 'alert', hidden: true});
  private readonly goLabel: HTMLElement;
  private readonly go: HTMLButtonElement;
  private readonly cancel: HTMLButtonElement;
  private view: HTMLElement | undefined;
  private working = false;

  constructor(private readonly model: PromptModel, private readonly options: ChooserOptions) {
    const {lang, signal} = options;
    this.lang = lang;
    this.goLabel = el('span', {}, this.goText());
    this.go = el('button', {type: 'button', class: 'primary'}, this.goLabel, el('kbd', {}, 'Enter'));
    this.cancel = el('button', {type: 'button'}, say(lang, t.cancel), el('kbd', {}, 'Esc'));
    this.values = valueList(model, lang, signal, item => { this.clear(); this.offer(this.chosen(item)); });
    this.reason = reasonField(lang);
    this.said = saidSection({lang, signal, card: model.card, compare: options.compare, verify: options.verify, changed: items => this.offerAgain(items)});
    this.into = intoSection(lang, signal, options.copy === undefined ? [] : model.into ?? [], item => void this.put(item));
    const {people} = options;
    this.second = people && secondSection({lang, signal, acts: people, again: approval => void this.submit(approval)});
    if (model.training_due === true && people !== undefined) this.body.append(trainingNotice(lang, signal, () => this.acknowledge(people)));
    if (model.break_glass === true) this.body.append(el('div', {class: 'notice'}, el('strong', {}, say(lang, t.glass)), el('p', {}, say(lang, t.glass_more))));
    this.body.append(this.values.element, this.purposes, this.reason.element, ...this.second === undefined ? [] : [this.second.element], this.into.element, this.said.element);
    this.footer = el('footer', {}, this.trouble, el('p', {class: 'logged'}, say(lang, t.logged)), this.status,
      el('div', {class: 'buttons'}, this.hints(), this.cancel, this.go));
  }

  /** The selected item, or, where all are meant, what any of them is offered for. */
  private chosen(selected = this.values.selected()): PromptItem {
    const {items, together} = this.model;
    if (together !== true) return selected;
    const offered = items.flatMap(item => item.offered).filter((one, index, all) => all.findIndex(({purpose}) => purpose === one.purpose) === index);
    return {...selected, offered};
  }

  /** Whose reveal is asked for: the selected one, or the first of all that the purpose opens. */
  private meant(purpose: string): string {
    const selected = this.values.selected();
    const opens = (item: PromptItem): boolean => item.offered.some(one => one.purpose === purpose);
    return (opens(selected) ? selected : this.model.items.find(opens) ?? selected).id;
  }

  /** Starts to listen. `view` is what holds body and footer. */
  start(view: HTMLElement): void {
    const {signal, finish} = this.options;
    this.view = view;
    this.offer(this.chosen());
    onTrusted(this.go, 'click', () => void this.submit(), signal);
    onTrusted(this.cancel, 'click', () => finish('cancelled'), signal);
    onTrusted(view, 'keydown', event => { if (this.key(event)) event.preventDefault(); }, signal);
    this.purposes.addEventListener('change', () => { this.clear(); this.askReason(); }, {signal});
  }

  private goText(): string {
    const {items, together} = this.model;
    return together === true ? say(this.lang, t.reveal_all, {count: items.length}) : say(this.lang, t.reveal);
  }

  private hints(): HTMLElement {
    const keys: [string, string][] = [['1–9', say(this.lang, t.key_purpose)]];
    if (this.model.items.some(item => item.can_compare)) keys.push(['C', say(this.lang, saidTexts.key_compare)]);
    if (this.model.items.length > 1) keys.unshift(['↑ ↓', say(this.lang, t.key_value)]);
    return el('p', {class: 'keys quiet'}, ...keys.flatMap(([key, does]) => [el('kbd', {}, key), ` ${does} `]));
  }

  /** Whether the key was one of ours. */
  private key(event: KeyboardEvent): boolean {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
    const digit = /^[1-9]$/.test(event.key) ? event.key : /^Digit([1-9])$/.exec(event.code)?.[1];  // AZERTY has its digits under Shift
    const writing = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Escape') this.options.finish('cancelled');
    else if (event.key === 'Enter' && event.target === this.cancel) return false;
    else if (event.key === 'Enter' && writing && event.shiftKey) return false;
    else if (event.key === 'Enter') { if (!event.repeat) void this.submit(); }
    else if (writing) return false;
    else if (digit !== undefined) this.pick(Number(digit));
    else return !this.working && (this.said.key(event.key) || this.into.key(event.key) || (!isRadio(event.target) && this.values.key(event.key)));
    return true;
  }

  private offer(item: PromptItem): void {
    const some = item.offered.length > 0;
    this.purposes.replaceChildren(some ? purposeList(item, this.lang) : notOffered(item, this.model, this.lang));
    this.canReveal(some);
    this.askReason();
    this.said.show(item);
    this.into.show(item);
  }

  private picked(): PromptItem['offered'][number] | undefined {
    return this.chosen().offered[purposeRadios(this.purposes).findIndex(radio => radio.checked)];
  }

  private askReason(): void {
    this.reason.ask(this.picked()?.justification_min);
  }

  /** The caller was verified, or failed to be: the same items, with what is offered now. */
  private offerAgain(items: PromptItem[]): void {
    for (const item of this.model.items) Object.assign(item, items.find(({id}) => id === item.id));
    this.clear();
    const {purposes, lang} = this;
    const item = this.chosen();
    purposes.replaceChildren(item.offered.length > 0 ? purposeList(item, lang) : notOffered(item, this.model, lang));
    this.canReveal(item.offered.length > 0);
    this.askReason();
  }

  private pick(number: number): void {
    const radio = purposeRadios(this.purposes)[number - 1];
    const picked = this.chosen().offered[number - 1];
    if (radio === undefined || picked === undefined || this.working) return;
    radio.checked = true;
    radio.scrollIntoView({block: 'nearest'});
    this.clear();
    this.askReason();
    if (picked.justification_min !== undefined) this.reason.focus();
    this.tell(say(this.lang, t.purpose_picked, {number, purpose: picked.text[this.lang]}), true);
  }

  private async acknowledge(people: PeopleActs): ReturnType<PeopleActs['acknowledge']> {
    const answer = await people.acknowledge();
    if (answer.ok) this.offerAgain(answer.items);
    return answer;
  }

  private async submit(approval?: string): Promise<void> {
    const radios = purposeRadios(this.purposes);
    if (this.working || radios.length === 0) return;
    const picked = this.picked();
    if (picked === undefined) return this.askPurpose(radios.length);
    if (!this.reason.enough()) return this.missReason(picked.justification_min ?? 0);
    this.clear();
    this.setWorking(true);
    const outcome = await this.options.reveal(this.meant(picked.purpose), picked.purpose, this.reason.text(), approval).catch(() => FAILED);
    if (this.options.signal.aborted) return;
    this.setWorking(false);
    if (outcome.granted) this.options.finish('revealed');
    else if (this.second === undefined || !this.askSecond(outcome.code, this.meant(picked.purpose), picked.purpose)) this.refuse(outcome);
  }

  /** The page writes it once the prompt is gone. */
  private async put({id}: PromptItem): Promise<void> {
    const {copy, signal, finish} = this.options;
    if (this.working || copy === undefined) return;
    this.clear();
    this.setWorking(true);
    const outcome = await copy(id).catch(() => FAILED);
    if (signal.aborted) return;
    this.setWorking(false);
    if (outcome.granted) finish('revealed');
    else this.refuse(outcome);
  }

  /** Whether more than a purpose is asked for, and can be. */
  private askSecond(code: PromptRefusal, item_id: string, purpose: string): boolean {
    if (code === 'step_up') this.second?.askCode();
    else if (code === 'approval') this.second?.askApproval(item_id, purpose);
    return code === 'step_up' || code === 'approval';
  }

  private askPurpose(count: number): void {
    this.tell(say(this.lang, t.purpose_needed, {keys: `1–${Math.min(9, count)}`}));
    this.view?.classList.add('purpose-needed');
  }

  private missReason(count: number): void {
    this.tell(say(this.lang, t.reason_needed, {count}));
    this.view?.classList.add('reason-needed');
    this.reason.focus();
  }

  private refuse({code, reason}: PromptOutcome & {granted: false}): void {
    const {title, action} = refusalTexts[code];
    const lines = [reason[this.lang], say(this.lang, action)].filter(line => line !== '');
    this.trouble.replaceChildren(el('strong', {}, say(this.lang, title)), ...lines.map(line => el('p', {}, line)));
    this.trouble.hidden = false;
    if (code === 'value_gone' || code === 'prompt_gone') {
      this.purposes.replaceChildren();
      this.reason.ask(undefined);
      this.canReveal(false);
    } else this.goLabel.textContent = say(this.lang, t.retry);
  }

  private setWorking(now: boolean): void {
    this.working = now;
    this.view?.setAttribute('aria-busy', String(now));
    able(this.go, !now);
    this.tell(now ? say(this.lang, t.working) : '');
  }

  private canReveal(can: boolean): void {
    this.view?.classList.toggle('none-offered', !can);
    able(this.go, can);
  }

  private clear(): void {
    this.view?.classList.remove('purpose-needed', 'reason-needed');
    this.trouble.hidden = true;
    this.second?.hide();
    this.goLabel.textContent = this.goText();
    this.tell('');
  }

  /** `heard`: it is seen already, and only said to whoever listens. */
  private tell(text: string, heard = false): void {
    this.status.textContent = text;
    this.status.classList.toggle('heard', heard);
  }
}

const FAILED: PromptOutcome = {granted: false, code: 'failed', reason: {id: '', en: ''}};
const isRadio = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'radio';
/** Not `disabled`: a button that is, drops the focus, and with it the keys. */
const able = (button: HTMLButtonElement, can: boolean): void => button.setAttribute('aria-disabled', String(!can));

/** Why nothing can be revealed: the policy's reason first, then what is known about this ticket. */
function notOffered(item: PromptItem, model: PromptModel, lang: Lang): HTMLElement {
  return el('div', {class: 'notice', role: 'status'},
    el('strong', {}, say(lang, t.none_offered, {class: item.class_text[lang]})),
    item.reason[lang] !== '' && el('p', {}, item.reason[lang]),
    el('p', {}, say(lang, relationshipTexts[model.facts.relationship])));
}
