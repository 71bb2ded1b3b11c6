// An editor in a frame, as CKEditor 4 makes one.
const doc = document.getElementById('cke').contentDocument;
doc.open();
doc.write('<!doctype html><html><head><title>editor</title></head><body contenteditable="true"><p>Dear</p><blockquote>kartu 4111 1111 1111 1111</blockquote></body></html>');
doc.close();
