// The page's end of the line to its worker. No answer in time is a refusal: nothing is shown that was not logged.
import type {CompareAnswer} from '../../client/src/compare.js';
import type {Match} from '../../wasm/engine.js';
import type {CallerCard, MaskedItem, OfferedItem, PageFacts, PageStart, RevealAnswer, RevealRequest} from '../../client/src/types.js';
import type {ActAnswer, ActArgs, ActName} from './acts.js';
import type {Answered, FromWorker, ToWorker} from './messages.js';

const kStartsWithinMs = 20_000;
const kAnswersWithinMs = 5_000;

export interface Link {
  offers(items: MaskedItem[], facts: PageFacts): Promise<OfferedItem[]>;
  reveal(request: RevealRequest): Promise<RevealAnswer>;
  /** `compare` runs here, if the policy permits it. */
  compare(item: MaskedItem, facts: PageFacts, card: boolean, compare: () => Match | undefined): Promise<CompareAnswer>;
  card(facts: PageFacts, classes: string[]): Promise<CallerCard | undefined>;
  purposeGiven(item: MaskedItem, facts: PageFacts): Promise<string | undefined>;
  /** Rejects where the worker does not answer, or cannot. */
  act<K extends ActName>(name: K, ...args: ActArgs<K>): Promise<ActAnswer<K>>;
}

export interface LinkListeners {
  onPage(page: PageStart): void;
  /** The worker cannot be had, or died. */
  onFault(detail: string): void;
  /** What is known of customers or the agent changed. */
  onPeople(): void;
}

export function linkTo(workerUrl: URL, config: URL, {onPage, onFault, onPeople}: LinkListeners): Link {
  const waiting = new Map<number, (value: Answered['value']) => void>();
  const comparing = new Map<number, () => Match | undefined>();
  let count = 0;
  const silent = setTimeout(() => onFault(`tirai-worker.js: no answer within ${kStartsWithinMs / 1000} s`), kStartsWithinMs);
  const worker = openWorker(workerUrl);
  const post = (message: ToWorker): void => worker?.postMessage(message);

  function fault(detail: string): void {
    clearTimeout(silent);
    onFault(detail);
  }
  function receive({data}: MessageEvent<FromWorker>): void {
    switch (data.type) {
      case 'page': clearTimeout(silent); return onPage(data.page);
      case 'people': return onPeople();
      case 'compare.now': return post({type: 'compared', id: data.id, match: comparing.get(data.id)?.()});
      case 'answer': return waiting.get(data.id)?.(data.value);
      default: data satisfies never;
    }
  }
  function ask(message: (id: number) => ToWorker): Promise<Answered['value']> {
    const id = ++count;
    return new Promise<Answered['value']>((resolve, reject) => {
      waiting.set(id, resolve);
      setTimeout(() => reject(new Error(`no answer within ${kAnswersWithinMs} ms`)), kAnswersWithinMs);
      post(message(id));
    }).finally(() => waiting.delete(id));
  }

  if (worker === undefined) queueMicrotask(() => fault('tirai-worker.js: this page may not start it'));
  worker?.addEventListener('message', receive);
  worker?.addEventListener('error', event => { event.preventDefault(); fault('tirai-worker.js: not found, refused by the Content-Security-Policy, or failed'); });
  post({type: 'start', config: config.href});
  return {
    offers: async (items, facts) => await ask(id => ({type: 'offers', id, items, facts})) as OfferedItem[],
    reveal: async request => await ask(id => ({type: 'reveal', id, request})) as RevealAnswer,
    compare: async (item, facts, card, compare) => {
      let mine = 0;
      return await ask(id => {
        comparing.set(mine = id, compare);
        return {type: 'compare', id, item, facts, card};
      }).finally(() => comparing.delete(mine)) as CompareAnswer;
    },
    card: async (facts, classes) => await ask(id => ({type: 'card', id, facts, classes})) as CallerCard | undefined,
    async act(name, ...args) {
      const value = await ask(id => ({type: 'act', id, name, args}));
      if (value === undefined && name !== 'customer') throw new Error(`no answer to ${name}`);
      return value as ActAnswer<typeof name>;
    },
    purposeGiven: async (item, facts) => await ask(id => ({type: 'purpose', id, item, facts})) as string | undefined,
  };
}

function openWorker(url: URL): Worker | undefined {
  try {
    return new Worker(url, {type: 'module', name: 'tirai'});
  } catch {
    return undefined;
  }
}
