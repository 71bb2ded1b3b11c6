// NIK (nomor induk kependudukan), the identity number of every person in Indonesia: 16 digits
//
//   3 1 7 1 0 1 | 4 5 0 8 9 0 | 0 0 0 2
//   PP  RR  SS    DD  MM  YY    NNNN        province, regency, district · birth date, a woman's day plus 40 · serial from 1
//
// There is no check digit. A NIK keeps the code of where it was first registered, so codes of before a province was split still occur:
// any regency code of the lenient range counts, with less confidence. Codes: Kemendagri, 38 provinces, 514 regencies.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
struct Regencies {
  std::uint8_t province;
  std::uint8_t first;
  std::uint8_t last;
};
constexpr Regencies kRegencies[] = {
    {11, 1, 18},  {11, 71, 75}, {12, 1, 25},  {12, 71, 78}, {13, 1, 12},  {13, 71, 77}, {14, 1, 10},  {14, 71, 72}, {15, 1, 9},   {15, 71, 72},
    {16, 1, 13},  {16, 71, 74}, {17, 1, 9},   {17, 71, 71}, {18, 1, 13},  {18, 71, 72}, {19, 1, 6},   {19, 71, 71}, {21, 1, 5},   {21, 71, 72},
    {31, 1, 1},   {31, 71, 75}, {32, 1, 18},  {32, 71, 79}, {33, 1, 29},  {33, 71, 76}, {34, 1, 4},   {34, 71, 71}, {35, 1, 29},  {35, 71, 79},
    {36, 1, 4},   {36, 71, 74}, {51, 1, 8},   {51, 71, 71}, {52, 1, 8},   {52, 71, 72}, {53, 1, 21},  {53, 71, 71}, {61, 1, 12},  {61, 71, 72},
    {62, 1, 13},  {62, 71, 71}, {63, 1, 11},  {63, 71, 72}, {64, 1, 3},   {64, 7, 9},   {64, 11, 11}, {64, 71, 72}, {64, 74, 74}, {65, 1, 4},
    {65, 71, 71}, {71, 1, 11},  {71, 71, 74}, {72, 1, 12},  {72, 71, 71}, {73, 1, 18},  {73, 22, 22}, {73, 24, 24}, {73, 26, 26}, {73, 71, 73},
    {74, 1, 15},  {74, 71, 72}, {75, 1, 5},   {75, 71, 71}, {76, 1, 6},   {81, 1, 9},   {81, 71, 72}, {82, 1, 8},   {82, 71, 72}, {91, 3, 3},
    {91, 5, 6},   {91, 10, 11}, {91, 15, 15}, {91, 19, 20}, {91, 71, 71}, {92, 2, 3},   {92, 6, 8},   {92, 11, 12}, {93, 1, 4},   {94, 1, 8},
    {95, 1, 8},   {96, 1, 5},   {96, 71, 71},
};

int two(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); }

enum class Region { kNone, kLenient, kKnown };
Region region_of(int province, int regency) {
  bool known_province = province == 97;  // code of the statistics office, seen in the wild
  for (const Regencies& range : kRegencies) {
    if (range.province != province) continue;
    known_province = true;
    if (regency >= range.first && regency <= range.last) return Region::kKnown;
  }
  const bool lenient = (regency >= 1 && regency <= 39) || (regency >= 71 && regency <= 79);
  return known_province && lenient ? Region::kLenient : Region::kNone;
}

// DDMMYY of either century; year 00 is a leap year in 2000.
bool is_birth_date(int day, int month, int year) {
  if (day > 40) day -= 40;
  if (day < 1 || month < 1 || month > 12) return false;
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day <= kDays[month - 1] && !(month == 2 && day == 29 && year % 4 != 0);
}

bool is_usual_shape(std::string_view shape) {
  for (const std::string_view usual : {"0", "4444", "664", "22264", "222664", "2222224", "62224", "88"}) {
    if (shape == usual) return true;
  }
  return false;
}

std::optional<Match> nik(const Number& number) {
  const std::string_view digits = number.digits();
  const Region region = region_of(two(digits, 0), two(digits, 2));
  const int district = two(digits, 4);
  if (region == Region::kNone || district < 1 || district > 60) return std::nullopt;
  if (!is_birth_date(two(digits, 6), two(digits, 8), two(digits, 10)) || digits.substr(12) == "0000") return std::nullopt;
  const auto shape = number.shape();
  if (shape.count == 0 || (number.broken_by_line() && shape.view() != "4444" && shape.view() != "664")) return std::nullopt;
  const double odd = is_usual_shape(shape.view()) ? 0.0 : -0.45;
  return Match{number.span(), (region == Region::kKnown ? 0.0 : -0.2) + odd};
}

constexpr std::string_view kContext[] = {"nik", "ktp", "e-ktp", "ektp", "no ktp", "nomor induk", "identitas", "kk", "kartu keluarga", "id card", "identity card",
                                         "identity number", "national id", "id number"};
}  // namespace

Recognizer id_nik() {
  return {
      .type = EntityType::kIdNik,
      .candidate = Numbers{lengths({16}), nik},
      .confidence = {.alone = 0.85, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
