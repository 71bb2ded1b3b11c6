// What stands before a name, and is none.
#include "detect/lexicon/lexicon.h"
#include "detect/lexicon/packed.h"

namespace tirai::recognition {

namespace {
constexpr std::string_view kWords =
    "aa abang bang bapa bapak bp bpk bu bung capt ci cici cik datin dato datuk dr dra drg drh drs encik frau gus hajah haji herr hj ibu ibuk ir kak kaka "
    "kakak kang kiai kk ko koko kol kyai lady lord ma'am madam madame mas mba mbah mbak mbk miss mister mme monsieur mpok mr mrs ms mx nn nona ny nyonya om pa "
    "pak prof puan rev saudara saudari sdr sdri señor señora sir sra tan tante teh teteh tn tuan uda uni ust ustad ustadz ustadzah";
constexpr auto kPacked = pack<packed_size(kWords)>(kWords);
}  // namespace

const WordList kTitles = {kTitle, {kPacked.data(), kPacked.size()}};

}  // namespace tirai::recognition
