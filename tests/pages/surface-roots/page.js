// Shadow roots that come by cloning, by parsing, in frames, with slots; and form-associated ones.
const into = document.getElementById('into');
setTimeout(() => { into.append(document.getElementById('source').cloneNode(true)); }, 100);
const policy = window.trustedTypes?.createPolicy?.('page', {createHTML: html => html});
setTimeout(() => { document.getElementById('unsafe').setHTMLUnsafe?.((policy ?? {createHTML: html => html}).createHTML('<div><template shadowrootmode="closed"><p>0812-3456-7890</p><slot></slot></template>siti.rahayu@mail.test</div>')); }, 150);
class Form extends HTMLElement {
  static formAssociated = true;
  constructor() { super(); const root = this.attachShadow({mode: 'closed'}); const field = document.createElement('input'); field.value = 'siti.rahayu@mail.test'; const sheet = document.createElement('p'); sheet.textContent = 'kartu 4111 1111 1111 1111'; root.append(field, sheet); this.root = root; }
}
customElements.define('x-form', Form);
setTimeout(() => { const other = new DocumentFragment(); const host = document.createElement('div'); host.attachShadow({mode: 'closed', slotAssignment: 'manual'}).append('Siti Rahayu'); other.append(host); into.append(document.adoptNode(other)); }, 200);
