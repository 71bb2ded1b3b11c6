// Of a node, what no name on the page can hide. A field in a form, and some elements in a document, stand for the property of that name (HTML: forms and documents
// "override built-ins"): with <input name="matches">, form.matches is that input, and with <input name="parentNode"> whoever goes up never arrives. So what any element
// or root may be asked is asked of the prototypes. (Each behind an arrow and a "pure" call: a bundle that asks none carries none.)
function getter<T>(of: () => object, name: string): (node: Node) => T {
  const {get} = Object.getOwnPropertyDescriptor(of(), name) as {get(this: Node): T};
  return node => get.call(node);
}
function method<T, A extends unknown[]>(of: () => object, name: string): (node: Node, ...values: A) => T {
  const asked = (of() as Record<string, (this: Node, ...values: A) => T>)[name]!;
  return (node, ...values) => asked.call(node, ...values);
}

const typeOf = /* @__PURE__ */ getter<number>(() => Node.prototype, 'nodeType');
const shadowHost = /* @__PURE__ */ getter<Element>(() => ShadowRoot.prototype, 'host');

export const parentOf = /* @__PURE__ */ getter<ParentNode | null>(() => Node.prototype, 'parentNode');
export const parentElementOf = /* @__PURE__ */ getter<Element | null>(() => Node.prototype, 'parentElement');
export const rootNodeOf = /* @__PURE__ */ method<Node, []>(() => Node.prototype, 'getRootNode');
export const isMatch = /* @__PURE__ */ method<boolean, [css: string]>(() => Element.prototype, 'matches');
export const attributeOf = /* @__PURE__ */ method<string | null, [name: string]>(() => Element.prototype, 'getAttribute');
export const attrOf = /* @__PURE__ */ method<Attr | null, [name: string]>(() => Element.prototype, 'getAttributeNode');
export const putAttribute = /* @__PURE__ */ method<void, [name: string, value: string]>(() => Element.prototype, 'setAttribute');
export const takeAttribute = /* @__PURE__ */ method<void, [name: string]>(() => Element.prototype, 'removeAttribute');

const documentOf = /* @__PURE__ */ getter<Document | null>(() => Node.prototype, 'ownerDocument');
const walkerOf = /* @__PURE__ */ method<TreeWalker, [root: Node, shown: number]>(() => Document.prototype, 'createTreeWalker');
export const implementationOf = /* @__PURE__ */ getter<DOMImplementation>(() => Document.prototype, 'implementation');
/** Goes over the nodes below `root`. */
export const walkerOver = (root: Node, shown: number): TreeWalker => walkerOf(documentOf(root) ?? root, root, shown);

export const isElement = (node: Node): node is Element => typeOf(node) === Node.ELEMENT_NODE;

/** The host of a shadow root; of any other node nothing. */
export const hostOf = (root: Node): Element | null => typeOf(root) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in root ? shadowHost(root) : null;

/** Outwards, through shadow roots. */
export const outside = (node: Node): Node | null => parentOf(node) ?? hostOf(node);
