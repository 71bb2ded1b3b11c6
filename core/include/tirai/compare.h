// Comparing what a caller says with what stands behind a mask: yes or no, and the value stays where it is.
#pragma once

#include <cstdint>
#include <string_view>

#include "tirai/detect.h"

namespace tirai {

enum class Match : std::uint8_t {
  kDiffers,
  kMatches,
  kTooShort,  ///< said too little to prove anything: a guess would often be right
};
[[nodiscard]] std::string_view to_string(Match match);

/// Whether `said` is `value` as a person would say or type it:
///   phone_number   +62, 62 and 0 are the same; the last four digits or more suffice
///   date_of_birth  any order and form of a date (12/05/1990, 12 Mei 1990, May 12, 1990); day, month and year are needed
///   person         letter case, order and honorifics (Pak, Ibu, Mr) do not matter; two of the names suffice, or the only one
///   address        Jl., No. and letter case do not matter; two parts of it suffice, one of them a word
///   email_address  whole, spaces and letter case do not matter
///   secrets        whole, as they are
///   others         letters and digits alone count; the last four or more suffice, or all of a shorter one
[[nodiscard]] Match compare(EntityType type, std::string_view value, std::string_view said);

}  // namespace tirai
