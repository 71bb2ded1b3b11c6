// The parser is still inside an element, and a script puts another behind it: a toast, a menu, what an extension hangs into the page.
document.body.append(document.createElement('aside'));
