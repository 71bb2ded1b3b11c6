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

  /// Marks a word that phrases begin with which are kept elsewhere: begins() holds it, and Matches::marked() says so where the text goes on like such a
  /// phrase: with its byte `behind`, or with any sign where that is a blank.
  TIRAI_ONCE void mark(std::string_view word, char behind);
  /// The words that phrases begin with, and those that are phrases with a clitic at the end.
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
  [[nodiscard]] std::uint16_t alone(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word) const {
    const std::string_view letters = text.substr(at, end - at);
    if (text::clitic_size(letters) > 0) return kMany;
    const Head& head = heads_[head_slot(letters, word)];
    if (marked(head, text, end) || goes_on(head.next, text, end)) return kMany;
    return (head.next & kPhrase) != 0 && word_ends(text, end) ? nodes_[head.node].number : kNone;
  }
  /// The phrases that begin with the word text[at, end), whose bytes are `word`.
  [[nodiscard]] TIRAI_APART("phrases_at") Matches at(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word) const;
  /// The same, `at` being where a word begins.
  [[nodiscard]] Matches at(std::string_view text, std::size_t at) const;

 private:
  struct Node {
    std::string_view word;
    std::uint32_t hash = 0;        // of the word
    std::uint32_t next = 0;        // bit n: a word that goes on begins with the n-th letter
    std::uint16_t parent = kNone;
    std::uint16_t number = kNone;
    std::uint16_t size = 0;        // of the phrase up to here
  };
  static constexpr int kHeadBits = 11;  // about twice what all recognizers need
  static constexpr std::size_t kHeads = std::size_t{1} << kHeadBits;
  static constexpr std::uint32_t kPhrase = 1;  // in Head::next, where no letter's bit is
  // A word that phrases begin with: all that most texts ask of it, in a quarter of the cache's line.
  struct Head {
    std::uint32_t first = 0, second = 0;  // four letters each, as in text::WordBytes
    std::uint32_t next = 0;             // as in its node, and kPhrase if the word is one by itself
    std::uint16_t node = kNone;
    std::uint8_t size = 0;              // 0: nothing is kept here
    std::uint8_t marks = 0;             // bit_of() the bytes behind it
  };
  [[nodiscard]] static int bit_of(char behind) { return (behind & 0x80) != 0 ? 1 : behind & 7; }
  [[nodiscard]] static bool marked(const Head& head, std::string_view text, std::size_t end) {
    return head.marks != 0 && end < text.size() && (head.marks >> bit_of(text[end]) & 1) != 0;
  }
  /// Where the word is kept, or the free place where it would be.
  [[nodiscard]] std::size_t head_slot(std::string_view letters, const text::WordBytes& word) const {
    for (std::size_t at = word.hash() >> (32 - kHeadBits);; at = (at + 1) % kHeads) {
      const Head& head = heads_[at];
      const bool same = head.first == word.first() && head.second == word.letters >> 32 && head.size == word.size;
      if (same && (word.size <= text::WordBytes::kMost || text::same_letters(letters, nodes_[head.node].word))) return at;
      if (head.size == 0) return at;
    }
  }
  /// Where the next word of a phrase begins: behind one to four signs or spaces of one text, mostly one; `at` where none does.
  [[nodiscard]] static std::size_t next_word(std::string_view text, std::size_t at) {
    const bool one_blank = text.size() - at > 1 && text[at] == ' ' && text::is_letter(text[at + 1]);
    return one_blank ? at + 1 : behind_gap(text, at);
  }
  [[nodiscard]] static std::size_t behind_gap(std::string_view text, std::size_t at);
  /// Whether the next word may be one that a phrase goes on with, by its first letter.
  [[nodiscard]] static bool goes_on(std::uint32_t letters, std::string_view text, std::size_t end) {
    if (letters <= kPhrase) return false;
    const std::size_t next = next_word(text, end);
    return next != end && (letters >> (text[next] & 31) & 1) != 0;
  }
  [[nodiscard]] static bool word_ends(std::string_view text, std::size_t at) { return at == text.size() || (text[at] & 0x80) == 0 || ends_before(text, at); }
  [[nodiscard]] static bool ends_before(std::string_view text, std::size_t at);
  [[nodiscard]] std::size_t node_slot(std::uint16_t parent, std::string_view letters, std::uint32_t hash) const;
  [[nodiscard]] std::uint16_t child(std::uint16_t node, std::string_view letters, const text::WordBytes& word) const;
  TIRAI_ONCE std::uint16_t add_child(std::uint16_t node, std::string_view word);
  TIRAI_ONCE Head& head_of(std::string_view word);
  void step_stem(std::uint16_t node, std::string_view letters, std::size_t clitic, std::size_t end, Matches& matches) const;

  std::vector<Head> heads_;                // by hash
  std::vector<Node> nodes_;                // the first is the root
  std::vector<std::uint16_t> node_slots_;  // by parent and hash; not of the root's children
  WordSieve begins_;
};

}  // namespace tirai::recognition
