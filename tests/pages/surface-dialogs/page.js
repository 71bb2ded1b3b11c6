// What the browser shows or takes along of values that the page holds in its state, and that stand in no node of it.
const customer = {name: 'Siti Rahayu', nik: '3273014507900003', phone: '0812-3456-7890'};
window.ask = () => {
  alert(`Nomor ${customer.phone} sudah terdaftar`);
  return {deleted: confirm(`Hapus NIK ${customer.nik}?`), named: prompt(`Nama baru untuk ${customer.name}`, customer.name)};
};
document.getElementById('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(`NIK ${customer.nik}`);
  document.title = 'tersalin';
});
