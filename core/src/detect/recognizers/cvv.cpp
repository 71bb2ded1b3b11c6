// Card verification codes (CVV2, CVC2, CID): three digits, four on American Express, behind a word for them. PCI DSS 4.0, 3.3.1.2: never kept after authorisation.
#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr Figures kFigures = {.least = 3, .most = 4};
constexpr auto kLinks = phrases("adalah", "itu", "is my", "is the", "is", "as", "ini");

// "3 digit belakang", "three-digit code": without the number, the digits may be anyone's.
bool says_three(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-')) --at;
  for (const std::string_view three : {"3", "4", "tiga", "three", "empat", "four"}) {
    if (at >= three.size() && same_word(text.substr(at - three.size(), three.size()), three)) return true;
  }
  return false;
}

std::optional<Match> code(const Said& said) {
  const std::string_view phrase = said.text.substr(said.phrase.begin, said.phrase.size());
  if ((same_word(phrase.substr(0, 5), "digit") || same_word(phrase.substr(0, 5), "angka")) && !says_three(said.text, said.phrase.begin) && phrase.size() < 12) return std::nullopt;
  if (const auto ahead = figures_ahead(said.text, said.phrase.end, 28, kFigures)) return Match{*ahead};
  if (const auto behind = figures_behind(said.text, said.phrase.begin, kLinks, kFigures)) return Match{*behind};
  return std::nullopt;
}

constexpr auto kPhrases = phrases("cvv", "cvc", "cvv2", "cvc2", "cvn", "cid", "kode cvv", "kode cvc", "nomor cvv", "no cvv", "cvv code", "cvv number", "cvc code", "kode keamanan", "kode keamanan kartu", "security code", "security number", "card security code", "card verification", "card verification code",
                                         "card verification value", "digit belakang", "digit di belakang", "angka belakang", "angka di belakang", "tiga digit belakang", "tiga angka belakang", "digit terakhir di belakang kartu",
                                         "digit code", "three digit code", "tiga digit di belakang", "digits on the back", "back of card", "back of the card", "back of my card", "digit belakang kartu", "angka belakang kartu");
}  // namespace

Recognizer cvv() {
  return {.type = EntityType::kCvv, .pack = Pack::kSecrets, .candidate = Phrases{.phrases = kPhrases, .match = code, .negatable = true}, .confidence = {.alone = 0.9, .with_context = 0.9}};
}

}  // namespace tirai::recognition
