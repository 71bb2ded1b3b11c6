// Plain DOM, by hand. Text always arrives as text: nothing here takes markup.

type Child = Node | string | false | undefined;
type Attributes = Record<string, string | number | boolean | undefined>;

/** An element with attributes and children. `true` is an empty attribute; `false` and undefined leave it out. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter(child => child !== undefined && child !== false));
  return made;
}

/** Characters that turn the writing direction for what follows them, and other invisible controls: a label has no use for them. */
const DIRECTION_MARKS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Text a page wrote: on one line, isolated from our writing direction, whole in the tooltip when it is cut by the layout. */
export function stranger(text: string, className: string): HTMLElement {
  const clean = text.replace(DIRECTION_MARKS, ' ').replace(/\s+/g, ' ').trim().slice(0, 400);
  return el('bdi', {class: className, title: clean}, clean);
}

/** Listens to what a person does; what a script makes up is not heard. */
export function onTrusted<K extends 'click' | 'keydown'>(target: HTMLElement, name: K, listener: (event: HTMLElementEventMap[K]) => void, signal: AbortSignal): void {
  target.addEventListener(name, event => { if (event.isTrusted) listener(event); }, {signal});
}

/** What a person's press of a button does. Enter and space press the button that has the focus: the view around it, whose keys they are too, does not hear them. */
export function onPress(button: HTMLButtonElement, act: () => void, signal: AbortSignal): void {
  onTrusted(button, 'keydown', event => { if (event.key === 'Enter' || event.key === ' ') event.stopPropagation(); }, signal);
  onTrusted(button, 'click', act, signal);
}

/** The curtain, as the icons draw it; decoration only. */
export function curtain(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('class', 'curtain');
  svg.setAttribute('aria-hidden', 'true');
  for (const [d, part] of CURTAIN) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', `curtain-${part}`);
    svg.append(path);
  }
  return svg;
}

/** The same paths as extension/src/ui/icons/tirai.svg; tests/ui compares them. */
export const CURTAIN = [
  ['M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z', 'wall'],
  ['M20 7h8v17a2 2 0 0 1-2 2h-6z', 'light'],
  ['M4 7h4v17a2 2 0 0 1-4 0zM12 7h4v17a2 2 0 0 1-4 0z', 'cloth'],
  ['M8 7h4v17a2 2 0 0 1-4 0zM16 7h4v17a2 2 0 0 1-4 0z', 'fold'],
  ['M28 7h-6q0 9 6 12z', 'cloth'],
  ['M4.5 4h23a1.5 1.5 0 0 1 0 3h-23a1.5 1.5 0 0 1 0-3z', 'rod'],
] as const;
