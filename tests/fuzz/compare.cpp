// Comparing: the first byte is the entity type, then the value and what is said, parted by U+0000. A value never differs from itself, nothing said matches
// nothing, and what matches a number is at least four characters or all of its letters and digits.
#include <algorithm>
#include <cstdlib>

#include "tirai/compare.h"

namespace {
using namespace tirai;
void require(bool holds) {
  if (!holds) std::abort();
}
bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const auto type = static_cast<EntityType>(data[0] % kEntityTypeCount);
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t cut = std::min(text.find('\0'), text.size());
  const std::string_view value = text.substr(0, cut), said = text.substr(std::min(text.size(), cut + 1));
  const Match answer = compare(type, value, said);
  require(compare(type, value, {}) != Match::kMatches);
  if (value.size() <= 1024) require(compare(type, value, value) != Match::kDiffers);
  const auto written = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is_ascii_word));
  if (type == EntityType::kIdNik && answer == Match::kMatches) require(said.size() >= std::min<std::size_t>(4, written));
  return 0;
}
