// The same small helpdesk in React (19, and 18 by another name): keyed lists that are shuffled, conditions, fragments, adjacent text nodes, controlled inputs, a portal, a memo.
import {createElement as h, Fragment, memo, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {createPortal, flushSync} from 'react-dom';
import {first, play} from './dice.js';
import type {State} from './dice.js';

const Line = memo(({text, odd}: {text: string; odd: boolean}) => h(Fragment, null, 'pesan: ', text, odd ? h('b', null, '!') : null));

let set: (state: State) => void = () => {};
function Desk() {
  const [state, setState] = useState(first());
  set = setState;
  return h('section', {title: state.title}, h('h2', null, state.title, ' · ', state.order.length),
    h('ul', null, state.order.map(n => h('li', {key: n}, h(Line, {text: state.texts[n] ?? '', odd: n % 2 === 1})))),
    state.open && h(Fragment, null, 'catatan: ', state.note, h('i', null, state.note)),
    Array.from({length: state.tail}, (_, n) => h(Fragment, {key: n}, 'ekor ', n, ' ', state.note)),
    h('input', {value: state.field, readOnly: true}), h('select', {value: state.note, onChange: () => undefined}, state.texts.map((text, n) => h('option', {key: n, value: text}, text))),
    state.open ? h('p', null, '4111 1111', h('span', null, ' 1111 1111')) : h('p', null, '-'),
    createPortal(h('em', null, state.note), document.getElementById('portal')!));
}

const root = createRoot(document.getElementById('app')!);
flushSync(() => root.render(h(Desk)));
const errors: string[] = [];
play(document.querySelector('#kitchen')!, {draw: state => flushSync(() => set(state)), leave: () => root.unmount()}, errors);
