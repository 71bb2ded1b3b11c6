#include "detect/word_tree.h"

#include <algorithm>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::uint16_t kRoot = 0;
constexpr int kNodeBits = 13;  // over twice what all recognizers need
constexpr std::size_t kNodeSlots = std::size_t{1} << kNodeBits;
constexpr std::size_t kWidestGap = 4;
constexpr std::size_t kShortestPlural = 4;  // "was" is no "wa"

using text::letters_end;

}  // namespace

WordTree::WordTree() : heads_(kHeads), nodes_(1), node_slots_(kNodeSlots, kNone) {}

bool WordTree::holds(std::string_view phrase) {
  char before = ' ';
  std::size_t words = 0;
  for (const char c : phrase) {
    if (c == ' ' ? before == ' ' : c < 'a' || c > 'z') return false;
    if (before == ' ') ++words;
    before = c;
  }
  return before != ' ' && words <= kMostWords;
}

void WordTree::mark(std::string_view word, char behind) {
  add_child(kRoot, word);
  head_of(word).marks |= static_cast<std::uint8_t>(behind == ' ' ? 0xFF : 1 << bit_of(behind));
}

std::uint16_t& WordTree::number_of(std::string_view phrase) {
  std::uint16_t node = kRoot;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = letters_end(phrase, begin);
    node = add_child(node, phrase.substr(begin, end - begin));
    nodes_[node].size = static_cast<std::uint16_t>(end);
    begin = end + 1;
  }
  if (nodes_[node].parent == kRoot) {
    head_of(phrase).next |= kPhrase;
    const text::WordBytes bytes = text::word_bytes(phrase);
    for (const std::string_view clitic : {"s", "ku", "mu", "nya"}) begins_.add(bytes.followed_by(text::word_bytes(clitic)).hash());
  }
  return nodes_[node].number;
}

std::size_t WordTree::node_slot(std::uint16_t parent, std::string_view letters, std::uint32_t hash) const {
  for (std::size_t at = (hash ^ parent * 0x9E3779B1u) >> (32 - kNodeBits);; at = (at + 1) & (kNodeSlots - 1)) {
    if (node_slots_[at] == kNone) return at;
    const Node& node = nodes_[node_slots_[at]];
    if (node.parent == parent && node.hash == hash && text::same_letters(letters, node.word)) return at;
  }
}

std::uint16_t WordTree::child(std::uint16_t node, std::string_view letters, const text::WordBytes& word) const {
  return node == kRoot ? heads_[head_slot(letters, word)].node : node_slots_[node_slot(node, letters, word.hash())];
}

std::uint16_t WordTree::add_child(std::uint16_t node, std::string_view word) {
  const text::WordBytes bytes = text::word_bytes(word);
  const std::uint16_t known = child(node, word, bytes);
  if (known != kNone) return known;
  const auto added = static_cast<std::uint16_t>(nodes_.size());
  if (node == kRoot) {
    head_of(word) = {.first = bytes.first(), .second = static_cast<std::uint32_t>(bytes.letters >> 32), .node = added, .size = static_cast<std::uint8_t>(word.size())};
    begins_.add(bytes.hash());
  } else {
    node_slots_[node_slot(node, word, bytes.hash())] = added;
  }
  const std::uint32_t letter = 1u << (word[0] & 31);
  nodes_[node].next |= letter;
  if (nodes_[node].parent == kRoot) head_of(nodes_[node].word).next |= letter;
  nodes_.push_back({.word = word, .hash = bytes.hash(), .parent = node});
  return added;
}

WordTree::Head& WordTree::head_of(std::string_view word) { return heads_[head_slot(word, text::word_bytes(word))]; }

void WordTree::Matches::add(Found found, std::size_t size) {
  std::size_t at = count_++;
  for (; at > 0 && sizes_[at - 1] < size; --at) {
    found_[at] = found_[at - 1];
    sizes_[at] = sizes_[at - 1];
  }
  found_[at] = found;
  sizes_[at] = static_cast<std::uint16_t>(size);
}

// The word after `node` without the clitic at its end: it ends a phrase, and none goes on behind it.
void WordTree::step_stem(std::uint16_t node, std::string_view letters, std::size_t clitic, std::size_t end, Matches& matches) const {
  const std::string_view stem = letters.substr(0, letters.size() - clitic);
  const std::uint16_t found = child(node, stem, text::word_bytes(stem));
  if (found == kNone) return;
  const Node& last = nodes_[found];
  if (last.number != kNone && (clitic > 1 || last.size >= kShortestPlural)) matches.add({end, last.number}, last.size);
}

std::size_t WordTree::behind_gap(std::string_view text, std::size_t at) {
  std::size_t next = at;
  while (next < text.size() && next - at < kWidestGap && text[next] != '\0' && (text[next] & 0x80) == 0 && !text::is_alnum(text[next])) ++next;
  return next < text.size() && text::is_letter(text[next]) ? next : at;
}

// A phrase's last word may be followed by a digit, never by a letter; here no ASCII letter follows.
bool WordTree::ends_before(std::string_view text, std::size_t at) { return !text::is_word_character(text::character_at(text, at).code); }

WordTree::Matches WordTree::at(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word) const {
  std::string_view letters = text.substr(at, end - at);
  const Head& head = heads_[head_slot(letters, word)];
  Matches matches;
  matches.marked_ = marked(head, text, end);
  if (const std::size_t clitic = text::clitic_size(letters); clitic > 0) step_stem(kRoot, letters, clitic, end, matches);
  for (std::uint16_t node = head.node; node != kNone;) {
    const Node& here = nodes_[node];
    if (here.number != kNone && word_ends(text, end)) matches.add({end, here.number}, here.size);
    if (here.next == 0) break;
    at = next_word(text, end);
    if (at == end || (here.next >> (text[at] & 31) & 1) == 0) break;  // most phrases end with their first word
    end = letters_end(text, at);
    letters = text.substr(at, end - at);
    if (const std::size_t clitic = text::clitic_size(letters); clitic > 0) step_stem(node, letters, clitic, end, matches);
    node = node_slots_[node_slot(node, letters, text::word_bytes(text, {at, end}).hash())];
  }
  return matches;
}

WordTree::Matches WordTree::at(std::string_view text, std::size_t at) const {
  const std::size_t end = letters_end(text, at);
  return this->at(text, at, end, text::word_bytes(text, {at, end}));
}

}  // namespace tirai::recognition
