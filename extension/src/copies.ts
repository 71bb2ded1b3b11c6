// A value on its way into a field of the page: decided and logged here, written there.
import type {CopyAnswer} from '../../client/src/copying.js';
import type {Station} from '../../client/src/station.js';
import type {PromptOutcome} from '../../js-shim/src/prompt/model.js';
import {readFacts, readItems} from './check.js';
import {closeDialog, forgetPrompt, type Prompt} from './prompts.js';
import {tell} from './tell.js';

type Message = Record<string, unknown>;
const kGone = {granted: false, code: 'prompt_gone', reason: {id: '', en: ''}} as const;

export async function copyHere(station: Station, message: Message): Promise<CopyAnswer | undefined> {
  const [facts, items] = [readFacts(message['facts']), readItems([message['item']])];
  return facts === undefined || items?.[0] === undefined ? undefined : station.copy({item: items[0], facts});
}

/** A modal dialog keeps the page's fields from the keyboard: it is closed first. What could not be written the page says itself. */
export async function copyFrom(station: Station, prompt: Prompt | undefined, message: Message): Promise<PromptOutcome> {
  const item = prompt?.items.find(({id}) => id === message['item_id']);
  if (prompt === undefined || item === undefined) return kGone;
  const answer = await station.copy({item, facts: prompt.facts});
  if (!answer.granted) return answer;
  await forgetPrompt(prompt.token);
  await closeDialog(prompt);
  await tell(prompt.tab_id, {type: 'copy.grant', item_id: item.id}, prompt.document_id === undefined ? {frameId: prompt.frame_id} : {documentId: prompt.document_id});
  return {granted: true};
}
