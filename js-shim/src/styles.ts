// Style sheets of ours in a page of theirs. A constructed sheet passes every CSP, but must be built by the window of the document
// that adopts it, and Firefox does not let a content script adopt one at all: there a <style> element is the second choice.

const adopted = new WeakMap<Document | ShadowRoot, Set<string>>();

export function adoptCss(root: Document | ShadowRoot, css: string): void {
  const seen = adopted.get(root) ?? new Set<string>();
  if (seen.has(css)) return;
  adopted.set(root, seen.add(css));
  if (!adoptSheet(root, css)) addElement(root, css);
}

function adoptSheet(root: Document | ShadowRoot, css: string): boolean {
  try {
    const Sheet = documentOf(root).defaultView?.CSSStyleSheet;
    if (!Sheet) return false;
    const sheet = new Sheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return root.adoptedStyleSheets.includes(sheet);
  } catch {
    return false;
  }
}

function addElement(root: Document | ShadowRoot, css: string): void {
  const doc = documentOf(root);
  const style = doc.createElement('style');
  style.textContent = css;
  (root === doc ? doc.head ?? doc.documentElement : root)?.appendChild(style);
}

function documentOf(root: Document | ShadowRoot): Document {
  return root.ownerDocument ?? root as Document;
}
