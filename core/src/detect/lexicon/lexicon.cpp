#include "detect/lexicon/lexicon.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "detect/lexicon/packed.h"
#include "detect/phrase_list.h"
#include "text/ascii.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 20;
constexpr int kSlotBits = 14;
constexpr std::size_t kSlots = std::size_t{1} << kSlotBits;  // over twice as many as there are words

constexpr const WordList* kLists[] = {&kIndonesianNames,     &kInternationalNames, &kFamilyNames, &kNamesThatAreWords, &kIndonesianStopWords,
                                      &kEnglishStopWords, &kPlaces,             &kTitles,      &kCompanies};

// Open addressing; made from the lists when the first word is looked up.
class Lexicon {
 public:
  Lexicon() {
    text_.reserve(kMostText);
    for (const WordList* list : kLists) {
      unpack(list->packed, [&](std::string_view word) { add(word, list->kind); });
    }
  }
  std::uint8_t kinds(std::string_view word) const { return static_cast<std::uint8_t>(slots_[find(word)].kinds); }
  const WordSieve& names() const { return names_; }
  const EndsSieve& titles() const { return titles_; }

 private:
  static constexpr std::size_t kMostText = 1 << 16;
  struct Slot {
    std::uint32_t offset : 20, size : 5, kinds : 7;
  };
  std::size_t find(std::string_view word) const {
    std::size_t at = text::word_hash(word) >> (32 - kSlotBits);
    while (slots_[at].size != 0 && !text::same_letters(word, {text_.data() + slots_[at].offset, slots_[at].size})) at = (at + 1) % kSlots;
    return at;
  }
  void add(std::string_view word, WordKind kind) {
    Slot& slot = slots_[find(word)];
    if (slot.size == 0) {
      slot = {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(word.size()), 0};
      text_ += word;
    }
    slot.kinds |= kind;
    if ((kind & kBeginsName) != 0) names_.add(text::word_hash(word));
    if (kind == kTitle) titles_.add(word);
  }
  std::string text_;  // of all words
  std::array<Slot, kSlots> slots_{};
  WordSieve names_;
  EndsSieve titles_;
};
const Lexicon& lexicon() {
  static const Lexicon made;
  return made;
}

constexpr auto kLikePersons = phrases(
    "harvey norman", "johnson controls", "wells fargo", "morgan stanley", "martha tilaar", "ralph lauren", "calvin klein", "tommy hilfiger", "louis vuitton", "jack daniels", "tim hortons",
    "philip morris", "ernst young", "baker hughes", "johnnie walker", "hugo boss", "charles keith", "charles schwab", "mercedes benz", "warner bros", "bobbi brown", "elizabeth arden",
    "ralph laurent", "john deere", "john lewis", "david jones", "edward jones", "raymond james", "thomas cook", "harry winston", "jimmy choo", "kate spade", "michael kors", "marc jacobs",
    "paul smith", "ted baker", "max mara", "ruth chris", "carl junior", "mary kay", "eddie bauer", "arthur andersen", "ben jerry", "austin reed", "charles tyrwhitt", "victoria beckham",
    "jo malone", "mustika ratu", "sari ayu", "hari kartini", "sinar mas", "indah kiat", "agung podomoro", "agung sedayu", "wahana tata", "mitra adiperkasa", "ahmad yani", "ahmad dahlan",
    "gatot subroto", "jenderal sudirman", "diponegoro", "rs siloam",
    "ngurah rai", "hasan sadikin");
constexpr EndsSieve kMayBeLikePersons = [] {
  EndsSieve made;
  for (const std::string_view words : PhraseList(kLikePersons)) made.add(words);
  return made;
}();
}  // namespace

std::uint8_t word_kinds(std::string_view word) {
  return word.empty() || word.size() > kLongest ? std::uint8_t{kUnknownWord} : lexicon().kinds(word);
}

const WordSieve& name_sieve() { return lexicon().names(); }
const EndsSieve& title_sieve() { return lexicon().titles(); }

bool is_company_like_a_person(std::string_view words) {
  return kMayBeLikePersons.may_hold(words) && PhraseList(kLikePersons).any([&](std::string_view one) { return text::same_letters(words, one); });
}

}  // namespace tirai::recognition
