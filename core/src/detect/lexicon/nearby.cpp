#include "detect/lexicon/nearby.h"

#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/phrases.h"
#include "detect/recognizer.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
bool is_continued(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  if (is_letter_at(text, end) || is_digit(text[end]) || text[end] == '%') return true;
  const char c = text[end];
  return (c == '-' || c == '.' || c == '/' || c == ':' || c == ',') && end + 1 < text.size() && is_digit(text[end + 1]);
}

// One group, or two equal halves of three or four with a space or hyphen between.
TIRAI_ONCE std::optional<ByteSpan> figures_at(std::string_view text, std::size_t at, Figures wanted) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::size_t first = end - at;
  if (wanted.halves && (first == 3 || first == 4) && end + first < text.size() && (text[end] == ' ' || text[end] == '-')) {
    std::size_t second = end + 1;
    while (second < text.size() && is_digit(text[second])) ++second;
    if (second - end - 1 == first && !is_continued(text, second)) return ByteSpan{at, second};
  }
  if (first < wanted.least || first > wanted.most || is_continued(text, end)) return std::nullopt;
  return ByteSpan{at, end};
}

// "PIN mobile banking" above "853447", each alone on its line: `end` is the end of the label's.
TIRAI_ONCE std::optional<ByteSpan> figures_below(std::string_view text, std::size_t end, Figures wanted) {
  constexpr std::size_t kLongestLabel = 32;
  for (std::size_t at = end; at > 0 && text[at - 1] != '\n' && text[at - 1] != '\0'; --at) {
    const char c = text[at - 1];
    const bool of_a_label = c >= 'A' || (c & 0x80) != 0 || c == ' ' || c == '-' || c == '*';
    if (!of_a_label || end - at == kLongestLabel) return std::nullopt;
  }
  const auto found = figures_at(text, end + 1, wanted);
  return found && (found->end == text.size() || text[found->end] < ' ') ? found : std::nullopt;
}

// "OTP transaksi Rp 250.000 di TOKO adalah …": the end of the amount that begins at `at`, or `at`.
TIRAI_ONCE std::size_t amount_end(std::string_view text, std::size_t at) {
  std::size_t sign = at;
  while (sign > 0 && (text[sign - 1] == ' ' || text[sign - 1] == '.')) --sign;
  const std::size_t letters = std::min<std::size_t>(sign, 3);
  const std::string_view before = text.substr(sign - letters, letters);
  if (!same_word(before.substr(letters - std::min<std::size_t>(letters, 2)), "rp") && !same_word(before, "idr") && !same_word(before, "usd")) return at;
  while (at < text.size() && (is_digit(text[at]) || text[at] == '.' || text[at] == ',')) ++at;
  return at;
}

// "… adalah", "… is", "… :": what is farther away is meant by nothing less.
constexpr auto kLinks = phrases("adalah", "is", "yaitu");
TIRAI_ONCE bool is_linked(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at > 0 && (text[at - 1] == ':' || text[at - 1] == '=')) return true;
  const auto link = phrase_before(text, at, 7, kLinks);
  return link && link->end == at;
}

bool begins_free(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (is_digit(before) || before == '$' || before == '+' || before == '#') return false;
  if ((before == '-' || before == '.' || before == '/' || before == ',') && at > 1 && (is_digit(text[at - 2]))) return false;
  return !is_letter_at(text, at - 1) || static_cast<unsigned char>(before) >= 0x80;
}
}  // namespace

