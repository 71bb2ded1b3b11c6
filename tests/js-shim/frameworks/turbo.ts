// The same small helpdesk rendered by its server, in pieces that Turbo (the PJAX of today) swaps into the page: frames, streams, morphing.
import {session, StreamActions} from '@hotwired/turbo';
import {first, play} from './dice.js';
import type {State} from './dice.js';

session.drive = false;
void StreamActions;
const escape = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

/** What the server answers. */
const page = (state: State): string => `<section title="${escape(state.title)}"><h2>${escape(state.title)} · ${state.order.length}</h2>
<ul>${state.order.map(n => `<li id="line-${n}">pesan: ${escape(state.texts[n] ?? '')}${n % 2 ? '<b>!</b>' : ''}</li>`).join('')}</ul>
${state.open ? `catatan: ${escape(state.note)}<i>${escape(state.note)}</i>` : ''}${Array.from({length: state.tail}, (_, n) => `ekor ${n} ${escape(state.note)}`).join(', ')}
<input value="${escape(state.field)}" readonly>${state.open ? '<p>4111 1111<span> 1111 1111</span></p>' : '<p>-</p>'}</section>`;

const app = document.getElementById('app')!;
app.innerHTML = `<div id="piece">${page(first())}</div>`;
const errors: string[] = [];
let count = 0;
play(document.querySelector('#kitchen')!, {
  async draw(state) {
    // In turn: replaced whole, filled anew, morphed in place.
    const [action, method] = ([['replace', ''], ['update', ''], ['replace', 'morph'], ['update', 'morph']] as const)[++count % 4]!;
    const inner = action === 'replace' ? `<div id="piece">${page(state)}</div>` : page(state);
    const stream = document.createElement('turbo-stream');
    stream.setAttribute('action', action);
    stream.setAttribute('target', 'piece');
    if (method) stream.setAttribute('method', method);
    stream.innerHTML = `<template>${inner}</template>`;
    document.body.append(stream);
    await (stream as HTMLElement & {renderPromise?: Promise<void>}).renderPromise;
  },
  leave() { app.replaceChildren(); },
}, errors);
