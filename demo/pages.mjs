// The demo helpdesk's pages, made on the server like most helpdesks make theirs. Nothing here knows Tirai but the first script tag;
// what an adapter reads are the data- attributes: agent, ticket, status, queue, owner, customer (name, phone, email, address, nik), staff, message, author, body.
const texts = {
  brand: {id: 'Meja Bantu', en: 'Meja Bantu'},
  tagline: {id: 'Helpdesk contoh · semua orang, nomor dan alamat di sini rekaan', en: 'A demo helpdesk · every person, number and address here is invented'},
  tickets: {id: 'Tiket', en: 'Tickets'},
  ticket: {id: 'Tiket', en: 'Ticket'},
  chat: {id: 'Obrolan langsung', en: 'Live chat'},
  agent: {id: 'Agen', en: 'Agent'},
  skip: {id: 'Langsung ke isi', en: 'Skip to content'},
  number: {id: 'No.', en: 'No.'},
  subject: {id: 'Perihal', en: 'Subject'},
  customer: {id: 'Pelanggan', en: 'Customer'},
  queue: {id: 'Antrean', en: 'Queue'},
  status: {id: 'Status', en: 'Status'},
  owner: {id: 'Penanggung jawab', en: 'Owner'},
  updated: {id: 'Diperbarui', en: 'Updated'},
  nobody: {id: 'Belum ada', en: 'Nobody yet'},
  name: {id: 'Nama', en: 'Name'},
  phone: {id: 'Telepon', en: 'Phone'},
  email: {id: 'Surel', en: 'E-mail'},
  address: {id: 'Alamat', en: 'Address'},
  nik: {id: 'NIK', en: 'National ID (NIK)'},
  conversation: {id: 'Percakapan', en: 'Conversation'},
  note: {id: 'Catatan internal', en: 'Internal note'},
  reply: {id: 'Balas', en: 'Reply'},
  reply_label: {id: 'Balasan untuk pelanggan', en: 'Reply to the customer'},
  quote: {id: 'Balas dengan kutipan', en: 'Reply with quote'},
  send: {id: 'Kirim', en: 'Send'},
  open: {id: 'terbuka', en: 'open'},
  new: {id: 'baru', en: 'new'},
  resolved: {id: 'selesai', en: 'resolved'},
  chats: {id: 'Obrolan', en: 'Chats'},
  chat_hint: {id: 'Pesan datang sendiri; halaman tidak dimuat ulang.', en: 'Messages arrive by themselves; the page does not reload.'},
  not_found: {id: 'Halaman tidak ditemukan', en: 'Page not found'},
};

