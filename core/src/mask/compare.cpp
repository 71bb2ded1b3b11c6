// What a caller says is matched as a patient person would match it, and no more patiently: each form that is let through here is also one a
// guesser may use. So a part of a number counts from four digits on (one chance in 10,000), and a name by two of its words.
#include "tirai/compare.h"

#include <algorithm>
#include <string>

#include "detect/lexicon/dates.h"
#include "detect/lexicon/words.h"
#include "detect/normalise.h"
#include "text/utf8.h"

namespace tirai {
namespace {
using recognition::DateFound;
using recognition::Words;
constexpr std::size_t kEnoughCharacters = 4;
constexpr std::size_t kEnoughWords = 2;
constexpr std::size_t kWholeNumber = 7;   // shorter ones are the end of a number, whose zeros count
constexpr std::size_t kMostBytes = 1024;  // of either: no value of one person is longer

// Honorifics, and what every address has.
constexpr Words kDullWords = "pak bapak bpk bp bu ibu sdr sdri saudara saudari tuan tn nyonya ny nona nn mas mbak kak mr mrs ms miss sir madam dr drs dra ir prof hj haji hajah hajjah jl jln jalan no nomor nomer number street st road rd rt rw";

bool is_secret(EntityType type) {
  switch (type) {
    case EntityType::kCvv: case EntityType::kPin: case EntityType::kOtp: case EntityType::kPassword: case EntityType::kApiKey: case EntityType::kJwt: case EntityType::kUrlSecret: return true;
    default: return false;
  }
}

// Full-width digits, other spaces and hyphens as plain ones; the rest in lower case.
std::string read_plainly(std::string_view text) {
  recognition::Reading reading(text);
  recognition::read_characters(text, reading);
  std::string out;
  for (std::size_t at = 0; at < reading.text().size();) {
    const text::Character character = text::character_at(reading.text(), at);
    text::append_utf8(out, text::to_lower(character.code));
    at += character.size;
  }
  return out;
}

std::string only(std::string_view text, bool (*keeps)(char32_t)) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::Character character = text::character_at(text, at);
    if (keeps(character.code)) out.append(text, at, character.size);
    at += character.size;
  }
  return out;
}
bool is_digit(char32_t code) { return code - U'0' < 10; }
bool is_ink(char32_t code) { return !text::is_space(code) && code != U'\n' && code != U'\r'; }

bool ends_with(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

Match by_end(std::string_view value, std::string_view said) {
  if (value.empty() || said.empty()) return said.empty() ? Match::kTooShort : Match::kDiffers;
  if (said.size() < kEnoughCharacters && said.size() < value.size()) return Match::kTooShort;
  return ends_with(value, said) ? Match::kMatches : Match::kDiffers;
}

// 0812… for +62 812…, 62812… and 0062812…: a national number without its first 0. Indonesian mobile and landline numbers begin with 2 to 9.
std::string_view national(std::string_view digits) {
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.remove_prefix(zeros);
  const bool abroad = zeros != 1 && digits.size() >= 10 && digits.substr(0, 2) == "62" && digits[2] >= '2';
  return abroad ? digits.substr(2) : digits;
}

Match phones(std::string_view value, std::string_view said) {
  const std::string number = only(value, is_digit), part = only(said, is_digit);
  if (part.size() < kEnoughCharacters) return Match::kTooShort;
  if (ends_with(number, part)) return Match::kMatches;
  return national(part).size() >= kWholeNumber && ends_with(national(number), national(part)) ? Match::kMatches : Match::kDiffers;
}

// The first date that is written in `text`.
std::optional<DateFound> date_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts = is_digit(static_cast<unsigned char>(text[at])) || recognition::is_letter_at(text, at);
    const bool inside = at > 0 && (is_digit(static_cast<unsigned char>(text[at - 1])) || recognition::is_letter_at(text, at - 1));
    if (!starts || inside) continue;
    if (const auto date = recognition::read_date(text, at)) return date;
  }
  return std::nullopt;
}

// An American says the month first; 05/12 and 12/05 are the same day to whoever types what is heard.
Match dates(std::string_view value, std::string_view said) {
  const auto known = date_in(value), heard = date_in(said);
  if (!heard) return Match::kTooShort;
  if (!known || known->year != heard->year) return Match::kDiffers;
  const bool same = known->month == heard->month && known->day == heard->day;
  const std::string_view written = said.substr(heard->span.begin, heard->span.size());
  const bool figures = written.find_first_not_of("0123456789/-. ") == std::string_view::npos && is_digit(static_cast<unsigned char>(written[0]));
  const bool swapped = figures && known->month == heard->day && known->day == heard->month;
  return same || swapped ? Match::kMatches : Match::kDiffers;
}

// The next run of letters and digits from `at` that says something; empty: there is none.
std::string_view next_word(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    const std::size_t begin = at;
    bool belongs = true;
    while (at < text.size() && belongs) {
      const text::Character character = text::character_at(text, at);
      belongs = text::is_word_character(character.code) || character.code >= 0x80 || (character.code == '\'' && at > begin);
      if (belongs || at == begin) at += character.size;
    }
    const std::string_view word = text.substr(begin, at - begin);
    const bool ink = text::is_word_character(text::character_at(word, 0).code) || static_cast<unsigned char>(word[0]) >= 0x80;
    if (ink && !recognition::is_one_of(word, kDullWords)) return word;
  }
  return {};
}

/// How often `word` is one of the words of `text`; all of them for an empty one.
std::size_t count_words(std::string_view text, std::string_view word) {
  std::size_t count = 0, at = 0;
  for (std::string_view next = next_word(text, at); !next.empty(); next = next_word(text, at)) count += word.empty() || next == word ? 1 : 0;
  return count;
}

// Every word that is said is one of the value's, each of those at most once.
Match by_words(std::string_view value, std::string_view said, bool needs_letters) {
  bool letters = !needs_letters;
  std::size_t heard = 0, at = 0;
  for (std::string_view word = next_word(said, at); !word.empty(); word = next_word(said, at), ++heard) {
    if (count_words(said, word) > count_words(value, word)) return Match::kDiffers;
    letters = letters || !text::is_digit(word.front());
  }
  const std::size_t enough = std::min(kEnoughWords, count_words(value, {}));
  return heard == 0 || heard < enough || !letters ? Match::kTooShort : Match::kMatches;
}
}  // namespace

std::string_view to_string(Match match) {
  constexpr std::string_view kNames[] = {"differs", "matches", "too_short"};
  return kNames[static_cast<std::size_t>(match)];
}

Match compare(EntityType type, std::string_view value, std::string_view said) {
  if (value.size() > kMostBytes || said.size() > kMostBytes) return Match::kDiffers;
  const std::string known = read_plainly(value), heard = read_plainly(said);
  if (only(heard, is_ink).empty()) return Match::kTooShort;
  if (is_secret(type)) return only(value, is_ink) == only(said, is_ink) ? Match::kMatches : Match::kDiffers;
  switch (type) {
    case EntityType::kPhoneNumber: case EntityType::kPhMobileNumber: return phones(known, heard);
    case EntityType::kDateOfBirth: return dates(known, heard);
    case EntityType::kPerson: return by_words(known, heard, false);
    case EntityType::kAddress: return by_words(known, heard, true);
    case EntityType::kEmailAddress: return only(known, is_ink) == only(heard, is_ink) ? Match::kMatches : Match::kDiffers;
    default: return by_end(only(known, text::is_word_character), only(heard, text::is_word_character));
  }
}

}  // namespace tirai
