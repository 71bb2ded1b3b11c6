// Of a node, what no name on the page can hide. A field in a form, and some elements in a document, stand for the property of that name (HTML: forms and documents
// "override built-ins"): with <input name="matches">, form.matches is that input, and with <input name="parentNode"> whoever goes up never arrives. So what any element
// or root may be asked is asked of the prototypes.
const getter = <T>(proto: object, name: string): (this: Node) => T => Object.getOwnPropertyDescriptor(proto, name)!.get as (this: Node) => T;

const {parentNode, parentElement, nodeType} = {
  parentNode: getter<ParentNode | null>(Node.prototype, 'parentNode'), parentElement: getter<Element | null>(Node.prototype, 'parentElement'), nodeType: getter<number>(Node.prototype, 'nodeType'),
};
const shadowHost = getter<Element>(ShadowRoot.prototype, 'host');
const {matches, getAttribute, getAttributeNode} = Element.prototype;
const {getRootNode} = Node.prototype;

export const parentOf = (node: Node): ParentNode | null => parentNode.call(node);
export const parentElementOf = (node: Node): Element | null => parentElement.call(node);
export const rootNodeOf = (node: Node): Node => getRootNode.call(node);
export const isElement = (node: Node): node is Element => nodeType.call(node) === Node.ELEMENT_NODE;
export const isMatch = (element: Element, css: string): boolean => matches.call(element, css);
export const attributeOf = (element: Element, name: string): string | null => getAttribute.call(element, name);
export const attrOf = (element: Element, name: string): Attr | null => getAttributeNode.call(element, name);

/** The host of a shadow root; of any other node nothing. */
export const hostOf = (root: Node): Element | null => nodeType.call(root) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in root ? shadowHost.call(root) : null;

/** Outwards, through shadow roots. */
export const outside = (node: Node): Node | null => parentOf(node) ?? hostOf(node);
