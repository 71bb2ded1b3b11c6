// One line of `tirai detect --jsonl`: {"id":<any scalar>,"text":"…"}. The id is handed back as it was written, digit for digit,
// so it is a slice of the line and never a number of ours. Other keys are passed over.
#pragma once

#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::cli {

struct JsonLine {
  std::string_view id;  ///< raw JSON, into the line
  std::string text;     ///< UTF-8; a lone surrogate became U+FFFD, one UTF-16 unit either way
};

/// RFC 8259, nesting at most 64. The message says what is wrong and at which byte, never the text.
[[nodiscard]] Result<JsonLine> read_json_line(std::string_view line);

}  // namespace tirai::cli
