// Adapters, right and wrong: read by the page engine's parser, by the published schema and by `tirai adapter check`, which all refuse the same ones.
const label = {id: 'NIK', en: 'NIK'};
const field = {select: '.nik', class: 'identity.nik', label};
export const good = {format: 'tirai.adapter/v1', helpdesk: 'desk'};
export const withField = more => ({...good, fields: [{...field, ...more}]});

/** [what, file, place of the error or nothing] */
export const cases = [
  ['the smallest adapter', good],
  ['every key', {...good, $schema: 'x', about: 'x', cover_until: 'start', facts: {ticket: [{path: '/t/', query: 'id'}, {path_after: '/t/'}, {hash_after: 't/'}, {select: '.t', attribute: 'data-id'}]},
    fields: [{...field, type: 'id_nik', known: true, reads: 'value'}, {...field, reads: 'mailbox', email_class: 'contact.email'}],
    columns: [{table: 'table', header: ['NIK'], class: 'identity.nik', label}], labelled: [{row: '.row', name: '.label', header: ['NIK'], value: 'input', class: 'identity.nik', label}, {name: 'dt', header: ['NIK'], next: 'dd', class: 'identity.nik', label}], pictures: [{select: 'img', class: 'identity.nik', type: 'id_nik', label}], places: [{select: '.m', label}], never: ['.me'], attributes: ['data-x', 'aria-label']}],
  ['a picture without a class', {...good, pictures: [{select: 'img', label}]}, '/pictures/0'],
  ['a picture that is known', {...good, pictures: [{select: 'img', class: 'identity.nik', label, known: true}]}, '/pictures/0/known'],
  ['not an object', [], ''],
  ['an unknown key', {...good, colour: 1}, '/colour'],
  ['a key with a slash in it', {...good, 'a/b~c': 1}, '/a~1b~0c'],
  ['no format', {helpdesk: 'desk'}, ''],
  ['another format', {...good, format: 'tirai.adapter/v2'}, '/format'],
  ['an upper-case helpdesk', {...good, helpdesk: 'Desk'}, '/helpdesk'],
  ['cover_until something else', {...good, cover_until: 'load'}, '/cover_until'],
  ['an unknown fact', {...good, facts: {customer: []}}, '/facts/customer'],
  ['a fact without sources', {...good, facts: {ticket: []}}, '/facts/ticket'],
  ['a source of two kinds', {...good, facts: {ticket: [{select: '.t', path_after: '/t/'}]}}, '/facts/ticket/0/select'],
  ['a query without a path', {...good, facts: {ticket: [{query: 'id'}]}}, '/facts/ticket/0'],
  ['a field without a class', {...good, fields: [{select: '.nik', label}]}, '/fields/0'],
  ['a field without a label', {...good, fields: [{select: '.nik', class: 'identity.nik'}]}, '/fields/0'],
  ['a label in one language', withField({label: {en: 'NIK'}}), '/fields/0/label'],
  ['known that is not a boolean', withField({known: 'yes'}), '/fields/0/known'],
  ['a class with a capital', withField({class: 'Identity'}), '/fields/0/class'],
  ['mailboxes without email_class', withField({reads: 'mailbox'}), '/fields/0/reads'],
  ['email_class without mailboxes', withField({email_class: 'contact.email'}), '/fields/0/email_class'],
  ['mailboxes with a type', withField({reads: 'addressed_mailbox', email_class: 'contact.email', type: 'person'}), '/fields/0/type'],
  ['a selector of two lines', withField({select: 'a\nb'}), '/fields/0/select'],
  ['a selector that is empty', withField({select: ''}), '/fields/0/select'],
  ['a column without a header', {...good, columns: [{table: 't', header: [], class: 'other', label}]}, '/columns/0/header'],
  ['a labelled value without a row', {...good, labelled: [{name: '.label', header: ['NIK'], value: 'input', class: 'identity.nik', label}]}, '/labelled/0'],
  ['a labelled value without a place', {...good, labelled: [{name: '.label', header: ['NIK'], class: 'identity.nik', label}]}, '/labelled/0'],
  ['a labelled value with two places', {...good, labelled: [{row: '.row', name: '.label', header: ['NIK'], value: 'input', next: 'dd', class: 'identity.nik', label}]}, '/labelled/0/row'],
  ['an attribute that steers', {...good, attributes: ['onclick']}, '/attributes/0'],
  ['a label of 500 characters outside the BMP', withField({label: {id: '😀'.repeat(500), en: 'x'}})],
  ['a label of 501', withField({label: {id: 'é'.repeat(501), en: 'x'}}), '/fields/0/label/id'],
  ['a class of 201 characters', withField({class: 'c'.repeat(201)}), '/fields/0/class'],
  ['an attribute of 101 characters', {...good, attributes: [`data-${'x'.repeat(96)}`]}, '/attributes/0'],
  ['a place with more in it', {...good, places: [{select: '.m', label, n: 1}]}, '/places/0/n'],
];
