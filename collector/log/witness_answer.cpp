#include "log/witness_answer.h"

#include "tirai/log.h"

namespace tirai::collector {

std::string cosignature_in(const std::string& body, const std::string& checkpoint, const std::string& vkey) {
  for (std::size_t begin = 0, end; (end = body.find('\n', begin)) != body.npos; begin = end + 1) {
    std::string line = body.substr(begin, end - begin + 1);
    if (cosigned_at(checkpoint + line, vkey)) return line;
  }
  return {};
}

std::optional<std::uint64_t> read_log_size(const std::string& body) {
  const std::string digits = body.substr(0, body.find_last_not_of(" \r\n") + 1);
  if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;
  return std::stoull(digits);
}

}  // namespace tirai::collector
