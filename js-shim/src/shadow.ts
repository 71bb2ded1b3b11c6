// Shadow roots: mutation observers do not see into them, and nothing reports a new one. Three ways together find them all:
//   announced   attachShadow is wrapped at document_start; a MouseEvent carries the host from the page's world to ours
//   met         every added element is asked for a root
//   parsed      a declarative root raises no record, so while the parser runs, the elements it may have open are asked again before each paint

/** Dispatched on the document; `relatedTarget` is the host that has just got a root. */
export const SHADOW_EVENT = 'tirai-sr';

export type RootOf = (element: Element) => ShadowRoot | null;

/** Wraps attachShadow so that every new root is announced, and answers closed roots too: those of all windows that share `roots`. Runs in the page's own world. */
export function announceShadowRoots(win: Window & typeof globalThis, roots = new WeakMap<Element, ShadowRoot>()): RootOf {
  const {document: doc, MouseEvent: Announcement} = win;
  const attach = win.Element.prototype.attachShadow;
  const dispatch = win.EventTarget.prototype.dispatchEvent;
  win.Element.prototype.attachShadow = function attachShadow(this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attach.call(this, init);
    roots.set(this, root);
    dispatch.call(doc, new Announcement(SHADOW_EVENT, {relatedTarget: this}));
    return root;
  };
  return element => roots.get(element) ?? element.shadowRoot;
}

interface TrustedTypes {emptyHTML: unknown; createPolicy(name: string, rules: {createHTML(html: string): string}): {createHTML(html: string): unknown}}
type SetHtml = (this: Element | ShadowRoot, html: string, ...more: unknown[]) => void;

/** A closed root that setHTMLUnsafe() parses is announced by nobody, and no script can reach it: it is parsed as an open one. Runs in the page's own
 *  world, where there is no extension to see closed ones. */
export function openParsedRoots(win: Window & typeof globalThis): void {
  const types = (win as {trustedTypes?: TrustedTypes}).trustedTypes;
  let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
  const trusted = (text: string): unknown => {
    try {
      return (policy ??= types!.createPolicy('tirai', {createHTML: kept => kept})).createHTML(text);
    } catch {
      return types!.emptyHTML;  // the page allows no policy of ours: nothing is shown rather than what nobody masks
    }
  };
  const opened = (html: unknown): unknown => {
    const text = String(html).replace(/(\bshadowrootmode\s*=\s*["']?)closed/gi, '$1open');
    return typeof html === 'string' ? text : text === String(html) ? html : trusted(text);
  };
  for (const prototype of [win.Element.prototype, win.ShadowRoot.prototype] as {setHTMLUnsafe?: SetHtml}[]) {
    const set = prototype.setHTMLUnsafe;
    if (set) prototype.setHTMLUnsafe = function setHTMLUnsafe(html, ...more) { set.call(this, opened(html) as string, ...more); };
  }
}

const HOSTS = new Set('article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '));
/** Whether an element of this name is a custom one. Of a form whose field is called localName the name is no string, but that field. */
export const isCustom = (name: string): boolean => /-/.test(name);
/** Whether an element of this name can have a root: a custom one, or one of those that attachShadow() and the parser take (DOM, "valid shadow host name"). */
export const canHost = (name: string): boolean => hosts.get(name) ?? learnHost(name);

/** By name: a page is made of few, and asks for thousands. */
const hosts = new Map<string, boolean>();
function learnHost(name: string): boolean {
  const can = HOSTS.has(name) || isCustom(name);
  if (typeof name === 'string') hosts.set(name, can);
  return can;
}

const drawnByUs = new WeakSet<Element>();
/** A closed root for a surface of ours. The curtain does not look into it: in Firefox it could, down to the document of the prompt's frame. */
export function ownRoot(host: Element): ShadowRoot {
  drawnByUs.add(host);
  return host.attachShadow({mode: 'closed'});
}

/** The root of `element`; the costly question about closed ones only where there can be one. */
export function rootOf(element: Element, hook: RootOf | undefined): ShadowRoot | null {
  if (!canHost(element.localName)) return null;
  const root = element.shadowRoot ?? hook?.(element) ?? null;
  return root && drawnByUs.has(element) ? null : root;
}
