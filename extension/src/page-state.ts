// What the content script says of its page: whose ticket it is, whether it is covered and why, and how much of it is masked.
import {factsOf} from '../../js-shim/src/facts.js';
import {documentOf, FRAMES, type Frame} from '../../js-shim/src/frames.js';
import {DOWN_ATTRIBUTE, READY_ATTRIBUTE} from '../../js-shim/src/main.js';
import type {Curtain, MaskedItem} from '../../js-shim/src/types.js';
import type {CoverReason} from '../../client/src/types.js';
import type {PageStatus} from './messages.js';

/** Shows the page, with the frames that had joined this document's curtain. */
export function uncover(doc: Document): void {
  doc.documentElement.setAttribute(READY_ATTRIBUTE, '');
  doc.documentElement.removeAttribute(DOWN_ATTRIBUTE);
  for (const frame of doc.querySelectorAll<Frame>([...FRAMES].join(', '))) {
    const shown = documentOf(frame);
    if (shown?.documentElement) uncover(shown);
  }
}

/** Why start() covered the page, as the curtain's own banner says it. */
export function reasonOf({code, at}: {code: string; at: string}): CoverReason {
  if (at.startsWith('adapter')) return 'adapter_unreadable';
  return code === 'internal' ? 'engine_failed' : 'policy_unreadable';
}

/** The curtain covers by itself when its engine fails, or while the adapter waits for the page. */
function coveredNow(covered: PageStatus['covered']): PageStatus['covered'] {
  if (covered !== undefined || document.documentElement.hasAttribute(READY_ATTRIBUTE)) return covered;
  return {reason: document.readyState === 'complete' ? 'engine_failed' : 'starting', detail: ''};
}

/** One of each class: what the policy says of it holds for all of them. */
function samplesOf(items: readonly MaskedItem[]): MaskedItem[] {
  return [...new Map(items.map((item) => [item.class, item])).values()];
}

export function statusOf(curtain: Curtain, known: PageStatus['covered']): PageStatus {
  const covered = coveredNow(known);
  const items = curtain.items();
  const {helpdesk, ticket} = curtain.facts();
  const current = curtain.current();
  return {
    origin: self.origin, helpdesk, masked: items.length, facts: factsOf(curtain), samples: samplesOf(items),
    revealed: items.filter(({revealed_until = 0}) => revealed_until > Date.now()).length,
    ...(current === undefined ? {} : {current}),
    ...(ticket === undefined ? {} : {ticket}),
    ...(covered === undefined ? {} : {covered}),
  };
}
