// How a noun and its value stand together. {n} the noun, {v} the value.
export const kFrames = {
  id: [
    '{n} [saya|aku|gw|sy|] [:|adalah|=|yaitu|ini|] {v}',
    '{n}: {v}',
    '{n} {v}',
    '[ini|berikut|brikut|nih] {n} [saya|sy|nya|aku|] [:|] {v}',
    '[tolong|mohon|tlg|pls] [dicek|diupdate|diganti|dibantu cek|diverifikasi] {n} {v} [ya|ya kak|dong|]',
    '[data saya|datanya], {n} {v}',
    '{n} [saya|] [yang|yg] [terdaftar|lama|baru|benar] [itu|adalah|:] {v}',
    '[untuk|utk] verifikasi, {n} [saya|] {v}',
    '{v} [itu|adalah|ini] {n} saya',
    '{n} [saya|sy] {v}, [tolong dicek|mohon bantuannya|bisa dibantu|makasih]',
    '[sudah|udah] saya kirim {n} : {v}',
    '{n}nya {v}',
    '{n} = {v}',
    '{n} [pelanggan|customer|ybs]: {v}',
  ],
  en: [
    '{n}: {v}',
    '{n} {v}',
    '[my|the] {n} is {v}',
    '[here is|this is|below is] [my|the] {n}: {v}',
    '[please|pls|kindly] [check|update|verify|use] {n} {v}',
    '[for verification|as requested], {n} {v}',
    '{v} is [my|the] {n}',
    '{n} [on file|on the account|registered]: {v}',
    '{n} = {v}',
    '{n} - {v}',
    'I [already|] [sent|gave|provided] {n} {v} [yesterday|twice|to your colleague|]',
    '[can|could] you [confirm|look up] {n} {v}?',
    "[customer's|client's|caller's] {n} is {v}",
    '[update|change] {n} to {v} [please|thanks|]',
  ],
};

// Types whose sentences have a shape of their own.
const bank = '[BCA|Mandiri|BNI|BRI|BSI|CIMB Niaga|Danamon|Permata]';
export const kOwnFrames = {
  person: {
    id: [
      '[nama|Nama|nama lengkap|Nama Lengkap|nama saya|nama pelanggan|nama penerima|nama pemesan] [:|adalah|] {v}',
      '[atas nama|a.n.|a/n|an.|A.N.] {v}',
      '[Bapak|Ibu|Bpk|Bpk.|Bu|Pak|Sdr.|Sdri.|Mas|Mbak] {v}',
      '[penerima|pengirim|pemesan|pelanggan|customer|PIC|pemilik akun]: {v}',
      '[saya|sy] {v} dari [bagian keuangan|cabang Bandung|Tokobaru|tim logistik]',
      'perkenalkan, [saya|nama saya] {v}',
      '[sudah bicara dengan|ditelepon oleh|dilayani oleh|dibantu] [Bapak|Ibu|Mbak|Mas|Pak|Bu] {v}',
      'dengan {v} di sini',
      '[Hormat saya|Salam|Terima kasih|Regards],\n{v}\n',
    ],
    en: [
      'my name is {v}',
      '[name|full name|customer name|account holder|recipient|cardholder]: {v}',
      '[Mr|Mrs|Ms|Mr.|Ms.|Dr.] {v}',
      'this is {v} [from accounting|calling about the order|from the Leeds office]',
      '[I spoke with|I talked to|the call was with] [Mr|Mrs|Ms] {v}',
      "I'm {v} [and I need help|, a customer since 2019|from Acme Trading]",
      '[Best regards|Kind regards|Regards|Thanks|Sincerely],\n{v}\n',
      '[Dear|Hi|Hello] {v},',
      'the [account|order|booking] is under the name {v}',
      'registered [to|under] {v}',
    ],
  },
  address: {
    id: [
      '[alamat|Alamat|alamat kirim|alamat pengiriman|alamat rumah|alamat saya|domisili|alamat lengkap] [:|di|adalah|] {v}',
      '[kirim|tolong kirim|dikirim] ke {v}',
      '[saya|kami] [tinggal|berdomisili] di {v}',
      '[rumah|kantor|toko] [saya|kami] di {v}',
      'pindah ke {v}',
    ],
    en: [
      '[address|shipping address|delivery address|my address|home address|billing address] [:|is] {v}',
      '[ship|deliver|send] [it|the parcel|the replacement] to {v}',
      '[I live|she lives|we live] at {v}',
      '[we|I] moved to {v}',
    ],
  },
  date_of_birth: {
    id: [
      '[tgl lahir|tanggal lahir|Tanggal Lahir|tgl. lahir|tgl lhr] [saya|] [:|] {v}',
      '[TTL|ttl|Ttl]: {city}, {v}',
      '[saya|anak saya|istri saya] lahir [tanggal|tgl|pada|] {v}',
      'lahir di {city}, {v}',
      'lahir {v}',
      'kelahiran {v}',
    ],
    en: [
      '[DOB|dob|date of birth|D.O.B.|birth date|birthday|Date of Birth] [:|is] {v}',
      '[I was|he was|she was|the patient was] born on {v}',
      'born {v}',
      '[my|her] date of birth is {v}',
    ],
  },
  bank_account: {
    id: [
      '{n} {bank} [saya|] [:|] {v}',
      '{bank} {v} a.n. {person}',
      '[transfer|tf|refund|dikembalikan] ke [rekening|rek|] {bank} {v}',
      '{n} {v} ({bank})',
      '{n} [saya|] {bank} {v} [atas nama|a.n.|an] {person}',
      'rek {bank}: {v}',
    ],
    en: [
      '{bank} {n} {v}',
      '[refund|transfer|send it] to [my|] {bank} account {v}',
      '{n} {v} [at|with] {bank}',
      '{n}: {v} ({bank})',
      '[my|our] {bank} {n} is {v}',
    ],
  },
  otp: {
    id: [
      '{n} [saya|yang masuk|] [:|adalah|] {v}',
      '{n} {v}',
      '[masukkan|ini] {n} {v}',
      '{v} [adalah|itu] {n} [Anda|saya|]',
      '[dapat|dapet] {n} {v} [tapi gagal terus|tapi ditolak|]',
    ],
    en: [
      '[my|your|the] {n} is {v}',
      '{n}: {v}',
      '{v} is your {n}',
      '[I got|I received|it sent] {n} {v} [but it failed|but it says expired|]',
      'use {n} {v}',
    ],
  },
  password: {
    id: ['{n} [saya|] [:|=|adalah] {v}', 'user sama, {n}: {v}', '[login pakai|saya coba|masuk dengan] {n} {v}', '{n} [saya|sementara|barunya]: {v}'],
    en: ['[my|the] {n} is {v}', '{n}: {v}', '{n} = {v}', '[I tried|log in with|use] {n} {v}'],
  },
  cvv: {id: ['{n} [saya|] [:|] {v}', '{n} {v}', '{n}nya {v}', '{n} adalah {v}'], en: ['{n}: {v}', '{n} {v}', '[the|my] {n} is {v}']},
  pin: {id: ['{n} [:|] {v}', '{n} [saya|] {v}', '{n} adalah {v}', '{n} yang saya pakai {v}'], en: ['{n}: {v}', '[my|the] {n} is {v}', '{n} {v}']},
  jwt: {
    id: ['{n}: {v}', '{n} [saya|] {v}', 'header Authorization: Bearer {v}'],
    en: ['{n}: {v}', 'curl -H "Authorization: Bearer {v}" fails', 'my {n} is {v}'],
  },
};
export {bank as kBank};

