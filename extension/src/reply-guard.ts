// The content script's side of the guard of replies: tells the background what this page shows, and asks it about what is written.
import {factsOf} from '../../js-shim/src/facts.js';
import {guardReplies} from '../../js-shim/src/outbound/guard.js';
import {ownRoot, type RootOf} from '../../js-shim/src/shadow.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Curtain} from '../../js-shim/src/types.js';
import {ask} from './messages.js';

const kMostSeen = 2000;
const kMostText = 512;

export interface ReplyGuard {
  /** Tells what the page shows now, if that is news. */
  tell(): Promise<void>;
}

export function hangReplyGuard(curtain: Curtain, lang: () => Lang, signal: AbortSignal, inside: RootOf): ReplyGuard {
  let told = '';
  const guard: ReplyGuard = {
    async tell() {
      const facts = factsOf(curtain);
      const values = curtain.seen().filter((value) => value.length <= kMostText).slice(-kMostSeen);
      const text = JSON.stringify([facts.ticket, values]);
      if (text === told || values.length === 0) return;
      told = text;
      await ask({type: 'reply.seen', facts, values}).catch(() => { told = ''; });
    },
  };
  guardReplies({
    curtain, lang, signal, rootOf: ownRoot, inside,
    async judge(found) {
      await guard.tell();
      const values = found.map(({class: data_class, type, value}) => ({class: data_class, type, value: value.slice(0, kMostText)}));
      return (await ask({type: 'reply.judge', facts: factsOf(curtain), values})).verdicts;
    },
    log: (outcome, flags) => ask({type: 'reply.log', facts: factsOf(curtain), outcome, flags}),
  });
  return guard;
}
