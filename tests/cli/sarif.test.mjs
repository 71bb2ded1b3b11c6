// `tirai check --format sarif` against SARIF 2.1.0 (OASIS Standard, 27 March 2020). Of the standard the parts that speak of what we write, each with
// its section; like its own schema they are closed: a member the standard does not have is a mistake.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {scratch, tirai} from './tirai.mjs';

const object = (properties, required = [], more = {}) => ({type: 'object', additionalProperties: false, properties, required, ...more});
const list = (items, more = {}) => ({type: 'array', items, ...more});
const string = {type: 'string'};
// RFC 3986, 4.1: a relative path has no colon in its first segment; what is no letter, digit or one of these marks is percent-encoded.
const uriReference = {type: 'string', pattern: "^(?:[A-Za-z][A-Za-z0-9+.-]*:|[A-Za-z0-9._~!$&'()*+,;=@%-]*(?:/|$))(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*$"};
const message = object({text: string, markdown: string, id: string, arguments: list(string)}, [], {anyOf: [{required: ['text']}, {required: ['id']}]}); // 3.11
const region = object({startLine: {type: 'integer', minimum: 1}, startColumn: {type: 'integer', minimum: 1}, endLine: {type: 'integer', minimum: 1}, endColumn: {type: 'integer', minimum: 1}}); // 3.30
const artifactLocation = object({uri: uriReference, uriBaseId: string, index: {type: 'integer', minimum: -1}}); // 3.4
const physicalLocation = object({artifactLocation, region}, [], {anyOf: [{required: ['artifactLocation']}, {required: ['address']}]}); // 3.29
const logicalLocation = object({name: string, fullyQualifiedName: string, decoratedName: string, kind: string, parentIndex: {type: 'integer', minimum: -1}}); // 3.33
const location = object({id: {type: 'integer', minimum: -1}, physicalLocation, logicalLocations: list(logicalLocation, {uniqueItems: true}), message}); // 3.28
const result = object({ruleId: string, ruleIndex: {type: 'integer', minimum: -1}, kind: {enum: ['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']}, level: {enum: ['none', 'note', 'warning', 'error']}, message, locations: list(location)}, ['message']); // 3.27
const toolComponent = object({name: string, version: string, semanticVersion: string, informationUri: uriReference, rules: list({type: 'object'}, {uniqueItems: true})}, ['name']); // 3.19
const run = object({tool: object({driver: toolComponent}, ['driver']), results: list(result), columnKind: {enum: ['utf16CodeUnits', 'unicodeCodePoints']}}, ['tool']); // 3.14, 3.18
const log = object({$schema: {type: 'string'}, version: {const: '2.1.0'}, runs: list(run)}, ['version', 'runs']); // 3.13
const validate = new Ajv2020.default({strict: true, strictTypes: false, strictRequired: false}).compile(log);

test('SARIF is as the standard says, for mistakes and warnings, whatever the file is called', (t) => {
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'new policy: 100 %.json'), '{"tirai_policy": 1,\n  "rulez": []}');
  for (const language of ['id', 'en']) {
    const {status, stdout} = tirai(['check', '--format', 'sarif', '--lang', language, 'policy.json', 'new policy: 100 %.json', 'nowhere.json'], {cwd});
    assert.equal(status, 3);
    const said = JSON.parse(stdout);
    assert.ok(validate(said), JSON.stringify(validate.errors));
    const results = said.runs[0].results.map(({ruleId, level, locations: [{physicalLocation: {artifactLocation, region: at}}]}) => [ruleId, level, artifactLocation.uri, at?.startLine, at?.startColumn]);
    assert.deepEqual(results, [
      ['card_beyond_pci_dss', 'warning', 'policy.json', undefined, undefined],
      ['class_always_covered', 'warning', 'policy.json', undefined, undefined],
      ['unknown_key', 'error', 'new%20policy%3A%20100%20%25.json', 2, 3],
      ['bad_value', 'error', 'nowhere.json', undefined, undefined],
    ]);
  }
});

test('the standard’s parts above refuse what SARIF is not', () => {
  const good = () => ({version: '2.1.0', runs: [{tool: {driver: {name: 'tirai'}}, results: [{message: {text: 'a'}, level: 'error', locations: [{physicalLocation: {artifactLocation: {uri: 'a/b.json'}, region: {startLine: 1}}}]}]}]});
  assert.ok(validate(good()), JSON.stringify(validate.errors));
  const changes = [
    (one) => { one.version = '2.0.0'; }, (one) => { delete one.runs[0].tool.driver.name; }, (one) => { one.runs[0].results[0].level = 'fatal'; }, (one) => { one.runs[0].results[0].message = {}; },
    (one) => { one.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0; }, (one) => { one.runs[0].results[0].severity = 'high'; }, (one) => { one.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.json'; },
  ];
  for (const change of changes) {
    const one = good();
    change(one);
    assert.equal(validate(one), false, String(change));
  }
});
