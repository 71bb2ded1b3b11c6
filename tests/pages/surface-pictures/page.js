// A scan that is drawn, and one that comes late and takes its cover off.
const pen = document.getElementById('drawn').getContext('2d');
pen.font = '28px sans-serif';
pen.fillText('3273014507900003', 20, 90);
setTimeout(() => { const image = new Image(300, 190); image.dataset.customer = 'scan'; image.id = 'second'; image.src = 'scan.svg'; document.getElementById('late').append(image); }, 100);
