// Names and places to build persons and addresses from: common given and family names of Indonesia and its neighbours.
const words = text => text.trim().split(/\s+/);

export const kGiven =
  words(`Budi Agus Andi Rudi Hendra Joko Slamet Wahyu Eko Dwi Tri Bambang Sutrisno Hadi Dedi Asep Ujang Cecep Yayan Iwan Rizki Rizky Fajar Ilham Aditya Bayu Galih Yoga Reza Arif Fikri
 Hafiz Imam Nurul Siti Dewi Sri Rina Rini Ratna Lestari Wulan Ayu Putri Indah Intan Mega Novi Yuni Yulia Fitri Nabila Aisyah Salsabila Annisa Zahra Kartika Melati Kirana Dian Endang Sulastri Suparmi
 Made Wayan Ketut Gede Komang Kadek Nyoman Putu Bonar Togar Poltak Tiur Robert Michael Daniel Yohanes Maria Theresia Kristina Stevani Felicia Vincent Kevin Hans Johan Ferdinand Yosef Markus
 Ahmad Muhammad Abdul Hasan Husain Umar Yusuf Ibrahim Zainal Khairul Syahrul Taufik Hidayat Ridwan Firman Syarif Lukman Mulyadi Sugeng Teguh Wawan Yanto Anton Benny Charles Deni Erwin Febri Gilang Heru Irfan Jefri`);
export const kFamily =
  words(`Santoso Wijaya Setiawan Hidayat Saputra Pratama Nugroho Kurniawan Susanto Gunawan Hartono Wibowo Suryadi Handayani Rahayu Utami Lestari Wulandari Puspita Anggraini Permata Rahmawati Maharani
 Siregar Nasution Harahap Lubis Simanjuntak Sihombing Hutapea Sinaga Manurung Tampubolon Pohan Ginting Tarigan Sembiring Tobing Panjaitan Situmorang Wenas Pangemanan Lumentut Rumambi Tambunan Latuconsina Pattiasina
 Suharto Prasetyo Purnomo Widodo Suwarno Sudirman Hakim Rachman Firdaus Maulana Ramadhan Alamsyah Siswanto Budiman Halim Salim Tanjung Chandra Tanuwijaya Limanto Kusuma Kusumawati Adiputra Suardana Sudarsana Mahendra
 Oktaviani Novitasari Safitri Febriani Yulianti Hasanah Khasanah Fauzi Anwar Basri Effendi Syahputra Ramdani Sukmawati Purwanto Iskandar Basuki Darmawan Irawan Yudhistira`);
export const kMononyms = words(
  'Sukarno Suparman Sumiyati Tukiyem Paijo Suyatno Sutarmi Ngatini Wagiman Poniman Rohmah Juminten Parjo Suwarni Kasmadi Maryati Sarinah Rusmini',
);
export const kEnglishGiven =
  words(`James John Robert Michael William David Richard Thomas Christopher Daniel Matthew Anthony Andrew Joshua Emily Emma Olivia Sophia Isabella Charlotte Amelia Hannah Grace Chloe Lucy Sarah Laura Rachel
 Kevin Brian Edward Ryan Jacob Nicholas Samuel Benjamin Patrick Jack Oliver Harry George Liam Noah Ethan Ava Mia Harper Evelyn Abigail Ella Scarlett Victoria Megan Priya Rahul Arjun Ananya Vikram Deepa Wei Jia Mei Hui
 Farah Aiman Nurul Hakim Siobhan Niamh Pierre Lars Ingrid Giulia Marco Pablo Lucia Katarzyna Sven Anja`);
export const kEnglishFamily =
  words(`Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson
 Baker Hall Rivera Campbell Mitchell Carter Roberts Turner Phillips Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Reed Bailey Patel Sharma Gupta Singh Reddy Tan Lim Lee Ng Wong Chua Koh Goh Ong Abdullah
 Ismail Rahman Hassan O'Brien O'Connor MacDonald Schmidt Müller Dubois Rossi García Fernández Kowalski Andersson Nguyen Tran`);
const kTitles = ['', '', '', '', '', '', '', '', ', S.E.', ', S.Kom', ', M.M.', ', SH'];

