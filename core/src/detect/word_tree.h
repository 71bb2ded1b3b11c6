// Phrases as a tree of words: whatever begins at a word is found by one look at each of its words, however many phrases there are.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/word_sieve.h"
#include "text/apart.h"
#include "text/ascii.h"
#include "tirai/text.h"

namespace tirai::recognition {

/// Phrases of lower-case ASCII letters with one blank between words; each carries a number. How phrases match a text: see Recognizer.
class WordTree {
 public:
  static constexpr std::uint16_t kNone = 0xFFFF;
  static constexpr std::size_t kMostWords = 8;
  TIRAI_ONCE WordTree();

  /// Whether a phrase is of the kind this tree holds.
  [[nodiscard]] TIRAI_ONCE static bool holds(std::string_view phrase);
  /// The number kept for a phrase, to be read or set; kNone when it is new. The phrase's text outlives the tree.
  TIRAI_ONCE std::uint16_t& number_of(std::string_view phrase);

  /// Marks a word that phrases begin with which are kept elsewhere: may_begin() says yes for it, and Matches::marked().
  TIRAI_ONCE void mark(std::string_view word);
  /// The words that phrases begin with.
  [[nodiscard]] const WordSieve& begins() const { return begins_; }

  struct Found {
    std::size_t end;
    std::uint16_t number;
  };
  /// What stands at one place: the longest phrase first.
  class Matches {
   public:
    [[nodiscard]] const Found* begin() const { return found_.data(); }
    [[nodiscard]] const Found* end() const { return found_.data() + count_; }
    [[nodiscard]] bool marked() const { return marked_; }

   private:
    friend class WordTree;
    void add(Found found, std::size_t size);
    std::array<Found, 2 * kMostWords> found_;
    std::array<std::uint16_t, 2 * kMostWords> sizes_;  // of the phrases
    std::size_t count_ = 0;
    bool marked_ = false;
  };
  static constexpr std::uint16_t kMany = 0xFFFE;
  /// The number of the phrase that the word text[at, end) is, whose bytes are `word`; kNone if no phrase begins with it, kMany if at() must tell.
  [[nodiscard]] std::uint16_t alone(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word) const;
  /// The phrases that begin with the word text[at, end), whose bytes are `word`.
  [[nodiscard]] TIRAI_APART("phrases_at") Matches at(std::string_view text, std::size_t at, std::size_t end, text::WordBytes word) const;
  /// The same, `at` being where a word begins.
  [[nodiscard]] Matches at(std::string_view text, std::size_t at) const;

 private:
  struct Word {
    std::string_view text;
    std::uint32_t hash;
    std::uint16_t first;  // the root's child
    bool marked;
  };
  struct Node {
    std::uint16_t parent;
    std::uint16_t word;
    std::uint16_t number;
    std::uint16_t size;       // of the phrase up to here
    std::uint32_t next;       // bit n: a word that goes on begins with the n-th letter
  };
  template <typename Key, typename Same>
  [[nodiscard]] static std::size_t slot_of(const std::vector<std::uint16_t>& slots, Key key, Same same);
  [[nodiscard]] std::uint16_t find_word(std::string_view word, std::uint32_t hash) const;
  [[nodiscard]] std::uint16_t child(std::uint16_t node, std::uint16_t word) const;
  TIRAI_ONCE std::uint16_t add_word(std::string_view word);
  TIRAI_ONCE std::uint16_t add_child(std::uint16_t node, std::uint16_t word);
  void step_stem(std::uint16_t node, std::string_view letters, std::size_t clitic, std::size_t end, Matches& matches) const;
  [[nodiscard]] std::uint16_t step(std::uint16_t node, std::string_view text, ByteSpan span, const text::WordBytes& word, Matches& matches) const;

  std::vector<Word> words_;
  std::vector<std::uint16_t> word_slots_;  // by hash
  std::vector<Node> nodes_;                // the first is the root
  std::vector<std::uint16_t> node_slots_;  // by parent and word
  WordSieve begins_;
};

}  // namespace tirai::recognition
