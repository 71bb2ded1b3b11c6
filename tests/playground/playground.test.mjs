// What a data protection officer does on the page. The small policy below is read by hand, so every expected answer can be, too.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {openStage, root} from './stage.mjs';

let stage;
before(async () => { stage = await openStage(); });
after(() => stage?.close());

const text = (id, en) => ({id, en});
const purpose = (name) => ({dpv: 'https://w3id.org/dpv#CustomerCare', legal_basis: 'https://w3id.org/dpv#Contract', text: text(name, name), reason: text('alasan', 'a reason')});
/** Agents see e-mail addresses in part; assigned agents reveal a NIK for checking it; auditors see nothing. */
const small = {
  tirai_policy: 1, id: 'small', version: 1, controller: {name: 'PT Contoh', contact: 'a@contoh.example'}, dpo: {name: 'DPO', contact: 'd@contoh.example'},
  roles: {agent: {text: text('Agen', 'Agent')}, auditor: {text: text('Auditor', 'Auditor')}},
  purposes: {check: purpose('Check')},
  classes: {
    'contact.email': {dpv: 'https://w3id.org/dpv/pd#EmailAddress', text: text('Surel', 'E-mail'), entity_types: ['email_address']},
    'identity.nik': {specific: true, dpv: 'https://w3id.org/dpv/pd#NationalIdentificationNumber', text: text('NIK', 'NIK'), entity_types: ['id_nik']},
  },
  rules: [
    {id: 'mail-in-part', effect: 'permit', level: 'partial', when: {action: ['view'], role: ['agent'], class: ['contact.email']}, reason: text('surel', 'mail')},
    {id: 'nik-for-check', effect: 'permit', level: 'plain', when: {action: ['reveal'], role: ['agent'], class: ['identity.nik'], relationship: ['assigned'], purpose: ['check']}, obligations: {ask_purpose: true, time_to_live_s: 30},
      reason: text('pemeriksaan', 'checking')},
  ],
};
const ticket = 'Halo, NIK saya 3273014507900003 dan surel saya siti.rahmawati@example.com, terima kasih.';

async function type(page, policy, message = ticket) {
  await page.fill('#policy', typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2));
  await page.fill('#ticket', message);
  await page.waitForFunction((n) => document.querySelectorAll('.card').length === n || document.querySelector('#policy[aria-invalid=true]'), typeof policy === 'string' ? -1 : Object.keys(policy.roles).length);
  await page.waitForTimeout(250);
}
const cards = (page) => page.evaluate(() => [...document.querySelectorAll('.card')].map((card) => ({role: card.querySelector('h3').textContent, text: card.querySelector('.text').textContent})));

test('it opens from a file, asks the network for nothing but itself, and says nothing on the console', async () => {
  const {page, asked, complaints, close} = await stage.open();
  assert.deepEqual(asked.filter((url) => !url.startsWith('data:')).map((url) => url.split('/').pop()).sort(), ['index.html', 'playground.js']);
  assert.deepEqual(complaints, []);
  const [first] = await cards(page);
  assert.ok(first.text.includes('•'), 'the sample ticket is masked');
  await close();
});

test('it opens from the collector, under the collector’s own CSP', async () => {
  const collector = await stage.collector();
  const {page, complaints, close} = await stage.open({url: `${collector.url}/playground`});
  assert.deepEqual(complaints, []);
  assert.ok((await cards(page)).length > 0);
  await close();
  await collector.stop();
});

test('each role sees what the policy gives it, live', async () => {
  const {page, close} = await stage.open();
  await type(page, small);
  assert.deepEqual(await cards(page), [
    {role: 'Agent', text: 'Halo, NIK saya •••••••••••••••• dan surel saya s•••.•••••••••@example.com, terima kasih.'},
    {role: 'Auditor', text: 'Halo, NIK saya •••••••••••••••• dan surel saya ••••.•••••••••@•••••••.•••, terima kasih.'},
  ]);
  await page.selectOption('#fact-relationship', 'assigned');
  await page.selectOption('#purpose', 'check');
  await page.waitForTimeout(250);
  assert.match((await cards(page))[0].text, /NIK saya 3273014507900003 dan/, 'with the purpose the agent reveals it');
  assert.doesNotMatch((await cards(page))[1].text, /3273014507900003/);
  await page.selectOption('#fact-relationship', 'none');
  await page.waitForTimeout(250);
  assert.doesNotMatch((await cards(page))[0].text, /3273014507900003/, 'the ticket of another');
  await close();
});

