// Values written so that no machine finds them: "nol delapan satu dua …", "double three", "budi [at] gmail (dot) com".
#pragma once

#include <string_view>
#include <vector>

#include "detect/normalise.h"
#include "detect/phrases.h"
#include "text/apart.h"

namespace tirai::recognition {

/// Reads runs of spelled-out digits as digits, and "at" and "dot" in an address as signs. Answers whether anything was changed.
[[nodiscard]] TIRAI_APART("read_spelling") bool read_spelling(std::string_view text, const std::vector<Heard>& heard, const PhraseTable& table, Reading& reading);

}  // namespace tirai::recognition