std::optional<ByteSpan> figures_ahead(std::string_view text, std::size_t at, std::size_t reach, Figures wanted) {
  constexpr std::size_t kLinkedReach = 24;
  const std::size_t limit = std::min(text.size(), at + reach + kLinkedReach);
  const std::size_t begin = at;
  int breaks = 0;
  for (; at < limit; ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      if (const std::size_t behind = amount_end(text, at); behind > at) {
        at = behind - 1;
        continue;
      }
      if (at >= begin + reach && !is_linked(text, at)) return std::nullopt;
      // "G-482913" of Google: the letter and hyphen are no part of the code.
      const bool prefixed = at > 1 && text[at - 1] == '-' && is_letter_at(text, at - 2) && (at < 3 || !is_letter_at(text, at - 3));
      return prefixed || begins_free(text, at) ? figures_at(text, at, wanted) : std::nullopt;
    }
    if (c == '?') {
      const std::size_t answer = answer_at(text, at);
      return answer != 0 ? figures_at(text, answer, wanted) : std::nullopt;
    }
    if (c == '\n' && at > 0) {  // asked without a question's sign: "sebutkan kode OTP yang masuk"
      const std::size_t answer = answer_at(text, at - 1);
      if (answer != 0 && asked_at(text, answer) != 0) return figures_at(text, answer, wanted);
      if (const auto below = figures_below(text, at, wanted)) return below;
    }
    if (c == '\0' || c == ';' || (c == '\n' && (++breaks > 1 || text.substr(begin, at - begin).find(':') == std::string_view::npos))) return std::nullopt;
    if ((c == '.' || c == '!' || c == ',') && at + 1 < text.size() && text[at + 1] == ' ') return std::nullopt;
  }
  return std::nullopt;
}

TIRAI_ONCE std::size_t answer_at(std::string_view text, std::size_t sign) {
  constexpr std::size_t kLongestSpeaker = 48;
  const std::size_t line = text.find_first_not_of(" \r", sign + 1);
  if (line >= text.size() || text[line] != '\n') return 0;
  const std::string_view begin = text.substr(line + 1, kLongestSpeaker), answer = begin.substr(0, begin.find('\n'));
  const std::size_t speaker = answer.substr(0, answer.find('\0')).find(": ");
  return line + 1 + (speaker == std::string_view::npos ? 0 : speaker + 2);
}

TIRAI_ONCE std::size_t asked_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestSpeaker = 48, kMostBlanks = 4;
  const bool spoken = at > 1 && text[at - 1] == ' ' && text[at - 2] == ':';
  if (!spoken && (at == 0 || text[at - 1] != '\n')) return 0;
  const std::size_t first = at - std::min(at, kLongestSpeaker);
  const std::string_view before = text.substr(first, at - first);
  const std::size_t line = before.rfind('\n');
  if (line == std::string_view::npos || before.find('\0', line) != std::string_view::npos) return 0;
  std::size_t end = first + line;
  while (end > 0 && first + line - end < kMostBlanks && (text[end - 1] == ' ' || text[end - 1] == '\r')) --end;
  if (end > 0 && text[end - 1] == '?') return end;
  if (!spoken) return 0;
  const std::string_view speaker = text.substr(first + line + 1, at - 2 - (first + line + 1));
  const std::size_t clock = speaker.find_first_of(":.");
  const bool timed = clock != std::string_view::npos && clock > 0 && is_digit(speaker[clock - 1]) && clock + 1 < speaker.size() && is_digit(speaker[clock + 1]);
  const std::string_view word = speaker.substr(speaker.rfind(' ') + 1);  // npos + 1 is 0
  return (timed && !word.empty() && word[0] >= 'A' && word[0] <= 'Z') || is_one_of<"pelanggan customer nasabah pengguna konsumen pembeli user client caller member me you saya aku kak">(word) ? end : 0;
}

TIRAI_ONCE std::optional<ByteSpan> figures_behind(std::string_view text, std::size_t end, PhraseList links, Figures wanted) {
  std::size_t at = end;
  const auto skip = [&] {
    while (at > 0 && end - at < 40 && std::string_view(" -(:=\"'").find(text[at - 1]) != std::string_view::npos) --at;
  };
  skip();
  const auto linked = [&] {
    for (const std::string_view link : links) {
      if (at < link.size() || !same_word(text.substr(at - link.size(), link.size()), link)) continue;
      at -= link.size();
      skip();
      return true;
    }
    return false;
  };
  if (!linked()) {  // "is your Google verification code": whose code it is
    const std::size_t phrase = at;
    while (at > 0 && is_letter_at(text, at - 1)) --at;
    if (at < phrase && text[at] >= 'A' && text[at] <= 'Z') skip();
    if (at == phrase || !linked()) at = phrase;
  }
  std::size_t begin = at;
  while (begin > 0 && is_digit(text[begin - 1]) && at - begin <= wanted.most) --begin;
  if (wanted.halves && at - begin == 3 && begin > 3 && (text[begin - 1] == ' ' || text[begin - 1] == '-') && is_digit(text[begin - 2])) {
    std::size_t first = begin - 1;
    while (first > 0 && is_digit(text[first - 1]) && begin - first <= 5) --first;
    if (begin - 1 - first == 3 && begins_free(text, first)) return ByteSpan{first, at};
  }
  if (at - begin < wanted.least || at - begin > wanted.most || !begins_free(text, begin)) return std::nullopt;
  if (begin > 1 && text[begin - 1] == ' ' && is_digit(text[begin - 2])) return std::nullopt;  // "843 2210 9917": the last group of another number
  return ByteSpan{begin, at};
}

