// VAT identification numbers of the European Union and of the United Kingdom (GB, XI), each with its country's check digits.
#pragma once

#include <string_view>

namespace tirai::checks {

/// `value` with its prefix, without separators, letters in upper case: DE136695976, ATU13585627, ESB58378431, EL123456783.
[[nodiscard]] bool is_eu_vat(std::string_view value);
/// Whether a VAT number begins with these two letters.
[[nodiscard]] bool is_vat_prefix(std::string_view letters);

}  // namespace tirai::checks
