const put = (id, text) => document.getElementById(id).append(text);
put('lone', '\ud83d NIK 3273014507900003 \ude00\ud83d');
put('nul', 'a\0b NIK 3273014507900003\0 c');
put('rtl', '\u202b\u0645\u0631\u062d\u0628\u0627 \u200f3273014507900003\u200f \u202c siti.rahayu@mail.test');
put('emoji', '👩‍👩‍👧‍👦🇮🇩 4111 1111 1111 1111 👍🏽');
put('nothing', '\ud800\udc00\0\uffff\ufeff');
put('two', '0812-3456-7890\0siti.rahayu@mail.test');
