// What whoever helps needs to know, and no more: versions, states, counts and errors. No token, no names, no ticket, no address but those of the set-up,
// no mask and no value.
import type {Problem} from '../../client/src/types.js';
import type {Diagnostics, PageStatus, SettingsView, Status, ToContent} from './messages.js';

async function pages(): Promise<unknown[]> {
  const tabs = await chrome.tabs.query({});
  const asked = await Promise.all(tabs.map(({id}) => id === undefined ? undefined
    : chrome.tabs.sendMessage<ToContent, PageStatus | undefined>(id, {type: 'page.status'}, {frameId: 0}).catch(() => undefined)));
  return asked.filter((page) => page !== undefined).map(({origin, helpdesk, masked, revealed, covered, samples, facts}) => ({
    origin, helpdesk, masked, revealed, covered, classes: samples.map((sample) => sample.class), has_ticket: facts.ticket !== undefined, relationship: facts.relationship,
  }));
}

const said = (problem: Problem | undefined): object | undefined => problem && {code: problem.code, at: problem.at, message: problem.message, time_ms: problem.time_ms};

export async function diagnosticsOf({station, product_version, enforcement_level}: Status, view: SettingsView): Promise<Diagnostics> {
  const {configured, policy, covered, queue, reveals_today} = station;
  const registered = await chrome.scripting.getRegisteredContentScripts();
  return {
    format: 'tirai.diagnostics/v1', made_at: new Date().toISOString(),
    product: {version: product_version, manifest: chrome.runtime.getManifest().manifest_version, enforcement_level},
    browser: {agent: navigator.userAgent, languages: navigator.languages},
    settings: {source: view.source, managed: view.managed, collector_url: view.collector_url, has_token: view.has_token, policy_key: view.policy_key, lang: view.lang_choice, helpdesks: view.helpdesks},
    station: {
      configured, enrolled: station.subject !== undefined, role: station.subject?.properties.role, policy, covered, queue: {...queue, problem: said(queue.problem)}, reveals_today,
      policy_problem: said(station.policy_problem), enrolment_problem: said(station.enrolment_problem),
    },
    registered: registered.map(({id, matches}) => ({id, matches})),
    pages: await pages(),
  };
}
