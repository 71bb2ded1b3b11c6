// Writes raw values in every way a page can, at every moment of a frame.
const at = id => document.getElementById(id);
const values = ['NIK 3273014507900003', 'Siti Rahayu, 0812-3456-7890', 'kartu 4111 1111 1111 1111', 'siti.rahayu@mail.test'];
let count = 0;
const next = () => `${values[++count % values.length]} (${count})`;
at('data').firstChild.data = next();
const timers = [
  setInterval(() => { at('text').textContent = next(); }, 50),
  setInterval(() => { at('data').firstChild.data = next(); }, 16),
  setInterval(() => { at('html').innerHTML = `<p>Pelanggan: <b>${next()}</b></p><ul><li>${next()}</li></ul>`; }, 50),
  setInterval(() => { const item = document.createElement('li'); item.append('pesan ', next()); at('log').append(item); if (at('log').childElementCount > 20) at('log').firstElementChild.remove(); }, 70),
  setInterval(() => { at('long').textContent = next(); const end = performance.now() + 45; while (performance.now() < end); }, 300),
];
let going = true;
const frame = () => { at('frame').textContent = next(); if (going) requestAnimationFrame(frame); };
requestAnimationFrame(frame);
new ResizeObserver(() => { at('resized').textContent = next(); }).observe(at('resized'));
const grow = setInterval(() => { at('resized').style.width = `${200 + count % 50}px`; }, 60);
window.stopChanging = () => { going = false; clearInterval(grow); timers.forEach(clearInterval); };
