// A page that reads what it shows: to count, to sum up, to speak.
const at = id => document.getElementById(id);
setInterval(() => { at('c').textContent = document.querySelector('main').innerText.slice(0, 200); at('live').textContent = `${at('b').textContent} ${Date.now() % 5}`; }, 60);
