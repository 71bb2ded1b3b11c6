// A problem's code in words. The engine's own codes (a policy it refused) have no words each: they share the fallback's.
import type {Problem} from '../../../client/src/types.js';
import type {Text} from '../../../js-shim/src/texts.js';
import {otherProblemTexts, problemTexts} from './texts.js';

export function problemText(problem: Problem, fallback: keyof typeof otherProblemTexts): Text {
  const known: Record<string, Text> = problemTexts;
  const text = Object.hasOwn(known, problem.code) ? known[problem.code] : undefined;
  return text ?? otherProblemTexts[fallback];
}
