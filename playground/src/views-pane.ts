// The ticket once for every role, with what is masked and what is open; and why.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Playing, Seen} from './core.js';
import {explanation} from './explain.js';
import type {Core} from './core.js';
import {t} from './texts.js';
import type {Ticket} from './ticket-pane.js';

export interface ViewsPane {readonly element: HTMLElement; draw(playing: Playing | undefined, ticket: Ticket): void}

interface Asked {role: string; class: string}

export function viewsPane(lang: Lang, core: Core): ViewsPane {
  const cards = el('div', {class: 'cards'});
  const why = el('div', {class: 'why', role: 'region', 'aria-label': say(lang, t.why), tabindex: '-1', hidden: true});
  let asked: Asked | undefined;
  let last: {playing: Playing; ticket: Ticket} | undefined;

  function explain(focus: boolean): void {
    why.hidden = asked === undefined || last === undefined;
    if (!asked || !last) return why.replaceChildren();
    const close = el('button', {type: 'button'}, say(lang, t.close));
    close.addEventListener('click', () => {
      const from = cards.querySelector<HTMLElement>('[aria-pressed=true]');
      asked = undefined;
      explain(false);
      press();
      from?.focus();
    });
    why.replaceChildren(...explanation(lang, core, last.playing, asked.role, asked.class, last.ticket), el('div', {class: 'buttons'}, close));
    if (focus) why.focus();
  }

  function press(): void {
    for (const button of cards.querySelectorAll<HTMLElement>('.piece')) {
      button.setAttribute('aria-pressed', String(button.dataset['role'] === asked?.role && button.dataset['class'] === asked?.class));
    }
  }

  cards.addEventListener('click', event => {
    const piece = (event.target as Element).closest<HTMLElement>('.piece');
    if (!piece) return;
    asked = {role: piece.dataset['role'] ?? '', class: piece.dataset['class'] ?? ''};
    press();
    explain(true);
  });

  return {
    element: el('section', {class: 'pane views-pane', 'aria-labelledby': 'views-title'},
      el('h2', {id: 'views-title'}, say(lang, t.views)), el('p', {class: 'quiet'}, say(lang, t.views_hint)), cards, why),
    draw(playing, ticket) {
      last = playing && {playing, ticket};
      const roles = playing?.summary.roles ?? [];
      if (asked && !roles.some(({id}) => id === asked?.role)) asked = undefined;
      cards.replaceChildren(...(playing ? roles.map(role => card(lang, playing, role.id, role.text[lang], ticket)) : [el('p', {class: 'notice'}, say(lang, t.nothing_yet))]));
      press();
      explain(false);
    },
  };
}

function card(lang: Lang, playing: Playing, role: string, title: string, ticket: Ticket): HTMLElement {
  const seen = playing.see(role, ticket.text, ticket.customer, ticket.situation, ticket.purpose);
  const open = seen.filter(one => one.open).length;
  return el('article', {class: 'card'}, el('header', {}, el('h3', {}, title),
    el('span', {class: 'quiet'}, seen.length === 0 ? say(lang, t.no_data) : say(lang, t.masked, {masked: seen.length - open, open}))),
  el('div', {class: 'text'}, ...pieces(lang, playing, role, ticket.text, seen)));
}

function pieces(lang: Lang, playing: Playing, role: string, text: string, seen: readonly Seen[]): (Node | string)[] {
  const out: (Node | string)[] = [];
  let at = 0;
  for (const one of seen) {
    out.push(text.slice(at, one.begin));
    const name = playing.summary.classes.find(({id}) => id === one.class)?.text[lang] ?? one.class;
    const state = one.open ? say(lang, t.shown_plain) : say(lang, t.masked_value, {mask: one.mask});
    out.push(el('button', {
      type: 'button', class: `piece ${one.open ? 'open' : 'masked'}`, title: `${name}: ${one.level}`, 'aria-label': `${name}, ${state}`, 'aria-pressed': 'false',
      'data-role': role, 'data-class': one.class,
    }, one.open ? one.value : one.mask || '…'));
    at = one.end;
  }
  out.push(text.slice(at));
  return out;
}
