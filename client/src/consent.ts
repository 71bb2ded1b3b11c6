// A customer as a ticket shows them: the purposes of the policy that need consent, and how each stands; a restriction; how long data is kept. Who it is stays out.
import type {PolicyInForce} from './policy.js';
import type {CustomerState} from './people-station.js';
import type {KeptUntil} from './retention.js';
import type {CustomerShown} from '../../js-shim/src/prompt/consent.js';

const kNobody: Pick<CustomerState, 'consent' | 'restriction' | 'from'> = {consent: {}, restriction: 'none', from: 'collector'};

/** Nothing: nobody is named, and no period runs. */
export function shownOf({summary}: PolicyInForce, state: CustomerState | undefined, retention: KeptUntil[]): CustomerShown | undefined {
  if (state === undefined && retention.length === 0) return undefined;
  const {consent, restriction, from} = state ?? kNobody;
  const purposes = state === undefined ? [] : summary.purposes.filter(({needs_consent}) => needs_consent).map(({id, text}) => ({id, text, state: consent[id] ?? 'unknown' as const}));
  return {purposes, restriction, from, can_seal: summary.dpo_key !== undefined, retention};
}
