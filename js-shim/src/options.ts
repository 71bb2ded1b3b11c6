// An <option> without a value attribute submits its own text. Before that text is masked, the value is written down beside it,
// so that the form still sends what the page meant.

const ours = new WeakSet<Element>();

export function optionKeepsItsValue(node: Text, raw: string): void {
  const option = node.parentElement;
  if (option?.localName !== 'option' || option.firstChild !== option.lastChild) return;
  if (option.hasAttribute('value') && !ours.has(option)) return;
  ours.add(option);
  option.setAttribute('value', raw.replace(/[\t\n\f\r ]+/g, ' ').trim());
}
