// The same small helpdesk in React 19 and Vue 3, driven by dice: keyed lists that are shuffled, conditions, fragments, adjacent text
// nodes, controlled inputs. `step` is deterministic, so an unmasked twin of the page does the very same.
import {createElement as h, Fragment, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {flushSync} from 'react-dom';
import {createApp, h as v, nextTick, reactive} from 'vue';

interface State {order: number[]; note: string; open: boolean; tail: number; title: string; texts: string[]}
const first = (): State => ({order: [0, 1, 2, 3, 4], note: '', open: true, tail: 1, title: 'Tiket', texts: values.slice(0, 5)});

const values = ['NIK 3273014507900003', 'Siti Rahayu', '0812-3456-7890', 'siti.rahayu@mail.test', 'kartu 4111 1111 1111 1111', 'tanpa data', 'Nomor 2024-000123', ''];

let seed = 42;
const roll = (below: number): number => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return (seed >>> 0) % below; };

function change(state: State): State {
  const next = {...state, order: [...state.order], texts: [...state.texts]};
  switch (roll(8)) {
    case 0: for (let n = next.order.length - 1; n > 0; --n) { const m = roll(n + 1); [next.order[n], next.order[m]] = [next.order[m]!, next.order[n]!]; } break;
    case 1: next.texts[roll(next.texts.length)] = values[roll(values.length)]!; break;
    case 2: next.open = !next.open; break;
    case 3: next.tail = roll(4); break;
    case 4: if (next.order.length > 1) next.order.splice(roll(next.order.length), 1); break;
    case 5: next.texts.push(values[roll(values.length)]!); next.order.unshift(next.texts.length - 1); break;
    case 6: next.title = `Tiket ${values[roll(values.length)]}`; break;
    default: next.note = values[roll(values.length)]!;
  }
  if (next.order.length > 12) next.order.length = 6;
  return next;
}

let setReact: (state: State) => void = () => {};
function ReactDesk() {
  const [state, set] = useState(first());
  setReact = set;
  return h('section', {title: state.title}, h('h2', null, state.title, ' · ', state.order.length),
    h('ul', null, state.order.map(n => h('li', {key: n}, 'pesan ', n, ': ', state.texts[n], n % 2 ? h('b', null, '!') : null))),
    state.open && h(Fragment, null, 'catatan: ', state.note, h('i', null, state.note)),
    Array.from({length: state.tail}, (_, n) => h(Fragment, {key: n}, 'ekor ', n, ' ', state.note)),
    h('input', {value: state.note, readOnly: true}), state.open ? h('p', null, '4111 1111', h('span', null, ' 1111 1111')) : h('p', null, '-'));
}

const vue = reactive<{state: State}>({state: first()});
const VueDesk = () => {
  const {state} = vue;
  return v('section', {title: state.title}, [v('h2', [state.title, ' · ', state.order.length]),
    v('ul', state.order.map(n => v('li', {key: n}, ['pesan ', n, ': ', state.texts[n], n % 2 ? v('b', '!') : null]))),
    state.open ? ['catatan: ', state.note, v('i', state.note)] : null,
    Array.from({length: state.tail}, (_, n) => ['ekor ', n, ' ', state.note]),
    v('input', {value: state.note, readonly: true}), state.open ? v('p', ['4111 1111', v('span', ' 1111 1111')]) : v('p', '-')]);
};

const root = createRoot(document.getElementById('react')!);
flushSync(() => root.render(h(ReactDesk)));
const app = createApp({render: VueDesk});
app.mount('#vue');

let state = first();
const errors: string[] = [];
addEventListener('error', event => errors.push(event.message));
app.config.errorHandler = error => { errors.push(String(error)); };

/** All text nodes and titles, node by node. */
function texts(): string[] {
  return ['react', 'vue'].flatMap(id => {
    const walker = document.createTreeWalker(document.getElementById(id)!, NodeFilter.SHOW_TEXT);
    const out = [document.getElementById(id)!.querySelector('section')?.title ?? ''];
    while (walker.nextNode()) out.push((walker.currentNode as Text).data);
    return out;
  });
}

/** What the controlled inputs hold: never rewritten. */
const fields = (): string[] => [...document.querySelectorAll('input')].map(input => input.value);

async function step(count: number): Promise<void> {
  for (; count > 0; --count) {
    state = change(state);
    flushSync(() => setReact(state));
    vue.state = state;
    await nextTick();
  }
}

function leave(): string[] { root.unmount(); app.unmount(); return texts(); }

Object.assign(window, {desk: {step, texts, fields, errors, leave}});
