// VAT identification numbers of the European Union and the United Kingdom: the country's letters, then its number with its own check digits.
//
//   DE 136 308 783 · ATU 142 43 102 · BE (0)468.561.072 · ES-B64717838
#include <algorithm>
#include <array>

#include "detect/checks/sums.h"
#include "detect/checks/vat.h"
#include "detect/recognizers.h"
#include "text/ascii.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kMost = 15;       // letters and digits
constexpr std::size_t kMostBytes = 36;  // with what people write between them

using text::is_alnum;
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c; }

// Letters and digits from `place` on, what separates them left out; the longest that ends where a group ends and is a number of its country wins.
struct Longest {
  std::size_t end = 0;
  std::size_t count = 0;
};

Longest longest_at(const Place& place) {
  std::array<char, kMost> value{};
  Longest best;
  std::size_t count = 0, signs = 0;
  const std::string_view rest = place.text.substr(place.at, kMostBytes);
  for (std::size_t i = 0; i < rest.size() && count < kMost; ++i) {
    if (!is_alnum(rest[i])) {
      const bool separates = std::string_view(" -.:/()").find(rest[i]) != std::string_view::npos;
      if (!separates || ++signs > 3 || (count < 2 && signs > 0)) break;
      continue;
    }
    signs = 0;
    value[count++] = upper(rest[i]);
    const bool ends = i + 1 == rest.size() || (!is_alnum(rest[i + 1]) && (rest[i + 1] & 0x80) == 0);
    if (ends && checks::is_eu_vat({value.data(), count})) best = {place.at + i + 1, count};
  }
  return best;
}

// "mi NIF es 54362315K"
bool is_common_word(std::string_view letters) {
  for (const std::string_view word : {"at", "be", "de", "el", "es", "ie", "it", "se", "si"}) {
    if (upper(letters[0]) == upper(word[0]) && upper(letters[1]) == upper(word[1]) && letters[1] >= 'a') return true;
  }
  return false;
}

// Most words that begin like a country go on with letters: a number has a digit among the next few characters.
bool may_be_number(std::string_view rest) {
  if (std::none_of(rest.begin(), rest.end(), checks::is_digit)) return false;
  const auto letter = [&](std::size_t at) { return at >= rest.size() || (is_alnum(rest[at]) && !checks::is_digit(rest[at])); };
  const std::size_t at = std::min(rest.find_first_not_of(" -.:/()", 2), rest.size());
  return at < rest.size() && at <= 6 && (!letter(at) || !letter(at + 1) || (checks::is_upper(rest[at]) && !letter(at + 2)));
}

std::optional<Match> vat(const Place& place) {
  if (!may_be_number(place.text.substr(place.at, 10))) return std::nullopt;
  const Longest found = longest_at(place);
  if (found.count == 0) return std::nullopt;
  const std::string_view written = place.text.substr(place.at, found.end - place.at);
  const bool capitals = checks::is_upper(written[0]) && checks::is_upper(written[1]);
  if (!capitals && written[2] == ' ' && is_common_word(written.substr(0, 2))) return std::nullopt;
  const double alone = found.count < 10 ? -0.5 : found.count == 10 ? -0.2 : 0.0;  // with less than eight digits, many a product code passes
  return Match{{place.at, found.end}, 0, capitals ? alone : alone - 0.4};
}

constexpr std::string_view kPrefixes[] = {
    "AT", "At", "at", "BE", "Be", "be", "BG", "Bg", "bg", "CY", "Cy", "cy", "CZ", "Cz", "cz", "DE", "De", "de", "DK", "Dk", "dk", "EE", "Ee", "ee", "EL", "El", "el", "ES", "Es", "es",
    "FI", "Fi", "fi", "FR", "Fr", "fr", "GB", "Gb", "gb", "GR", "Gr", "gr", "HR", "Hr", "hr", "HU", "Hu", "hu", "IE", "Ie", "ie", "IT", "It", "it", "LT", "Lt", "lt", "LU", "Lu", "lu",
    "LV", "Lv", "lv", "MT", "Mt", "mt", "NL", "Nl", "nl", "PL", "Pl", "pl", "PT", "Pt", "pt", "RO", "Ro", "ro", "SE", "Se", "se", "SI", "Si", "si", "SK", "Sk", "sk", "XI", "Xi", "xi"};

constexpr auto kContext = phrases(
    "vat", "vat no", "vat id", "vat number", "vat reg", "vat registration", "tva", "numéro de tva", "ust-id", "ust id", "ust-idnr", "ustid", "umsatzsteuer", "mwst",
    "partita iva", "p.iva", "iva", "nip", "btw", "btw nummer", "moms", "alv", "dph", "afm", "nif", "uid", "pvn", "pajak eropa",
    "nomor vat", "npwp eropa", "nomor pajak");
}  // namespace

Recognizer eu_vat() {
  return {
      .type = EntityType::kEuVat,
      .pack = Pack::kEuUk,
      .candidate = Prefixes{kPrefixes, vat},
      .confidence = {.alone = 0.8, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
