// Values written so that no machine finds them: "nol delapan satu dua …", "double three", "0.8.1.2.3.4", "budi [at] gmail (dot) com".
#pragma once

#include <string_view>
#include <vector>

#include "detect/normalise.h"
#include "detect/starts.h"
#include "text/apart.h"

namespace tirai::recognition {

/// Reads runs of spelled-out digits as digits, digits that stand one by one as a number, a number broken at a line's end as whole, and "at" and
/// "dot" in an address as signs. Answers whether anything was changed.
[[nodiscard]] TIRAI_APART("read_spelling") bool read_spelling(std::string_view text, const Starts& starts, const PhraseTable& table, Reading& reading);

}  // namespace tirai::recognition
