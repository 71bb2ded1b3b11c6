// Indonesian words that end a name or an address: function words, verbs, and what customers and agents write about.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "abu account ada adalah adanya adapun adik admin aduh agama agar agen agent agustus air aja akan aktif aktivasi aku akun alamat alhamdulillah allah "
    "ambil an anak anda anggota antara anteraja apa apabila apakah apartemen aplikasi april assalamualaikum astaga asuransi atas atasnama atau atm attn "
    "axis ayah bagaimana bagi bagian bagus bahkan bahwa baik balas banget bank bantu bantuan bantuannya bantuin bantunya banyak bapak barang baru barusan "
    "batal bawa bawah bayar bca bcc beberapa begini begitu bekerja belas beli beliau belum benar bendahara berapa berat berdasarkan berhasil berikan "
    "berikut beritahu berkas bersama bertanya besar besok betul bgt biaya bicara bila bilang bingung biru bisa bisnis biznet blibli blm blok blokir bni "
    "bnyk boleh bos boss botol bpjs bri bro bsi btn btw buat buddha buka bukalapak bukan bukti bulan buruk butuh buyer cacat cashback catatan cc cek cepat "
    "chat cicilan cimb cluster coba coklat contoh contohnya cp cs cukup cuma customer daftar dalam dan dana dapat dapatkan dari data datang debit deh "
    "delapan demi dengan departemen deposito desa desember detail detik detil dgn dhl di dia diajukan diambil dibalas dibantu dibatalkan dibawa dibayar "
    "dibeli diberi diberitahu diblokir dibuka dibutuhkan dicek dicoba diganti digunakan dihubungi diinformasikan dijual dikabari dikasih dikirim "
    "dikonfirmasi dilakukan dilampirkan dimana diminta dimintai dipesan diproses direksi direktur disampaikan disertakan disetujui diskon diterima "
    "diteruskan ditolak ditransfer ditunggu ditutup diubah diupdate diverifikasi divisi doang dokter dokumen domisili dong donk dosen dpt dua dusun e-mail "
    "eh email emas empat enam engga enggak error facebook faktur februari fedex file finance firstmedia follow formulir foto ga gagal gak gambar gan gang "
    "gangguan ganti gd gedung gg gimana gmn gojek google gopay grab gua gue guna guru gw habis hai hal halaman hallo halo haloo halooo handphone hanya "
    "harap harga hari harus hello hi hijau hilang hindu hingga hitam hmm hormat hormatnya hp hrd hrs hubungi huruf ia ialah ibu indihome indosat info "
    "informasi informasikan ingat ingin ini instagram insyaallah internet investasi invoice islam istri itu iya iyaa jalan jam jangan januari jaringan "
    "jawab jelek jenis jg jgn jika jl jln jne jnt jual juga juli jumat jumlah juni justru juta kab kabar kabari kabupaten kadang kak kakak kalau kalian "
    "kalo kamar kami kamis kamu kan kantor kapan karakter karena kartu karyawan kasi kasih kata katanya kategori katolik kav kavling kawin ke kec kecamatan "
    "kecewa kecil kedua keempat kel kelamin keliru keluar keluarga keluhan kelurahan kemana kemaren kemarin kemudian kenapa kendala kepala kerja "
    "kerjasamanya kesabarannya kesal kesini kesitu ket keterangan ketiga ketika ketua keuangan kirim kirimkan kita kk klaim klo kode kok kolom komplain "
    "komplek kompleks komplen konfirmasi konsumen kosong kota kredit kristen krn ktp kuliah kuning kunjungannya kuota kupon kurang kurir kwitansi lagi lah "
    "lahir laki lakukan lalu lama lampiran lanjut lanjutan lantai lapor laporan laporkan layanan lazada lebih lengkap lewat lg lho lihat lima limit linkaja "
    "lion listrik login logistik loh lokasi lt luar lupa maaf maap mahal mahasiswa maka makanya makasih malah malam mana manager manajemen manajer mandiri "
    "mantap mantul marah maret marketing masalah masih masuk mau maupun mei melakukan melalui melampirkan melaporkan melihat memakai membalas membantu "
    "membayar membeli member memberi memberikan membutuhkan memesan meminta memproses menanyakan mencoba mendapat mendapatkan menerima meneruskan "
    "mengajukan mengapa mengecek mengenai mengerti mengganti menggunakan menghubungi menginformasikan mengirim mengkonfirmasi mengubah menikah "
    "menindaklanjuti menit menolak menunggu menurut menyampaikan merah mereka merupakan meskipun mhn mimin min minggu minta misal misalnya mlm modem mohon "
    "msh muncul murah nah nama namun nanti nanya nasabah nelpon nerima ngasih ngerti ngga nggak ngomong niaga nik ninja nmr no nol nomer nomor nonaktif "
    "norek nota note notulen november npwp nunggu nya ok oke oktober oleh ongkir operator orang orangtua oranye order orderan otp ovo pada padahal pagi "
    "paham pajak pakai pake paket paketan paling panitia panjang para pas paspor password pdam pegawai pekerjaan pelanggan pelayanan pembatalan pembayaran "
    "pembeli pembelian pemesan pemesanan pemilik pemohon pendaftaran pendek penerima pengajuan pengecekan pengembalian pengertiannya penggantian pengguna "
    "pengirim pengiriman penjual per perak perbarui perempuan pergi perhatiannya perihal periksa perlu permintaan permisi permohonan pernah pertama "
    "perubahan perum perumahan perusahaan pesan pesanan peserta petugas pic pimpinan pin pinjaman pink pln poin polis pos pria prioritas produk promo "
    "proses prov provinsi puas pucuk pulang pulsa puluh pun punten putih qty rabu ratus ready redaksi ref referensi refund registrasi rek rekening rendah "
    "resi respon ribu rincian ringan router rp rt ruko rumah rupiah rusak rw saat sabtu saja salah salam saldo sales sama sambil sampai sampaikan sana "
    "sandi sangat satu saudara saya sblm screenshot sdg sdh sebab sebelas sebelum secepatnya sedang sedih sedikit segera sehingga sehubungan sejak sekali "
    "sekarang sekolah sekretaris selalu selama selamat selasa selesai seller seluruh sembilan semoga semua senang senin seperti september sepuluh sering "
    "serta server sesuai setelah setiap setuju shopee shopeepay siang siap siapa sicepat sih silahkan silakan sim sini sinyal sip sis sistem siswa situ "
    "situs skrg smartfren smpe sms soalnya sore sori sorry sponsor staf staff status stlh stok struk suami subjek sudah sudahlah suka sukarela sukses "
    "sumber supaya supervisor support surel sy tabungan tadi tagihan tahu tahun tampil tanggal tanggapan tanpa tanya tanyakan tapi tau tdk team teknisi "
    "telah telepon telkomsel telp telpon teman tempat tentang terblokir tercantum terdaftar terhadap terima terimakasih terjadi terkait terlalu terlampir "
    "tersebut tersedia tertera tertolak tertulis terus teruskan tetangga tetapi tf tgl thanks thx tiap tidak tiga tiket tiktok tim tindak tinggal tinggi "
    "titik tlg tlp token toko tokopedia tolong topik total transaksi transfer traveloka trimakasih trims trus tsb ttl tuhan tujuh tunggakan tunggu tutup "
    "uang ubah udah udh ukuran umur ungu unit untuk up update usaha user usia utk validasi verifikasi via voucher wa waalaikumsalam wah wahana wajib waktu "
    "waktunya walaupun wanita warna web website whatsapp wifi xl ya yaa yaitu yakni yang";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kIndonesianStopWords = {kStop, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
