// What the main thread of a page did, from Chromium's own trace, in thread time: what else the machine does does not count. Work is ours where the script that
// runs is ours; the style, layout and paint after it are the page's, and show in how long a person waits.

const kCategories = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame', 'blink.user_timing', 'loading', 'v8'];
const kScript = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);
const kLongTaskMs = 50;  // https://w3c.github.io/longtasks/

/** Records from now on; stop() answers the events. */
export async function startTrace(client) {
  const events = [];
  client.on('Tracing.dataCollected', ({value}) => { for (const event of value) events.push(event); });
  await client.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {includedCategories: kCategories, recordMode: 'recordAsMuchAsPossible'}});
  return {
    async stop() {
      const complete = new Promise((done) => client.once('Tracing.tracingComplete', done));
      await client.send('Tracing.end');
      await complete;
      return events;
    },
  };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const ms = ({tdur, dur}) => (tdur ?? dur) / 1000;
const isWithin = (inner, outer) => inner.ts >= outer.ts && inner.ts + inner.dur <= outer.ts + outer.dur;

/** Of spans that nest, the outermost, in their order. */
function outermost(spans) {
  const found = [];
  for (const span of [...spans].sort((a, b) => a.ts - b.ts || b.dur - a.dur)) if (found.length === 0 || !isWithin(span, found.at(-1))) found.push(span);
  return found;
}

/** The main thread from the last navigation to `url` on. `isOurs` says of a script's address whether it is. */
export function readTrace(events, url, isOurs) {
  const begun = events.findLast(({name, args}) => name === 'navigationStart' && args.data?.documentLoaderURL === url);
  if (!begun) throw new Error(`no navigation to ${url} in the trace`);
  const own = events.filter(({pid, tid, ts}) => pid === begun.pid && tid === begun.tid && ts >= begun.ts);
  const spans = own.filter(({ph}) => ph === 'X');
  const moment = (wanted) => own.find(({name, args}) => name === wanted && (args.frame ?? begun.args.frame) === begun.args.frame)?.ts;
  return {
    begun: begun.ts, pid: begun.pid, moment, drawn: events.filter(({name, pid}) => name === 'DrawFrame' && pid === begun.pid).map(({ts}) => ts),
    tasks: spans.filter(({name}) => name === 'RunTask'),
    ours: outermost(spans.filter(({name, args}) => kScript.has(name) && isOurs(args.data?.url ?? args.fileName ?? ''))),
  };
}

/** How long scripts of ours ran between two moments. */
export const oursMs = ({ours}, from, to) => sum(ours.filter(({ts}) => ts >= from && ts < to).map(ms));

/** How long each turn of ours took from a moment on. */
export const turnsMs = ({ours}, from) => ours.filter(({ts}) => ts >= from).map(ms);

/** How long each task ran that is long, and would not be without us. */
export function longTasksMs({tasks, ours}) {
  const without = (task) => ms(task) - sum(ours.filter((one) => isWithin(one, task)).map(ms));
  return tasks.filter((task) => ms(task) > kLongTaskMs && without(task) <= kLongTaskMs).map(ms);
}

/** Frames that were drawn between two moments, in a second. */
export const drawnPerSecond = ({drawn}, from, to) => drawn.filter((ts) => ts >= from && ts < to).length / ((to - from) / 1e6);
