// Every event of an export against the schema it is published under: core/schema/event.schema.json for what browsers log, collector/own-event.schema.json for
// what the collector logs of itself.
import Ajv2020 from 'ajv/dist/2020.js';
import {readFileSync} from 'node:fs';

const compiled = (path) => new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url))));
const kServer = 1;  // OCSF device.type_id
let schemas;

/** What does not fit, a line each with its place and why; empty: all do. `events`: how many were looked at. */
export function invalidEvents(ndjson) {
  schemas ??= {browser: compiled('core/schema/event.schema.json'), own: compiled('collector/own-event.schema.json')};
  const problems = [];
  let events = 0;
  for (const [at, line] of ndjson.split('\n').entries()) {
    if (!line.includes('"tirai":{')) continue;
    const event = JSON.parse(line);
    ++events;
    const validate = event.device?.type_id === kServer ? schemas.own : schemas.browser;
    if (!validate(event)) problems.push(`line ${at + 1} (${event.tirai.kind}): ${validate.errors.map(({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`).join('; ')}`);
  }
  return {events, problems};
}
