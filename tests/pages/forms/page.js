setTimeout(() => { document.querySelector('[name=late]').value = 'siti.rahayu@mail.test'; document.querySelector('main').append('.'); }, 100);
