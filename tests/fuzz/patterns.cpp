// A policy's patterns: compiled or refused with a reason; what is found is sorted, disjoint, inside, never empty, never across U+0000.
// The input is up to four patterns, a line each, an empty line, and a text.
#include <cstdlib>

#include "detect/patterns/patterns.h"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tirai::recognition::patterns;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> patterns;
  while (!rest.empty() && patterns.size() < 4) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end == 0) break;
    patterns.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  if (!rest.empty() && rest.front() == '\n') rest.remove_prefix(1);
  auto set = PatternSet::compile(patterns);
  if (!set) {
    require(!set.error().message.empty() && set.error().message.find('\n') == std::string::npos);
    return 0;
  }
  std::vector<Found> once, again;
  set.value().find(rest, once);
  set.value().find(rest, again);
  require(once.size() == again.size());
  std::size_t end = 0;
  for (std::size_t i = 0; i < once.size(); ++i) {
    require(once[i].span == again[i].span && once[i].pattern == again[i].pattern && once[i].pattern < patterns.size());
    require(once[i].span.begin >= end && once[i].span.end > once[i].span.begin && once[i].span.end <= rest.size());
    require(rest.substr(once[i].span.begin, once[i].span.size()).find('\0') == std::string_view::npos);
    end = once[i].span.end;
  }
  return 0;
}
