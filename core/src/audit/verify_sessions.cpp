#include "audit/verify_sessions.h"

#include <algorithm>
#include <map>

namespace tirai::verify {
namespace {
std::uint64_t front_of(std::string_view fingerprint) {
  std::uint64_t front = 0;
  for (const char digit : fingerprint.substr(0, 16)) front = front << 4 | static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  return front;
}
}  // namespace

void Sessions::see(std::string_view fingerprint) { seen_.push_back(front_of(fingerprint)); }

bool Sessions::saw_end_before(const Start& start) const {
  return start.previous_head.size() == 64 && std::ranges::binary_search(seen_, front_of(start.previous_head));
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
