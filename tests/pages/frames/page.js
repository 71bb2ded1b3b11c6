// Fills frames from outside, writes them anew, changes them on a timer, and navigates one.
const blank = document.getElementById('blank');
function fill() {
  const doc = blank.contentDocument;
  doc.open();
  doc.write('<!doctype html><body><p id="w">0812-3456-7890</p></body>');
  doc.close();
}
fill();
setTimeout(fill, 200);
setInterval(() => { const at = blank.contentDocument.getElementById('w'); if (at) at.textContent = `3273014507900003 ${Math.random()}`; }, 50);
setInterval(() => { const at = document.getElementById('srcdoc').contentDocument?.getElementById('b'); if (at) at.textContent = `Siti Rahayu ${Math.random()}`; }, 50);
setTimeout(() => { document.getElementById('page').src = 'inner.html?again'; }, 500);
setTimeout(() => { document.getElementById('mail').srcdoc = '<p>NIK 3273014507900003</p>'; }, 700);
setTimeout(() => { const late = document.createElement('iframe'); late.srcdoc = '<p>4111 1111 1111 1111</p>'; document.body.append(late); }, 800);