function indonesian(r) {
  const kind = r.int(0, 19);
  if (kind < 1) return r.pick(kMononyms);
  if (kind < 2) return `${r.pick(['I', 'Ni'])} ${r.pick(['Made', 'Wayan', 'Ketut', 'Nyoman', 'Putu'])} ${r.pick(kFamily)}`;
  if (kind < 3) return `${r.pick(['Muhammad', 'Muh.', 'M.', 'Moh.', 'Abdul', 'Siti', 'Nur'])} ${r.pick(kGiven)} ${r.pick(kFamily)}`;
  if (kind < 7) return `${r.pick(kGiven)} ${r.pick(kGiven)} ${r.pick(kFamily)}`;
  return `${r.pick(kGiven)} ${r.pick(kFamily)}`;
}
const english = r => `${r.pick(kEnglishGiven)} ${r.chance(0.08) ? r.letters(1) + '. ' : ''}${r.pick(kEnglishFamily)}`;
export const fullName = (r, language) => (r.chance(language === 'en' ? 0.25 : 0.9) ? indonesian : english)(r);
/** As people write it: mostly with capitals, sometimes shouted. */
export const personWritten = (r, language) => {
  const name = fullName(r, language);
  return r.chance(0.9) ? name : name.toUpperCase();
};
export const shortName = (r, language) => r.pick(language === 'en' && r.chance(0.7) ? kEnglishGiven : kGiven);
export const withDegree = (r, name) => name + r.pick(kTitles);

const kStreets =
  `Melati|Mawar|Anggrek|Kenanga|Cempaka|Flamboyan|Teratai|Dahlia|Sudirman|Gatot Subroto|Diponegoro|Ahmad Yani|Imam Bonjol|Gajah Mada|Hayam Wuruk|Pahlawan|Merdeka|Veteran|Pemuda|Kartini|Cut Nyak Dien|Teuku Umar|Sisingamangaraja|Raya Bogor|Raya Darmo|Kebon Jeruk|Mangga Dua|Kemang Raya|Cikini Raya|Buah Batu|Setiabudi|Dago|Pasteur|Kaliurang|Malioboro|Monginsidi|Rajawali|Garuda|Cendrawasih|Merpati|Kutilang|Nusa Indah|Tebet Barat Dalam|Ciledug Raya|Margonda Raya|Basuki Rahmat|Panglima Polim|Haji Nawi|K.H. Ahmad Dahlan|Letjen Suprapto|Brigjen Katamso|Dr. Sutomo|Prof. Hamka`.split(
    '|',
  );
const kDistricts =
  `Sukajadi|Cipete Utara|Kebayoran Baru|Tebet|Menteng|Cilandak|Sukasari|Coblong|Lowokwaru|Wonokromo|Gubeng|Rungkut|Banyumanik|Tembalang|Depok|Beji|Cimanggis|Pondok Gede|Jatiasih|Medan Baru|Ilir Barat|Denpasar Selatan|Kuta|Ubud|Panakkukang|Umbulharjo|Gondokusuman|Serpong|Ciputat|Karawaci|Cibinong|Ngaglik|Mlati|Sleman|Kartasura|Banjarsari|Laweyan|Purwokerto Selatan`.split(
    '|',
  );
export const kCities =
  `Jakarta Selatan|Jakarta Barat|Jakarta Timur|Bandung|Surabaya|Medan|Semarang|Yogyakarta|Makassar|Palembang|Denpasar|Bekasi|Depok|Tangerang|Tangerang Selatan|Bogor|Malang|Solo|Balikpapan|Samarinda|Pontianak|Banjarmasin|Manado|Padang|Pekanbaru|Batam|Lampung|Cirebon|Sukabumi|Kediri|Jember|Mataram|Kupang|Ambon|Jayapura`.split(
    '|',
  );
const kProvinces = `Jawa Barat|Jawa Timur|Jawa Tengah|Banten|DKI Jakarta|Bali|Sumatera Utara|Sulawesi Selatan|DI Yogyakarta|Kalimantan Timur`.split(
  '|',
);

