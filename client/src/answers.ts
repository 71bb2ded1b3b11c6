// Reading answers of the compiled core. Whatever is not an answer (a trap, an abort) is an answer too: internal.
import type {Answer, AnswerJson} from '../../wasm/engine.js';
import type {Problem, ProblemCode} from './types.js';
import type {ErrorCode} from '../../wasm/engine.js';

export function answerOf<T>(call: () => AnswerJson<T>): Answer<T> {
  try {
    return JSON.parse(call()) as Answer<T>;
  } catch {
    return {ok: false, error: {code: 'internal', message: 'the engine failed', at: ''}};
  }
}

/** A failure that its code names. Its message is one line and never holds personal data. */
export class StationError extends Error {
  constructor(readonly code: ErrorCode | ProblemCode, message: string, readonly at = '') {
    super(message);
  }
}

/** The value, or a throw that keeps the error's code. */
export function valueOf<T>(call: () => AnswerJson<T>): T {
  const answer = answerOf(call);
  if (!answer.ok) throw new StationError(answer.error.code, answer.error.message, answer.error.at);
  return answer.value;
}

export function problemOf(error: unknown, time_ms: number): Problem {
  if (error instanceof StationError) return {code: error.code, message: error.message, at: error.at, time_ms};
  const name = error instanceof DOMException ? error.name : '';
  if (name !== '') return {code: 'storage', message: name, at: 'storage', time_ms};
  return {code: 'internal', message: 'the station failed', at: '', time_ms};
}
