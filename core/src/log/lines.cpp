#include "log/lines.h"

#include "crypto/base64.h"
#include "tirai/log.h"

namespace tirai::log {

std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == rest.npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number <= INT64_MAX ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> read_number_after(std::string_view word, std::string_view line) {
  if (line.substr(0, word.size()) != word || line.size() <= word.size() || line[word.size()] != ' ') return std::nullopt;
  return read_number(line.substr(word.size() + 1));
}

std::optional<std::vector<std::string>> take_hashes(std::string_view& rest, std::size_t most) {
  std::vector<std::string> hashes;
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return std::nullopt;
    if (line->empty()) return hashes;
    auto hash = crypto::base64_decode(*line);
    if (!hash || hash->size() != kHashBytes || hashes.size() == most) return std::nullopt;
    hashes.push_back(*std::move(hash));
  }
}

std::string write_hashes(const std::vector<std::string>& hashes) {
  std::string text;
  for (const std::string& hash : hashes) text += crypto::base64_encode(hash) + "\n";
  return text + "\n";
}

}  // namespace tirai::log
