// Everything a page tells anyone: text nodes (frames and shadow roots, closed ones too), attributes, titles, innerText, accessibility tree.
// Read through the browser's own protocol, so that no script of the page or of the product can tell it otherwise.
//
// Form data is kept apart: what a form will save must stay as it is, and is covered by style instead (checked by `uncoveredForms`).

const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT']);
const BLOCKS = new Set(['P', 'DIV', 'TR', 'LI', 'TABLE', 'SECTION', 'BODY', 'PRE', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'DT', 'DD', 'FORM', 'OPTION', 'BUTTON']);

/** Depth first over a DOM.getDocument tree. `form`: inside a form field or an editable part. */
function walk(node, out, context) {
  if (node.nodeType === 3) {
    const at = context.form ? out.form : out.text;
    at.push({where: context.where, value: node.nodeValue});
    return;
  }
  const name = node.nodeName;
  if (SKIPPED.has(name)) return;
  const attributes = pairs(node.attributes ?? []);
  const editable = attributes.contenteditable !== undefined && attributes.contenteditable !== 'false';
  const field = name === 'INPUT' || name === 'TEXTAREA';
  const inside = {
    form: context.form || editable || field,
    where: BLOCKS.has(name) || node.nodeType === 9 ? `${context.frame} ${name}${attributes.id ? `#${attributes.id}` : ''}` : context.where,
    frame: context.frame,
  };
  for (const [key, value] of Object.entries(attributes)) {
    const isForm = (name === 'INPUT' && key === 'value' && !['submit', 'button', 'reset'].includes(attributes.type ?? '')) || context.form;
    (isForm ? out.form : out.attributes).push({where: `${context.frame} ${name}[${key}]`, value});
  }
  for (const child of node.children ?? []) walk(child, out, inside);
  for (const root of node.shadowRoots ?? []) walk(root, out, {...inside, form: inside.form && root.shadowRootType === 'user-agent'});
  if (node.contentDocument) walk(node.contentDocument, out, {form: context.form, where: `frame ${node.contentDocument.documentURL}`, frame: `frame ${node.contentDocument.documentURL}`});
}

function pairs(list) {
  const out = {};
  for (let i = 0; i < list.length; i += 2) out[list[i]] = list[i + 1];
  return out;
}

/** Text nodes joined per place, so that a value split over sibling nodes is one value again. */
function joined(texts) {
  const by = new Map();
  for (const {where, value} of texts) by.set(where, (by.get(where) ?? '') + value);
  return [...by].map(([where, value]) => ({where, value}));
}

function accessible(nodes) {
  const out = [];
  const parents = new Map(nodes.flatMap((node) => (node.childIds ?? []).map((child) => [child, node])));
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  // A screen reader reads a draft to the agent who writes it, covered or not: stated in SECURITY.md.
  const isEditor = (node) => node.properties?.some(({name, value}) => name === 'editable' && value.value === 'richtext');
  const inField = (node) => {
    for (let at = node; at; at = parents.get(at.nodeId) ?? byId.get(at.parentId)) {
      if (isEditor(at) || ['textbox', 'searchbox', 'combobox', 'spinbutton'].includes(at.role?.value)) return true;
    }
    return false;
  };
  for (const node of nodes) {
    if (node.ignored) continue;
    const role = node.role?.value ?? '';
    if (!inField(node)) out.push({where: `ax ${role}`, value: String(node.value?.value ?? '')});
    for (const what of [node.name, node.description]) if (!inField(node) || what === node.description) out.push({where: `ax ${role}`, value: String(what?.value ?? '')});
    for (const property of node.properties ?? []) if (typeof property.value?.value === 'string' && property.name !== 'url') out.push({where: `ax ${role} ${property.name}`, value: property.value.value});
  }
  return out;
}

/** `client` is a CDP session of `page`. Answers lists of {where, value}: text, attributes, form, title, shown, ax. */
export async function collect(page, client) {
  const out = {text: [], attributes: [], form: []};
  const {root} = await client.send('DOM.getDocument', {depth: -1, pierce: true});
  walk(root, out, {form: false, where: 'document', frame: 'top'});
  out.text = [...joined(out.text), {where: 'whole page', value: out.text.map(({value}) => value).join('')}];
  out.title = [{where: 'title', value: await page.title()}];
  out.shown = [];
  for (const frame of page.frames()) {
    const editor = await frame.evaluate(() => document.designMode === 'on' || document.body?.isContentEditable).catch(() => false);
    const value = await frame.evaluate(() => `${document.body?.innerText ?? ''}\n${getSelection() ?? ''}`).catch(() => '');
    (editor ? out.form : out.shown).push({where: `innerText ${frame.url()}`, value});
  }
  const {frameTree} = await client.send('Page.getFrameTree');
  out.ax = [];
  for (const id of frameIds(frameTree)) {
    const {nodes} = await client.send('Accessibility.getFullAXTree', {frameId: id}).catch(() => ({nodes: []}));
    out.ax.push(...accessible(nodes));
  }
  return out;
}

const frameIds = (tree) => [tree.frame.id, ...(tree.childFrames ?? []).flatMap(frameIds)];

/** Form fields and editable parts that show, uncovered, seeded values: {field, entries}. Runs the finder in each frame. */
export async function uncoveredForms(page, finderSource, entries) {
  const out = [];
  for (const frame of page.frames()) out.push(...await frame.evaluate(uncoveredHere, {source: finderSource, values: entries}).catch(() => []));
  return out;
}

function uncoveredHere({source, values}) {
  const find = (0, eval)(`(${source})`)(values);
  const seen = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && element.getBoundingClientRect().width > 1;
  const covered = (field) => getComputedStyle(field).webkitTextSecurity !== 'none';
  const named = (field, text) => ({field: `${field.tagName} ${field.name ?? field.id}`, entries: find(text)});

  const fields = [...document.querySelectorAll('input:not([type=hidden], [type=password], [type=checkbox], [type=radio]), textarea')];
  const open = fields.filter((field) => seen(field) && find(field.value).length > 0 && !covered(field)).map((field) => named(field, field.value));

  // Editable text is covered by a highlight: what its ranges do not reach must not hold a value.
  const ranges = [...(CSS.highlights?.get('tirai-covered') ?? [])].map((from) => {
    const range = document.createRange();
    range.setStart(from.startContainer, from.startOffset);
    range.setEnd(from.endContainer, from.endOffset);
    return range;
  });
  const hidden = (node, at) => ranges.some((range) => range.comparePoint(node, at) === 0 && range.comparePoint(node, at + 1) === 0);
  const uncovered = (node) => node.data.split('').map((unit, at) => (hidden(node, at) ? '\u2022' : unit)).join('');
  const editable = document.designMode === 'on' || document.body?.isContentEditable ? [document.body] : [...document.querySelectorAll('[contenteditable]:not([contenteditable=false])')];
  for (const part of editable.filter(seen)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) text += uncovered(node);
    if (find(text).length > 0 && !covered(part)) open.push(named(part, text));
  }
  return open;
}
