// Every state of every surface, as data: what the background answers, and what the person then does. Values are masks and public test numbers.
const bilingual = (id, en) => ({id, en});
const minutes = count => Date.now() + count * 60_000;
const dpv = name => `https://w3id.org/dpv#${name}`;

const purposes = {
  identity: {
    purpose: 'identity_verification', text: bilingual('Verifikasi identitas', 'Identity verification'),
    reason: bilingual('Pelanggan menelepon dan Anda mencocokkan nomor yang ia sebutkan.', 'The customer is on the phone and you compare the number they say.'),
    dpv: dpv('IdentityVerification'), legal_basis: dpv('ContractPerformance'), level: 'plain', time_to_live_s: 30,
  },
  dispute: {
    purpose: 'dispute', text: bilingual('Penanganan sengketa', 'Dispute handling'),
    reason: bilingual('Nomor ini diminta bank atau regulator untuk pengaduan yang sedang berjalan.', 'The bank or the regulator asks for it in a complaint that is open.'),
    dpv: dpv('DisputeManagement'), legal_basis: dpv('LegalObligation'), level: 'plain', time_to_live_s: 120,
  },
  fraud: {
    purpose: 'fraud', text: bilingual('Pencegahan penipuan', 'Fraud prevention'),
    reason: bilingual('Ada tanda akun ini dipakai orang lain.', 'There are signs that someone else uses this account.'),
    dpv: dpv('FraudPreventionAndDetection'), legal_basis: dpv('LegitimateInterest'), level: 'plain', time_to_live_s: 60,
  },
};
const none = bilingual('', '');
const nik = {id: 'i1', class: 'identity.nik', type: 'id_nik', level: 'partial', mask: '••••••••••••7890', where: 'NIK', offered: Object.values(purposes), class_text: bilingual('NIK', 'NIK'), reason: none, can_compare: true};
const card4 = {id: 'i2', class: 'payment.card', type: 'credit_card', level: 'partial', mask: '4111 11•• •••• 1111', where: 'Pesan 3', offered: [], can_compare: false, class_text: bilingual('Nomor kartu', 'Card number'),
  reason: bilingual('Nomor kartu penuh tidak pernah ditampilkan kepada agen (PCI DSS 3.4).', 'Full card numbers are never shown to agents (PCI DSS 3.4).')};
const phone = {id: 'i3', class: 'contact.phone', type: 'phone_number', level: 'partial', mask: '+62 8••-••••-•678', where: 'Requestor', offered: [purposes.identity], class_text: bilingual('Nomor telepon', 'Phone number'), reason: none, can_compare: true};
const email = {id: 'i4', class: 'contact.email', type: 'email_address', level: 'partial', mask: '••••@example.com', where: 'Requestor', offered: [purposes.identity], class_text: bilingual('Alamat surel', 'E-mail address'), reason: none, can_compare: true, revealed_until: minutes(1)};
export const hostileLabel = `</li><img src=x onerror="document.body.dataset.pwned=1">\u202e${'Nomor pelanggan yang sangat panjang sekali '.repeat(8)}`;
const hostile = {...phone, id: 'i5', where: hostileLabel, mask: '•'.repeat(300)};

/** Its first purpose asks for a reason in the agent's own words. */
const asking = {...nik, id: 'i6', offered: nik.offered.map((purpose, index) => index === 0 ? {...purpose, justification_min: 20} : purpose)};

const facts = {helpdesk: 'request-tracker', ticket: '12', status: 'open', queue: 'Tagihan', owner: 'sari', agent: 'sari', relationship: 'assigned'};
const subject = {type: 'agent', id: 'sari', properties: {role: 'agent'}};
const policy = {id: 'support', version: 3};
const model = (items, more = {}) => lang => ({
  'prompt.load': {ok: true, model: {items, facts, subject, lang, policy, ...more}},
  'prompt.submit': {granted: true, ttl_ms: 30_000, event_id: 'e'},
  'prompt.cancel': true,
});
const refused = (code, reason) => lang => ({...model([nik, phone])(lang), 'prompt.submit': {granted: false, code, reason}});
const submit = async page => { await page.keyboard.press('1'); await page.keyboard.press('Enter'); await page.locator('.notice.bad').waitFor(); };

