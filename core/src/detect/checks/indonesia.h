// What the numbers of Indonesian documents have in common: a region of Kemendagri and dates in six or eight digits.
#pragma once

#include <string_view>

namespace tirai::recognition {

enum class Region { kNone, kLenient, kKnown };

/// PPRR of a NIK or KK: a regency of today, a code of before a province was split, or none.
[[nodiscard]] Region region_of(int province, int regency);

/// Two digits as a number.
[[nodiscard]] inline int two(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); }

/// DDMMYY of either century; 29 February in a year that four divides.
[[nodiscard]] bool is_short_date(int day, int month, int year);

/// A NIK's sixteen digits: kNone if region, date or serial cannot be.
[[nodiscard]] Region nik_region(std::string_view digits);

/// A KK's (family card's): the same with the date of issue, to which no woman adds 40.
[[nodiscard]] Region kk_region(std::string_view digits);

}  // namespace tirai::recognition
