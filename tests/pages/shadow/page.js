// Open, closed and nested roots; roots attached late, to hosts in and out of the document.
class Card extends HTMLElement {
  constructor() { super(); this.root = this.attachShadow({mode: 'closed'}); this.root.innerHTML = '<p></p><x-line></x-line>'; }
  connectedCallback() { this.timer = setInterval(() => { this.root.querySelector('p').textContent = `siti.rahayu@mail.test ${Math.random()}`; }, 50); }
}
class Line extends HTMLElement {
  constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = '<span>3273</span><span>014507900003</span>'; }
}
customElements.define('x-line', Line);
customElements.define('x-card', Card);
setTimeout(() => {
  const root = document.getElementById('late').attachShadow({mode: 'closed'});
  setInterval(() => { root.textContent = `Siti Rahayu 4111 1111 1111 1111 ${Math.random()}`; }, 50);
}, 200);
setTimeout(() => {
  const host = document.createElement('section');
  host.attachShadow({mode: 'open'}).innerHTML = '<p>0812-3456-7890</p>';
  document.body.append(host);
}, 300);
window.texts = () => [document.getElementById('declared-open').shadowRoot.querySelector('p').textContent];
