// Names that are everyday words too, months and cities among them: a name only where something says so.
#include "detect/lexicon/lexicon.h"

namespace tirai::recognition {

const WordList kNamesThatAreWords = {kMaybeName,
    "abadi abdi ada adil agustus ahad alam alami aman amber america amin an andalan ang anggrek anggun angin angkasa april ardi art artha asa asia asli "
    "asri asta atlas awan bagus bahagia bahari baik bakat baker bakti bambu banks banteng banyu baron batu bell berkah berry besar best bill bintang biru "
    "bisa bishop black bobo bos bright brook brooke brooklyn brooks buana budaya bulan bumi bunga bush cahaya cahya candra carolina case chance chase "
    "church cinta cipta citra cliff cook crystal dahlan dahlia dakota dale dallas damai damar dan darma das dasa dawn day de delima desember destiny dixon "
    "dollar dora drew dua duke duta dwi earl east eko elang emas embun endah era esa faith fani fasya febri fields ford fox franklin frost gading gala "
    "garuda gemilang gempita gene georgia giat gilang ginger giri glen gold golden good graha gray green grey gunung guy hall harapan hardy hari harmoni "
    "harmony hati he hening hijau hikmah hill ho hope houston hu idaman ideal ikhlas ilmu iman indah india indonesia insan intan ira irama israel istana "
    "istimewa ita ivy jade jaka jala januari jasa jati jaya jelita jingga joy juang juara jujur juli jumat june kaca kala kali kamis kang kapur karang "
    "karya kasih kembang kenanga kenari kencana kilau kim king knight kuasa kuat kuning lake lancar lance lane langgeng langit laut layar le lebah lee lega "
    "lembah lestari lim lima lin lina lincoln lintang little london long love luas luh luhur lurus luwes macan maha major maju makmur mala malam mama mana "
    "mandiri manis mantap maret mari marina mark marsh masa mata matahari mawar max may maya medan mega megah mei mekar melati melody melur mentari merah "
    "merak merdeka mestika milan mina minggu mira mulia mulya murni mutiara nada naga nana nasib ng nik nikmat noble nona north nova november nur nusa "
    "nyata octavia oktober olive omega padi page pagi paksi pancasila pangeran papa paris park parks patria pelangi pelita pemuda penny perdana perkasa "
    "permai permata pertiwi pesona pintar pinus pool pope power powers price prima pualam puji purnama pusaka putih putra putri rabu raga rain raja "
    "rajawali rama rao rasa rata ratu raya reformasi rejeki rembulan restu rezeki riang rice rich rimba rindu rivers roma rukun rupa rusty sabar sabtu "
    "sahabat sakti sakura salam samudra sani santa sari sasa sastra satu sedap segar sehat sejahtera selamat selasa semangat semesta senang senin senja "
    "sentosa serasi seruni setia sharp short siaga siang sierra sila silver sim sinar sky small snow soni sony star stone storm street strong suci sukma "
    "sukses sumber summer summers sun sungai sunny surga surya swasta sydney syukur tabah tama tan tang tangguh tani tanti taufan teguh telaga tenang "
    "tentram teratai tirta titik topan tri trinity troy tulus ulin unggul untung utama utari van victor viola virginia vista wahana wall wan wangi waras "
    "ward waters watu wawa weeks wei wells west white wida widya wilder will wina winter winters wira wisata wise wisma wood woods yakin yang yasa yoga "
    "young"};

}  // namespace tirai::recognition
