// TNKB, Indonesian registration plates: B 1234 XYZ. One or two letters of the area, one to four digits without leading zeros, up to three letters.
#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr Words kAreas = "a aa ab ad ae ag b ba bb bd be bg bh bk bl bm bn bp d da db dc dd de dg dh dk dl dm dn dp dr ds dt dw e ea eb ed f g h k kb kh kt ku l m n p pa pb ps r s t w z";

struct Parts {
  std::size_t area = 0;
  std::size_t digits = 0;
  std::size_t suffix = 0;
};
Parts parts_of(std::string_view characters) {
  Parts parts;
  while (parts.area < characters.size() && !is_digit(characters[parts.area])) ++parts.area;
  while (parts.area + parts.digits < characters.size() && is_digit(characters[parts.area + parts.digits])) ++parts.digits;
  parts.suffix = characters.size() - parts.area - parts.digits;
  return parts;
}

// As the plate has it: capitals, one blank between the parts, three letters behind; that is a plate even where nobody says so.
double weight_of(const Code& code, const Parts& parts) {
  const bool blanks = code.separator(parts.area) == ' ' && code.separator(parts.area + parts.digits) == ' ';
  if (!code.in_capitals()) return -0.25;
  if (blanks && parts.suffix >= 2 && parts.digits >= 3) return 0;
  return -0.2;
}

// Without the word behind it that is as short as a plate's letters: "AB 5273 VN a.n.".
Code without_next_word(const Code& code) {
  const Parts parts = parts_of(code.characters());
  std::size_t size = std::min(code.size, parts.area + parts.digits + 1);
  while (size < code.size && code.separator(size) == 0) ++size;
  return {code.text, code.run, size};
}

std::optional<Match> plate(const Code& whole) {
  const Code code = without_next_word(whole);
  const std::string_view characters = code.characters();
  const Parts parts = parts_of(characters);
  if (!is_one_of(characters.substr(0, parts.area), kAreas) || characters[parts.area] == '0') return std::nullopt;
  for (const std::size_t border : {parts.area, parts.area + parts.digits}) {
    if (border < code.size && code.separator(border) != 0 && code.separator(border) != ' ' && code.separator(border) != '-') return std::nullopt;
  }
  if (parts.suffix == 0) return std::nullopt;
  const bool measures = is_one_of<"kb mb gb tb kg gr ml cm mm km pk gsm hp rpm fps pcs pro ti rtx gtx ram">(characters.substr(parts.area + parts.digits));  // "A 100 GB"
  return Match{code.span(), weight_of(code, parts), measures ? -0.5 : 0.0};
}
std::optional<Match> plate_without_suffix(const Code& code) {
  const Parts parts = parts_of(code.characters());
  if (!is_one_of(code.characters().substr(0, parts.area), kAreas) || code.characters()[parts.area] == '0' || !code.in_capitals()) return std::nullopt;
  return Match{code.span()};
}
constexpr Shape kShapes[] = {{"A 9999 A", 8}, {"AA 9999 A", 9}, {"A 999 A", 7}, {"AA 999 A", 8}, {"A 99 A", 6}, {"AA 99 A", 7}, {"A 9 A", 5}, {"AA 9 A", 6}};
constexpr Shape kShort[] = {{"A 9999"}, {"AA 9999"}, {"A 999"}, {"AA 999"}, {"A 99"}, {"AA 99"}};

constexpr auto kContext = phrases("nopol", "no pol", "nomor polisi", "plat", "plat nomor", "pelat", "pelat nomor", "no plat", "nomor plat", "no polisi", "kendaraan", "nomor kendaraan", "tnkb", "stnk", "mobil", "motor", "license plate",
                                         "licence plate", "plate", "plate number", "registration number", "number plate", "vehicle", "car", "bpkb", "parkir", "tilang", "etle", "e-tilang", "truk", "bus",
                                  "avanza", "xenia", "innova", "brio", "nmax", "vario");
constexpr auto kSayPlate = phrases("nopol", "no pol", "nomor polisi", "plat", "plat nomor", "pelat", "pelat nomor", "no plat", "nomor plat", "no polisi", "tnkb", "license plate", "licence plate", "plate number", "number plate");
}  // namespace

Recognizer id_plate() {
  return {.type = EntityType::kIdPlate, .pack = Pack::kCoreId, .candidate = Codes{kShapes, plate}, .confidence = {.alone = 0.6, .with_context = 0.95}, .context = kContext};
}
Recognizer id_plate_without_suffix() {
  return {.type = EntityType::kIdPlate, .pack = Pack::kCoreId, .candidate = Codes{kShort, plate_without_suffix}, .confidence = {.alone = 0.1, .with_context = 0.7}, .context = kSayPlate};
}

}  // namespace tirai::recognition
