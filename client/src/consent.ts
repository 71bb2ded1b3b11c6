// A customer as a ticket shows them: the purposes of the policy that need consent, and how each stands. Who it is stays out.
import type {PolicyInForce} from './policy.js';
import type {CustomerState} from './people-station.js';
import type {CustomerShown} from '../../js-shim/src/prompt/consent.js';

export function shownOf({summary}: PolicyInForce, {consent, restriction, from}: CustomerState): CustomerShown {
  const purposes = summary.purposes.filter(({needs_consent}) => needs_consent).map(({id, text}) => ({id, text, state: consent[id] ?? 'unknown' as const}));
  return {purposes, restriction, from, can_seal: summary.dpo_key !== undefined};
}