const askedMore = async page => { await page.keyboard.press('1'); await page.keyboard.press('Enter'); await page.locator('.second:not([hidden])').waitFor(); };
const keyed = more => lang => ({...refused('step_up', none)(lang), 'prompt.factors': ['totp', 'webauthn'], 'prompt.key_open': {ok: true, expires_ms: minutes(2)}, ...more});
const pressedKey = async page => { await askedMore(page); await page.locator('.security-key').waitFor(); await page.keyboard.press('k'); };
const askedSecond = async page => { await askedMore(page); await page.keyboard.press('Enter'); await page.getByText(/Menunggu persetujuan|Waiting for approval/).waitFor(); };

const card = (more = {}) => ({state: 'unverified', matches: 2, left: 3, questions: [
  {class: 'person.date_of_birth', text: bilingual('Tanggal lahir?', 'Date of birth?'), right: false},
  {class: 'identity.nik', text: bilingual('Empat angka terakhir NIK?', 'Last four digits of the NIK?'), right: false},
], ...more});
const compared = match => lang => ({...model([nik, card4, phone], {current: 'i1', card: card()})(lang), 'prompt.compare': {ok: true, match}});
const asked = (more, answer) => lang => ({...model([nik, phone], {current: 'i1', card: card(more)})(lang), 'prompt.verify': answer});
const say = text => async page => { await page.keyboard.press('c'); await page.keyboard.type(text); await page.keyboard.press('Enter'); await page.locator('#tirai-said-answer:not(:empty)').waitFor(); };
const answer = async page => { await page.keyboard.press('v'); await page.keyboard.type('12 Mei 1990'); await page.keyboard.press('Enter'); await page.locator('#tirai-question-0-answer:not(:empty)').waitFor(); };
const station = {
  configured: true, collector_url: 'https://tirai.example', subject, device_id: 'd1',
  policy: {id: 'support', version: 3, bundle_version: 12, digest: 'sha256:5f2c', expires_ms: minutes(60 * 24 * 30)},
  queue: {waiting: 0, last_delivery_ms: minutes(-2), blocked_chains: 0}, reveals_today: 4,
};
const here = {origin: 'https://rt.example', helpdesk: 'request-tracker', ticket: '12', masked: 14, revealed: 0, facts, samples: []};
const why = {where: 'NIK', class_text: bilingual('NIK', 'National identity number (NIK)'), relationship: 'assigned', caller: 'unverified',
  view: {rules: ['view-nik-assigned'], reason: bilingual('Empat digit terakhir cukup untuk mencocokkan.', 'The last four digits are enough to compare.')},
  reveal: {purposes: [bilingual('Verifikasi identitas', 'Identity verification')], rules: [], reason: none}};
const openWhy = async page => { await page.locator('#why summary').click(); };
const status = (more = {}, stationMore = {}) => lang => ({
  'status': {station: {...station, ...stationMore}, settings_source: 'local', lang, enforcement_level: 'A1', product_version: '0.1.0', ...more},
  'remask': true, 'prompt.start': true, 'refresh': true,
});
const problem = (code, message, at = '') => ({code, message, at, time_ms: minutes(-1)});
const {policy: _, subject: __, device_id: ___, ...bare} = station;

const view = {
  source: 'local', collector_url: 'https://tirai.example', has_token: true, policy_key: 'dpo.example+0123abcd+AWFiYw==',
  helpdesks: [{origin: 'https://rt.example', adapter: 'request-tracker', permitted: true}, {origin: 'http://127.0.0.1:8080', adapter: 'demo', permitted: false}], missing_origins: [], managed: [], lang_choice: 'browser',
};
const settings = (more = {}, statusMore = status()) => lang => ({...statusMore(lang), 'second.get': {factors: ['totp'], known: true, stepped_up: false}, 'settings.get': {...view, lang, ...more}, 'settings.permitted': {...view, lang, ...more, missing_origins: []}});
const saved = (answer, more = {}) => lang => ({...settings(more)(lang), 'settings.set': answer(lang), 'settings.import': answer(lang)});
const save = async page => { await page.locator('#save').click(); await page.locator('[aria-invalid=true], .notice').first().waitFor(); };
const fresh = {source: 'none', collector_url: '', has_token: false, policy_key: '', helpdesks: []};
const unconfigured = lang => ({'status': {...status()(lang).status, settings_source: 'none', station: {...bare, configured: false, collector_url: '', covered: {reason: 'not_configured', detail: ''}, queue: {waiting: 0, blocked_chains: 0}, reveals_today: 0}}});

