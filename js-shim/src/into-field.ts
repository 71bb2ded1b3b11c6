// Alt+I: the value that is meant goes into the field that had the focus last, once its event is on disk. What does not come about is said.
import {factsOf} from './facts.js';
import {handleTexts as t} from './handle-texts.js';
import type {PromptOutcome} from './prompt/model.js';
import {refusalTexts} from './prompt/texts.js';
import type {Lang, Text} from './texts.js';
import type {Curtain, MaskedItem, PageFacts} from './types.js';

export interface IntoFieldParts {
  curtain: Curtain;
  lang(): Lang;
  /** Decides and logs; granted: it may be written. */
  copy(item: MaskedItem, facts: PageFacts): Promise<PromptOutcome>;
  tell(line: {title: Text; action: Text}): void;
}

export async function putIntoField(parts: IntoFieldParts): Promise<void> {
  const {curtain, copy, tell} = parts;
  const item = curtain.current();
  if (item === undefined || !curtain.hasField()) return tell({title: t.nowhere, action: t.nowhere_more});
  const answer = await copy(item, factsOf(curtain)).catch((): PromptOutcome => ({granted: false, code: 'failed', reason: {id: '', en: ''}}));
  if (answer.granted) return void insertHere(parts, item.id);
  const {title, action} = refusalTexts[answer.code];
  tell({title, action: answer.reason[parts.lang()] === '' ? action : answer.reason});
}

/** After the event: writes it, or says that the field does not take it. */
export function insertHere({curtain, tell}: Pick<IntoFieldParts, 'curtain' | 'tell'>, item_id: string): boolean {
  const written = curtain.insert(item_id);
  if (!written) tell({title: t.not_written, action: t.not_written_more});
  return written;
}
