// Rules and requests for the decision bench, from a seed; and the same rules as a Tirai policy, as Cedar policies and as a casbin model.
// A rule names for each fact one value or any: what all three can say without a detour. One in ten forbids.
import {randomOf} from '../corpus/random.mjs';

export const facts = {
  role: ['agent', 'senior', 'supervisor', 'manager', 'auditor'],
  action: ['view', 'reveal', 'copy', 'compare', 'export', 'send'],
  class: Array.from({length: 24}, (_, i) => `kind_${i}`),
  relationship: ['assigned', 'team', 'none'],
  purpose: Array.from({length: 14}, (_, i) => `purpose_${i}`),
  identity: ['none', 'session', 'mfa'],
};
const named = {role: 0.9, action: 0.95, class: 0.9, relationship: 0.6, purpose: 0.6, identity: 0.2}; // how often a rule names it

/** `count` rules: {deny, when: {fact: value}}; a fact that is left out is any. */
export function rules(seed, count) {
  const random = randomOf(seed);
  return Array.from({length: count}, (_, i) => ({
    deny: i % 10 === 9,
    when: Object.fromEntries(Object.entries(facts).filter(([fact]) => random.chance(named[fact])).map(([fact, values]) => [fact, random.pick(values)])),
  }));
}

/** Requests: every other one drawn at random, the others made to meet some rule's conditions, so that both answers are common. */
export function requests(seed, all, count) {
  const random = randomOf(seed);
  return Array.from({length: count}, (_, i) => {
    const any = Object.fromEntries(Object.entries(facts).map(([fact, values]) => [fact, random.pick(values)]));
    return i % 2 === 0 ? any : {...any, ...random.pick(all).when};
  });
}

const text = {id: 'a', en: 'a'};
const named_in_both = names => Object.fromEntries(names.map(name => [name, {text}]));

export function tiraiPolicy(all) {
  const purposes = Object.fromEntries(facts.purpose.map(name => [name, {text, reason: text, dpv: 'https://w3id.org/dpv#CustomerCare', legal_basis: 'https://w3id.org/dpv#Contract'}]));
  const rule = ({deny, when}, i) => ({
    id: `rule-${i}`, effect: deny ? 'deny' : 'permit', when: Object.fromEntries(Object.entries(when).map(([fact, value]) => [fact, [value]])), ...(deny ? {} : {level: 'plain'}), reason: text,
  });
  return JSON.stringify({
    tirai_policy: 1, id: 'bench', version: 1, controller: {name: 'a', contact: 'a'}, dpo: {name: 'a', contact: 'a'},
    roles: named_in_both(facts.role), purposes, classes: named_in_both(facts.class), rules: all.map(rule),
  });
}
export const tiraiRequest = one => JSON.stringify({
  subject: {type: 'agent', id: 'a', properties: {role: one.role}}, action: {name: one.action}, resource: {type: 'class', id: one.class},
  context: {relationship: one.relationship, purpose: one.purpose, identity: one.identity},
});

const cedarRule = ({deny, when}) => {
  const scope = (name, type, value) => value === undefined ? name : `${name} == ${type}::"${value}"`;
  const conditions = ['relationship', 'purpose', 'identity'].filter(fact => when[fact] !== undefined).map(fact => `context.${fact} == "${when[fact]}"`);
  const head = [scope('principal', 'Role', when.role), scope('action', 'Action', when.action), scope('resource', 'Class', when.class)].join(', ');
  return `${deny ? 'forbid' : 'permit'}(${head})${conditions.length > 0 ? ` when { ${conditions.join(' && ')} }` : ''};`;
};
export const cedarPolicies = all => Object.fromEntries(all.map((rule, i) => [`rule-${i}`, cedarRule(rule)]));
export const cedarRequest = one => ({
  principal: {type: 'Role', id: one.role}, action: {type: 'Action', id: one.action}, resource: {type: 'Class', id: one.class},
  context: {relationship: one.relationship, purpose: one.purpose, identity: one.identity}, entities: [],
});

const names = Object.keys(facts);
export const casbinModel = `
[request_definition]
r = ${names.join(', ')}
[policy_definition]
p = ${names.join(', ')}, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = ${names.map(name => `(p.${name} == "*" || p.${name} == r.${name})`).join(' && ')}
`;
export const casbinRules = all => all.map(({deny, when}) => [...names.map(name => when[name] ?? '*'), deny ? 'deny' : 'allow']);
export const casbinRequest = one => names.map(name => one[name]);
