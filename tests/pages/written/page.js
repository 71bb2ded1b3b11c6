// A document that is complete is written anew, in pieces: a host first, its root much later.
addEventListener('load', () => setTimeout(() => {
  document.open();
  document.write('<!doctype html><html lang="id"><head><title>written</title></head><body><main data-ticket="20"><div id="host">');
  setTimeout(() => document.write('<template shadowrootmode="open"><p>NIK 3273014507900003</p></template></div>'), 100);
  setTimeout(() => document.close(), 400);
}, 100));
