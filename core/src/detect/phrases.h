// Phrases: every word or words that any recognizer looks for, in one table, found in one pass over the words of a text.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

#include "detect/recognizer.h"
#include "detect/word_key.h"
#include "detect/word_tree.h"
#include "text/apart.h"

namespace tirai::recognition {

/// A set of recognizers, by their place in the registry. Words as long as the machine's: the plain-JS twin has none of more than 32 bits.
class RecognizerSet {
  using Word = std::conditional_t<(sizeof(void*) > 4), std::uint64_t, std::uint32_t>;
  static constexpr std::size_t kBits = 8 * sizeof(Word);

 public:
  void set(std::size_t i) { words_[i / kBits] |= Word{1} << (i % kBits); }
  void reset(std::size_t i) { words_[i / kBits] &= ~(Word{1} << (i % kBits)); }
  [[nodiscard]] bool operator[](std::size_t i) const { return (words_[i / kBits] >> (i % kBits) & 1) != 0; }
  [[nodiscard]] bool any() const {
    Word all = 0;
    for (const Word word : words_) all |= word;
    return all != 0;
  }
  RecognizerSet& operator|=(const RecognizerSet& other) { return combine(other, [](Word a, Word b) { return a | b; }); }
  RecognizerSet& operator&=(const RecognizerSet& other) { return combine(other, [](Word a, Word b) { return a & b; }); }
  RecognizerSet& operator-=(const RecognizerSet& other) { return combine(other, [](Word a, Word b) { return a & ~b; }); }
  friend RecognizerSet operator|(RecognizerSet a, const RecognizerSet& b) { return a |= b; }
  friend RecognizerSet operator&(RecognizerSet a, const RecognizerSet& b) { return a &= b; }
  friend RecognizerSet operator-(RecognizerSet a, const RecognizerSet& b) { return a -= b; }
  bool operator==(const RecognizerSet&) const = default;

  /// Calls `visit` with each member, in order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (Word left = words_[word]; left != 0; left &= left - 1) visit(word * kBits + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }

 private:
  template <typename Operation>
  RecognizerSet& combine(const RecognizerSet& other, Operation operation) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = operation(words_[i], other.words_[i]);
    return *this;
  }
  std::array<Word, kMostRecognizers / kBits> words_{};
  static_assert(kMostRecognizers % kBits == 0);
};

/// What a word says when someone reads a value aloud: a digit, how often the next one comes, or a sign of an address.
struct Spoken {
  std::int8_t digit = -1;
  std::uint8_t times = 1;
  char sign = 0;
};

struct Phrase {
  std::string_view text;  ///< as recognizer.h says phrases are written
  RecognizerSet context;  ///< whom it speaks for
  RecognizerSet against;  ///< whom it speaks against
  RecognizerSet announces;  ///< who is asked behind it
  bool reference = false;   ///< "invoice", "resi": what follows is a number of a thing, against every number and code
  bool negates_next = false;      ///< "jangan bagikan": what is announced next is not given
  bool negates_previous = false;  ///< "belum masuk": what was announced before is not given
  Spoken spoken;
};

/// One phrase found in a text. Of those that begin at the same word, the longest stands first.
struct Heard {
  static constexpr std::uint8_t kAnnounces = 1;  ///< somebody
  static constexpr std::uint8_t kContext = 2;    ///< speaks for somebody
  static constexpr std::uint8_t kWeighs = 4;     ///< speaks for or against somebody, or is a reference
  static constexpr std::uint8_t kSpoken = 8;
  static constexpr std::uint8_t kNegates = 16;   ///< what is announced next, or was before
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint16_t phrase = 0;
  std::uint8_t what = 0;  ///< of the phrase, which most readers then need not look at
  [[nodiscard]] bool is(std::uint8_t kind) const { return (what & kind) != 0; }
};

class PhraseTable {
 public:
  /// The phrases of these recognizers, and the engine's own.
  TIRAI_ONCE explicit PhraseTable(std::span<const Recognizer> recognizers);
  [[nodiscard]] const Phrase& operator[](std::size_t index) const { return phrases_[index]; }

  static constexpr std::uint8_t kSeveral = 0xFF;
  /// The one recognizer that a phrase announces, as most do, or kSeveral; of phrases that announce somebody.
  [[nodiscard]] std::uint8_t only_asked(std::size_t phrase) const { return asks_[phrase]; }

  /// The words that phrases may begin with, clitics and all.
  [[nodiscard]] const WordSieve& begins() const { return words_.begins(); }
  /// Whether some phrase begins with a letter beyond ASCII.
  [[nodiscard]] bool other_scripts() const { return other_scripts_; }
  /// Appends the phrases that begin with the word of ASCII letters text[at, end), whose bytes are `word`.
  TIRAI_INLINE void hear(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word, std::vector<Heard>& heard) const {
    const std::uint16_t alone = words_.alone(text, at, end, word);
    if (alone == WordTree::kNone) return;
    if (alone == WordTree::kMany) return hear_all(text, at, end, word, heard);
    heard.push_back({at, end, alone, what_[alone]});
  }
  /// Appends those with signs, digits or letters beyond ASCII in them that stand at `at`, and puts the longest of all at `at` first.
  void hear_other(std::string_view text, std::size_t at, std::vector<Heard>& heard) const;

 private:
  TIRAI_APART("hear_all") void hear_all(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word, std::vector<Heard>& heard) const;
  TIRAI_ONCE void add(std::string_view text, RecognizerSet Phrase::*role, std::size_t recognizer);
  TIRAI_ONCE void add(std::string_view text, bool Phrase::*flag);
  TIRAI_ONCE Phrase& entry(std::string_view text);
  [[nodiscard]] TIRAI_ONCE static std::uint8_t what_is(const Phrase& phrase);
  [[nodiscard]] TIRAI_ONCE static std::uint8_t asked_by(const Phrase& phrase);

  struct Keyed {
    std::uint32_t key;
    std::uint16_t phrase;
  };
  std::vector<Phrase> phrases_;
  std::vector<std::uint8_t> what_;  // see Heard
  std::vector<std::uint8_t> asks_;  // see only_asked()
  WordTree words_;
  std::vector<Keyed> keyed_;  // by key: phrases with signs, digits or letters of other scripts in them
  KeyFilter keys_;
  bool other_scripts_ = false;
};

/// The table of all recognizers, made at its first use.
[[nodiscard]] const PhraseTable& phrase_table();

/// Where `phrase` ends if it stands at `at` as whole words, or 0.
[[nodiscard]] std::size_t phrase_end(std::string_view text, std::size_t at, std::string_view phrase);

}  // namespace tirai::recognition
