// Runs in the page before anything else: in every frame it reads all the text that can be seen and counts the frames with a raw
// value in them. It keeps closed shadow roots for itself, and knows nothing of the product.
(() => {
  const roots = new WeakMap();  // by host
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = attach.call(this, init);
    roots.set(this, root);
    return root;
  };
  const squeeze = text => text.replace(/(?<=\d)[\s().+-]+(?=\d)/g, '').replace(/\s+/g, ' ').toLowerCase();
  const seen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const skipped = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'TITLE', 'HEAD']);

  // On a page that asks for it (`<html data-deep>`), also what is painted or spoken without being a text node.
  const valueless = new Set(['radio', 'checkbox', 'hidden']);
  const spoken = ['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'aria-valuetext'];
  function readDeep(element, out) {
    if (document.body && !seen(document.body)) return;
    for (const name of spoken) if (element.hasAttribute(name)) out.push(element.getAttribute(name));
    if (!seen(element)) return;
    for (const pseudo of ['::before', '::after']) {
      const {content} = getComputedStyle(element, pseudo);
      if (content !== 'none' && content !== 'normal') out.push(content.replace(/attr\(([\w-]+)\)/g, (_, name) => element.getAttribute(name) ?? ''));  // Firefox leaves attr() as written
    }
    if ((element.localName === 'input' || element.localName === 'textarea') && !valueless.has(element.type) && getComputedStyle(element).webkitTextSecurity === 'none' && getComputedStyle(element).webkitTextFillColor !== 'rgba(0, 0, 0, 0)') out.push(element.value);
  }

  /** An <embed> does not tell its document; its window is one of the page's. */
  function shownBy(node) {
    if (node.nodeName !== 'EMBED') return node.nodeName === 'IFRAME' || node.nodeName === 'OBJECT' ? node.contentDocument : undefined;
    return [...Array(window.length).keys()].map(at => window[at]).find(win => win.frameElement === node)?.document;
  }

  // A form's field or a picture that is called like a property hides it: these are the browser's own.
  const own = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
  const typeOf = own(Node.prototype, 'nodeType'), nodesOf = own(Node.prototype, 'childNodes'), openRoot = own(Element.prototype, 'shadowRoot');
  const {hasAttribute} = Element.prototype;

  /** Reads `parent`, an element or the root of its shadow: texts in it show as `element` does, which is asked once, and are not looked at where it is `editable`. */
  function readIn(parent, element, editable, inner, deep, out) {
    const nodes = nodesOf.call(parent);
    let shows;
    for (let at = 0, node; (node = nodes[at]) !== undefined; ++at) {
      const type = typeOf.call(node);
      if (type === 1) readElement(node, inner, deep, out);
      else if (type === 3 && !editable && /\S/.test(node.data) && (shows ??= seen(element))) out.push(node.data);
    }
  }

  function readElement(element, inEditable, deep, out) {
    if (deep) readDeep(element, out);
    if (skipped.has(element.nodeName)) return;
    const document = shownBy(element);
    if (document?.documentElement && seen(element)) {
      readElement(document.documentElement, false, deep, out);
    }
    const editable = inEditable || hasAttribute.call(element, 'contenteditable');
    const root = roots.get(element) ?? openRoot.call(element);
    if (root) readIn(root, element, editable, false, deep, out);
    readIn(element, element, editable, editable, deep, out);
  }

  const state = {frames: 0, leaked: 0, found: {}, needles: [], off: false, told: []};
  globalThis.sampler = state;
  let last = [], hits = [];
  /** The needles that these texts hold; of the same texts as at the frame before, the same. */
  function hitsIn(out) {
    const asked = [...out, '', ...state.needles];
    if (asked.length === last.length && asked.every((one, at) => one === last[at])) return hits;
    last = asked;
    const text = squeeze(out.join('')) + squeeze(out.join(' '));
    return state.needles.filter(needle => text.includes(squeeze(needle)));
  }
  const look = () => {
    if (!document.documentElement || state.off) return;
    const out = [];
    const deep = document.documentElement.hasAttribute('data-deep');
    readElement(document.documentElement, false, deep, out);
    out.push(deep ? document.title : '', ...state.told);
    hits = hitsIn(out);
    ++state.frames;
    if (hits.length > 0) ++state.leaked;
    for (const hit of hits) state.found[hit] = (state.found[hit] ?? 0) + 1;
  };
  // What stands in the page when all callbacks of a frame have run is what is painted. A message would come later, after what a parser brought meanwhile: that is
  // the next frame's. Each frame has an observer of its own, so that those of the page come before it; where there is nothing to measure, the message has to do.
  let lookedAt = 0;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({data: number}) => { if (lookedAt < number) look(); };
  const frame = number => {
    const observer = new ResizeObserver(() => { observer.disconnect(); lookedAt = number; look(); });
    if (document.documentElement) observer.observe(document.documentElement);
    channel.port2.postMessage(number);
    requestAnimationFrame(() => frame(number + 1));
  };
  if (window === top) requestAnimationFrame(() => frame(1));
})();
