#include "tirai/answer.h"

#include <nlohmann/json.hpp>

namespace tirai {

std::string answer_value(std::string_view value_json) {
  std::string out = R"({"ok":true,"value":)";
  out.append(value_json);
  out += '}';
  return out;
}

std::string answer_error(const Error& error) {
  const nlohmann::ordered_json out = {
      {"ok", false}, {"error", {{"code", to_string(error.code)}, {"message", error.message}, {"at", error.at}}}};
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace tirai
