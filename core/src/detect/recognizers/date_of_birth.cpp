// Dates of birth: a date becomes one only by a word for it, which stands before ("lahir di Bandung, 12 Mei 1990") or right behind
// ("12/05/1990 (tgl lahir)"). All other dates are left alone.
#include <algorithm>

#include "detect/lexicon/dates.h"
#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kReach = 45;        // a birthplace may stand between
constexpr std::size_t kReachBack = 24;    // and a date's length plus a few signs
constexpr int kOldest = 1900;
constexpr int kYoungest = 2030;

constexpr auto kPhrases = phrases("tgl lahir", "tanggal lahir", "tgl lhr", "tanggal kelahiran", "tgl kelahiran", "ttl", "lahir", "kelahiran", "lahir tanggal", "lahir pada", "tempat tanggal lahir", "tempat tgl lahir", "tempat lahir", "ulang tahun",
                                         "ultah", "dob", "d.o.b", "d.o.b.", "date of birth", "birth date", "birthdate", "birthday", "bday", "born", "born on", "born in", "birth", "geburtsdatum", "geboren", "fecha de nacimiento", "date de naissance", "data di nascita", "tl");

bool is_birth_year(const DateFound& date) { return date.year >= kOldest && date.year <= kYoungest; }

// "[12/11/25 19.25] Sari:", "[12/11/25, 19:25:03]": a chat says so when it was said.
bool is_time(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ',') ++at;
  return at + 1 < text.size() && text[at] == ' ' && is_digit(text[at + 1]);
}

// The first date ahead, with words but no sentence end and no other number between.
std::optional<DateFound> date_ahead(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + kReach);
  for (bool new_word = true; at < limit; ++at) {
    const char c = text[at];
    if (c == '\0' || (c == '\n' && at + 1 < text.size() && text[at + 1] == '\n') || c == ';') return std::nullopt;
    if (c == '?') {
      const std::size_t answer = answer_at(text, at);
      return answer != 0 && answer < text.size() ? read_date(text, answer) : std::nullopt;
    }
    if (is_digit(c)) {
      const auto date = read_date(text, at);
      return date && text[at - 1] == '[' && text[at - 2] == '\n' && is_time(text, date->span.end) ? std::nullopt : date;
    }
    const bool letter = is_letter_at(text, at);
    if (letter && new_word) {
      if (const auto date = read_date(text, at)) return date;
    }
    new_word = !letter;
  }
  return std::nullopt;
}

// The date that ends before `end`, only brackets, hyphens and "adalah" between.
std::optional<DateFound> date_behind(std::string_view text, std::size_t end) {
  std::size_t begin = end - std::min(end, kReachBack + 12);
  for (; begin < end; ++begin) {
    if (!is_digit(text[begin]) || (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '/' || text[begin - 1] == '-'))) continue;
    const auto date = read_date(text, begin);
    if (!date || date->span.end > end) continue;
    const std::string_view between = text.substr(date->span.end, end - date->span.end);
    const std::size_t letters = static_cast<std::size_t>(std::count_if(between.begin(), between.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
    if (between.find_first_of(std::string_view(".;\n\0", 4)) == std::string_view::npos && (letters == 0 || between.find("adalah") != between.npos || between.find(" is ") != between.npos)) return date;
  }
  return std::nullopt;
}

std::optional<Match> born(const Said& said) {
  auto date = date_ahead(said.text, said.phrase.end);
  if (!date) date = date_behind(said.text, said.phrase.begin);
  if (!date || !is_birth_year(*date)) return std::nullopt;
  return Match{date->span};
}
}  // namespace

Recognizer date_of_birth() {
  return {.type = EntityType::kDateOfBirth, .pack = Pack::kCoreId, .candidate = Phrases{kPhrases, born}, .confidence = {.alone = 0.92, .with_context = 0.92}};
}

}  // namespace tirai::recognition
