// The collector's window for a security key, as a page opens one: from the press that asks for it, or the browser holds it back. Of the window itself nothing is
// seen after that (its Cross-Origin-Opener-Policy parts it from the page): what came of it is the collector's word.
import type {Lang} from '../../client/src/types.js';
import type {PeopleActs} from '../../js-shim/src/prompt/people.js';
import type {ActAnswer} from './acts.js';

export interface KeyAsk {factors(): Promise<ActAnswer<'factors'>>; page(): Promise<ActAnswer<'keyPage'>>; identity(): Promise<ActAnswer<'identity'>>}
const kWindow = 'popup,width=480,height=440';

export function keyActs(ask: KeyAsk, lang: () => Lang): Pick<PeopleActs, 'factors' | 'openKey' | 'keyState'> {
  return {
    factors: () => ask.factors(),
    async openKey() {
      const answer = await ask.page();
      if (!answer.ok) return answer;
      const opened = window.open(`${answer.page}&${lang()}`, '_blank', kWindow);
      return opened === null ? {ok: false, code: 'window_blocked'} : {ok: true, expires_ms: answer.expires_ms};
    },
    async keyState() {
      const identity = await ask.identity();
      return {ok: true, state: identity.ok && identity.until_ms > Date.now() ? 'done' : 'waiting'};
    },
  };
}
