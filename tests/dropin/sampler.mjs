// Runs in the page before any script of it: after every painted frame it reads what a person could see and notes each seeded value.
// Self-contained: it is handed over as text. It reads the DOM as rendered (innerText leaves out what the cover hides), titles,
// attributes that people see or hear, and form fields that are not covered by style.
export function sampler(makeFinder, entries) {
  if (window.top !== window) return;
  const find = makeFinder(entries);
  const seen = {frames: 0, open: 0, leaks: {}};
  const roots = new Map();
  const channel = new MessageChannel();
  const nextFrame = requestAnimationFrame.bind(window);
  const attributes = ['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'href'];

  const native = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const made = native.call(this, init);
    roots.set(this, made);
    return made;
  };

  function isSeen(element) {
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  }
  function fieldText(field) {
    const style = getComputedStyle(field);
    const covered = (style.webkitTextSecurity ?? 'none') !== 'none' || style.webkitTextFillColor === 'rgba(0, 0, 0, 0)';
    return covered || !isSeen(field) ? '' : field.value;
  }
  function texts() {
    const all = [document.title, document.documentElement.innerText];
    for (const element of document.querySelectorAll(attributes.map(name => `[${name}]`).join())) {
      if (isSeen(element)) all.push(...attributes.map(name => element.getAttribute(name) ?? ''));
    }
    for (const field of document.querySelectorAll('input, textarea')) all.push(fieldText(field));
    return all;
  }
  let last = [], found = new Set();
  /** The values that can be seen; in the same texts as at the frame before, the same. */
  function foundNow() {
    const all = document.documentElement ? texts() : [];
    if (all.length === last.length && all.every((one, at) => one === last[at])) return found;
    last = all;
    return new Set(all.flatMap(find).map(({value}) => value));
  }
  channel.port1.onmessage = () => {
    seen.frames += 1;
    if (document.documentElement?.hasAttribute('data-tirai-on')) seen.open += 1;
    found = foundNow();
    for (const value of found) seen.leaks[value] = (seen.leaks[value] ?? 0) + 1;
    nextFrame(sample);
  };
  function sample() { channel.port2.postMessage(0); }
  nextFrame(sample);

  window.tiraiTest = {
    seen,
    ours(tag) {
      const host = [...roots.keys()].find(one => one.localName === tag && one.isConnected);
      const frame = host && roots.get(host).querySelector('iframe');
      const shown = frame ? frame.contentDocument.body : host && roots.get(host);
      return host ? [...shown.children].filter(one => one.localName !== 'style').map(one => one.innerText).join('\n') : '';
    },
  };
}
