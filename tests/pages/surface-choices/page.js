setTimeout(() => { document.querySelector('[name=one]').add(new Option('kartu 4111 1111 1111 1111')); }, 100);
