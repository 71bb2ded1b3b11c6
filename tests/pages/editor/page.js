// Editors in frames, as CKEditor 4 makes them: the document is written first, and made editable when, and a moment after, it is there.
function fill(id, body) {
  const doc = document.getElementById(id).contentDocument;
  doc.open();
  doc.write(`<!doctype html><html><head><title>editor</title></head>${body}</html>`);
  doc.close();
  return doc;
}
fill('cke', '<body contenteditable="true"><p>Dear</p><blockquote>kartu 4111 1111 1111 1111</blockquote></body>');
for (const id of ['late', 'wysiwyg']) {
  const doc = fill(id, '<body><p>Ya</p><blockquote>kartu <a href="tel:081234567890">4111 1111 1111 1111</a></blockquote></body>');
  setTimeout(() => {
    doc.defaultView.early = doc.body.innerHTML;  // what an editor's undo history begins with
    doc.body.contentEditable = 'true';
  }, 60);
}
