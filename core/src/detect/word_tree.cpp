#include "detect/word_tree.h"

#include <algorithm>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::uint16_t kRoot = 0;
constexpr std::size_t kWordSlots = 1 << 13;  // powers of two, over twice what all recognizers need
constexpr std::size_t kNodeSlots = 1 << 14;
constexpr std::size_t kWidestGap = 4;
constexpr std::size_t kShortestPlural = 4;  // "was" is no "wa"

using text::letters_end;

// A phrase's last word may be followed by a digit, never by a letter; here no ASCII letter follows.
bool word_ends(std::string_view text, std::size_t at) {
  return at == text.size() || (text[at] & 0x80) == 0 || !text::is_word_character(text::character_at(text, at).code);
}

// Where the next word of a phrase begins: behind one to four signs or spaces of one text; `at` where none does.
std::size_t next_word(std::string_view text, std::size_t at) {
  std::size_t next = at;
  while (next < text.size() && next - at < kWidestGap && text[next] != '\0' && (text[next] & 0x80) == 0 && !text::is_alnum(text[next])) ++next;
  return next < text.size() && text::is_letter(text[next]) ? next : at;
}

std::uint32_t node_hash(std::uint16_t parent, std::uint16_t word) {
  const std::uint32_t hash = (static_cast<std::uint32_t>(parent) << 16 | word) * 0x9E3779B1u;
  return hash ^ hash >> 15;
}
}  // namespace

WordTree::WordTree() : word_slots_(kWordSlots, kNone), node_slots_(kNodeSlots, kNone) { nodes_.push_back({kNone, kNone, kNone, 0, 0}); }

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

void WordTree::mark(std::string_view word) {
  begins_.add(text::word_hash(word));
  words_[add_word(word)].marked = true;
}

std::uint16_t& WordTree::number_of(std::string_view phrase) {
  std::uint16_t node = kRoot;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = letters_end(phrase, begin);
    if (node == kRoot) begins_.add(text::word_hash(phrase.substr(begin, end - begin)));
    node = add_child(node, add_word(phrase.substr(begin, end - begin)));
    nodes_[node].size = static_cast<std::uint16_t>(end);
    begin = end + 1;
  }
  return nodes_[node].number;
}

template <typename Key, typename Same>
std::size_t WordTree::slot_of(const std::vector<std::uint16_t>& slots, Key key, Same same) {
  std::size_t at = key & (slots.size() - 1);
  while (slots[at] != kNone && !same(slots[at])) at = (at + 1) & (slots.size() - 1);
  return at;
}

std::uint16_t WordTree::find_word(std::string_view word, std::uint32_t hash) const {
  return word_slots_[slot_of(word_slots_, hash, [&](std::uint16_t i) { return words_[i].hash == hash && text::same_letters(word, words_[i].text); })];
}

std::uint16_t WordTree::child(std::uint16_t node, std::uint16_t word) const {
  if (node == kRoot) return words_[word].first;
  return node_slots_[slot_of(node_slots_, node_hash(node, word), [&](std::uint16_t i) { return nodes_[i].parent == node && nodes_[i].word == word; })];
}

std::uint16_t WordTree::add_word(std::string_view word) {
  const std::uint32_t hash = text::word_hash(word);
  std::uint16_t& slot = word_slots_[slot_of(word_slots_, hash, [&](std::uint16_t i) { return words_[i].text == word; })];
  if (slot == kNone) {
    slot = static_cast<std::uint16_t>(words_.size());
    words_.push_back({word, hash, kNone, false});
  }
  return slot;
}

std::uint16_t WordTree::add_child(std::uint16_t node, std::uint16_t word) {
  std::uint16_t& slot = node_slots_[slot_of(node_slots_, node_hash(node, word), [&](std::uint16_t i) { return nodes_[i].parent == node && nodes_[i].word == word; })];
  if (slot == kNone) {
    slot = static_cast<std::uint16_t>(nodes_.size());
    nodes_[node].next |= 1u << (words_[word].text[0] & 31);
    nodes_.push_back({node, word, kNone, 0, 0});
    if (node == kRoot) words_[word].first = slot;
  }
  return slot;
}

void WordTree::Matches::add(Found found, std::size_t size) {
  std::size_t at = count_++;
  for (; at > 0 && sizes_[at - 1] < size; --at) {
    found_[at] = found_[at - 1];
    sizes_[at] = sizes_[at - 1];
  }
  found_[at] = found;
  sizes_[at] = static_cast<std::uint16_t>(size);
}

// Takes the word at `span` after `node`: adds the phrases that end with it, answers where to go on, or kNone.
std::uint16_t WordTree::step(std::uint16_t node, std::string_view text, ByteSpan span, const text::WordBytes& word, Matches& matches) const {
  const std::string_view letters = text.substr(span.begin, span.size());
  if (const std::size_t clitic = word.clitic_size(); clitic > 0) step_stem(node, letters, clitic, span.end, matches);
  const std::uint16_t index = find_word(letters, word.hash());
  if (index == kNone) return kNone;
  if (node == kRoot) matches.marked_ = words_[index].marked;
  const std::uint16_t found = child(node, index);
  if (found == kNone) return kNone;
  const Node& last = nodes_[found];
  if (last.number != kNone && word_ends(text, span.end)) matches.add({span.end, last.number}, last.size);
  return last.next != 0 ? found : kNone;
}

// The same without the clitic at the word's end: it ends a phrase, and none goes on behind it.
void WordTree::step_stem(std::uint16_t node, std::string_view letters, std::size_t clitic, std::size_t end, Matches& matches) const {
  const std::string_view stem = letters.substr(0, letters.size() - clitic);
  const std::uint32_t hash = text::word_hash(stem);
  if (node == kRoot && !begins_.may_hold(hash)) return;
  const std::uint16_t word = find_word(stem, hash);
  const std::uint16_t found = word == kNone ? kNone : child(node, word);
  if (found == kNone) return;
  const Node& last = nodes_[found];
  if (last.number != kNone && (clitic > 1 || last.size >= kShortestPlural)) matches.add({end, last.number}, last.size);
}

std::uint16_t WordTree::alone(std::string_view text, std::size_t at, std::size_t end, const text::WordBytes& word) const {
  if (word.clitic_size() > 0) return kMany;
  const std::uint16_t index = find_word(text.substr(at, end - at), word.hash());
  if (index == kNone) return kNone;
  if (words_[index].marked) return kMany;
  if (words_[index].first == kNone) return kNone;
  const Node& node = nodes_[words_[index].first];
  if (node.next != 0) {
    const std::size_t next = next_word(text, end);
    if (next != end && (node.next >> (text[next] & 31) & 1) != 0) return kMany;
  }
  return node.number != kNone && word_ends(text, end) ? node.number : kNone;
}

WordTree::Matches WordTree::at(std::string_view text, std::size_t at, std::size_t end, text::WordBytes word) const {
  Matches matches;
  for (std::uint16_t node = kRoot;;) {
    node = step(node, text, {at, end}, word, matches);
    if (node == kNone) return matches;
    at = next_word(text, end);
    if (at == end || (nodes_[node].next >> (text[at] & 31) & 1) == 0) return matches;  // most phrases end with their first word
    end = letters_end(text, at);
    word = text::word_bytes(text.substr(at, end - at));
  }
}

WordTree::Matches WordTree::at(std::string_view text, std::size_t at) const {
  const std::size_t end = letters_end(text, at);
  return this->at(text, at, end, text::word_bytes(text.substr(at, end - at)));
}

}  // namespace tirai::recognition