test('a value says why, by keyboard alone, and the focus comes back', async () => {
  const {page, close} = await stage.open();
  await type(page, small);
  await page.selectOption('#fact-relationship', 'none');
  await page.selectOption('#purpose', 'check');
  await page.waitForTimeout(250);
  await page.locator('.piece').first().focus();
  await page.keyboard.press('Enter');
  const why = page.locator('.why');
  assert.match(await why.innerText(), /NIK for Agent/);
  assert.match(await why.innerText(), /no rule permits it/);
  await why.locator('summary').click();
  assert.match(await why.innerText(), /nik-for-check because relationship is not assigned/);
  await page.keyboard.press('Tab');
  await why.getByRole('button', {name: 'Close'}).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.className.includes('piece')), true);
  await close();
});

test('a mistake is shown with its place; what was in force stays', async () => {
  const {page, close} = await stage.open();
  await type(page, small);
  const before = await cards(page);
  const broken = JSON.stringify(small, null, 2).replace('"relationship"', '"relatonship"');
  const line = broken.split('\n').findIndex((one) => one.includes('relatonship')) + 1;
  await type(page, broken);
  await page.waitForSelector('#policy[aria-invalid=true]');
  assert.match(await page.innerText('#policy-said'), /relatonship/);
  assert.deepEqual(await cards(page), before);
  await page.getByRole('button', {name: `Go to line ${line}`}).click();
  const at = await page.evaluate(() => { const area = document.getElementById('policy'); return area.value.slice(0, area.selectionStart).split('\n').length; });
  assert.equal(at, line);
  await close();
});

test('questions are answered over every case', async () => {
  const {page, close} = await stage.open();
  await type(page, small);
  await page.selectOption('#ask-class', 'identity.nik');
  await page.getByRole('button', {name: 'Ask', exact: true}).click();
  const answers = page.locator('#ask-title ~ form .said');
  assert.match(await answers.innerText(), /^Agent/);
  assert.doesNotMatch(await answers.innerText(), /Auditor/);
  await page.selectOption('#ask', 'never');
  await page.selectOption('#ask-role', 'auditor');
  await page.getByRole('button', {name: 'Ask', exact: true}).click();
  assert.match(await answers.innerText(), /^Yes\./);
  await page.selectOption('#ask-role', 'agent');
  await page.getByRole('button', {name: 'Ask', exact: true}).click();
  assert.match(await answers.innerText(), /^No\.[^]*relationship assigned/);
  await close();
});

test('an edit that loosens is named, with a case', async () => {
  const {page, close} = await stage.open();
  const ready = await page.inputValue('#policy');
  await page.fill('#policy', ready.replace(/"level":\s*"partial"/, '"level": "plain"'));
  await page.waitForFunction(() => document.querySelector('#changes-title ~ .said .looser'));
  assert.match(await page.innerText('#changes-title ~ .said'), /Looser: in part → open/);
  await page.fill('#policy', ready);
  await page.waitForFunction(() => /No decision changed/.test(document.querySelector('#changes-title ~ .said').textContent));
  await close();
});

test('the other language changes every word and keeps what was typed', async () => {
  const {page, close} = await stage.open();
  await type(page, small);
  await page.selectOption('#language', 'id');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'id');
  assert.equal(await page.innerText('h1'), 'Ruang coba kebijakan');
  assert.equal(await page.inputValue('#ticket'), ticket);
  assert.deepEqual((await cards(page)).map(({role}) => role), ['Agen', 'Auditor']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'language');
  await close();
});

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-US']]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe-core finds nothing: ${lang}, ${colorScheme}`, async () => {
      const {page, close} = await stage.open({locale, colorScheme});
      await page.locator('.piece').first().click();
      await page.evaluate(`${axe}; 0`).catch(() => page.addScriptTag({content: axe}));
      const {violations} = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(({target}) => target.join(' '))]), []);
      await page.screenshot({path: join(root, `build/screens/playground-${lang}-${colorScheme}.png`), fullPage: true});
      await close();
    });
  }
}
