#include "tirai/answer.h"

#include "codec/json.h"

namespace tirai {

std::string answer_value(std::string_view value_json) {
  std::string out = R"({"ok":true,"value":)";
  out.append(value_json);
  out += '}';
  return out;
}

std::string answer_error(const Error& error) {
  std::string out = R"({"ok":false,"error":{)";
  codec::append_json_key(out, "code");
  codec::append_json_string(out, to_string(error.code));
  codec::append_json_key(out, "message");
  codec::append_json_string(out, error.message);
  codec::append_json_key(out, "at");
  codec::append_json_string(out, error.at);
  return out + "}}";
}

}  // namespace tirai
