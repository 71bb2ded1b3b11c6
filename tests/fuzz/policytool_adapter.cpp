// An adapter is outside input. Whatever it holds: a summary, or an error of one line that says where.
#include <cstdlib>

#include "tirai/policy_tool.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = tirai::check_adapter(text, "fuzz.json");
  if (read.ok()) return read.value().helpdesk.empty() ? std::abort(), 0 : 0;
  const tirai::Error& error = read.error();
  if (error.code == tirai::ErrorCode::kInternal || error.at.rfind("fuzz.json", 0) != 0 || error.message.empty() || error.message.find('\n') != std::string::npos) std::abort();
  return 0;
}
