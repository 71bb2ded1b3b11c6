// Popup and options: what they say in each state, and what a click asks the background for.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {openStage} from './stage.mjs';

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const asked = (page, type) => page.evaluate(wanted => window.asked.filter(message => message.type === wanted), type);
async function withPage(name, options, run) {
  const page = await stage.open(name, {act: false, ...options});
  try {
    await run(page);
  } finally {
    await page.close();
  }
}

test('the popup says on, how many, which helpdesk, ticket and policy, and how the log does', () => withPage('popup-revealed', {lang: 'en'}, async page => {
  const said = await page.locator('main').innerText();
  for (const part of [/On for this page/, /Values masked: 14/, /Open now: 2/, /Request Tracker/, /Ticket\s+12/, /support, version 3/, /valid until/, /Waiting to be sent\s+3\s+oldest 1 min. ago/, /Reveals today\s+4/, /Last delivery\s+9 min. ago/]) {
    assert.match(said, part);
  }
}));

test('the popup says plainly what level A1 does not stop', () => withPage('popup-on', {}, async page => {
  assert.match(await page.locator('.level').innerText(), /A1[^]*Tidak mencegah orang membaca lalu lintas jaringan di DevTools, memakai API helpdesk, atau mematikan Tirai/);
}));

test('where Tirai is off, the popup says so and offers nothing to reveal', () => withPage('popup-off', {lang: 'en'}, async page => {
  assert.match(await page.locator('.here').innerText(), /^Off for this page/);
  assert.equal(await page.locator('#reveal').count(), 0);
}));

test('a covered page shows why and what to do, with the details for the administrator', () => withPage('popup-covered', {}, async page => {
  assert.match(await page.locator('.here').innerText(), /tanda tangan kebijakan tidak sah[^]*laporkan kepada admin atau DPO/);
  assert.equal(await page.locator('#reveal').count(), 0);
  await page.locator('summary').click();
  assert.equal(await page.locator('details code').innerText(), 'manifest: signed by a key that is not the configured one');
}));

test('a covered page recovers by one click: the policy is asked for again, then the page is loaded anew', () => withPage('popup-covered', {lang: 'en'}, async page => {
  await page.evaluate(() => { window.close = () => window.asked.push({type: 'closed'}); window.asked.length = 0; });
  await page.getByRole('button', {name: 'Try again and reload the page'}).click();
  await page.waitForFunction(() => window.asked.some(({type}) => type === 'closed'));
  assert.deepEqual(await page.evaluate(() => window.asked.filter(({type}) => type !== 'status')), [{type: 'refresh'}, {type: 'tabs.reload', id: 7}, {type: 'closed'}]);
}));

test('one fault that shows in two places is told once', () => withPage('popup-collector-down', {lang: 'en'}, async page => {
  assert.equal(await page.getByText('The collector cannot be reached.').count(), 1);
  assert.match(await page.locator('.tiles').innerText(), /41/);
}));

test('the popup’s buttons ask for the prompt, for masks, for a sync and for the options', () => withPage('popup-revealed', {}, async page => {
  await page.evaluate(() => { window.close = () => window.asked.push({type: 'closed'}); });
  for (const id of ['remask', 'refresh', 'options', 'reveal']) await page.locator(`#${id}`).click();
  await page.waitForFunction(() => window.asked.some(({type}) => type === 'closed'));
  assert.deepEqual(await asked(page, 'remask'), [{type: 'remask', tab_id: 7}]);
  assert.deepEqual(await asked(page, 'prompt.start'), [{type: 'prompt.start', tab_id: 7}]);
  for (const type of ['refresh', 'openOptionsPage']) assert.equal((await asked(page, type)).length, 1, type);
}));

test('an open popup follows what happens, and keeps the focus where it was', () => withPage('popup-on', {lang: 'en'}, async page => {
  await page.locator('#options').focus();
  await page.evaluate(() => { window.answers.status.page.masked = 15; });
  await page.getByText('Values masked: 15').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'options');
}));

test('a background that does not answer is said, not shown as empty', () => withPage('popup-silent', {lang: 'en'}, async page => {
  assert.match(await page.locator('main').innerText(), /Tirai does not answer/);
}));

test('Save sends what can be changed, and no token that was not typed', () => withPage('options-saved', {lang: 'en'}, async page => {
  await page.getByLabel('Policy key').fill(' dpo.example+89abcdef+AWFiYw== ');
  await page.locator('#save').click();
  await page.getByText('Saved.', {exact: true}).waitFor();
  assert.deepEqual((await asked(page, 'settings.set'))[0].settings, {
    collector_url: 'https://tirai.example', policy_key: 'dpo.example+89abcdef+AWFiYw==', lang: 'browser',
    helpdesks: [{origin: 'https://rt.example', adapter: 'request-tracker'}, {origin: 'http://127.0.0.1:8080', adapter: 'demo'}],
  });
}));

test('a typed token is sent once and hidden while it is typed', () => withPage('options-saved', {lang: 'en'}, async page => {
  const token = page.getByLabel('Enrolment token');
  assert.equal(await token.getAttribute('type'), 'password');
  await token.fill('t0ken');
  await page.keyboard.press('Enter');
  await page.getByText('Saved.', {exact: true}).waitFor();
  assert.equal((await asked(page, 'settings.set'))[0].settings.enrolment_token, 't0ken');
  assert.equal(await token.inputValue(), '');
}));

test('empty fields are named, and the first of them gets the focus', () => withPage('options-empty-fields', {act: true, lang: 'en'}, async page => {
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field-collector_url');
  assert.equal(await page.locator('[aria-invalid=true]').count(), 3);
  assert.deepEqual(await asked(page, 'settings.set'), []);
}));

