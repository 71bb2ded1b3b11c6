// Passwords: the token behind a word for one. Behind ":" or "=" any token is meant as it; behind "adalah", "is" or nothing it must look like one, with
// a digit or sign among letters: "password saya salah" and "password is required" tell none.
#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 72;

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// To the closing quote, or to a blank; signs that end a sentence or a list are no part of it.
ByteSpan token_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (at > 0 && is_quote(text[at - 1])) {
    while (end < text.size() && text[end] != text[at - 1] && text[end] != '\n' && text[end] != '\0' && end - at < kLongest) ++end;
    if (end < text.size() && text[end] == text[at - 1]) return {at, end};
    end = at;
  }
  while (end < text.size() && end - at < kLongest && text[end] != ' ' && text[end] != '\n' && text[end] != '\r' && text[end] != '\t' && text[end] != '\0' && text[end] != '"' && text[end] != '<' && text[end] != '|') ++end;
  while (end > at && std::string_view(".,;:)]}'").find(text[end - 1]) != std::string_view::npos) --end;
  return {at, end};
}

struct Kinds {
  bool letters = false, digits = false, signs = false, inner_capital = false;
};
Kinds kinds_of(std::string_view token) {
  Kinds kinds;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z') || (c & 0x80) != 0) {
      kinds.letters = true;
      kinds.inner_capital = kinds.inner_capital || (capital && i > 0 && token[i - 1] >= 'a' && token[i - 1] <= 'z');
    } else {
      (is_digit(c) ? kinds.digits : kinds.signs) = true;
    }
  }
  return kinds;
}

// "********", "[hidden]", "<password>", a path.
bool is_masked(std::string_view token) { return token[0] == '/' || token[0] == '[' || token[0] == '<' || token[0] == '{' || token.find_first_not_of("*xX.\u2022_-#[]") == std::string_view::npos; }
// Words people write behind "password:" that are none.
bool is_word(std::string_view token) {
  return (word_kinds(token) & kStop) != 0 || is_one_of<"required optional sama same rahasia secret hidden redacted default policy length minimal minimum expired reset wrong incorrect invalid baru lama saya login akun">(token);
}

// Behind the colon or equals sign, of which one or two words may stand before ("pass sementara: …", "kata sandi akun saya = …"); or nothing.
std::optional<std::size_t> behind_mark(std::string_view text, std::size_t at) {
  for (int words = 0; words < 3; ++words) {
    at = skip_spaces(text, at);
    if (at < text.size() && text[at] == '"') at = skip_spaces(text, at + 1);  // a key of JSON
    if (at < text.size() && (text[at] == ':' || text[at] == '=')) {
      at = skip_spaces(text, at + 1);
      if (text.substr(at, 3) == "** ") at += 3;  // "**password:** …", in Markdown
      if (at < text.size() && text[at] == '\n') at = skip_spaces(text, at + 1);
      return at < text.size() && is_quote(text[at]) ? at + 1 : at;
    }
    const auto word = word_at(text, at);
    if (!word || word->letters > 10) return std::nullopt;
    at = word->end;
  }
  return std::nullopt;
}

// "EXPAND_16", "%.*s", "f(x)": what programmers write behind "pass".
bool is_code(std::string_view token) {
  const bool small = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return token[0] == '%' || token.find_first_of("()\\/<>{}") != std::string_view::npos || (!small && token.find('_') != std::string_view::npos);
}

// "I changed my password to Kopi#2024" tells it, "the password to Office365" does not.
constexpr auto kChanges = phrases("change", "changed", "set", "reset", "updated", "update");
TIRAI_ONCE bool is_changed(const Said& said) { return phrase_before(said.text, said.phrase.begin, 16, kChanges).has_value(); }

std::optional<Match> behind(const Said& said) {
  const auto marked_at = behind_mark(said.text, said.phrase.end);
  const bool marked = marked_at.has_value();
  const bool to = said.phrase.size() > 3 && same_word(said.text.substr(said.phrase.end - 3, 3), " to");
  if (to && !is_changed(said)) return std::nullopt;
  const Announced announced = marked ? Announced{*marked_at, true} : said.value();
  const std::size_t at = announced.at;
  const std::string_view between = said.text.substr(said.phrase.end, at - said.phrase.end);
  if (between.find_first_of(".,;?!") != std::string_view::npos) return std::nullopt;  // another sentence
  const ByteSpan span = token_at(said.text, at);
  const std::string_view token = said.text.substr(span.begin, span.size());
  if (token.size() < 3 || is_masked(token)) return std::nullopt;
  const Kinds kinds = kinds_of(token);
  const bool mixed = (kinds.letters && kinds.digits) || (kinds.signs && (kinds.letters || kinds.digits) && token.find('-') == std::string_view::npos) || kinds.inner_capital;
  if (to && !kinds.digits && !kinds.signs) return std::nullopt;
  if (!marked) {
    if (!announced.linked && (span.begin == said.phrase.end || is_code(token))) return std::nullopt;
    return (mixed && token.size() >= 4) || (announced.linked && kinds.digits && token.size() >= 4) ? std::optional(Match{span, -0.05}) : std::nullopt;
  }
  if (mixed || kinds.digits) return Match{span};
  return is_word(token) ? std::nullopt : std::optional(Match{span, -0.15});
}

constexpr auto kPhrases = phrases("password", "passwd", "pwd", "pass", "pw", "passphrase", "kata sandi", "katasandi", "sandi", "kata kunci", "password saya", "password akun", "kata sandi akun", "password login", "password wifi", "password wifi kantor", "password wifi rumah", "password email", "password lama", "password baru", "kata sandi saya",
                                         "kata sandi baru", "kata sandi lama", "sandi saya", "pass saya", "pw saya", "pw nya", "passwordnya", "my password", "my password is", "password is", "pass is", "login password", "temporary password", "temp password", "new password", "old password", "current password",
                                         "pw akun", "pass akun", "password i used", "password i set", "pass word", "user pass", "db password", "admin password", "wifi password", "password to", "passwort", "mot de passe");
}  // namespace

Recognizer password() {
  return {.type = EntityType::kPassword, .pack = Pack::kSecrets, .candidate = Phrases{.phrases = kPhrases, .match = behind, .negatable = true}, .confidence = {.alone = 0.88, .with_context = 0.88}};
}

}  // namespace tirai::recognition
