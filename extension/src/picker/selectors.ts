// Selectors for an element that a person pointed at: what is likely to hold on the next ticket, too. Names that a helpdesk's makers gave (a data- attribute,
// an id, a class) do; numbers, states and what a build tool made up do not. What the page says of a person never gets into one.

export interface Offer {select: string; matches: number}

const MOST_OFFERS = 6;
const MOST_MATCHES = 200;
/** A name somebody thought of: letters and hyphens, no numbers. */
const NAME = /^[A-Za-z][A-Za-z_-]{0,39}$/;
const STATE = /^(is|has|js|ng|v)-|^(active|selected|hover|focus(ed)?|open|opened|closed|disabled|enabled|current|even|odd|first|last|show|hidden|visible|clearfix|row|col|container)$/i;
const OURS = /^data-(tirai|original-title)/;

/** Narrowest first; each matches `element`. */
export function offersFor(element: Element): Offer[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const own = partsOf(element);
  const inside = around(element).flatMap(part => [...own, element.localName].map(inner => `${part} ${inner}`));
  const found = [...own, ...inside].map(select => ({select, matches: root.querySelectorAll(select).length})).filter(({matches}) => matches > 0 && matches <= MOST_MATCHES);
  const best = distinct(found.sort((a, b) => a.matches - b.matches || a.select.length - b.select.length));
  return best.length > 0 ? best.slice(0, MOST_OFFERS) : [{select: placeOf(element), matches: 1}];
}

/** Of selectors that match as many, the shortest. */
function distinct(offers: Offer[]): Offer[] {
  return offers.filter((offer, at) => offers.findIndex(other => other.matches === offer.matches) === at);
}

/** What names `element` by itself. */
function partsOf(element: Element): string[] {
  const parts: string[] = [];
  for (const {name, value} of element.attributes) {
    if (OURS.test(name) || !/^(data-[a-z-]+|itemprop|name)$/.test(name)) continue;
    parts.push(NAME.test(value) ? `[${name}="${value}"]` : `[${name}]`);
  }
  if (NAME.test(element.id)) parts.push(`#${element.id}`);
  const classes = [...element.classList].filter(one => NAME.test(one) && !STATE.test(one));
  parts.push(...classes.map(one => `.${one}`));
  if (classes.length > 1) parts.push(`.${classes.join('.')}`);
  return parts;
}

/** What names the elements around it, nearest first. */
function around(element: Element): string[] {
  const parts: string[] = [];
  for (let at = element.parentElement; at && at !== at.ownerDocument.body && parts.length < 6; at = at.parentElement) parts.push(...partsOf(at));
  return parts;
}

/** Where nothing has a name: its place among its like, up to what has one. */
function placeOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && at !== at.ownerDocument.body; at = at.parentElement) {
    const [named] = at === element ? [] : partsOf(at);
    if (named !== undefined) return [named, ...steps].join(' > ');
    const like = [...at.parentElement?.children ?? []].filter(one => one.localName === at!.localName);
    steps.unshift(like.length > 1 ? `${at.localName}:nth-of-type(${like.indexOf(at) + 1})` : at.localName);
  }
  return ['body', ...steps].join(' > ');
}
