// What style sheets take from attributes: from the start, by a rule that comes later, in an attribute that changes.
setTimeout(() => { document.styleSheets[0].insertRule('#late::after { content: " (" attr(data-late) ")"; }', document.styleSheets[0].cssRules.length); document.getElementById('late').append('.'); }, 100);
let count = 0;
setInterval(() => { document.getElementById('changed').setAttribute('data-phone', `0812-3456-7890 (${++count})`); }, 40);
