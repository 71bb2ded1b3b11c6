// National numbering plans (ITU-T E.164, E.123): how long a number is, and how it begins.
#pragma once

#include <string_view>

namespace tirai::recognition {

enum class Fit {
  kNone,     ///< no number of this plan
  kPossible, ///< E.164 allows it; the country's plan is not known here
  kExact,    ///< length and first digits are the plan's
};

/// Digits behind "+" or "00": country code and national number.
[[nodiscard]] Fit international_fit(std::string_view digits);

/// A national number with its trunk prefix 0, of another country than Indonesia, written in groups of these lengths ("344": 020 7946 0958).
/// `apart`: the first group stands in brackets.
[[nodiscard]] Fit trunk_fit(std::string_view digits, std::string_view shape);

/// Ten digits of North America: area code, exchange, line; no N11 codes.
[[nodiscard]] bool is_north_american(std::string_view digits);

}  // namespace tirai::recognition
