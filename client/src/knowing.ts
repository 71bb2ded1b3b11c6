// What a decision knows of customer and agent, from what is kept here: nothing waits for the network. And whom an event is about.
import {idOf} from './customer.js';
import type {Database} from './db.js';
import type {EnrolledDevice} from './device.js';
import {isSteppedUp, keptAgent} from './people.js';
import type {AuthzenRequest, PeopleFacts} from './reveals.js';
import type {Retention} from './retention.js';
import {keptState, meet, type Consent, type KeptSubject} from './subjects.js';
import type {PageFacts} from './types.js';

export interface Known {
  consents: Record<string, Consent>;
  facts: Omit<PeopleFacts, 'consent' | 'retention'>;
  /** How the ticket's age stands to the period of a class. */
  retention?: (data_class: string) => Retention | undefined;
  /** Of every event about the customer: the pseudonym. */
  about: {subject?: string};
}

/** The customer of this page, if the adapter names one and the collector knows customers. */
export async function customerOf(database: Database, {tenant_key}: EnrolledDevice, {customer}: PageFacts, now: () => number): Promise<{id: string; kept: KeptSubject} | undefined> {
  const id = idOf(customer);
  return id === undefined || tenant_key === undefined ? undefined : {id, kept: await meet({database, tenant_key, now}, id)};
}

export async function knownOf(database: Database, device: EnrolledDevice, page: PageFacts, now: () => number): Promise<Known> {
  const [found, {training}, stepped_up] = await Promise.all([customerOf(database, device, page, now), keptAgent(database, device.subject.id, now()), isSteppedUp(database, device.subject.id, now())]);
  const state = found === undefined ? undefined : keptState(found.kept, now());
  const asked = found?.kept.asked_ms !== undefined;
  return {
    consents: state?.consent ?? {},
    facts: {
      ...(state !== undefined && asked ? {restriction: state.restriction} : {}), ...(training === 'unknown' ? {} : {training}), ...(stepped_up ? {identity: 'mfa'} as const : {}),
    },
    about: state === undefined ? {} : {subject: state.pseudonym},
  };
}

/** The request as it is decided: consent is the purpose's. */
export function withPeople(request: AuthzenRequest, {consents, facts, retention}: Known): AuthzenRequest {
  const {purpose} = request.context, consent = purpose === undefined ? undefined : consents[purpose];
  const kept = retention?.(request.resource.id);
  return {...request, context: {...request.context, ...facts, ...(consent === undefined ? {} : {consent}), ...(kept === undefined ? {} : {retention: kept})}};
}
