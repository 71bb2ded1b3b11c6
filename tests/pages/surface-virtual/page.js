// A list of 10,000 rows on thirty recycled elements: every scroll writes other people into the same nodes.
const ROWS = 10000, HIGH = 20, POOL = 30;
const values = ['NIK 3273014507900003', 'Siti Rahayu', '0812-3456-7890', 'siti.rahayu@mail.test', 'kartu 4111 1111 1111 1111'];
const view = document.getElementById('view'), space = document.getElementById('space');
space.style.height = `${ROWS * HIGH}px`;
const pool = Array.from({length: POOL}, () => { const row = document.createElement('div'); row.className = 'row'; row.append('', document.createElement('b'), ' ', document.createElement('a')); space.append(row); return row; });
const draw = () => {
  const first = Math.floor(view.scrollTop / HIGH);
  for (let n = first; n < first + POOL && n < ROWS; ++n) {
    const row = pool[n % POOL];
    if (row.dataset.n === String(n)) continue;
    row.dataset.n = n;
    row.style.transform = `translateY(${n * HIGH}px)`;
    row.firstChild.data = `${n}: `;
    row.children[0].firstChild ? row.children[0].firstChild.data = values[n % values.length] : row.children[0].append(values[n % values.length]);
    row.title = values[(n + 1) % values.length];
    row.children[1].textContent = 'surel';
    row.children[1].href = 'mailto:siti.rahayu@mail.test';
  }
};
view.addEventListener('scroll', draw);
draw();
// Scrolls for `ms`, and answers how many frames a second the page made of it.
window.scrollFor = ms => new Promise(done => {
  const begun = performance.now();
  let frames = 0;
  const frame = now => {
    view.scrollTop = (view.scrollTop + 137) % (ROWS * HIGH - 400);
    ++frames;
    if (now - begun < ms) requestAnimationFrame(frame); else done(frames / (now - begun) * 1000);
  };
  requestAnimationFrame(frame);
});
window.scrollFor(400);