/** name → {surface, answers(lang), act?(page), never?: message types left unanswered} */
export const states = {
  'prompt-choosing': {surface: 'prompt', answers: model([nik, card4, phone, email], {current: 'i1'})},
  'prompt-picked': {surface: 'prompt', answers: model([nik, card4, phone, email], {current: 'i1'}), act: page => page.keyboard.press('2')},
  'prompt-one-purpose': {surface: 'prompt', answers: model([phone])},
  'prompt-purpose-needed': {surface: 'prompt', answers: model([nik]), act: page => page.keyboard.press('Enter')},
  'prompt-reason': {surface: 'prompt', answers: model([asking]), act: page => page.keyboard.press('1')},
  'prompt-reason-needed': {surface: 'prompt', answers: model([asking]), act: async page => { await page.keyboard.press('1'); await page.keyboard.type('telepon'); await page.keyboard.press('Enter'); }},
  'prompt-break-glass': {surface: 'prompt', answers: model([{...asking, offered: [{...purposes.fraud, purpose: 'break_glass', text: bilingual('Akses darurat', 'Emergency access'), justification_min: 20}]}], {break_glass: true})},
  'prompt-step-up': {surface: 'prompt', answers: refused('step_up', none), act: askedMore},
  'prompt-into': {surface: 'prompt', answers: model([phone, nik], {current: 'i3', into: ['i3']})},
  'prompt-key': {surface: 'prompt', answers: lang => ({...refused('step_up', none)(lang), 'prompt.factors': ['totp', 'webauthn']}), act: async page => { await askedMore(page); await page.locator('.security-key').waitFor(); }},
  'prompt-key-waiting': {surface: 'prompt', answers: keyed({'prompt.key_state': {ok: true, state: 'waiting'}}), act: async page => { await pressedKey(page); await page.locator('.second .waiting').waitFor(); }},
  'prompt-key-closed': {surface: 'prompt', answers: keyed({'prompt.key_state': {ok: true, state: 'closed'}}), act: async page => { await pressedKey(page); await page.locator('.second .answer:not(:empty)').waitFor(); }},
  'prompt-key-blocked': {surface: 'prompt', answers: keyed({'prompt.key_open': {ok: false, code: 'window_blocked'}}), act: async page => { await pressedKey(page); await page.locator('.second .answer:not(:empty)').waitFor(); }},
  'prompt-step-up-wrong': {surface: 'prompt', answers: lang => ({...refused('step_up', none)(lang), 'prompt.step_up': {ok: false, code: 'bad_code'}}),
    act: async page => { await askedMore(page); await page.keyboard.type('123456'); await page.keyboard.press('Enter'); await page.locator('.second .answer:not(:empty)').waitFor(); }},
  'prompt-approval': {surface: 'prompt', answers: refused('approval', none), act: askedMore},
  'prompt-approval-waiting': {surface: 'prompt', never: ['prompt.approval'], answers: lang => ({...refused('approval', none)(lang), 'prompt.approve': {ok: true, id: '0190a0f0-2222-7222-8222-000000000009', expires_ms: minutes(10)}}), act: askedSecond},
  'prompt-approval-refused': {surface: 'prompt', answers: lang => ({...refused('approval', none)(lang), 'prompt.approve': {ok: true, id: '0190a0f0-2222-7222-8222-000000000009', expires_ms: minutes(10)}, 'prompt.approval': {ok: true, state: 'refused'}}),
    act: async page => { await askedSecond(page); await page.locator('.second .answer:not(:empty)').waitFor(); }},
  'prompt-approval-offline': {surface: 'prompt', answers: lang => ({...refused('approval', none)(lang), 'prompt.approve': {ok: false, code: 'unreachable'}}),
    act: async page => { await askedMore(page); await page.keyboard.press('Enter'); await page.locator('.second .answer:not(:empty)').waitFor(); }},
  'prompt-training': {surface: 'prompt', answers: model([{...nik, offered: []}, phone], {training_due: true})},
  'prompt-consent': {surface: 'prompt', answers: model([], {consent: {purposes: [{id: 'marketing', text: bilingual('Pemasaran', 'Marketing'), state: 'unknown'}, {id: 'research', text: bilingual('Riset pelanggan', 'Customer research'), state: 'withdrawn'}], restriction: 'none', from: 'collector', can_seal: true, retention: []}})},
  'prompt-consent-offline': {surface: 'prompt', answers: lang => ({...model([], {consent: {purposes: [{id: 'marketing', text: bilingual('Pemasaran', 'Marketing'), state: 'given'}], restriction: 'none', from: 'kept', can_seal: false, retention: []}})(lang), 'prompt.consent': {ok: false, code: 'unreachable'}}),
    act: async page => { await page.locator('input[value=withdrawn]').check(); await page.locator('input[value=chat]').check(); await page.keyboard.press('Enter'); await page.getByText(/tidak dapat dihubungi|cannot be reached/).waitFor(); }},
  'prompt-none-offered': {surface: 'prompt', answers: model([nik, card4], {current: 'i2'})},
  'prompt-not-mine': {surface: 'prompt', answers: model([{...nik, offered: [], reason: bilingual('NIK hanya dibuka oleh agen yang menangani tiketnya.', 'A NIK is revealed only by the agent who handles the ticket.')}], {facts: {...facts, owner: 'budi', relationship: 'none'}})},
  'prompt-working': {surface: 'prompt', answers: model([nik, phone]), never: ['prompt.submit'], act: async page => { await page.keyboard.press('1'); await page.keyboard.press('Enter'); }},
  'prompt-refused': {surface: 'prompt', answers: refused('policy', bilingual('Tiket ini sudah ditutup.', 'This ticket is closed.')), act: submit},
  'prompt-not-logged': {surface: 'prompt', answers: refused('cannot_log', bilingual('Pembukaan ini tidak dapat disimpan di perangkat.', 'This reveal could not be kept on the device.')), act: submit},
  'prompt-value-gone': {surface: 'prompt', answers: refused('value_gone', none), act: submit},
  'prompt-failed': {surface: 'prompt', answers: refused('failed', none), act: submit},
  'prompt-empty': {surface: 'prompt', answers: model([])},
  'prompt-not-loaded': {surface: 'prompt', answers: () => ({'prompt.load': {ok: false, code: 'prompt_gone', reason: none}, 'prompt.cancel': true})},
  'prompt-unpointed': {surface: 'prompt', answers: model([card4, phone, nik])},
  'prompt-hostile': {surface: 'prompt', answers: model([hostile, {...nik, where: 'الرقم الوطني', class_text: bilingual('NIK', 'NIK')}, card4], {current: 'i5'})},
  'prompt-many': {surface: 'prompt', answers: model(Array.from({length: 900}, (_, index) => ({...nik, id: `m${index}`, where: `Pesan ${index}`})), {current: 'm450'})},

  'prompt-compare-yes': {surface: 'prompt', answers: compared('matches'), act: say('7890')},
  'prompt-compare-no': {surface: 'prompt', answers: compared('differs'), act: say('7891')},
  'prompt-compare-short': {surface: 'prompt', answers: compared('too_short'), act: say('90')},
  'prompt-card': {surface: 'prompt', answers: asked({}, {ok: true, match: 'matches', card: card({questions: card().questions.map((one, index) => ({...one, right: index === 0}))})}), act: answer},
  'prompt-card-verified': {surface: 'prompt', answers: asked({}, {ok: true, match: 'matches', card: card({state: 'verified', questions: card().questions.map(one => ({...one, right: true}))}), items: [nik, phone]}), act: answer},
  'prompt-card-failed': {surface: 'prompt', answers: asked({left: 1}, {ok: true, match: 'differs', card: card({state: 'failed', left: 0}), items: [{...nik, offered: [], reason: bilingual('Penelepon tidak dapat membuktikan siapa dirinya.', 'The caller could not prove who they are.')}, phone]}), act: answer},
  'prompt-together': {surface: 'prompt', answers: model([{...nik, where: 'Pesan 3'}, card4, {...phone, where: 'Pesan 3'}], {current: 'i1', together: true})},

  'popup-on': {surface: 'popup', answers: status({page: here})},
  'popup-revealed': {surface: 'popup', answers: status({page: {...here, revealed: 2}}, {queue: {waiting: 3, oldest_ms: minutes(-1), last_delivery_ms: minutes(-9), blocked_chains: 0}})},
  'popup-why': {surface: 'popup', answers: status({page: here, why}), act: openWhy},
  'popup-why-never': {surface: 'popup', act: openWhy, answers: status({page: here, break_glass: true, why: {...why, where: 'Pesan 3', class_text: bilingual('Nomor kartu', 'Card number'), relationship: 'none', caller: 'failed',
    reveal: {purposes: [], rules: ['never-card'], reason: bilingual('Nomor kartu tidak pernah dibuka (PCI DSS 3.4.1).', 'A card number is never revealed (PCI DSS 3.4.1).')}, view: {rules: [], reason: none}}})},
  'popup-off': {surface: 'popup', answers: status()},
  'popup-covered': {surface: 'popup', answers: status({page: {...here, masked: 0, covered: {reason: 'policy_bad_signature', detail: 'manifest: signed by a key that is not the configured one'}}}, {policy: undefined})},
  'popup-collector-down': {surface: 'popup', answers: status({page: here}, {policy_problem: problem('unreachable', 'no answer'), queue: {waiting: 41, oldest_ms: minutes(-130), last_delivery_ms: minutes(-131), problem: problem('unreachable', 'no answer', 'https://tirai.example'), blocked_chains: 0}})},
  'popup-not-configured': {surface: 'popup', answers: unconfigured},
  'popup-silent': {surface: 'popup', answers: () => ({}), never: []},

  'options-ready': {surface: 'options', answers: settings()},
  'options-first': {surface: 'options', answers: settings(fresh, unconfigured)},
  'options-allow': {surface: 'options', answers: settings({missing_origins: ['http://127.0.0.1:8080/*']})},
  'options-managed': {surface: 'options', answers: settings({source: 'managed', managed: ['collector_url', 'enrolment_token', 'policy_key', 'helpdesks', 'lang']})},
  'options-partly-managed': {surface: 'options', answers: settings({source: 'managed', managed: ['collector_url', 'policy_key']})},
  'options-empty-fields': {surface: 'options', answers: settings(fresh, unconfigured), act: save},
  'options-wrong': {surface: 'options', answers: saved(() => ({ok: false, at: '/policy_key', reason: bilingual('diharapkan kunci pemeriksa <nama>+<8 heksadesimal>+<base64>', 'expected a verifier key <name>+<8 hex>+<base64>')})), act: save},
  'options-wrong-helpdesk': {surface: 'options', answers: saved(() => ({ok: false, at: '/helpdesks/1/adapter', reason: bilingual('diharapkan nama adaptor seperti request-tracker', 'expected an adapter name like request-tracker')})), act: save},
  'options-saved': {surface: 'options', answers: saved(lang => ({ok: true, view: {...view, lang}})), act: save},
  'options-key-code': {surface: 'options', answers: lang => ({...settings()(lang), 'second.key': {ok: false, code: 'step_up_needed'}}), act: async page => { await page.locator('#register-key').click(); await page.locator('#field-second-code').waitFor(); }},
  'options-key-opened': {surface: 'options', answers: lang => ({...settings()(lang), 'second.key': {ok: true, expires_ms: minutes(2)}}), act: async page => { await page.locator('#register-key').click(); await page.getByText(/Lanjutkan di jendela|Go on in the window/).waitFor(); }},
  'options-key-offline': {surface: 'options', answers: lang => ({...settings()(lang), 'second.get': {factors: ['totp', 'webauthn'], known: false, stepped_up: false}, 'second.key': {ok: false, code: 'unreachable'}}),
    act: async page => { await page.locator('#register-key').click(); await page.getByText(/Kolektor tidak dapat|collector cannot be reached, so/).waitFor(); }},
  'options-writer': {surface: 'options', answers: lang => ({...settings()(lang), 'picker.pick': {ok: true, offers: [{select: '.custom-field-NIK .current-value', matches: 1}, {select: '.current-value', matches: 14}], input: false}, 'picker.show': {matches: [1]}}),
    act: async page => { await page.locator('#writer-pick').click(); await page.getByText(/(Cocok di halaman ini|Matches on this page): 1/).waitFor(); }},
  'options-problem': {surface: 'options', answers: settings({}, status({}, {subject: undefined, policy: undefined, covered: {reason: 'not_enrolled', detail: ''}, enrolment_problem: problem('token_refused', '401')}))},
};
