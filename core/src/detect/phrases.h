// Phrases: every word or words that any recognizer looks for, in one table, found in one pass over the words of a text.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/recognizer.h"

namespace tirai::recognition {

/// A set of recognizers, by their place in the registry.
using RecognizerSet = std::bitset<kMostRecognizers>;

struct Phrase {
  std::string_view text;  ///< as recognizer.h says phrases are written
  RecognizerSet context;  ///< whom it speaks for
  RecognizerSet against;  ///< whom it speaks against
  RecognizerSet announces;  ///< who is asked behind it
  bool reference = false;   ///< "invoice", "resi": what follows is a number of a thing, against every number and code
  bool negates_next = false;      ///< "jangan bagikan": what is announced next is not given
  bool negates_previous = false;  ///< "belum masuk": what was announced before is not given
};

/// One phrase found in a text. Of those that begin at the same word, the longest stands first.
struct Heard {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint16_t phrase = 0;
};

class PhraseTable {
 public:
  /// The phrases of these recognizers, and the engine's own.
  explicit PhraseTable(std::span<const Recognizer> recognizers);
  [[nodiscard]] const Phrase& operator[](std::size_t index) const { return phrases_[index]; }

  /// What a word that begins at `at` may be looked up by: its first four ASCII letters, lower case, in one integer; of other scripts the first character.
  [[nodiscard]] static std::uint32_t key_at(std::string_view text, std::size_t at);
  /// Whether any phrase begins with this key; sometimes true when none does.
  [[nodiscard]] bool may_begin(std::uint32_t key) const { return (filter_[slot(key) / 64] >> (slot(key) % 64) & 1) != 0; }
  /// Appends the phrases that stand at `at`.
  void hear(std::string_view text, std::size_t at, std::uint32_t key, std::vector<Heard>& heard) const;

 private:
  static constexpr std::size_t kSlots = 1 << 14;
  [[nodiscard]] static std::size_t slot(std::uint32_t key) { return (key * 0x9E3779B1u) >> 18; }
  void add(std::string_view text, RecognizerSet Phrase::*role, std::size_t recognizer);
  void add(std::string_view text, bool Phrase::*flag);
  Phrase& entry(std::string_view text);
  void index();

  struct Keyed {
    std::uint32_t key;
    std::uint16_t phrase;
  };
  std::vector<Phrase> phrases_;
  std::vector<Keyed> keyed_;             // sorted by key, then longest phrase first
  std::vector<std::uint64_t> filter_;    // a bit per slot
};

/// The table of all recognizers, made at its first use.
[[nodiscard]] const PhraseTable& phrase_table();

/// Where `phrase` ends if it stands at `at` as whole words, or 0.
[[nodiscard]] std::size_t phrase_end(std::string_view text, std::size_t at, std::string_view phrase);

}  // namespace tirai::recognition
