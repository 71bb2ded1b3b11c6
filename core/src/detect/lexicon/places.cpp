// Cities, regencies, provinces, states and countries, and the words they are made of.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "abang abu abuja aceh adelaide africa ahmedabad alabama alam alaska alberta ambon america amsterdam angeles ankara antapani antonio antwerp arizona "
    "arkansas athens atlanta auckland austin australia austria babel badung bahru bali balikpapan baltimore bandar bandung bangalore bangka bangkalan "
    "bangkok bangli banjar banjarbaru banjarmasin banjarnegara banten bantul banyumanik banyumas banyuwangi barat barcelona batam batang bath batu baubau "
    "beijing bekasi belfast belgium belitung bengal bengaluru bengkulu bergen berlin bilbao bima binjai bintaro birmingham bitung blimbing blitar blora "
    "bogor bojonegoro bologna bondowoso bontang bordeaux boston boyolali brasil brasília brazil brebes bremen brighton brisbane bristol britain brunei "
    "brussels bruxelles bsd buahbatu bukittinggi buleleng busan cakung calgary california cambodia cambridge canada canberra candisari cape cardiff "
    "carolina cebu cempaka cengkareng chennai chiang chicago china ciamis cianjur cibinong cibiru cibubur cicendo cikarang cilacap cilandak cilegon "
    "cileungsi cilincing cimahi cipayung ciputat ciracas cirebon cleveland coblong cologne colorado columbia columbus connecticut copenhagen cork cyberjaya "
    "daerah dago dakota dallas darwin davao delaware delhi demak denmark denpasar denver depok detroit deutschland dhabi diego diy dki dortmund dresden "
    "dubai dublin dumai durban duren düsseldorf edinburgh edmonton eindhoven emirates england españa espoo essen finland firenze florence florida france "
    "francisco frankfurt gading gambir garut gdańsk geneva genova georgia germany gianyar glasgow gondokusuman gorontalo greece gresik grobogan grogol "
    "guangzhou gubeng gujarat gunungkidul gurgaon göteborg haag hamburg hampshire hannover hanoi hawaii helsinki hobart hong houston hyderabad ibadan "
    "ibukota idaho illinois india indiana indianapolis indonesia indramayu iowa ipoh ireland istanbul istimewa italia italy izmir jabar jabodetabek "
    "jacksonville jagakarsa jaipur jakarta jakbar jakpus jaksel jaktim jakut jambi janeiro japan jateng jatim jatinegara jawa jaya jayapura jeddah jember "
    "jembrana jepara jersey jeruk jogja jogjakarta johannesburg johar johor jombang jose kab kalbar kalideres kalimantan kalsel kaltara kalteng kaltim kano "
    "kansas karanganyar karangasem karawaci karawang karnataka kebayoran kebon kebumen kedah kediri kedungkandang kelantan kelapa kemang kemayoran "
    "kembangan kendal kendari kentucky kepri kepulauan kerala khusus kinabalu klaten klojen klungkung koja kolkata kong korea kota kotagede kotamobagu "
    "kraków kramat kuala kuching kudus kulonprogo kuningan kupang kuta kyoto köln lagos lamongan lampung langsa laos leeds leicester leipzig lengkong leste "
    "lhokseumawe lille lisboa lisbon liverpool lombok london louisiana lowokwaru lubuk lubuklinggau lumajang lumpur lyon madinah madiun madrid magelang "
    "magetan maharashtra maine majalengka makasar makassar makati malang malaysia malmö maluku mampang manado manchester manila manitoba manokwari "
    "marseille maryland massachusetts mataram matraman medan mekkah melacca melaka melbourne memphis menteng merauke mergangsan metro mexico miami michigan "
    "milan milano milwaukee minneapolis minnesota mississippi missouri mojokerto montana montreal moscow mumbai munich myanmar málaga münchen nabire nadu "
    "nantes napoli nashville nebraska nederland netherlands nevada newcastle nganjuk ngawi nice nigeria noida norway nottingham nsw ntb ntt nusa nürnberg "
    "oakland ohio oklahoma ontario oregon orlando osaka oslo ottawa oxford pacitan padang padangsidempuan pademangan pagaralam pahang palangka palangkaraya "
    "palembang palermo palmerah palopo palu pamekasan pamulang pancoran pangandaran pangkal pangkalpinang papua parepare paris pasarminggu pasuruan pati "
    "paulo pedurungan pekalongan pekanbaru pemalang pematangsiantar penang penjaringan pennsylvania perak perth pesanggrahan petaling petamburan "
    "philadelphia philippines phoenix phuket pinang poland polska ponorogo pontianak portland porto portugal poznań prabumulih pradesh pretoria pringsewu "
    "probolinggo pulogadung pune purbalingga purwakarta purwodadi purwokerto purworejo pusat putrajaya qld quebec quezon regol rembang rhode riau rio "
    "riyadh roma rome rotterdam rungkut russia sabah sabang sacramento saigon salatiga salvador samarinda sampang sanur sarawak saskatchewan sawah sawit "
    "scotland seattle selangor selatan semarang senayan senen seoul serang serpong setiabudi sevilla shah shanghai sheffield shenzhen siantar sibolga "
    "sidoarjo singapore singaraja singkawang situbondo sleman solo sorong southampton spain springfield sragen stockholm strasbourg stuttgart subang "
    "sukabumi sukajadi sukoharjo sukolilo sukun sulawesi sulsel sulteng sultra sulut sumatera sumatra sumbar sumedang sumenep sumsel sumut suomi surabaya "
    "surakarta sverige sweden switzerland sydney são tabanan taipei taiwan tambora tamil tampa tampere tanah tangerang tanggamus tangsel tanjungbalai "
    "tanjungpinang tarakan tas tasikmalaya tebet tebing tegal tegalsari temanggung tembalang tengah tenggara tennessee terengganu ternate texas thailand "
    "timika timor timur tokyo tomohon torino toronto toulouse town trenggalek tuban tulungagung turin turkey turku ubud uk umbulharjo ungaran uppsala us "
    "usa utah utara utrecht valencia vancouver vegas venezia vermont verona vic vienna vietnam virginia wales warsaw warszawa washington wates wellington "
    "wien winnipeg wisconsin wonocolo wonogiri wonokromo wonosari wonosobo wrocław wyoming yogya yogyakarta york zaragoza zealand zurich zürich";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kPlaces = {kPlace, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
