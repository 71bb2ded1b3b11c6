// Documents in <object> and <embed>: of each one of HTML, one of SVG, and one that comes later; then one of them says something new.
const later = document.getElementById('later');
later.type = 'text/html';
later.data = 'letter.html';
document.getElementById('embedded-later').src = 'letter.html';
setTimeout(() => document.getElementById('letter').contentDocument?.body?.append('telepon 0812-3456-7890'), 250);
