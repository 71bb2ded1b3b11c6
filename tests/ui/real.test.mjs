// The pages with the real background behind them: what is saved is kept, checked and said in the chosen language.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {openStage} from './stage.mjs';

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

async function onPage(t, surface, run) {
  if (!stage.real) return t.skip('needs build/dist/chrome: node extension/build.mjs');
  const page = await stage.openPlain(surface);
  return run(page).finally(() => page.close());
}
const code = settings => Buffer.from(JSON.stringify(settings)).toString('base64url');
const key = 'dpo.example+0123abcd+AWFiYw==';
const use = async (page, text) => { await page.locator('#field-code').fill(text); await page.locator('#use-code').click(); };
const inEnglish = async page => { await page.locator('input[value=en]').check(); };

test('before it is set up, the popup says so and leads to the options', t => onPage(t, 'popup', async page => {
  assert.match(await page.locator('main').innerText(), /Tirai (belum disiapkan|is not set up yet)/);
  assert.match(await page.locator('#options').innerText(), /Siapkan Tirai|Set up Tirai/);
}));

test('a prompt page that nobody opened shows no prompt', t => onPage(t, 'prompt', async page => {
  assert.equal(await page.locator('[role=listbox]').count(), 0);
  assert.equal(await page.getByRole('alert').count(), 1);
}));

test('a damaged setup code, and one with a wrong key in it, are refused in words', t => onPage(t, 'options', async page => {
  await use(page, 'not a code!');
  await page.waitForFunction(() => /setup code|kode penyiapan/.test(document.querySelector('#field-code-error').textContent));
  await use(page, code({collector_url: 'http://collector.example'}));
  await page.waitForFunction(() => /^\/collector_url: .*https:\/\//.test(document.querySelector('#field-code-error').textContent));
}));

test('a wrong address is named at its field; a right one is kept, the token never comes back', t => onPage(t, 'options', async page => {
  await inEnglish(page);
  await page.locator('#field-collector_url').fill('http://collector.example');
  await page.locator('#field-enrolment_token').fill('s3cret');
  await page.locator('#field-policy_key').fill(key);
  await page.locator('#save').click();
  await page.waitForFunction(() => /https:\/\//.test(document.querySelector('#field-collector_url-error').textContent));
  await page.locator('#field-collector_url').fill('http://127.0.0.1:9');
  await page.locator('#save').click();
  await page.getByText('Saved.', {exact: true}).waitFor();
  await page.reload();
  await page.getByText('saved on this device').waitFor();
  assert.equal(await page.locator('#field-collector_url').inputValue(), 'http://127.0.0.1:9');
  assert.equal(await page.locator('#field-policy_key').inputValue(), key);
  assert.ok(!(await page.content()).includes('s3cret'));
  assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll('input'), input => input.value).filter(value => value.includes('s3cret'))), []);
}));

test('a setup code adds its helpdesk, and the page asks for that site', t => onPage(t, 'options', async page => {
  await use(page, code({helpdesks: [{origin: 'https://desk.example', adapter: 'request-tracker'}], lang: 'en'}));
  await page.getByText('The code is in use.').waitFor();
  assert.equal(await page.locator('#field-origin-0').inputValue(), 'https://desk.example');
  assert.match(await page.locator('.said').innerText(), /allow Tirai on these sites\s+https:\/\/desk\.example/);
}));

test('the popup speaks the language that was chosen, and says that the collector cannot be reached', t => onPage(t, 'popup', async page => {
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.getByText('The collector cannot be reached.').first().waitFor();
  const options = await stage.openPlain('options');
  await options.locator('input[value=id]').check();
  await options.locator('#save').click();
  await page.waitForFunction(() => document.documentElement.lang === 'id');
  await options.locator('input[value=browser]').check();
  await options.locator('#save').click();
  await options.waitForFunction(() => document.querySelector('input[value=browser]').checked && document.querySelector('.said').childElementCount > 0);
  await options.reload();
  await options.locator('input[value=browser]:checked').waitFor();
  await options.close();
}));
