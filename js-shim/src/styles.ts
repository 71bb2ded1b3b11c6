// Style sheets of ours in a page of theirs. A constructed sheet passes every CSP, but must be built by the window of the document
// that adopts it, and Firefox does not let a content script adopt one at all: there a <style> element is the second choice.

const adopted = new WeakMap<Document | ShadowRoot, Map<string, CSSStyleSheet | HTMLStyleElement>>();

export function adoptCss(root: Document | ShadowRoot, css: string): void {
  const seen = adopted.get(root) ?? new Map<string, CSSStyleSheet | HTMLStyleElement>();
  if (!seen.has(css)) adopted.set(root, seen.set(css, adoptSheet(root, css) ?? addElement(root, css)));
}

/** The same of a root whose sheets are the page's, which may have replaced them. */
export function holdCss(root: Document | ShadowRoot, css: string): void {
  const sheet = adopted.get(root)?.get(css);
  if (sheet && !('sheet' in sheet ? root.contains(sheet) : root.adoptedStyleSheets.includes(sheet))) adopted.get(root)?.delete(css);
  adoptCss(root, css);
}

function adoptSheet(root: Document | ShadowRoot, css: string): CSSStyleSheet | undefined {
  try {
    const Sheet = documentOf(root).defaultView?.CSSStyleSheet;
    if (!Sheet) return undefined;
    const sheet = new Sheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return root.adoptedStyleSheets.includes(sheet) ? sheet : undefined;
  } catch {
    return undefined;
  }
}

function addElement(root: Document | ShadowRoot, css: string): HTMLStyleElement {
  const doc = documentOf(root);
  const style = doc.createElement('style');
  style.textContent = css;
  (root === doc ? doc.head ?? doc.documentElement : root)?.appendChild(style);
  return style;
}

function documentOf(root: Document | ShadowRoot): Document {
  return root.ownerDocument ?? root as Document;
}
