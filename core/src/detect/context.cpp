#include "detect/context.h"

#include <algorithm>

#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/phrase_list.h"
#include "detect/word_tree.h"
#include "text/apart.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kBefore = 40;
constexpr std::size_t kAfter = 20;
constexpr std::size_t kAgainstReach = 20;
constexpr std::size_t kNegationReach = 24;
constexpr std::size_t kLongestPhrase = 48;
constexpr std::size_t kLongestValue = 80;  // a value longer than this hears only what stands before it, or right after its 80th byte

using text::is_letter;
bool is_word(char c) { return text::is_alnum(c) || (c & 0x80) != 0; }
bool crosses(std::string_view text, std::size_t begin, std::size_t end) { return text.substr(begin, end - begin).find('\0') != std::string_view::npos; }
bool ends_clause(std::string_view between) { return between.find_first_of(std::string_view(".,;:!?\n\0", 8)) != std::string_view::npos; }

// Words that stand between what is announced and its value and say nothing.
constexpr auto kFillers = phrases("saya", "sy", "aku", "gue", "gua", "gw", "anda", "kamu", "kami", "beliau", "dia", "nya", "ku", "baru", "ganti", "diganti", "yang", "ini", "itu", "sbb", "berikut", "tsb", "tersebut",
                                         "lama", "ya", "yakni", "my", "your", "his", "her", "their", "our", "the", "new", "old", "number", "no", "nomor", "nya");
constexpr auto kLinks = phrases("adalah", "ialah", "yaitu", "is", "are", "was", "jadi", "menjadi", "sebagai berikut", "berikut ini", "changed to", "set to", "reset to", "diubah menjadi", "diubah jadi");

constexpr std::uint16_t kFiller = 0, kLink = 1;
TIRAI_ONCE WordTree make_fillers_and_links() {
  WordTree made;
  for (const std::string_view word : PhraseList(kFillers)) made.number_of(word) = kFiller;
  for (const std::string_view word : PhraseList(kLinks)) made.number_of(word) = kLink;
  return made;
}
const WordTree& fillers_and_links() {
  static const WordTree tree = make_fillers_and_links();
  return tree;
}
}  // namespace

std::size_t Context::first_from(std::size_t at) const {
  const auto less = [](const Heard& one, std::size_t wanted) { return one.begin < wanted; };
  auto first = heard_.begin() + static_cast<std::ptrdiff_t>(reach_);
  if (first != heard_.begin() && std::prev(first)->begin >= at) first = heard_.begin();
  const auto last = heard_.end() - first > 64 && (first + 64)->begin >= at ? first + 64 : heard_.end();
  return static_cast<std::size_t>(std::lower_bound(first, last, at, less) - heard_.begin());
}

// A line break between ends what was said, unless the phrase stands at its line's end: "NIK saya:" and the number below; or a word more ends it and
// the value begins the line below: "Jamsostek number".
bool Context::speaks_on(std::size_t phrase_end, std::size_t value) const {
  const std::string_view between = text_.substr(phrase_end, value - phrase_end);
  const std::size_t line = between.find('\n');
  if (line == std::string_view::npos) return true;
  if (line + 1 == between.size() && line > 1 && between[0] == ' ' && between.substr(1, line - 1).find_first_of(" .,;!?") == std::string_view::npos) return true;
  if (std::none_of(between.begin(), between.begin() + static_cast<std::ptrdiff_t>(line), is_word)) return true;
  return line + 1 == between.size() && is_courtesy(between.substr(0, line));
}

// Behind "invoice for entity", "pesanan dari" comes not the thing's number, but whose it is: a word in lower case may stand between; behind "resi dari JNE"
// it is the number again. Nor is it behind a sentence's end, or another label on the next line.
TIRAI_ONCE bool is_of_another(std::string_view between) {
  if (between.size() < 4 && between != ". ") return false;
  if (between.find(". ") != std::string_view::npos) return true;
  if (const std::size_t line = between.find('\n'); line != std::string_view::npos && std::any_of(between.begin() + static_cast<std::ptrdiff_t>(line), between.end(), is_word)) return true;
  const auto preposition = word_at(between, skip_spaces(between, 0, 1));
  if (!preposition || !is_one_of<"for untuk utk from dari by oleh">(preposition->in(between))) return false;
  std::size_t at = skip_spaces(between, preposition->end, 1);
  if (const auto word = word_at(between, at); word && !word->capital) at = skip_spaces(between, word->end, 2);
  return at == between.size();
}

// Behind a value, a sentence must not have ended, and the phrase must not be the label of the next value ("0812…, NIK: 3171…").
bool Context::speaks_back(std::size_t value_end, const Heard& heard) const {
  const std::string_view between = text_.substr(value_end, heard.begin - value_end);
  if (between.find_first_of(std::string_view(".;!?\n\0", 6)) != std::string_view::npos) return false;
  std::size_t at = heard.end;
  while (at < text_.size() && text_[at] == ' ') ++at;
  return at == text_.size() || (text_[at] != ':' && text_[at] != '=');
}