const escaped = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
const escape = text => String(text).replace(/[&<>"']/g, sign => escaped[sign]);
/** A template whose values are escaped; html`` inside html`` stays as it is. */
const html = (parts, ...values) => ({html: parts.reduce((all, part, index) => all + flat(values[index - 1]) + part)});
const flat = value => Array.isArray(value) ? value.map(flat).join('') : value?.html ?? escape(value ?? '');

const time = (lang, at) => html`<time datetime="${at}">${new Intl.DateTimeFormat(lang, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta'}).format(new Date(at))}</time>`;
const field = (name, value) => {
  const inner = name === 'phone' ? html`<a href="tel:${value.replace(/[^+\d]/g, '')}">${value}</a>` : name === 'email' ? html`<a href="mailto:${value}" title="${value}">${value}</a>` : value;
  return html`<dd data-customer="${name}">${inner}</dd>`;
};

export function makePages(desk, lang) {
  const say = name => texts[name][lang];

  function page({title, at, body, script}) {
    const link = (href, name) => html`<a href="${href}" ${at === href ? html`aria-current="page"` : ''}>${say(name)}</a>`;
    return `<!doctype html>\n${html`<html lang="${lang}">
<head>
<script src="/tirai/tirai.js" data-config="/tirai/config.json"></script>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/demo.css">
${script ? html`<script src="${script}" defer></script>` : ''}
</head>
<body data-helpdesk="demo">
<a class="skip" href="#content">${say('skip')}</a>
<header class="top">
<a class="brand" href="/">${say('brand')}</a>
<nav>${link('/', 'tickets')}${link('/chat', 'chat')}</nav>
<p class="who"><span class="quiet">${say('agent')}</span> <span data-agent>${desk.agent}</span></p>
</header>
${body}
<footer class="bottom"><p>${say('tagline')}</p><p><a href="/lang/id" lang="id" hreflang="id">Bahasa Indonesia</a> <a href="/lang/en" lang="en" hreflang="en">English</a></p></footer>
</body>
</html>`.html}\n`;
  }

  const status = ticket => html`<span class="status ${ticket.status}" data-status="${ticket.status}">${say(ticket.status)}</span>`;

  function list() {
    const rows = desk.tickets.map(ticket => html`<tr data-row="${ticket.id}">
<td class="number">${ticket.id}</td>
<td class="subject"><a href="/tickets/${ticket.id}">${ticket.subject}</a></td>
<td data-label="${say('customer')}"><span data-customer="name">${ticket.customer.name}</span></td>
<td data-label="${say('queue')}">${ticket.queue}</td>
<td data-label="${say('owner')}" data-staff>${ticket.owner || html`<span class="quiet">${say('nobody')}</span>`}</td>
<td>${status(ticket)}</td>
<td class="when">${time(lang, ticket.updated)}</td>
</tr>`);
    const heads = ['number', 'subject', 'customer', 'queue', 'owner', 'status', 'updated'].map(name => html`<th scope="col">${say(name)}</th>`);
    return page({title: `${say('tickets')} · ${say('brand')}`, at: '/', body: html`<main id="content" class="list">
<h1>${say('tickets')}</h1>
<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>
</main>`});
  }

  const card = customer => html`<section class="card" aria-labelledby="customer"><h2 id="customer">${say('customer')}</h2><dl>
${['name', 'phone', 'email', 'address', 'nik'].map(name => html`<dt>${say(name)}</dt>${field(name, customer[name])}`)}</dl></section>`;

  const message = (ticket, entry, index) => html`<li class="message ${entry.note ? 'note' : entry.from === 'customer' ? 'theirs' : 'ours'}" data-message="${index + 1}">
<p class="by">${entry.from === 'customer' ? html`<strong data-author data-customer="name">${ticket.customer.name}</strong>` : html`<strong data-author data-staff>${entry.from}</strong>`}
${entry.note ? html`<span class="tag">${say('note')}</span>` : ''}${time(lang, entry.at)}</p>
<div class="body" data-body>${entry.text}</div></li>`;

  function ticket(found, quoted) {
    const draft = quoted ? `${found.messages[0].text.replace(/^/gm, '> ')}\n\n` : '';
    return page({title: `#${found.id} ${found.subject} · ${say('brand')}`, body: html`<main id="content" class="ticket" data-ticket="${found.id}">
<div class="head"><p class="quiet">#${found.id}</p><h1>${found.subject}</h1>${status(found)}</div>
<aside>${card(found.customer)}
<section class="card"><h2>${say('ticket')}</h2><dl>
<dt>${say('queue')}</dt><dd data-queue>${found.queue}</dd><dt>${say('owner')}</dt><dd data-owner>${found.owner || say('nobody')}</dd></dl></section></aside>
<section class="thread" aria-labelledby="conversation"><h2 id="conversation">${say('conversation')}</h2>
<ol>${found.messages.map((entry, index) => message(found, entry, index))}</ol>
<form method="post" action="/tickets/${found.id}/reply" class="reply"><label for="reply">${say('reply_label')}</label>
<textarea id="reply" name="text" rows="6" required>\n${draft}</textarea>
<p class="buttons"><a href="/tickets/${found.id}?quote=1#reply">${say('quote')}</a><button>${say('send')}</button></p></form>
</section></main>`});
  }

  function chat() {
    return page({title: `${say('chat')} · ${say('brand')}`, at: '/chat', script: '/chat.js', body: html`<main id="content" class="chat">
<nav class="chats" aria-label="${say('chats')}"></nav>
<section class="ticket" aria-live="off"><div class="head"><p class="quiet" data-number></p><h1 data-customer="name"></h1></div>
<dl class="line"><dt>${say('phone')}</dt><dd data-customer="phone"></dd><dt>${say('email')}</dt><dd data-customer="email"></dd><dt>${say('owner')}</dt><dd data-owner></dd></dl>
<p class="quiet">${say('chat_hint')}</p><ol role="log" aria-label="${say('conversation')}"></ol></section></main>`});
  }

  const notFound = () => page({title: say('not_found'), body: html`<main id="content"><h1>${say('not_found')}</h1><p><a href="/">${say('tickets')}</a></p></main>`});
  return {list, ticket, chat, notFound};
}
