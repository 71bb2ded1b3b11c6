// The chains of one device, held together: the first event of a chain names the head of the chain before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tirai::verify {

/// The first event of a chain, as it stands in an export.
struct Start {
  std::string chain_uid;
  std::string device_id;
  std::string previous_head;
  std::uint64_t line = 0;
};

class Sessions {
 public:
  void add(Start start) { starts_.push_back(std::move(start)); }
  /// An event that is there, by its fingerprint (64 lower-case hex digits).
  void see(std::string_view fingerprint);
  /// Starts that name a head nobody saw, of devices where more than one does: an export may begin in the middle of a device's life, once.
  [[nodiscard]] std::vector<Start> with_a_lost_end();

 private:
  [[nodiscard]] bool saw_end_before(const Start& start) const;

  std::vector<Start> starts_;
  std::vector<std::uint64_t> seen_;  ///< the front of every fingerprint
};

}  // namespace tirai::verify
