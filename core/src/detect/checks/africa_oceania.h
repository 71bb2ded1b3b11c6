// Numbers of Australia, South Africa and Nigeria. Values come without separators.
#pragma once

#include <string_view>

namespace tirai::checks {

[[nodiscard]] bool is_au_tfn(std::string_view value);  ///< 9 digits, or 8 of before 1989
[[nodiscard]] bool is_au_abn(std::string_view value);
[[nodiscard]] bool is_au_acn(std::string_view value);
[[nodiscard]] bool is_au_medicare(std::string_view value);  ///< 10 digits, or 11 with the person's place on the card
[[nodiscard]] bool is_za_id_number(std::string_view value);
[[nodiscard]] bool is_ng_nin(std::string_view value);

}  // namespace tirai::checks