Near Context::near(ByteSpan span, const RecognizerSet& rivals) const {
  Near found;
  std::size_t nearest = kBefore + 1;
  std::size_t reference = kAgainstReach + 1;
  const std::size_t asked = asked_at(text_, span.begin);
  for (std::size_t i = first_from(span.begin); i > 0 && heard_[i - 1].begin + kBefore + kLongestPhrase >= span.begin; --i) {
    const Heard& one = heard_[i - 1];
    const bool answered = one.end <= asked && text_.substr(one.end, asked - one.end).find('\n') == std::string_view::npos;
    const std::size_t value = answered ? asked : span.begin;
    if (one.end > value || value - one.end > kBefore) continue;
    if (crosses(text_, one.end, span.begin)) break;
    if (!one.is(Heard::kWeighs) || !(answered || speaks_on(one.end, value))) continue;
    const Phrase& phrase = table_[one.phrase];
    const std::size_t distance = span.begin - one.end;
    found.context |= phrase.context;
    if ((phrase.context & rivals).any()) {
      if (distance < nearest) found.nearest = {};
      if (distance <= nearest) found.nearest |= phrase.context;
      nearest = std::min(nearest, distance);
    }
    if (distance > kAgainstReach) continue;
    if ((!phrase.reference && !phrase.against.any()) || (distance > 1 && is_of_another(text_.substr(one.end, value - one.end)))) continue;
    found.against |= phrase.against;
    if (phrase.reference) reference = std::min(reference, distance);
  }
  found.reference = reference <= kAgainstReach && reference < nearest;
  if (found.reference) {  // the number of a thing, whatever else was said farther away
    found.context = found.nearest = {};
    return found;
  }
  for (std::size_t i = first_from(span.end); i < heard_.size() && heard_[i].begin <= span.end + kAfter; ++i) {
    if (heard_[i].is(Heard::kContext) && speaks_back(span.end, heard_[i])) found.context |= table_[heard_[i].phrase].context;
  }
  if (!found.nearest.any()) found.nearest = found.context;
  return found;
}

// Answered for some bytes at once, for many ask close together.
RecognizerSet Context::within_reach(std::size_t at) {
  constexpr std::size_t kStride = 32;
  if (at < reached_until_) return reached_;
  reached_until_ = at + kStride;
  reached_ = {};
  while (reach_ < heard_.size() && heard_[reach_].begin + kBefore + kLongestPhrase + kLongestValue < at) ++reach_;
  for (std::size_t i = reach_; i < heard_.size() && heard_[i].begin < reached_until_ + kLongestValue + kAfter; ++i) {
    if (heard_[i].is(Heard::kContext)) reached_ |= table_[heard_[i].phrase].context;
  }
  return reached_;
}

bool Context::negated(std::size_t index) const {
  const Heard& announced = heard_[index];
  for (std::size_t i = index; i > 0 && heard_[i - 1].begin + kNegationReach + kLongestPhrase >= announced.begin; --i) {
    const Heard& one = heard_[i - 1];
    if (!one.is(Heard::kNegates) || !table_[one.phrase].negates_next || one.end > announced.begin || announced.begin - one.end > kNegationReach) continue;
    if (!ends_clause(text_.substr(one.end, announced.begin - one.end))) return true;
  }
  for (std::size_t i = index + 1; i < heard_.size() && heard_[i].begin <= announced.end + kNegationReach; ++i) {
    const Heard& one = heard_[i];
    if (!one.is(Heard::kNegates) || !table_[one.phrase].negates_previous || one.begin < announced.end) continue;
    if (!ends_clause(text_.substr(announced.end, one.begin - announced.end))) return true;
  }
  return false;
}

Announced behind_phrase(std::string_view text, std::size_t phrase_end) {
  Announced found{phrase_end, false};
  for (int words = 0, breaks = 0; found.at < text.size();) {
    const char c = text[found.at];
    if (c == ':' || c == '=' || (c == '>' && text[found.at - 1] == '-')) {
      found.linked = true;
    } else if (c == '\n' ? ++breaks > 1 : std::string_view(" \t\r-\"'(*_.#").find(c) == std::string_view::npos) {
      if (!is_letter(c) || (found.at > 0 && is_letter(text[found.at - 1])) || words++ == 4) return found;
      const WordTree::Matches skipped = fillers_and_links().at(text, found.at);
      if (skipped.begin() == skipped.end()) return found;
      for (const WordTree::Found& one : skipped) found.linked = found.linked || one.number == kLink;
      found.at = skipped.begin()->end;
      continue;
    }
    if (++found.at - phrase_end > 64) return found;
  }
  return found;
}

}  // namespace tirai::recognition
