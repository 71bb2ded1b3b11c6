// What people call each thing, as they write it in tickets; alternatives in the notation of grammar.mjs.
export const kNouns = {
  id_nik: {id: '[NIK|nik|no NIK|nomor NIK|NIK KTP|no ktp|nomor KTP|no. KTP|e-KTP|no e-ktp|KTP|nomor induk kependudukan|nmr ktp]', en: '[NIK|Indonesian ID number|KTP number|national ID (KTP)|NIK number]'},
  id_kk: {id: '[KK|no KK|nomor KK|no. kk|kartu keluarga|nomor kartu keluarga|no kartu keluarga]', en: '[family card number (KK)|KK number|kartu keluarga no]'},
  id_npwp: {id: '[NPWP|npwp|no NPWP|nomor NPWP|NPWP perusahaan|NPWP pribadi|nmr npwp|no. NPWP]', en: '[NPWP|NPWP number|Indonesian tax number (NPWP)|tax ID NPWP]'},
  id_nip: {id: '[NIP|nip|no NIP|nomor NIP|NIP pegawai|NIP ASN]', en: '[NIP|civil servant number (NIP)|NIP number]'},
  id_sim: {id: '[SIM A|SIM C|no SIM|nomor SIM|sim c|no. SIM B1|nomor SIM A|SIM]', en: '[SIM A number|Indonesian driving licence (SIM)|SIM C no]'},
  id_passport: {id: '[paspor|no paspor|nomor paspor|passport|no. paspor|nomor passport]', en: '[passport|passport number|passport no.|Indonesian passport]'},
  id_bpjs_kes: {id: '[BPJS|no BPJS|nomor BPJS|BPJS Kesehatan|no kartu BPJS|nomor JKN|kartu KIS|no. BPJS Kes|bpjs kesehatan]', en: '[BPJS number|BPJS Kesehatan no|JKN number|health insurance (BPJS) number]'},
  id_bpjs_tk: {id: '[KPJ|no KPJ|nomor KPJ|BPJS TK|BPJS Ketenagakerjaan|no BPJS ketenagakerjaan|Jamsostek|nomor jamsostek]', en: '[KPJ number|BPJS TK number|Jamsostek number]'},
  id_plate: {id: '[nopol|plat|plat nomor|pelat nomor|nomor polisi|no polisi|nopol kendaraan|plat mobil|plat motor|kendaraan dengan nopol]', en: '[plate|licence plate|car plate|number plate|license plate]'},
  phone_number: {id: '[hp|HP|no hp|nomor hp|No. HP|no WA|WA|wa|whatsapp|nomor WhatsApp|telp|tlp|no telp|telepon|nomor telepon|kontak|no. telepon|nohp|nomor handphone]', en: '[phone|phone number|mobile|mobile number|cell|tel|contact number|my number|WhatsApp|telephone|callback number]'},
  bank_account: {id: '[no rek|norek|nomor rekening|rekening|rek|no. rek|no rekening|nomor rek]', en: '[account number|bank account|account no.|acct number|account no|a/c no]'},
  sg_nric_fin: {id: '[NRIC|nomor NRIC|FIN|no NRIC]', en: '[NRIC|NRIC no.|FIN|NRIC/FIN|FIN number|IC number]'},
  sg_uen: {id: '[UEN|nomor UEN|UEN perusahaan]', en: '[UEN|UEN no.|company UEN|our UEN]'},
  my_nric: {id: '[IC Malaysia|nomor MyKad|no IC|MyKad|no kad pengenalan]', en: '[IC|MyKad|IC number|NRIC (Malaysia)|MyKad number|Malaysian IC]'},
  ph_mobile_number: {id: '[no hp Filipina|nomor HP Filipina]', en: '[PH mobile|Philippine mobile number|Globe number|Philippines mobile|GCash number|Smart number (Philippines)]'},
  ph_tin: {id: '[TIN Filipina|TIN]', en: '[TIN|Philippine TIN|BIR TIN|TIN number|my TIN]'},
  th_tnin: {id: '[KTP Thailand|nomor ID Thailand]', en: '[Thai ID|Thai national ID|Thai ID card|Thailand citizen ID|Thai ID number]'},
  kr_rrn: {id: '[RRN Korea|nomor RRN]', en: '[RRN|Korean resident registration number|resident registration number|Korean RRN|주민등록번호]'},
  kr_frn: {id: '[FRN Korea|nomor registrasi orang asing Korea]', en: '[FRN|alien registration number|Korean foreigner registration number|foreigner registration number]'},
  kr_brn: {id: '[BRN Korea]', en: '[BRN|Korean business registration number|business registration no. (Korea)|사업자등록번호|business registration number]'},
  in_aadhaar: {id: '[Aadhaar|nomor Aadhaar]', en: '[Aadhaar|Aadhaar number|aadhaar no|Aadhar card|UIDAI number]'},
  in_pan: {id: '[PAN India|kartu PAN]', en: '[PAN|PAN card|PAN number|permanent account number|pan no]'},
  in_gstin: {id: '[GSTIN|nomor GST India]', en: '[GSTIN|GST number|GST no|GSTIN of our firm]'},
  in_voter: {id: '[voter ID India|EPIC India]', en: '[voter ID|EPIC number|voter card|EPIC no|voter id number]'},
  in_passport: {id: '[paspor India|nomor paspor India]', en: '[Indian passport|passport (India)|Indian passport number|passport no. (IN)]'},
  in_vehicle_registration: {id: '[plat India|nomor kendaraan India]', en: '[vehicle registration|vehicle number|registration number of my car|RC number|vehicle reg no]'},
  au_tfn: {id: '[TFN|nomor TFN]', en: '[TFN|tax file number|my TFN|TFN number]'},
  au_abn: {id: '[ABN|nomor ABN]', en: '[ABN|our ABN|ABN number|Australian Business Number]'},
  au_acn: {id: '[ACN|nomor ACN]', en: '[ACN|company ACN|ACN number|Australian Company Number]'},
  au_medicare: {id: '[kartu Medicare Australia|Medicare Australia]', en: '[Medicare|Medicare card|Medicare number|Medicare no.]'},
  us_ssn: {id: '[SSN|nomor SSN|social security number]', en: '[SSN|social security number|social security no.|my social|social security #|soc sec number]'},
  us_itin: {id: '[ITIN|nomor ITIN]', en: '[ITIN|ITIN number|individual taxpayer id|taxpayer identification number (ITIN)]'},
  us_ein: {id: '[EIN|nomor EIN]', en: '[EIN|employer ID number|federal tax id|our EIN|employer identification number|FEIN]'},
  us_mbi: {id: '[MBI|nomor Medicare AS]', en: '[MBI|Medicare Beneficiary Identifier|Medicare ID|Medicare number (MBI)]'},
  us_npi: {id: '[NPI|nomor NPI]', en: '[NPI|NPI number|provider NPI|national provider identifier]'},
  aba_routing_number: {id: '[routing number|nomor routing|ABA]', en: '[routing number|ABA|routing no.|ABA routing|bank routing number|routing #]'},
  us_passport: {id: '[paspor AS|paspor Amerika]', en: '[US passport|passport number|U.S. passport no.|passport|American passport]'},
  us_driver_license: {id: '[driver license|SIM Amerika]', en: "[driver's license|drivers license|driver license number|DL number|DL#|driver's license no.|state driver license]"},
  ca_sin: {id: '[SIN Kanada|nomor SIN Kanada]', en: '[SIN|social insurance number|my SIN|SIN number|S.I.N.]'},
  br_cpf: {id: '[CPF|nomor CPF]', en: '[CPF|CPF number|meu CPF|Brazilian CPF]'},
  br_cnpj: {id: '[CNPJ|nomor CNPJ]', en: '[CNPJ|company CNPJ|CNPJ number]'},
  za_id_number: {id: '[ID Afrika Selatan|nomor ID Afrika Selatan]', en: '[South African ID|SA ID|ID number|RSA ID|SA ID number]'},
  ng_nin: {id: '[NIN Nigeria|NIN]', en: '[NIN|national identification number|NIN number|Nigerian NIN|my NIN]'},
  tr_national_id: {id: '[TCKN|TC Kimlik No]', en: '[TC Kimlik No|TCKN|Turkish ID number|T.C. kimlik|Turkish national id]'},
  uk_nhs: {id: '[nomor NHS|NHS]', en: '[NHS number|NHS no.|NHS no|NHS|patient NHS number]'},
  uk_nino: {id: '[NINO|National Insurance]', en: '[NI number|National Insurance number|NINO|national insurance no.]'},
  uk_passport: {id: '[paspor Inggris|paspor UK]', en: '[UK passport|British passport|UK passport number|British passport no.|UK passport no]'},
  uk_driving_licence: {id: '[SIM Inggris|driving licence]', en: '[driving licence|driving licence number|driver number|licence no.]'},
  uk_postcode: {id: '[kode pos Inggris|postcode]', en: '[postcode|post code|my postcode|postal code|delivery postcode]'},
  uk_vehicle_registration: {id: '[plat Inggris|registration UK]', en: '[reg|number plate|registration|vehicle reg|car registration|VRM|registration plate]'},
  de_tax_id: {id: '[Steuer-ID|nomor pajak Jerman]', en: '[Steuer-ID|German tax ID|IdNr|Steueridentifikationsnummer|steuerliche Identifikationsnummer|tax ID (Germany)]'},
  de_social_security: {id: '[Sozialversicherungsnummer]', en: '[Sozialversicherungsnummer|SV-Nummer|Rentenversicherungsnummer|German social security number|RVNR]'},
  de_id_card: {id: '[Personalausweis|KTP Jerman]', en: '[Personalausweis|Ausweisnummer|German ID card|Personalausweisnummer|Personalausweis Nr.]'},
  de_passport: {id: '[Reisepass|paspor Jerman]', en: '[Reisepass|German passport|Passnummer|Reisepassnummer|Reisepass Nr.]'},
  de_health_insurance: {id: '[Krankenversichertennummer]', en: '[Krankenversichertennummer|KVNR|Versichertennummer|German health insurance number|Krankenkasse number]'},
  fr_nir: {id: '[NIR Prancis|numéro de sécurité sociale]', en: '[NIR|numéro de sécurité sociale|French social security number|sécu number|INSEE number]'},
  es_nif: {id: '[DNI|NIF]', en: '[DNI|NIF|my DNI|DNI/NIF|Spanish DNI]'},
  es_nie: {id: '[NIE|nomor NIE]', en: '[NIE|my NIE|NIE number|Spanish NIE]'},
  it_fiscal_code: {id: '[codice fiscale]', en: '[codice fiscale|Italian tax code|fiscal code|C.F.]'},
  it_vat_code: {id: '[partita IVA|P.IVA]', en: '[partita IVA|P.IVA|P. IVA|Italian VAT number|VAT code (Italy)]'},
  nl_bsn: {id: '[BSN|nomor BSN]', en: '[BSN|burgerservicenummer|BSN number|my BSN|sofinummer]'},
  pl_pesel: {id: '[PESEL|nomor PESEL]', en: '[PESEL|PESEL number|numer PESEL|my PESEL]'},
  se_personnummer: {id: '[personnummer]', en: '[personnummer|Swedish personal number|personal identity number|my personnummer]'},
  se_organisationsnummer: {id: '[organisationsnummer]', en: '[organisationsnummer|org.nr|org nr|Swedish company number|organisation number]'},
  fi_personal_identity_code: {id: '[HETU|henkilötunnus]', en: '[henkilötunnus|HETU|Finnish personal identity code|hetu|personal identity code]'},
  eu_vat: {id: '[VAT|nomor VAT|VAT ID]', en: '[VAT|VAT number|VAT ID|EU VAT|USt-IdNr.|VAT reg no.|TVA intracommunautaire]'},
  email_address: {id: '[email|e-mail|alamat email|imel|surel|email terdaftar]', en: '[email|e-mail|email address|registered email|login email]'},
  credit_card: {id: '[kartu kredit|no kartu|nomor kartu|kartu debit|CC|no cc|kartu visa|nomor kartu kredit]', en: '[card|card number|credit card|card no.|Visa|debit card|Mastercard|CC number]'},
  cvv: {id: '[CVV|cvv|CVC|kode CVV|3 digit belakang|tiga angka di belakang kartu|kode keamanan kartu|cvv2]', en: '[CVV|CVC|security code|CVV2|cvc code|3 digits on the back|card security code]'},
  pin: {id: '[PIN|pin|PIN ATM|PIN saya|pin aplikasi|PIN transaksi|kode PIN]', en: '[PIN|PIN code|ATM PIN|card PIN|my pin]'},
  otp: {id: '[OTP|kode OTP|kode verifikasi|kode otp|otpnya|kode rahasia|kode verif|kode masuk]', en: '[OTP|verification code|one-time password|one-time code|OTP code|security passcode|login code|6-digit code|authentication code]'},
  password: {id: '[password|pass|kata sandi|sandi|pw|kata sandinya|passwordnya|password lama]', en: '[password|passwd|temporary password|pw|login password|current password]'},
  iban_code: {id: '[IBAN|no IBAN]', en: '[IBAN|IBAN number|account (IBAN)|bank IBAN]'},
  ip_address: {id: '[IP|alamat IP|ip address|IP saya|ip publik]', en: '[IP|IP address|my IP|client IP|source IP|public IP]'},
  mac_address: {id: '[MAC|mac address|alamat MAC|MAC router]', en: '[MAC|MAC address|device MAC|router MAC|wifi mac]'},
  imei: {id: '[IMEI|imei hp|nomor IMEI|IMEI 1|no imei]', en: '[IMEI|IMEI number|device IMEI|phone IMEI|imei no]'},
  gps: {id: '[koordinat|titik|titik lokasi|share loc|lokasi rumah|maps|pin lokasi]', en: '[coordinates|GPS|location|my location|GPS coordinates|drop-off point|map pin]'},
  crypto: {id: '[wallet|alamat wallet|alamat BTC|dompet kripto|address USDT]', en: '[wallet|wallet address|BTC address|ETH address|deposit address|crypto wallet]'},
  api_key: {id: '[API key|api key|kunci API|token API|secret key]', en: '[API key|api_key|API token|secret key|access key|client secret]'},
  jwt: {id: '[token|token JWT|bearer|access token]', en: '[JWT|bearer token|access token|Authorization: Bearer|id_token]'},
  url_secret: {id: '[link|tautan|url|link reset]', en: '[link|URL|reset link|callback URL]'},
};

