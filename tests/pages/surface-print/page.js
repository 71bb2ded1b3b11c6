// Writes for the print: in the handlers of the print itself, and right before it.
const raw = 'NIK 3273014507900003 kartu 4111 1111 1111 1111';
window.addEventListener('beforeprint', () => { document.getElementById('text').textContent = raw; });
window.onbeforeprint = () => { document.getElementById('last').textContent = raw; };
window.seen = [];
window.addEventListener('afterprint', () => window.seen.push(document.getElementById('text').textContent, document.getElementById('last').textContent));
