// The chat page: a small single-page app. Conversations change without a page load; messages arrive one by one by fetch.
'use strict';
(() => {
  const $ = selector => document.querySelector(selector);
  const [nav, section, log] = [$('.chats'), $('section.ticket'), $('ol')];
  let shown = '';
  let stop = new AbortController();

  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function message(chat, entry, number) {
    const theirs = entry.from === 'customer';
    const item = make('li', `message ${theirs ? 'theirs' : 'ours'}`);
    item.dataset.message = String(number);
    const by = make('p', 'by');
    const author = make('strong', '', theirs ? chat.customer.name : entry.from);
    author.dataset.author = '';
    if (theirs) author.dataset.customer = 'name';
    const at = make('time', '', new Intl.DateTimeFormat(document.documentElement.lang, {hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta'}).format(new Date(entry.at)));
    at.dateTime = entry.at;
    by.append(author, at);
    const body = make('div', 'body', entry.text);
    body.dataset.body = '';
    item.append(by, body);
    return item;
  }

  function show(chat) {
    stop.abort();
    stop = new AbortController();
    shown = chat.id;
    section.dataset.ticket = chat.id;
    $('[data-number]').textContent = chat.id;
    $('h1').textContent = chat.customer.name;
    $('.line [data-customer=phone]').textContent = chat.customer.phone;
    $('.line [data-customer=email]').textContent = chat.customer.email;
    $('[data-owner]').textContent = chat.owner;
    document.title = `${chat.id} ${chat.customer.name}`;
    log.replaceChildren();
    for (const link of nav.children) link.toggleAttribute('aria-current', link.dataset.chat === chat.id);
    void receive(chat, stop.signal);
  }

  async function receive(chat, signal) {
    for (let number = 0; number < chat.messages && !signal.aborted; number += 1) {
      const answer = await fetch(`/chats/${chat.id}?after=${number}`, {signal}).then(response => response.json()).catch(() => undefined);
      const [entry] = answer?.messages ?? [];
      if (entry === undefined || signal.aborted) return;
      log.append(message(chat, entry, number + 1));
      await new Promise(resolve => setTimeout(resolve, number < 2 ? 60 : 700));
    }
  }

  async function start() {
    const chats = await fetch('/chats').then(response => response.json());
    for (const chat of chats) {
      const link = make('a', '', '');
      link.href = `/chat/${chat.id}`;
      link.dataset.chat = chat.id;
      const name = make('span', 'name', chat.customer.name);
      name.dataset.customer = 'name';
      link.append(name, make('span', 'quiet', `${chat.id} · ${chat.queue}`));
      link.addEventListener('click', event => {
        event.preventDefault();
        if (shown !== chat.id) { history.pushState(null, '', link.href); show(chat); }
      });
      nav.append(link);
    }
    const here = () => chats.find(chat => location.pathname.endsWith(chat.id)) ?? chats[0];
    addEventListener('popstate', () => show(here()));
    show(here());
  }
  void start();
})();
