let count = 0;
setInterval(() => { document.getElementById('live').textContent = `Siti Rahayu ${++count}`; }, 40);