// How a noun and its value stand together. {n} the noun, {v} the value.
export const kFrames = {
  id: ['{n} [saya|aku|gw|sy|] [:|adalah|=|yaitu|ini|] {v}', '{n}: {v}', '{n} {v}', '[ini|berikut|brikut|nih] {n} [saya|sy|nya|aku|] [:|] {v}', '[tolong|mohon|tlg|pls] [dicek|diupdate|diganti|dibantu cek|diverifikasi] {n} {v} [ya|ya kak|dong|]', '[data saya|datanya], {n} {v}',
    '{n} [saya|] [yang|yg] [terdaftar|lama|baru|benar] [itu|adalah|:] {v}', '[untuk|utk] verifikasi, {n} [saya|] {v}', '{v} [itu|adalah|ini] {n} saya', '{n} [saya|sy] {v}, [tolong dicek|mohon bantuannya|bisa dibantu|makasih]', '[sudah|udah] saya kirim {n} : {v}', '{n}nya {v}', '{n} = {v}', '{n} [pelanggan|customer|ybs]: {v}'],
  en: ['{n}: {v}', '{n} {v}', '[my|the] {n} is {v}', '[here is|this is|below is] [my|the] {n}: {v}', '[please|pls|kindly] [check|update|verify|use] {n} {v}', '[for verification|as requested], {n} {v}', '{v} is [my|the] {n}', '{n} [on file|on the account|registered]: {v}', '{n} = {v}', '{n} - {v}',
    'I [already|] [sent|gave|provided] {n} {v} [yesterday|twice|to your colleague|]', '[can|could] you [confirm|look up] {n} {v}?', "[customer's|client's|caller's] {n} is {v}", '[update|change] {n} to {v} [please|thanks|]'],
};

