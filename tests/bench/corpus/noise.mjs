// How careful the writer is: slang, abbreviations, lower case and slips of the finger, on innocent text only.
const kSlang = {
  id: {
    yang: ['yg'],
    tidak: ['ga', 'gak', 'tdk', 'nggak', 'g'],
    sudah: ['udah', 'sdh', 'dah', 'uda'],
    belum: ['blm', 'blom'],
    dengan: ['dgn', 'dg'],
    untuk: ['utk', 'buat'],
    karena: ['krn', 'soalnya'],
    kenapa: ['knp', 'kok'],
    tolong: ['tlg', 'tlong'],
    sampai: ['smp', 'nyampe'],
    saya: ['sy', 'gw', 'aku', 'sya'],
    juga: ['jg'],
    dari: ['dr'],
    banyak: ['bnyk'],
    bisa: ['bs', 'bisa'],
    kalau: ['klo', 'kalo'],
    mohon: ['mhn'],
    terus: ['trs'],
    sekarang: ['skrg'],
    barang: ['brg'],
    pesanan: ['psnan', 'orderan'],
    bagaimana: ['gmn', 'gimana'],
    pengiriman: ['pengirimn', 'kiriman'],
    hari: ['hr'],
    kembali: ['blk', 'balik'],
    lagi: ['lg'],
    masih: ['msh'],
    pembayaran: ['pembayarn', 'bayaran'],
    tapi: ['tp'],
    atau: ['ato'],
    tanya: ['nanya'],
    mau: ['mo'],
    aplikasi: ['apk', 'app'],
    padahal: ['pdhl'],
  },
  en: {
    please: ['pls', 'plz'],
    you: ['u'],
    your: ['ur'],
    because: ['bc', 'cuz'],
    thanks: ['thx', 'tnx'],
    received: ['recieved'],
    tomorrow: ['tmrw'],
    message: ['msg'],
    through: ['thru'],
    cannot: ['cant'],
    yesterday: ['ystrday'],
    definitely: ['definately'],
    address: ['adress'],
    delivery: ['dlvry'],
  },
};
function slip(r, word) {
  const at = r.int(1, word.length - 3);
  return r.pick([
    () => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + word[at] + word.slice(at),
  ])();
}
/** `care` from 0 (types with the thumbs) to 1 (proof-reads). */
export function careless(r, text, language, care) {
  const slang = kSlang[language];
  const out = text
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,;?!])/g, '')
    .replace(/\p{L}+/gu, word => {
      const short = slang[word.toLowerCase()];
      if (short && !r.chance(care)) return r.pick(short);
      return word.length > 5 && word === word.toLowerCase() && r.chance(0.025 * (1 - care)) ? slip(r, word) : word;
    });
  return care < 0.35 ? out.toLowerCase() : out;
}
