// Words that make a company or an institution of their neighbours.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "ab ag agency agensi apotek asuransi badan bank bersama bhd bumd bumn bv cabang cafe cargo co company corp corporation cv dinas distributor express fa "
    "firma gmbh group grup holding hotel inc institut insurance kafe kantor kementerian klinik koperasi kpp llc llp logistics ltd mall mart nv oy pd "
    "pengadilan persero perusahaan plaza plc polda politeknik polres polsek pt pte pty puskesmas restaurant resto restoran rs rsud rumah sa sakit sd sdn "
    "sejahtera sekolah shop sma smk smp spa srl store studio supermarket tbk tk toko travel ud universitas university warung yayasan";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kCompanies = {kCompany, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
