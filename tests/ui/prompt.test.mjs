// The prompt by keyboard alone, as an agent uses it all day, and what a hostile page can put into it.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {openStage} from './stage.mjs';

let stage;
before(async () => { stage = await openStage(); });
after(() => stage.close());

const asked = (page, type) => page.evaluate(wanted => window.asked.filter(message => message.type === wanted), type);
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
const selected = page => page.locator('[role=option][aria-selected=true] .where').textContent();
async function withPage(name, options, run) {
  const page = await stage.open(name, {act: false, ...options});
  try {
    await run(page);
  } finally {
    await page.close();
  }
}

test('two keystrokes reveal: a digit for the purpose, then Enter', () => withPage('prompt-choosing', {}, async page => {
  await press(page, '2', 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), [{type: 'prompt.submit', token: 'token-1', item_id: 'i1', purpose: 'dispute'}]);
  await page.waitForFunction(() => document.querySelector('.prompt') === null);
  assert.deepEqual(await asked(page, 'prompt.cancel'), []);
}));

test('Enter alone reveals when a single purpose is offered', () => withPage('prompt-one-purpose', {}, async page => {
  await press(page, 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), [{type: 'prompt.submit', token: 'token-1', item_id: 'i3', purpose: 'identity_verification'}]);
}));

test('where the policy asks for a reason, the keyboard goes there, and Enter reveals once it is long enough', () => withPage('prompt-reason', {lang: 'en'}, async page => {
  assert.equal(await page.locator('#tirai-reason').isVisible(), false);
  await press(page, '1');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tirai-reason');
  await page.keyboard.type('the customer, 2 calls');
  await press(page, 'Backspace', 'Backspace', 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
  assert.equal(await page.locator('.status').textContent(), 'Write the reason first, at least 20 characters.');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tirai-reason');
  await page.keyboard.type('ls 3 2 1');
  await press(page, 'Shift+Enter');
  await page.keyboard.type('again');
  await press(page, 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), [{type: 'prompt.submit', token: 'token-1', item_id: 'i6', purpose: 'identity_verification', reason: 'the customer, 2 calls 3 2 1\nagain'}]);
}));

test('a purpose that asks for no reason has no field for one, and sends none', () => withPage('prompt-reason', {}, async page => {
  await press(page, '1');
  await page.keyboard.type('a reason that is long enough');
  await page.locator('.purposes input').nth(1).check();
  assert.equal(await page.locator('#tirai-reason').isVisible(), false);
  await press(page, 'Enter');
  const [sent] = await asked(page, 'prompt.submit');
  assert.deepEqual([sent.purpose, sent.reason], ['dispute', undefined]);
}));

