// The system paints a notification, not the page: what it was handed is noted down here, and read as if it were painted.
window.told = [];
window.tell = (title, options) => {
  const note = new Notification(title, options);
  window.told.push(note.title, note.body);
  globalThis.sampler?.told.push(note.title, note.body);
};
addEventListener('load', () => window.tell('Pesan dari Siti Rahayu', {body: 'NIK 3273014507900003, telepon 0812-3456-7890', tag: 'pesan'}));
