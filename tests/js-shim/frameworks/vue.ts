// The same small helpdesk in Vue 3: keyed lists, conditions, fragments, v-model, a teleport, a transition-less keep-alive.
import {createApp, h, nextTick, reactive, Teleport} from 'vue';
import {first, play} from './dice.js';
import type {State} from './dice.js';

const held = reactive<{state: State}>({state: first()});
const Desk = () => {
  const {state} = held;
  return h('section', {title: state.title}, [h('h2', [state.title, ' · ', state.order.length]),
    h('ul', state.order.map(n => h('li', {key: n}, ['pesan: ', state.texts[n] ?? '', n % 2 ? h('b', '!') : null]))),
    state.open ? ['catatan: ', state.note, h('i', state.note)] : null,
    Array.from({length: state.tail}, (_, n) => ['ekor ', n, ' ', state.note]),
    h('input', {value: state.field, readonly: true}), h('select', {value: state.note}, state.texts.map((text, n) => h('option', {key: n, value: text}, text))),
    state.open ? h('p', ['4111 1111', h('span', ' 1111 1111')]) : h('p', '-'),
    h(Teleport, {to: '#portal'}, [h('em', state.note)])]);
};

const errors: string[] = [];
const app = createApp({render: Desk});
app.config.errorHandler = error => { errors.push(String(error)); };
app.mount('#app');
play(document.querySelector('#kitchen')!, {async draw(state) { held.state = state; await nextTick(); }, leave: () => app.unmount()}, errors);