test('Enter without a purpose reveals nothing and says which keys to press', () => withPage('prompt-choosing', {lang: 'en'}, async page => {
  await press(page, 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
  assert.equal(await page.locator('.status').textContent(), 'Choose the purpose first: press 1–3.');
  await press(page, '3');
  assert.equal(await page.locator('.status').textContent(), 'Purpose 3: Fraud prevention');
}));

test('the arrows move through the values and each brings its own purposes', () => withPage('prompt-choosing', {}, async page => {
  assert.equal(await selected(page), 'NIK');
  await press(page, '1', 'ArrowDown', 'ArrowDown');
  assert.equal(await page.locator('[role=listbox]').getAttribute('aria-activedescendant'), 'tirai-value-2');
  assert.equal(await page.locator('input[type=radio]').count(), 1);
  await press(page, 'Enter');
  assert.equal((await asked(page, 'prompt.submit'))[0].item_id, 'i3');
}));

test('who pointed at nothing has the first value before them that may be revealed; the others are where they stand on the page', () => withPage('prompt-unpointed', {}, async page => {
  assert.equal(await selected(page), 'Requestor');
  await press(page, 'ArrowUp');
  assert.equal(await selected(page), 'Pesan 3');
  await press(page, 'ArrowDown', '1', 'Enter');
  assert.equal((await asked(page, 'prompt.submit'))[0].item_id, 'i3');
}));

test('a purpose picked for one value does not carry over to the next', () => withPage('prompt-many', {}, async page => {
  await press(page, '1', 'ArrowDown', 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
}));

test('the arrows stop at both ends; Home and End go there', () => withPage('prompt-choosing', {}, async page => {
  await press(page, 'ArrowUp');
  assert.equal(await selected(page), 'NIK');
  await press(page, 'End', 'ArrowDown');
  assert.equal(await page.locator('[aria-activedescendant]').getAttribute('aria-activedescendant'), 'tirai-value-3');
  await press(page, 'Home');
  assert.equal(await selected(page), 'NIK');
}));

test('Tab goes through list, purposes, what the customer says, Cancel and Reveal; arrows move within the purposes; Enter reveals from there', () => withPage('prompt-choosing', {}, async page => {
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('role') ?? document.activeElement.type + document.activeElement.textContent.replace(/Esc|Enter/, ''));
  const path = [await focused()];
  for (let step = 0; step < 5; step++) { await press(page, 'Tab'); path.push(await focused()); }
  assert.deepEqual(path, ['listbox', 'radio', 'text', 'buttonCocokkan', 'buttonBatal', 'buttonBuka']);
  await press(page, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Space', 'ArrowDown', 'Enter');
  assert.equal((await asked(page, 'prompt.submit'))[0].purpose, 'dispute');
  assert.equal((await asked(page, 'prompt.submit'))[0].item_id, 'i1');
}));

test('Enter on Cancel cancels', () => withPage('prompt-one-purpose', {}, async page => {
  await press(page, 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
  assert.equal((await asked(page, 'prompt.cancel')).length, 1);
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
}));

for (const name of ['prompt-choosing', 'prompt-none-offered', 'prompt-working', 'prompt-refused', 'prompt-empty', 'prompt-not-loaded']) {
  test(`Escape cancels: ${name}`, () => withPage(name, {act: true}, async page => {
    await press(page, 'Escape');
    assert.deepEqual(await asked(page, 'prompt.cancel'), [{type: 'prompt.cancel', token: 'token-1'}]);
  }));
}

test('the mouse does as well', () => withPage('prompt-choosing', {}, async page => {
  await page.locator('[role=option]').nth(2).click();
  await page.locator('.purpose').first().click();
  await page.locator('button.primary').click();
  assert.equal((await asked(page, 'prompt.submit'))[0].item_id, 'i3');
}));

test('after a refusal it says why, and another purpose may be tried', () => withPage('prompt-refused', {lang: 'en'}, async page => {
  await press(page, '1', 'Enter');
  assert.match(await page.getByRole('alert').innerText(), /The policy does not permit it\s+This ticket is closed\./);
  await press(page, '2');
  assert.equal(await page.getByRole('alert').count(), 0);
  await press(page, 'Enter');
  assert.deepEqual((await asked(page, 'prompt.submit')).map(({purpose}) => purpose), ['identity_verification', 'dispute']);
}));

test('what cannot be logged is not revealed, and says so', () => withPage('prompt-not-logged', {act: true}, async page => {
  assert.match(await page.getByRole('alert').innerText(), /^Tidak dapat mencatat, jadi tidak dibuka/);
}));

test('a background that is gone is a refusal, not a silence', () => withPage('prompt-choosing', {lang: 'en'}, async page => {
  await page.evaluate(() => { window.answers['prompt.submit'] = undefined; });
  await press(page, '1', 'Enter');
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /^Tirai could not reveal it/);
}));

test('where nothing is offered Enter and digits do nothing, and the reason is there', () => withPage('prompt-not-mine', {lang: 'en'}, async page => {
  await press(page, '1', 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
  const said = await page.locator('.notice:visible').innerText();
  assert.match(said, /A NIK is revealed only by the agent who handles the ticket\./);
  assert.match(said, /This ticket is not yours, nor your team’s\./);
}));

test('while it works, nothing is asked twice', () => withPage('prompt-working', {act: true}, async page => {
  await press(page, 'Enter', '2', 'ArrowDown', 'Enter');
  assert.equal((await asked(page, 'prompt.submit')).length, 1);
  assert.equal(await page.locator('.prompt').getAttribute('aria-busy'), 'true');
}));

test('a held Enter, and digits with Ctrl or Alt, do nothing', () => withPage('prompt-choosing', {}, async page => {
  await press(page, 'Control+1', 'Alt+1');
  assert.equal(await page.locator('input:checked').count(), 0);
  await press(page, '1');
  await page.evaluate(() => { window.answers['prompt.submit'] = {granted: false, code: 'policy', reason: {id: '', en: ''}}; });
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  assert.equal((await asked(page, 'prompt.submit')).length, 1);
}));

test('events that a script makes up reveal nothing and cancel nothing', () => withPage('prompt-one-purpose', {}, async page => {
  await page.evaluate(() => {
    document.querySelector('button.primary').click();
    for (const key of ['Enter', 'Escape']) document.querySelector('[role=listbox]').dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  });
  assert.deepEqual([...await asked(page, 'prompt.submit'), ...await asked(page, 'prompt.cancel')], []);
}));

test('a hostile label is text, on one line, isolated, whole in its tooltip', () => withPage('prompt-hostile', {}, async page => {
  const label = page.locator('bdi.where').first();
  const {text, title, cut, images, pwned, height} = await label.evaluate(node => ({
    text: node.textContent, title: node.title, cut: node.scrollWidth > node.clientWidth, height: node.closest('li').offsetHeight,
    images: document.images.length, pwned: document.body.dataset.pwned,
  }));
  assert.ok(text.startsWith('</li><img src=x onerror="document.body.dataset.pwned=1"> Nomor pelanggan'), text);
  assert.equal(title, text);
  assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(text));
  assert.ok(cut && height < 40, `${height}`);
  assert.deepEqual([images, pwned], [0, undefined]);
  assert.equal(await page.locator('bdi.mask').first().evaluate(node => node.textContent.length), 300);
}));

test('of thousands of values it draws those around the current one, and says so', () => withPage('prompt-many', {lang: 'en'}, async page => {
  assert.equal(await page.locator('[role=option]').count(), 200);
  assert.equal(await selected(page), 'Pesan 450');
  assert.ok(await page.locator('[aria-selected=true]').isVisible());
  assert.match(await page.locator('.which').innerText(), /Showing 200 of 900 values/);
}));

test('says that the reveal is logged, how long it is shown, and on what legal basis', () => withPage('prompt-choosing', {}, async page => {
  assert.match(await page.locator('footer').innerText(), /Pembukaan ini dicatat/);
  const first = page.locator('.purpose').first();
  assert.match(await first.innerText(), /tampil 30 detik/);
  const radio = page.getByRole('radio', {name: 'Verifikasi identitas', exact: true});
  const described = await radio.evaluate(node => document.getElementById(node.getAttribute('aria-describedby')).textContent);
  assert.match(described, /Pelaksanaan perjanjian · UU PDP Ps\. 20\(2\)b/);
}));

test('C compares what the customer says: digits and letters stay in the field, Enter asks, the answer is yes or no', () => withPage('prompt-compare-yes', {lang: 'en'}, async page => {
  await press(page, 'c');
  await page.keyboard.type('v7890c');
  await press(page, 'Enter');
  assert.deepEqual(await asked(page, 'prompt.compare'), [{type: 'prompt.compare', token: 'token-1', item_id: 'i1', said: 'v7890c'}]);
  await page.locator('#tirai-said-answer:not(:empty)').waitFor();
  assert.equal(await page.locator('#tirai-said-answer').textContent(), '✓ Matches');
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
  await page.keyboard.type('1');
  assert.equal(await page.locator('#tirai-said-answer').textContent(), '', 'another text has no answer yet');
}));

test('what was said about one value is gone with the next, and a value that cannot be compared has no field', () => withPage('prompt-compare-yes', {}, async page => {
  await press(page, 'c');
  await page.keyboard.type('7890');
  await page.locator('[role=option]').nth(1).click();
  assert.equal(await page.locator('#tirai-said').isVisible(), false);
  await page.locator('[role=option]').nth(2).click();
  assert.equal(await page.locator('#tirai-said').inputValue(), '');
}));

test('V opens the card at its first question; a right answer leads on to the next', () => withPage('prompt-card', {lang: 'en'}, async page => {
  await press(page, 'v');
  await page.keyboard.type('12 Mei 1990');
  await press(page, 'Enter');
  assert.deepEqual(await asked(page, 'prompt.verify'), [{type: 'prompt.verify', token: 'token-1', class: 'person.date_of_birth', said: '12 Mei 1990'}]);
  await page.waitForFunction(() => document.activeElement.id === 'tirai-question-1');
  assert.match(await page.locator('.caller').textContent(), /^Not verified yet: 1 of 2 answers match, 3 wrong ones left/);
  assert.equal(await page.locator('#tirai-question-0').evaluate(field => field.readOnly), true);
}));

test('after a failed card what is offered is asked anew, and the card takes no more answers', () => withPage('prompt-card-failed', {lang: 'en', act: true}, async page => {
  assert.match(await page.locator('.caller').textContent(), /^✗ Verification failed/);
  assert.equal(await page.locator('#tirai-question-1').evaluate(field => field.readOnly), true);
  assert.match(await page.locator('.notice:visible').innerText(), /The caller could not prove who they are\./);
  assert.equal(await page.locator('input[type=radio]').count(), 0);
}));

test('where all are meant, one purpose is picked for what it opens', () => withPage('prompt-together', {lang: 'en'}, async page => {
  assert.match(await page.locator('button.primary').textContent(), /^Reveal all \(3\)/);
  await press(page, 'ArrowDown', '1', 'Enter');
  assert.deepEqual(await asked(page, 'prompt.submit'), [{type: 'prompt.submit', token: 'token-1', item_id: 'i1', purpose: 'identity_verification'}]);
}));

test('where the agent has a security key, K opens the collector\'s window; the reveal goes on when the collector says so, and not before', () => withPage('prompt-key-waiting', {lang: 'en', act: true}, async page => {
  assert.deepEqual(await asked(page, 'prompt.key_open'), [{type: 'prompt.key_open', token: 'token-1'}]);
  assert.match(await page.locator('.second').innerText(), /^Use your security key in the window that opened, until/);
  await page.waitForTimeout(1500);
  assert.equal((await asked(page, 'prompt.submit')).length, 1, 'it waits');
  await page.evaluate(() => { window.answers['prompt.key_state'] = {ok: true, state: 'done'}; window.answers['prompt.submit'] = {granted: true, ttl_ms: 1000, event_id: 'e'}; });
  await page.waitForFunction(() => document.querySelector('.prompt') === null);
  assert.equal((await asked(page, 'prompt.submit')).length, 2);
}));

test('waiting for a security key ends by Enter on its button, and the code has the keyboard again; Escape gives up', () => withPage('prompt-key-waiting', {lang: 'en', act: true}, async page => {
  await press(page, 'Enter');
  await page.waitForFunction(() => document.activeElement.id === 'tirai-code');
  const looked = (await asked(page, 'prompt.key_state')).length;
  await page.waitForTimeout(1200);
  assert.equal((await asked(page, 'prompt.key_state')).length, looked, 'nobody asks any more');
  await press(page, 'Escape');
  await page.waitForFunction(() => document.querySelector('.prompt') === null);
}));

test('a window closed without the key, one held back, and an agent without a key: the code stays, and the reason is said', async () => {
  await withPage('prompt-key-closed', {lang: 'en', act: true}, async page => assert.match(await page.locator('.second .answer').innerText(), /closed without the key/));
  await withPage('prompt-key-blocked', {lang: 'en', act: true}, async page => assert.match(await page.locator('.second .answer').innerText(), /held the window back/));
  await withPage('prompt-step-up', {lang: 'en', act: true}, async page => {
    assert.equal(await page.locator('.security-key').isVisible(), false);
    await press(page, 'k');
    assert.deepEqual(await asked(page, 'prompt.key_open'), []);
    assert.equal(await page.locator('#tirai-code').inputValue(), 'k');
  });
});

test('I puts the selected value into the page\'s field, where the policy lets it, and asks no purpose', () => withPage('prompt-into', {lang: 'en'}, async page => {
  await press(page, 'ArrowDown', 'i');
  assert.equal(await page.locator('.into').isVisible(), false, 'not this value');
  assert.deepEqual(await asked(page, 'prompt.copy'), []);
  await press(page, 'ArrowUp');
  await page.evaluate(() => { window.answers['prompt.copy'] = {granted: false, code: 'cannot_log', reason: {id: '', en: ''}}; });
  await press(page, 'i');
  assert.match(await page.locator('.notice.bad').innerText(), /Could not be logged/);
  await page.evaluate(() => { window.answers['prompt.copy'] = {granted: true}; });
  await press(page, 'i');
  await page.waitForFunction(() => document.querySelector('.prompt') === null);
  assert.deepEqual(await asked(page, 'prompt.copy'), Array(2).fill({type: 'prompt.copy', token: 'token-1', item_id: 'i3'}));
  assert.deepEqual(await asked(page, 'prompt.submit'), []);
}));
