// Layers above the page, opened, filled and closed over and over.
const at = id => document.getElementById(id);
let count = 0;
setInterval(() => {
  ++count;
  at('fold').open = count % 2 === 0;
  if (count % 2) { at('pop').showPopover(); at('hint').textContent = `siti.rahayu@mail.test ${count}`; at('hint').showPopover(); at('modal').showModal(); at('modal').firstElementChild.append(` 0812-3456-7890 ${count}`); }
  else { at('pop').hidePopover(); at('hint').hidePopover(); at('modal').close(); }
}, 60);
