#include "audit/verify_sessions.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "audit/verify_parts.h"

namespace tirai::verify {
namespace {
// The first sixteen digits as a number, in an order of their own: the low half of a digit is its value, of a letter its value less nine.
std::uint64_t front_of(std::string_view fingerprint) {
  const auto values = [&](std::size_t at) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, fingerprint.data() + at, sizeof letters);
    return (letters & 0x0f0f0f0f0f0f0f0f) + 9 * (letters >> 6 & 0x0101010101010101);
  };
  return values(0) << 4 | values(8);
}
}  // namespace

void Sessions::see(std::string_view fingerprint) { seen_.push_back(front_of(fingerprint)); }

bool Sessions::saw_end_before(const Start& start) const {
  return is_fingerprint(start.previous_head) && std::ranges::binary_search(seen_, front_of(start.previous_head));
}

std::vector<Start> Sessions::with_a_lost_end() {
  std::ranges::sort(seen_);
  std::map<std::string, std::uint64_t> beginnings;
  for (const Start& start : starts_) beginnings[start.device_id] += saw_end_before(start) ? 0 : 1;
  std::vector<Start> lost;
  for (const Start& start : starts_) {
    if (!start.previous_head.empty() && !saw_end_before(start) && beginnings[start.device_id] >= 2) lost.push_back(start);
  }
  return lost;
}

}  // namespace tirai::verify
