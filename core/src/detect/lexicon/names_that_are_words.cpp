// Names that are everyday words too, months and cities among them: a name only where something says so.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "abadi abdi ada adil agustus ahad alam alami aman amber america amin an andalan ang angel anggrek anggun angin angkasa april ardi art artha asa asia "
    "asli asri asta atlas austin autumn awan bagus bahagia bahari baik bakat baker bakti bambu banks banteng banyu baron batu bell berkah berlin berry "
    "besar best bill bintang biru bisa bishop black bob bobo bodhi boon bos bright brook brooke brooklyn brooks buana budaya bui bulan bumi bunga bush "
    "cahaya cahya candra carolina case cash chance charlotte chase chelsea church cinta cipta cita citra cliff consuelo cook crystal dahlan dahlia dakota "
    "dale dallas damai damar dan dang darma das dasa dawn day de delima desember destiny dia dixon do dollar dora drew dua duke duta dwi earl east eko "
    "elang emas embun emi endah eng era esa fai faith fani fasya febri fields florence ford fox franco franklin frost gading gala garuda gemilang gempita "
    "gene genesis georgia giat gilang ginger giri glen gold golden good grace graha gray green grey guadalupe gunung guy hall happy harapan hardy hari "
    "harmoni harmony hati he heng hening hijau hikmah hill ho hope houston hu hwa idaman ideal ikhlas ilmu iman indah india indonesia insan intan ira irama "
    "israel istana istimewa ita ivy jade jaka jala januari jasa jati jaya jelita jing jingga jordan joy juang juara jujur juli jumat june kaca kah kai kala "
    "kali kamis kang kapur karang karma karya kasih kembang kenanga kenari kencana kilau kim king knight kok kuasa kuat kuning lake lancar lance lane "
    "langgeng langit laut lay layar le lebah lee lega lembah lestari lim lima lin lina lincoln lintang little london long love luas luh luhur lurus luwes "
    "macan madison maha major maju makmur mala malam malik mama mana mandiri manis mantap maret mari marina mark marsh masa mata matahari mawar max may "
    "maya medan media mega megah mei mekar melati melody melur mentari merah merak mercedes mercy merdeka merry mestika milan miles min mina minggu mira "
    "mulia mulya murni mutiara nada naga nana nasib ng nik nikmat noble nona north nova november nur nusa nyata octavia oktober olive omega otto padi page "
    "pagi paksi pancasila pangeran papa paris park parks pat patria pearl pelangi pelita pemuda penny perdana perkasa permai permata pertiwi pesona pintar "
    "pinus pool pope power powers precious prem price prima prince pualam puji purnama pusaka putih putra putri rabu raga rain raja rajawali rama rao rasa "
    "rata ratu raya reformasi rejeki rembulan ren restu rezeki riang rice rich rimba rindu rivers roma rosario ruby rukun rupa rusty sabar sabtu sagar "
    "sahabat sakti sakura salam salvador samudra sani santa santiago sari sasa sastra satu savannah sedap segar sehat sejahtera selamat selasa semangat "
    "semesta senang seng senin senja sentosa serasi serenity seruni setia sharp short shu siaga siang sierra sila silver sim sinar sky small snow soni sony "
    "sora star stone storm street strong suci suka sukma sukses sumber summer summers sun sungai sunny surga surya swasta sydney syukur tabah tama tan tang "
    "tangguh tani tanti taufan teguh telaga tenang tentram teratai tim ting tirta titik topan tri trinity troy tulus uday ulin uma unggul untung usha utama "
    "utari van victor victoria viola virginia vista vu wahana wall wan wangi waras ward waters watu wawa weeks wei wells west white wida widya wilder will "
    "wina winter winters wira wisata wise wisma wong wood woods xin yakin yan yang yasa ying yoga young";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kNamesThatAreWords = {kMaybeName, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
