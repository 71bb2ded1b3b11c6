// IBAN (ISO 13616): country, two check digits, and the account as the country writes it.
#pragma once

#include <optional>
#include <string_view>

namespace tirai::checks {

/// How many characters an IBAN of this country has, or nothing if it has none.
[[nodiscard]] std::optional<std::size_t> iban_length(std::string_view country);
/// Length, kinds of characters and MOD 97-10. `value` comes without separators, letters in upper case.
[[nodiscard]] bool is_iban(std::string_view value);
/// Whether the check digits inside the account hold too, where the country has them and no bank is exempt; else true.
[[nodiscard]] bool passes_national_check(std::string_view iban);

}  // namespace tirai::checks
