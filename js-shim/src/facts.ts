// What a page says of its ticket, with whose it is: for the station alone.
import type {Curtain, PageFacts} from './types.js';

export function factsOf(curtain: Curtain): PageFacts {
  const customer = curtain.customer();
  return {...curtain.facts(), ...(customer === undefined ? {} : {customer})};
}