function indonesianAddress(r) {
  const number = r.pick(['No. ', 'No.', 'No ', 'no. ', 'no ']) + r.int(1, 250) + r.pick(['', '', '', 'A', 'B']);
  const start = r.pick([
    () =>
      `${r.pick(['Jl. ', 'Jl. ', 'Jl ', 'Jln. ', 'Jln ', 'Jalan ', 'jl. ', 'jln '])}${r.pick(kStreets)}${r.pick(['', '', '', ' Raya', ' II', ' 3', ' Gg. 4'])} ${number}`,
    () => `${r.pick(['Jl. ', 'Jl. ', 'Jalan '])}${r.pick(kStreets)} ${number}`,
    () =>
      `${r.pick(['Perumahan', 'Perum', 'Komplek', 'Komp.'])} ${r.pick(['Griya', 'Taman', 'Bukit', 'Graha', 'Villa'])} ${r.pick(['Asri', 'Indah', 'Permai', 'Sentosa', 'Kencana'])} Blok ${r.pick('ABCDEFGH')}${r.int(1, 30)}${r.pick([' ', '/', ' No. ', ' No '])}${r.int(1, 40)}`,
    () => `${r.pick(['Gg. ', 'Gang '])}${r.pick(['Haji Ridwan', 'Mawar', 'Masjid', 'Kancil', 'Swadaya', 'Buntu'])} ${number}`,
    () =>
      `${r.pick(['Dusun', 'Kp.', 'Kampung'])} ${r.pick(['Krajan', 'Rawa Bokor', 'Sawah', 'Baru', 'Cikadu', 'Pulo'])} RT ${r.int(1, 12)} RW ${r.int(1, 9)}, Desa ${r.pick(['Sukamaju', 'Mekarsari', 'Sidomulyo', 'Karangrejo', 'Tanjungsari'])}`,
  ])();
  const middle = [
    r.chance(0.4) && !start.includes('RT ')
      ? r.pick([
          `RT ${r.int(1, 15)}/RW ${r.int(1, 12)}`,
          `RT.0${r.int(1, 9)}/RW.0${r.int(1, 9)}`,
          `RT 0${r.int(1, 9)} RW 0${r.int(1, 9)}`,
          `rt ${r.int(1, 9)} rw ${r.int(1, 9)}`,
        ])
      : '',
    r.chance(0.3) ? `Kel. ${r.pick(kDistricts)}` : '',
    r.chance(0.35) ? `${r.pick(['Kec. ', 'Kecamatan ', 'Kec '])}${r.pick(kDistricts)}` : '',
    r.chance(0.85) ? r.pick(['', '', '', 'Kota ', 'Kab. ']) + r.pick(kCities) : '',
    r.chance(0.25) ? r.pick(kProvinces) : '',
  ].filter(Boolean);
  return [start, ...middle].join(r.chance(0.9) ? ', ' : ' ') + (middle.length > 0 && r.chance(0.5) ? r.pick([' ', ', ']) + r.int(10110, 96000) : '');
}
const kEnglishStreets =
  'Elm Maple Oak Cedar Pine Washington Lincoln Highland Sunset Park Church Victoria Station Mill River Lake Hillcrest Wattle Collins King Queen Albert Bridge Spring Walnut Chestnut Magnolia'.split(
    ' ',
  );
const kStates = [
  ['Springfield', 'IL', '62704'],
  ['Austin', 'TX', '78701'],
  ['Portland', 'OR', '97205'],
  ['Denver', 'CO', '80203'],
  ['Columbus', 'OH', '43215'],
  ['Seattle', 'WA', '98109'],
  ['Brooklyn', 'NY', '11201'],
  ['San Diego', 'CA', '92103'],
];
function englishAddress(r, postcode) {
  const street = r.pick(kEnglishStreets),
    [city, state, zip] = r.pick(kStates);
  return r.pick([
    () =>
      `${r.int(1, 9800)} ${street} ${r.pick(['St', 'Street', 'Ave', 'Avenue', 'Rd', 'Road', 'Blvd', 'Ln', 'Lane', 'Dr', 'Drive', 'Ct'])}${r.pick(['', '', ', Apt ' + r.int(1, 40) + r.pick(['', 'B', 'C']), ' #' + r.int(2, 60), ', Unit ' + r.int(1, 30)])}, ${city}, ${state} ${zip}`,
    () =>
      `${r.int(1, 240)} ${street} ${r.pick(['Road', 'Street', 'Lane', 'Avenue', 'Close', 'Gardens'])}, ${r.pick(['London', 'Leeds', 'Bristol', 'Manchester', 'York', 'Reading'])} ${postcode(r)}`,
    () =>
      `${r.pick(['Blk', 'Block'])} ${r.int(1, 900)} ${r.pick(['Ang Mo Kio', 'Tampines', 'Bedok North', 'Jurong West', 'Clementi', 'Toa Payoh'])} ${r.pick(['Ave', 'Street'])} ${r.int(1, 12)} #${String(r.int(1, 25)).padStart(2, '0')}-${r.int(10, 999)}, Singapore ${r.int(100000, 799999)}`,
    () =>
      `${r.int(1, 300)} ${street} ${r.pick(['St', 'Street', 'Rd', 'Road'])}, ${r.pick(['Fitzroy', 'Carlton', 'Newtown', 'Fremantle'])} ${r.pick(['VIC 3065', 'NSW 2042', 'WA 6160', 'QLD 4000'])}`,
  ])();
}
export const address = (r, language, postcode) => (r.chance(language === 'en' ? 0.7 : 0.04) ? englishAddress(r, postcode) : indonesianAddress(r));
export const streetAddress = r => indonesianAddress(r);
