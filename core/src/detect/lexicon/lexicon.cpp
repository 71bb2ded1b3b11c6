#include "detect/lexicon/lexicon.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/ascii.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 20;
constexpr std::size_t kSlots = 16384;  // a power of two, over twice as many as there are words

constexpr const WordList* kLists[] = {&kIndonesianNames,     &kInternationalNames, &kFamilyNames, &kNamesThatAreWords, &kIndonesianStopWords,
                                      &kEnglishStopWords, &kPlaces,             &kTitles,      &kCompanies};

// Open addressing; made from the lists when the first word is looked up, so the program carries each word once.
class Lexicon {
 public:
  Lexicon() {
    for (std::uint32_t list = 0; list < std::size(kLists); ++list) {
      const std::string_view words = kLists[list]->words;
      for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        add({.offset = static_cast<std::uint32_t>(begin), .list = list, .size = static_cast<std::uint32_t>(end - begin), .kinds = kLists[list]->kind});
        begin = end + 1;
      }
    }
  }
  std::uint8_t kinds(std::string_view word) const { return static_cast<std::uint8_t>(slots_[find(word)].kinds); }

 private:
  struct Slot {
    std::uint32_t offset : 15, list : 4, size : 5, kinds : 7;
    [[nodiscard]] std::string_view word() const { return kLists[list]->words.substr(offset, size); }
  };
  std::size_t find(std::string_view word) const {
    std::size_t at = text::word_hash(word) % kSlots;
    while (slots_[at].size != 0 && !text::same_word(word, slots_[at].word())) at = (at + 1) % kSlots;
    return at;
  }
  void add(Slot slot) {
    Slot& place = slots_[find(slot.word())];
    slot.kinds |= place.kinds;
    place = slot;
  }
  std::array<Slot, kSlots> slots_{};
};
constexpr std::string_view kLikePersons[] = {
    "harvey norman", "johnson controls", "wells fargo", "morgan stanley", "martha tilaar", "ralph lauren", "calvin klein", "tommy hilfiger", "louis vuitton", "jack daniels", "tim hortons", "philip morris", "ernst young",
    "baker hughes", "johnnie walker", "hugo boss", "charles keith", "charles schwab", "mercedes benz", "warner bros", "bobbi brown", "elizabeth arden", "ralph laurent", "john deere", "john lewis", "david jones", "edward jones",
    "raymond james", "thomas cook", "harry winston", "jimmy choo", "kate spade", "michael kors", "marc jacobs", "paul smith", "ted baker", "max mara", "ruth chris", "carl junior", "mary kay", "eddie bauer", "arthur andersen",
    "ben jerry", "sinar mas", "indah kiat", "agung podomoro", "agung sedayu", "wahana tata", "mitra adiperkasa", "ahmad yani", "ahmad dahlan", "gatot subroto", "jenderal sudirman", "diponegoro", "rs siloam"};
}  // namespace

std::uint8_t word_kinds(std::string_view word) {
  static const Lexicon kLexicon;
  return word.empty() || word.size() > kLongest ? std::uint8_t{kUnknownWord} : kLexicon.kinds(word);
}

bool is_company_like_a_person(std::string_view words) { return std::find(std::begin(kLikePersons), std::end(kLikePersons), words) != std::end(kLikePersons); }

}  // namespace tirai::recognition
