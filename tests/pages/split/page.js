// Text that becomes one value by what comes or goes beside it.
const joined = document.getElementById('joined');
joined.append('3273', '0145');
setTimeout(() => joined.append('07900003'), 100);
setTimeout(() => document.querySelector('#gone b').remove(), 150);