TIRAI_ONCE bool is_courtesy(std::string_view words) {
  for (std::size_t at = skip_spaces(words, 0); at < words.size() && words[at] != '\r'; at = skip_spaces(words, at)) {
    const auto word = word_at(words, at);
    if (!word || !is_one_of<"saya sy aku ku kami ya yaa nih kak kakak ka min gan sis bro mas mbak pak bu admin dong please pls below here berikut ini">(word->in(words))) return false;
    at = word->end;
  }
  return true;
}

namespace {
// A sentence's end, another number, or a line's end that no label stands before. "rek. tabungan saya" goes on.
bool parts(std::string_view between) {
  for (std::size_t i = 0; i < between.size(); ++i) {
    const char c = between[i];
    if (is_digit(c) || c == ';' || c == '!' || c == '?') return true;
    const bool abbreviates = i == 0 && between.size() > 2 && between[2] >= 'a' && between[2] <= 'z';
    if (c == '.' && !abbreviates && i + 1 < between.size() && between[i + 1] == ' ' && std::any_of(between.begin() + static_cast<std::ptrdiff_t>(i), between.end(), [](char letter) { return letter >= 'A'; })) return true;
    if (c == '\n' && i + 1 == between.size() && is_courtesy(between.substr(0, i))) return false;
    if (c == '\n' && between.substr(0, i).find_first_of(":=") == std::string_view::npos && between.find_first_not_of(" \r\n") != std::string_view::npos) return true;
  }
  return false;
}

// "… is my", "… itu", "… (", "… BCA": where a phrase right behind the value may begin; `span.end` if none may.
std::size_t behind_links(std::string_view text, std::size_t end) {
  std::size_t at = end;
  bool linked = false;
  for (int words = 0; words < 4; ++words) {
    for (; at < text.size() && std::string_view(" (-:[/").find(text[at]) != std::string_view::npos; ++at) linked = linked || text[at] == '(' || text[at] == '-' || text[at] == '/';
    const auto word = word_at(text, at);
    const bool link = word && is_one_of<"is itu adalah ini di ke merupakan as">(word->in(text));
    if (!word || !(link || (linked && is_one_of<"my the your our his her no nomor saya sy gw">(word->in(text))))) break;
    linked = true;
    at = word->end;
  }
  const auto word = word_at(text, at);
  const bool bank = word && is_one_of<"bca mandiri bni bri bsi btn cimb danamon permata ocbc muamalat jago maybank panin mega btpn jenius seabank bjb uob dbs posb hsbc">(word->in(text));
  return linked || bank ? at : end;
}
}  // namespace

std::string group_lengths(const DigitRun& run, std::size_t n) {
  std::string lengths(1, '0');
  for (std::size_t i = 0; i < n; ++i) {
    const char separator = i > 0 ? run.separator[i] : 0;
    if (separator == '/' || separator == '\n') return {};
    if (separator != 0) lengths += '0';
    ++lengths.back();
  }
  return lengths;
}

bool is_said(std::string_view text, ByteSpan span, std::size_t reach, const SoughtPhrases& words) {
  const auto before = phrase_before(text, span.begin, reach, words);
  if (before && !parts(text.substr(before->end, span.begin - before->end)) && !same_word(text.substr(before->begin, before->size()), "was")) return true;
  if (const std::size_t asked = asked_at(text, span.begin); asked != 0) {
    const std::size_t question = text[asked - 1] == '?' ? asked - 1 : asked;
    const auto word = phrase_before(text, question, reach, words);
    if (word && !parts(text.substr(word->end, question - word->end))) return true;
  }
  const std::size_t at = behind_links(text, span.end);
  if (at == span.end) return false;
  return words.list.any([&](std::string_view word) { return phrase_end(text, at, word) != 0; });
}

}  // namespace tirai::recognition