// Where nothing says what the value is.
export const kPlain = {
  id: [
    '[ini|ini ya|ini kak|berikut|nih]: {v}',
    '{v} [ya kak|tolong dicek|mohon dicek|bisa dibantu?|gimana ini?|]',
    '[saya pakai|punya saya|yang saya daftarkan|yang lama] {v}',
    '[tadi|kemarin] [sudah|udah] saya kirim {v}',
    '[tolong|mohon|tlg] [dicek|ganti ke|simpan] {v} [ya|]',
    '- {v}',
  ],
  en: [
    '[here you go|here it is|this one|see below]: {v}',
    '{v} [please check|thanks|does not work|]',
    '[I use|mine is|the one on file is|change it to] {v}',
    '[I sent|I gave you] {v} [already|yesterday]',
    '[please use|try] {v}',
    '- {v}',
  ],
};
// A person or an address in the middle of a sentence, with nothing to announce it.
export const kBare = {
  person: {
    id: [
      '{v} [sudah transfer|belum terima barangnya|minta dihubungi|komplain soal tagihan|sudah dihubungi kemarin|mau ganti paket]',
      '[paket|pesanan|invoice|akun] [milik|punya] {v}',
      '[tadi|kemarin] {v} [datang ke toko|telepon lagi|kirim ulang formulir]',
      '[menurut|kata] {v}, [barangnya rusak|belum ada kabar]',
      'cc {v}',
    ],
    en: [
      '{v} [called again this morning|has not received the parcel|wants a refund|asked for a callback|signed the form]',
      'the [parcel|account|invoice] [of|for] {v}',
      'according to {v}, [the box was damaged|nobody came]',
      'please [contact|call|cc] {v} [about this|]',
      'approved by {v}',
    ],
  },
  address: {
    id: ['{v} [rumah cat hijau|depan warung|sebelah masjid|pagar hitam|]', '[kurir ke|titip di|dekat] {v}', '{v}'],
    en: ['{v} [is where it should go|, leave it with the neighbour|]', '[the driver went to|nobody was at] {v}', '{v}'],
  },
  id_plate: {
    id: ['[mobil|motor|avanza|truk] {v} [parkir di depan|belum bayar|nyerempet pagar]', '[mobil|motor] saya {v}'],
    en: ['[the car|the van|my car|a grey truck] {v} [is blocking the gate|was towed]'],
  },
  uk_postcode: {id: ['kirim ke area {v}'], en: ['[do you deliver to|the depot is near|it is for|moving to] {v}[?|]', 'store near {v}']},
};
