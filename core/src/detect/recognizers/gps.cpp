// Coordinates of a place (WGS 84): a pair of decimal degrees of at least four decimals (11 m), degrees with minutes and seconds, or an Open Location Code.
//
//   -6.200000, 106.816666     @-6.2001,106.8167,17z     6°12'15.6"S 106°49'0.1"E     6P58QRXX+2F · QRXX+2F Jakarta
#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
struct Degrees {
  std::size_t end = 0;
  int whole = 0;
  std::size_t decimals = 0;
};
// "106.816666", "6,2001" is no number here: the comma parts the pair.
std::optional<Degrees> degrees_at(std::string_view text, std::size_t at) {
  Degrees found;
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at]) && at - begin < 4) found.whole = found.whole * 10 + (text[at++] - '0');
  if (at == begin || at - begin > 3 || at >= text.size() || text[at] != '.') return std::nullopt;
  const std::size_t point = ++at;
  while (at < text.size() && is_digit(text[at]) && at - point < 20) ++at;
  found.decimals = at - point;
  found.end = at;
  return found.decimals == 0 ? std::nullopt : std::optional(found);
}

// Between the two: a comma, spaces, "°", "lng:", "N," and their like; few bytes, one sign of a negative number at the end.
std::size_t second_begin(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  bool separated = false;
  for (int letters = 0; at < text.size() && at - begin < 16; ++at) {
    const char c = text[at];
    if (is_digit(c)) return separated ? at : begin;
    if (is_letter_at(text, at)) {
      if (++letters > 9) return begin;
    } else if (std::string_view(", ;:=/-\"'|&").find(c) == std::string_view::npos && (c & 0x80) == 0) {
      return begin;
    }
    separated = separated || c == ',' || c == ' ' || c == ';' || c == '/' || c == '&' || c == '|';
  }
  return begin;
}

std::optional<Match> decimal(const Place& place) {
  const auto latitude = degrees_at(place.text, place.at);
  if (!latitude || latitude->whole > 90 || latitude->decimals < 3) return std::nullopt;
  const std::size_t second = second_begin(place.text, latitude->end);
  if (second == latitude->end) return std::nullopt;
  const auto longitude = degrees_at(place.text, second);
  if (!longitude || longitude->whole > 180 || longitude->decimals < 3) return std::nullopt;
  if (longitude->end < place.text.size() && (place.text[longitude->end] == '.' || place.text[longitude->end] == '%') && longitude->end + 1 < place.text.size() && is_digit(place.text[longitude->end + 1])) return std::nullopt;
  const bool negative = place.at > 0 && (place.text[place.at - 1] == '-' || place.text[place.at - 1] == '+');
  const bool exact = latitude->decimals >= 4 && longitude->decimals >= 4;
  return Match{{negative ? place.at - 1 : place.at, longitude->end}, exact ? 0.0 : -0.35};
}

// One half in degrees, minutes, seconds and a letter of the compass: its end, or nothing.
std::optional<std::size_t> sexagesimal_end(std::string_view text, std::size_t at, std::string_view compass) {
  std::size_t begin = at;
  while (at < text.size() && is_digit(text[at]) && at - begin < 3) ++at;
  if (at == begin || !text.substr(at).starts_with("\u00b0")) return std::nullopt;
  at = skip_spaces(text, at + 2, 1);
  for (begin = at; at < text.size() && at - begin < 24; ++at) {
    const char c = text[at];
    if (compass.find(c) != std::string_view::npos) return is_letter_at(text, at + 1) ? std::nullopt : std::optional(at + 1);
    const bool prime = (c & 0x80) != 0;  // U+2032 and U+2033
    if (!is_digit(c) && c != '.' && c != ',' && c != '\'' && c != '"' && c != ' ' && !prime) return std::nullopt;
  }
  return std::nullopt;
}
std::optional<Match> sexagesimal(const Place& place) {
  const auto latitude = sexagesimal_end(place.text, place.at, "NSLU");  // Lintang Selatan and Utara: LS, LU
  if (!latitude) return std::nullopt;
  std::size_t at = *latitude;
  while (at < place.text.size() && at - *latitude < 4 && place.text[at] != '\0' && !is_digit(place.text[at])) ++at;
  const auto longitude = sexagesimal_end(place.text, at, "EWBTO");
  if (!longitude) return std::nullopt;
  return Match{{place.at, *longitude}, 0.15};
}
std::optional<Match> pair(const Place& place) {
  std::size_t end = place.at;
  while (end < place.text.size() && is_digit(place.text[end]) && end - place.at < 4) ++end;
  if (end == place.text.size() || (place.text[end] != '.' && (place.text[end] & 0x80) == 0)) return std::nullopt;  // neither decimals nor "°"
  if (const auto found = decimal(place)) return found;
  return sexagesimal(place);
}

// Open Location Code: twenty letters and digits, "+" behind the eighth (or, near a place, the fourth).
std::optional<Match> plus_code(const Code& code) {
  const std::string_view characters = code.characters();
  const std::size_t plus = code.size > 8 ? 8 : 4;
  if (code.size <= plus || code.separator(plus) != '+' || !code.in_capitals()) return std::nullopt;
  if (characters.find_first_not_of("23456789CFGHJMPQRVWX") != std::string_view::npos || characters.find_first_not_of("23456789") == std::string_view::npos) return std::nullopt;
  return Match{code.span(), plus == 8 ? 0.15 : 0.0};
}
constexpr Shape kShapes[] = {{.pattern = "XXXXXXXX XX", .longest = 11, .lettered = true}, {.pattern = "XXXX XX", .longest = 7, .lettered = true}};

constexpr auto kContext = phrases("koordinat", "titik koordinat", "titik", "lokasi", "maps", "share loc", "shareloc", "sharelok", "gps", "lat", "latitude", "lng", "long", "longitude", "lintang", "bujur", "coordinates", "coordinate", "location", "google maps", "pin", "plus code", "posisi");
}  // namespace

Recognizer gps() {
  return {.type = EntityType::kGps, .pack = Pack::kCoreId, .candidate = AtDigits{1, pair}, .confidence = {.alone = 0.8, .with_context = 0.95}, .context = kContext};
}
Recognizer gps_plus_code() {
  return {.type = EntityType::kGps, .pack = Pack::kCoreId, .candidate = Codes{kShapes, plus_code}, .confidence = {.alone = 0.7, .with_context = 0.92}, .context = kContext};
}

}  // namespace tirai::recognition
