// A handler that reads its link, as helpdesks do; and attributes written later.
window.followed = [];
for (const link of document.querySelectorAll('a')) link.addEventListener('click', event => { event.preventDefault(); window.followed.push(link.getAttribute('href')); });
setInterval(() => document.getElementById('aria').setAttribute('aria-label', `Telepon 0812-3456-7890 ${Math.random()}`), 50);
setTimeout(() => { document.title = 'NIK 3273014507900003'; }, 100);
