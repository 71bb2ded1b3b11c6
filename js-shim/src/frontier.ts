// Where the masked beginning of a page ends and the covered rest begins, while the page is being masked.
//
//   <main> <p>…</p> <p>…last</p> │ <p> <p>  </main> <footer>      marked: the two <p> and the <footer>
//                         masked │ covered
//
// What follows a text in document order is what follows it, or an element around it, among their siblings. Each such element gets a mark of its own, so that
// it is covered wherever the page moves it. Text that stands bare in an element cannot be marked: where some follows, the element is covered whole.
import {isElement} from './dom.js';
import {isEditable, isUnseen} from './walk.js';

/** Elements that may be shown in part: they hold other elements, and nothing of theirs is painted in another way. */
const DIVIDED = new Set(('html body main section article aside nav header footer div center form fieldset blockquote ul ol li dl dd table thead tbody tfoot tr td th').split(' '));
/** A mark costs a thousandth of a millisecond. */
const MOST_MARKS = 2000;

/** The elements that hold everything behind `last`, or nothing if the page cannot be parted there. */
export function elementsBehind(last: Text): Element[] | undefined {
  const doc = last.ownerDocument, root = doc.documentElement, {body} = doc;
  if (!body?.contains(last) || showsTwice(doc)) return undefined;
  const walker = doc.createTreeWalker(doc);  // a field called "nextSibling" says nothing to it of what comes after its form
  let behind: Element[] = [];
  for (let at: Node = last; at !== root;) {
    const after = elementsAfter(walker, at, MOST_MARKS - behind.length);
    walker.currentNode = at;
    const parent = walker.parentNode() as Element;
    if (after && DIVIDED.has(parent.localName) && !isEditable(parent)) behind.push(...after);
    else if (parent === body || parent === root) return undefined;
    else behind = [parent];
    at = parent;
  }
  return behind;
}

/** Siblings after `node`; nothing if there are more than `most`, or text among them. */
function elementsAfter(walker: TreeWalker, node: Node, most: number): Element[] | undefined {
  const after: Element[] = [];
  walker.currentNode = node;
  for (let at = walker.nextSibling(); at; at = walker.nextSibling()) {
    if (isElement(at)) { if (!isUnseen(at)) after.push(at); }
    else if (at.nodeType !== Node.COMMENT_NODE && /\S/.test(at.nodeValue ?? '')) return undefined;
    if (after.length > most) return undefined;
  }
  return after;
}

/** An SVG <use> paints what stands elsewhere. */
const showsTwice = (doc: Document): boolean => doc.querySelector('use') !== null && doc.querySelector('svg text') !== null;