// Types whose sentences have a shape of their own.
const bank = '[BCA|Mandiri|BNI|BRI|BSI|CIMB Niaga|Danamon|Permata]';
export const kOwnFrames = {
  person: {
    id: ['[nama|Nama|nama lengkap|Nama Lengkap|nama saya|nama pelanggan|nama penerima|nama pemesan] [:|adalah|] {v}', '[atas nama|a.n.|a/n|an.|A.N.] {v}', '[Bapak|Ibu|Bpk|Bpk.|Bu|Pak|Sdr.|Sdri.|Mas|Mbak] {v}', '[penerima|pengirim|pemesan|pelanggan|customer|PIC|pemilik akun]: {v}', '[saya|sy] {v} dari [bagian keuangan|cabang Bandung|Tokobaru|tim logistik]', 'perkenalkan, [saya|nama saya] {v}', '[sudah bicara dengan|ditelepon oleh|dilayani oleh|dibantu] [Bapak|Ibu|Mbak|Mas|Pak|Bu] {v}', 'dengan {v} di sini', '[Hormat saya|Salam|Terima kasih|Regards],\n{v}\n'],
    en: ['my name is {v}', '[name|full name|customer name|account holder|recipient|cardholder]: {v}', '[Mr|Mrs|Ms|Mr.|Ms.|Dr.] {v}', 'this is {v} [from accounting|calling about the order|from the Leeds office]', '[I spoke with|I talked to|the call was with] [Mr|Mrs|Ms] {v}', "I'm {v} [and I need help|, a customer since 2019|from Acme Trading]", '[Best regards|Kind regards|Regards|Thanks|Sincerely],\n{v}\n', '[Dear|Hi|Hello] {v},', 'the [account|order|booking] is under the name {v}', 'registered [to|under] {v}'],
  },
  address: {
    id: ['[alamat|Alamat|alamat kirim|alamat pengiriman|alamat rumah|alamat saya|domisili|alamat lengkap] [:|di|adalah|] {v}', '[kirim|tolong kirim|dikirim] ke {v}', '[saya|kami] [tinggal|berdomisili] di {v}', '[rumah|kantor|toko] [saya|kami] di {v}', 'pindah ke {v}'],
    en: ['[address|shipping address|delivery address|my address|home address|billing address] [:|is] {v}', '[ship|deliver|send] [it|the parcel|the replacement] to {v}', '[I live|she lives|we live] at {v}', '[we|I] moved to {v}'],
  },
  date_of_birth: {
    id: ['[tgl lahir|tanggal lahir|Tanggal Lahir|tgl. lahir|tgl lhr] [saya|] [:|] {v}', '[TTL|ttl|Ttl]: {city}, {v}', '[saya|anak saya|istri saya] lahir [tanggal|tgl|pada|] {v}', 'lahir di {city}, {v}', 'lahir {v}', 'kelahiran {v}'],
    en: ['[DOB|dob|date of birth|D.O.B.|birth date|birthday|Date of Birth] [:|is] {v}', '[I was|he was|she was|the patient was] born on {v}', 'born {v}', '[my|her] date of birth is {v}'],
  },
  bank_account: {
    id: ['{n} {bank} [saya|] [:|] {v}', '{bank} {v} a.n. {person}', '[transfer|tf|refund|dikembalikan] ke [rekening|rek|] {bank} {v}', '{n} {v} ({bank})', '{n} [saya|] {bank} {v} [atas nama|a.n.|an] {person}', 'rek {bank}: {v}'],
    en: ['{bank} {n} {v}', '[refund|transfer|send it] to [my|] {bank} account {v}', '{n} {v} [at|with] {bank}', '{n}: {v} ({bank})', '[my|our] {bank} {n} is {v}'],
  },
  otp: {
    id: ['{n} [saya|yang masuk|] [:|adalah|] {v}', '{n} {v}', '[masukkan|ini] {n} {v}', '{v} [adalah|itu] {n} [Anda|saya|]', '[dapat|dapet] {n} {v} [tapi gagal terus|tapi ditolak|]'],
    en: ['[my|your|the] {n} is {v}', '{n}: {v}', '{v} is your {n}', '[I got|I received|it sent] {n} {v} [but it failed|but it says expired|]', 'use {n} {v}'],
  },
  password: {
    id: ['{n} [saya|] [:|=|adalah] {v}', 'user sama, {n}: {v}', '[login pakai|saya coba|masuk dengan] {n} {v}', '{n} [saya|sementara|barunya]: {v}'],
    en: ['[my|the] {n} is {v}', '{n}: {v}', '{n} = {v}', '[I tried|log in with|use] {n} {v}'],
  },
  cvv: {id: ['{n} [saya|] [:|] {v}', '{n} {v}', '{n}nya {v}', '{n} adalah {v}'], en: ['{n}: {v}', '{n} {v}', '[the|my] {n} is {v}']},
  pin: {id: ['{n} [:|] {v}', '{n} [saya|] {v}', '{n} adalah {v}', '{n} yang saya pakai {v}'], en: ['{n}: {v}', '[my|the] {n} is {v}', '{n} {v}']},
  jwt: {id: ['{n}: {v}', '{n} [saya|] {v}', 'header Authorization: Bearer {v}'], en: ['{n}: {v}', 'curl -H "Authorization: Bearer {v}" fails', 'my {n} is {v}']},
};
export {bank as kBank};

