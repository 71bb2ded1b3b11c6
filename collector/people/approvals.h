// A second person's word: an agent asks, a supervisor of the agent's team or the data protection officer answers, before it expires.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

struct Approval {
  std::string approval_id;
  std::string agent, device_id, team;
  std::string pseudonym;  ///< of the customer; may be empty
  std::string data_class, purpose;
  std::int64_t seconds = 0;  ///< how long the value would be shown
  std::string state;         ///< pending, approved, refused; expired: nobody answered in time, or the permit is over
  std::string decided_by;
  std::int64_t asked = 0, decided = 0;
  std::int64_t expires = 0;  ///< of the question; once approved, of the permit
};
[[nodiscard]] Result<Done> add_approval(Store& store, const Approval& approval);
[[nodiscard]] Result<std::optional<Approval>> find_approval(Store& store, const std::string& approval_id, std::int64_t now_ms);
/// The newest first, at most 200. `teams`: only theirs; empty: all of them. `state` may be empty.
[[nodiscard]] Result<std::vector<Approval>> approvals(Store& store, const std::vector<std::string>& teams, const std::string& state, std::int64_t now_ms);
/// False: it was decided before, or it expired. What is approved holds until `permit_ms` from now.
[[nodiscard]] Result<bool> decide_approval(Store& store, const std::string& approval_id, bool approve, const std::string& account, std::int64_t permit_ms, std::int64_t now_ms);
/// How many of an agent's wait now.
[[nodiscard]] Result<std::int64_t> waiting_approvals(Store& store, const std::string& agent, std::int64_t now_ms);

}  // namespace tirai::collector
