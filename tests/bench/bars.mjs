// What a figure has to reach. A suite's `bars` stand in its result; on stderr each is a line, so that one that does not hold is seen while it runs.

/** A figure that is not there, or is no number, holds nothing. */
export const atLeast = (value, bar) => ({value, at_least: bar, holds: value >= bar});
export const atMost = (value, bar) => ({value, at_most: bar, holds: value <= bar});

/** Says each bar, and gives them back. */
export function tellBars(bars, say = console.error) {
  for (const [name, {value, at_least, at_most, holds}] of Object.entries(bars)) say(`${holds ? 'pass' : 'FAIL'}  ${name}: ${value} (${at_least === undefined ? `at most ${at_most}` : `at least ${at_least}`})`);
  return bars;
}
