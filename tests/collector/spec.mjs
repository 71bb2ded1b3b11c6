// collector/openapi.json as a test needs it: what it says of an answer, and whether an answer is that.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import {readFileSync} from 'node:fs';

export const spec = JSON.parse(readFileSync(new URL('../../collector/openapi.json', import.meta.url)));
const ajv = new Ajv2020.default({strict: false, validateFormats: false});
ajv.addSchema({...spec, $id: 'spec'});
const pointer = (name) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every operation of the file: {path, method, operation}. */
export const operations = () => Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({path, method, operation})));

/** A schema of the file with its `$ref` followed, as a function of a value: undefined when it fits, else why not. */
export function judgeOf(schema) {
  const validate = ajv.compile(schema.$ref ? {$ref: `spec${schema.$ref}`} : {...JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"spec#/'))});
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
}

/** What the file says of an answer, with its $ref followed. */
function described(path, method, status) {
  const found = spec.paths[path]?.[method]?.responses[status];
  return found?.$ref ? spec.components.responses[found.$ref.split('/').at(-1)] : found;
}

const media = (type) => (type ?? '').replace(/^application\/json.*/, 'application/json');

/** Holds an answer {status, type, body} to the file: status, type and shape. */
export function judge(path, method, {status, type, body}) {
  const answer = described(path, method, status);
  assert.ok(answer, `${method} ${path} answered ${status}, which the file does not name: ${body.slice(0, 300)}`);
  if (!answer.content) return assert.equal(body, '', `${method} ${path} ${status} has a body; the file says none`);
  const kind = answer.content[media(type)] ? media(type) : '*/*', content = answer.content[kind];
  assert.ok(content, `${method} ${path} ${status} is ${type}; the file says ${Object.keys(answer.content)}`);
  const shared = spec.paths[path][method].responses[status].$ref;
  const where = shared ? `spec#/components/responses/${shared.split('/').at(-1)}` : `spec#/paths/${pointer(path)}/${method}/responses/${status}`;
  const validate = ajv.compile({$ref: `${where}/content/${pointer(kind)}/schema`});
  assert.ok(validate(kind === 'application/json' ? JSON.parse(body) : body), `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}: ${body.slice(0, 300)}`);
}
