#include "detect/checks/indonesia.h"

#include <cstdint>

namespace tirai::recognition {
namespace {
// Kemendagri's codes: 38 provinces, 514 regencies.
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
}  // namespace

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

bool is_short_date(int day, int month, int year) {
  if (day < 1 || month < 1 || month > 12) return false;
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day <= kDays[month - 1] && !(month == 2 && day == 29 && year % 4 != 0);
}

namespace {
Region region_with_date(std::string_view digits, int day) {
  const int district = two(digits, 4);
  if (district < 1 || district > 60 || digits.substr(12) == "0000") return Region::kNone;
  return is_short_date(day, two(digits, 8), two(digits, 10)) ? region_of(two(digits, 0), two(digits, 2)) : Region::kNone;
}
}  // namespace

Region nik_region(std::string_view digits) {
  const int day = two(digits, 6);
  return region_with_date(digits, day > 40 ? day - 40 : day);
}

Region kk_region(std::string_view digits) { return region_with_date(digits, two(digits, 6)); }

}  // namespace tirai::recognition