// Where nothing says what the value is.
export const kPlain = {
  id: ['[ini|ini ya|ini kak|berikut|nih]: {v}', '{v} [ya kak|tolong dicek|mohon dicek|bisa dibantu?|gimana ini?|]', '[saya pakai|punya saya|yang saya daftarkan|yang lama] {v}', '[tadi|kemarin] [sudah|udah] saya kirim {v}', '[tolong|mohon|tlg] [dicek|ganti ke|simpan] {v} [ya|]', '- {v}'],
  en: ['[here you go|here it is|this one|see below]: {v}', '{v} [please check|thanks|does not work|]', '[I use|mine is|the one on file is|change it to] {v}', '[I sent|I gave you] {v} [already|yesterday]', '[please use|try] {v}', '- {v}'],
};
// A person or an address in the middle of a sentence, with nothing to announce it.
export const kBare = {
  person: {
    id: ['{v} [sudah transfer|belum terima barangnya|minta dihubungi|komplain soal tagihan|sudah dihubungi kemarin|mau ganti paket]', '[paket|pesanan|invoice|akun] [milik|punya] {v}', '[tadi|kemarin] {v} [datang ke toko|telepon lagi|kirim ulang formulir]', '[menurut|kata] {v}, [barangnya rusak|belum ada kabar]', 'cc {v}'],
    en: ['{v} [called again this morning|has not received the parcel|wants a refund|asked for a callback|signed the form]', 'the [parcel|account|invoice] [of|for] {v}', 'according to {v}, [the box was damaged|nobody came]', 'please [contact|call|cc] {v} [about this|]', 'approved by {v}'],
  },
  address: {
    id: ['{v} [rumah cat hijau|depan warung|sebelah masjid|pagar hitam|]', '[kurir ke|titip di|dekat] {v}', '{v}'],
    en: ['{v} [is where it should go|, leave it with the neighbour|]', '[the driver went to|nobody was at] {v}', '{v}'],
  },
  id_plate: {id: ['[mobil|motor|avanza|truk] {v} [parkir di depan|belum bayar|nyerempet pagar]', '[mobil|motor] saya {v}'], en: ['[the car|the van|my car|a grey truck] {v} [is blocking the gate|was towed]']},
  uk_postcode: {id: ['kirim ke area {v}'], en: ['[do you deliver to|the depot is near|it is for|moving to] {v}[?|]', 'store near {v}']},
};
