// The one shape that crosses to JavaScript and to --json output: {"ok":true,"value":…} or {"ok":false,"error":{code,message,at}}.
#pragma once

#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai {

/// `value_json` is put in as it is: the caller hands in JSON.
[[nodiscard]] std::string answer_value(std::string_view value_json);
[[nodiscard]] std::string answer_error(const Error& error);

[[nodiscard]] inline std::string answer(const Result<std::string>& json) {
  return json ? answer_value(json.value()) : answer_error(json.error());
}
[[nodiscard]] inline std::string answer(const Result<bool>& done) {
  return done ? answer_value(done.value() ? "true" : "false") : answer_error(done.error());
}

}  // namespace tirai
