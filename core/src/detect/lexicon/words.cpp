#include "detect/lexicon/words.h"

#include "detect/digits.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kLongestLabelEnd = 24;

bool is_letter(char32_t code) { return text::is_word_character(code) && digit_value(code) < 0; }
bool is_capital(char letter) { return (letter & 0x20) == 0; }  // of ASCII letters
bool is_inner(char32_t code) { return code == '-' || code == '\'' || code == 0x2019; }

// A capitalised word in two is what its first part is, unless the lists know the whole: "Jean-Luc", but not "mark-down".
std::uint8_t kinds_of(std::string_view word, bool parted) {
  const std::uint8_t whole = word_kinds(word);
  if (whole != kUnknownWord || !parted) return whole;
  const std::size_t inner = word.find_first_of("-'");
  if (inner == std::string_view::npos) return whole;
  const bool names = word[0] >= 'A' && word[0] <= 'Z' && inner + 1 < word.size() && word[inner + 1] >= 'A' && word[inner + 1] <= 'Z';
  const std::uint8_t first = word_kinds(word.substr(0, inner));
  return names ? first : static_cast<std::uint8_t>(first & ~(kName | kMaybeName | kFamilyName));
}
}  // namespace

bool is_letter_at(std::string_view text, std::size_t at) { return at < text.size() && is_letter(text::character_at(text, at).code); }

std::optional<Word> word_at(std::string_view text, std::size_t at) {
  Word word{.begin = at, .end = at, .all_capital = true};
  bool parted = false;
  at = text::letters_end(text.substr(0, std::min(text.size(), at + kLongestWord)), at);
  if (at > word.end) {
    word.end = at;
    word.letters = at - word.begin;
    word.capital = is_capital(text[word.begin]);
    word.all_capital = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(word.begin), text.begin() + static_cast<std::ptrdiff_t>(at), is_capital);
  }
  while (at < text.size() && word.letters < kLongestWord) {
    const char c = text[at];
    if (word.letters > 0 && (c & 0x80) == 0 && !text::is_letter(c) && !is_inner(static_cast<unsigned char>(c))) break;  // how most words end
    const text::Character next = text::character_at(text, at);
    if (is_inner(next.code) && word.letters > 0 && is_letter_at(text, at + next.size)) {
      at += next.size;
      parted = true;
      continue;
    }
    if (!is_letter(next.code)) break;
    if (word.letters++ == 0) word.capital = text::is_upper(next.code);
    if (!text::is_upper(next.code)) word.all_capital = false;
    word.end = at += next.size;
  }
  if (word.letters == 0) return std::nullopt;
  word.kinds = kinds_of(word.in(text), parted);
  return word;
}

std::size_t skip_spaces(std::string_view text, std::size_t at, std::size_t most) {
  for (std::size_t spaces = 0; at < text.size() && spaces < most; ++spaces) {
    if ((text[at] & 0x80) == 0) {
      if (text[at] != ' ' && text[at] != '\t') break;
      ++at;
      continue;
    }
    const text::Character next = text::character_at(text, at);
    if (!text::is_space(next.code)) break;
    at += next.size;
  }
  return at;
}

std::size_t skip_label_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  bool marked = false;
  bool broken = false;
  while (at < text.size() && at - begin < kLongestLabelEnd) {
    const text::Character next = text::character_at(text, at);
    if (next.code == ':' || next.code == '=' || next.code == '|') {
      marked = true;
    } else if (next.code == '\n' || next.code == '\r') {
      if (!marked || (broken && next.code == '\n')) break;
      broken = broken || next.code == '\n';
    } else if (!text::is_space(next.code) && next.code != '"' && next.code != '\'' && next.code != '*' && next.code != '`' && next.code != '>' &&
               next.code != 0x201C && next.code != 0x2018 && next.code != '~') {
      break;
    }
    at += next.size;
  }
  return at;
}

bool is_one_of(std::string_view word, const Words& list) {
  if (word.empty() || !list.may_hold(word)) return false;
  const std::string_view words = list.all();
  const char first = text::lower(word[0]);
  for (std::size_t begin = 0; begin + word.size() <= words.size(); ++begin) {
    const std::size_t end = begin + word.size();
    if (words[begin] == first && (end == words.size() || words[end] == ' ') && same_word(word, words.substr(begin, word.size()))) return true;
    while (begin < words.size() && words[begin] != ' ') ++begin;
  }
  return false;
}

}  // namespace tirai::recognition
