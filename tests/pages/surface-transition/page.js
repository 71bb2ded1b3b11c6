// A view transition pictures the page before and after a change.
const values = ['NIK 3273014507900003', 'siti.rahayu@mail.test', 'kartu 4111 1111 1111 1111'];
let count = 0;
window.errors = [];
const change = () => {
  const write = () => { document.getElementById('shown').textContent = `${values[++count % values.length]} (${count})`; };
  if (document.startViewTransition) document.startViewTransition(write).finished.catch(error => window.errors.push(String(error))).then(() => setTimeout(change, 20));
  else { write(); setTimeout(change, 80); }
};
change();
