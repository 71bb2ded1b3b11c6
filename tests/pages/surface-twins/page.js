// Editors keep their text twice, and auto-growing fields copy it into an element to measure it.
const mirror = () => { document.getElementById('mirror').textContent = document.getElementById('hidden').value; };
mirror();
setInterval(() => { document.getElementById('off').value = `siti.rahayu@mail.test ${Date.now() % 7}`; mirror(); document.getElementById('mirror').append(' '); }, 50);
