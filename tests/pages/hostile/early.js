// Says that it is masked before it is, again and again, while the page is still covered.
const root = document.documentElement;
root.setAttribute('data-tirai-on', '');
const timer = setInterval(() => root.setAttribute('data-tirai-on', 'yes'), 1);
new MutationObserver(() => { if (document.readyState === 'loading') root.setAttribute('data-tirai-on', ''); }).observe(root, {childList: true, subtree: true});
addEventListener('load', () => setTimeout(() => clearInterval(timer), 300));