for (const [name, field, words] of [['options-wrong', 'field-policy_key', /expected a verifier key/], ['options-wrong-helpdesk', 'field-adapter-1', /expected an adapter name/]]) {
  test(`what the background finds wrong is shown at its field: ${field}`, () => withPage(name, {act: true, lang: 'en'}, async page => {
    assert.equal(await page.evaluate(() => document.activeElement.id), field);
    assert.match(await page.locator(`#${field}-error`).innerText(), words);
    await page.keyboard.type('x');
    assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
  }));
}

test('helpdesks can be added and removed by keyboard', () => withPage('options-saved', {lang: 'en'}, async page => {
  await page.getByRole('button', {name: 'Remove https://rt.example'}).press('Enter');
  await page.locator('#add-helpdesk').press('Enter');
  await page.keyboard.type('https://desk.example');
  await page.locator('#save').press('Enter');
  await page.getByText('Saved.', {exact: true}).waitFor();
  assert.deepEqual((await asked(page, 'settings.set'))[0].settings.helpdesks, [{origin: 'http://127.0.0.1:8080', adapter: 'demo'}, {origin: 'https://desk.example', adapter: 'request-tracker'}]);
}));

test('the browser is asked for one site in the click on its row, and for all missing ones at once', () => withPage('options-allow', {lang: 'en'}, async page => {
  await page.getByRole('button', {name: 'Allow on this site: http://127.0.0.1:8080'}).click();
  await page.getByText('Allowed', {exact: true}).first().waitFor();
  assert.deepEqual((await asked(page, 'permissions.request'))[0].origins, ['http://127.0.0.1/*']);
  assert.equal((await asked(page, 'settings.permitted')).length, 1);
}));

test('a setup code is passed on, and what is wrong with it is said', () => withPage('options-wrong', {lang: 'en'}, async page => {
  await page.locator('#use-code').click();
  assert.match(await page.locator('#field-code-error').innerText(), /Paste the code first/);
  await page.locator('#field-code').fill(' eyJ4IjoxfQ ');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#field-code-error').textContent.includes('verifier key'));
  assert.equal((await asked(page, 'settings.import'))[0].code, 'eyJ4IjoxfQ');
}));

test('the language is the browser’s until one is chosen', () => withPage('options-saved', {lang: 'en'}, async page => {
  assert.ok(await page.getByRole('radio', {name: 'As the browser'}).isChecked());
  await page.getByRole('radio', {name: 'Bahasa Indonesia'}).check();
  await page.locator('#save').click();
  await page.getByText('Saved.', {exact: true}).waitFor();
  assert.equal((await asked(page, 'settings.set'))[0].settings.lang, 'id');
}));

test('the state follows the background, and leaves what is being typed alone', () => withPage('options-problem', {lang: 'en'}, async page => {
  await page.getByLabel('Policy key').fill('half typed');
  await page.evaluate(() => { Object.assign(window.answers.status.station, {subject: {type: 'agent', id: 'sari', properties: {role: 'agent'}}, covered: undefined, enrolment_problem: undefined}); });
  await page.getByText('Enrolled as sari, role agent').waitFor();
  assert.equal(await page.getByText('this device is not enrolled').count(), 0);
  assert.equal(await page.getByLabel('Policy key').inputValue(), 'half typed');
}));

test('what an administrator set can be read and not changed', () => withPage('options-managed', {lang: 'en'}, async page => {
  const settings = page.locator('section:not([aria-labelledby=writer], [aria-labelledby=second])');  // a written adapter changes nothing in force, a key is the agent's own
  assert.equal(await settings.locator('input:not([readonly]):not([disabled])').count(), 0);
  assert.equal(await page.locator('#save, #use-code, #add-helpdesk').count(), 0);
  assert.match(await page.locator('main').innerText(), /Set by your administrator/);
}));

test('beside managed fields, the others can be saved', () => withPage('options-partly-managed', {lang: 'en'}, async page => {
  assert.equal(await page.getByLabel('Collector address').getAttribute('readonly'), '');
  await page.evaluate(() => { window.answers['settings.set'] = {ok: true, view: window.answers['settings.get']}; });
  await page.locator('#save').click();
  await page.getByText('Saved.', {exact: true}).waitFor();
  assert.deepEqual(Object.keys((await asked(page, 'settings.set'))[0].settings).sort(), ['helpdesks', 'lang']);
}));

test('an adapter grows as its values are pointed at, and says what is wrong with it', () => withPage('options-writer', {act: true, lang: 'en'}, async page => {
  const draft = async () => JSON.parse(await page.locator('#writer-json').inputValue());
  assert.deepEqual((await draft()).fields.map(({select, known}) => [select, known]), [['.custom-field-NIK .current-value', true]]);
  await page.locator('#writer-select-1').selectOption('.current-value');
  await page.locator('#writer-known-1').uncheck();
  assert.deepEqual((await draft()).fields.map(({select, known}) => [select, known]), [['.current-value', undefined]]);
  const shown = (await asked(page, 'picker.show')).at(-1);
  assert.equal(shown.fields[0].select, '.current-value', 'the page outlines what the draft matches');
  await page.locator('#field-writer-name').fill('Our Desk');
  await page.getByText('Not usable yet: /helpdesk').waitFor();
  await page.getByRole('button', {name: 'Remove value 1'}).click();
  assert.deepEqual((await draft()).fields, []);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'writer-pick');
}));
