// What a data subject asked for (UU PDP, articles 5 to 13), from the moment the controller received it to the answer. Opened and answered are events of the
// log first (people_events.h); the clock is 3×24 hours from the receipt.
//
//   opened ─▶ open ─▶ answered            due passes: overdue ─▶ late
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

/// Art. 5 to 13 and 46 of UU PDP (law 27 of 2022) leave three times 24 hours, for a customer's question as for telling of a breach.
inline constexpr std::int64_t kClockMs = std::int64_t{3} * 24 * 3'600'000;

struct RightsRequest {
  std::string id;         ///< a UUID
  std::string request;    ///< information, access, rectification, erasure, withdrawal, objection, restriction, compensation, portability
  std::string pseudonym;  ///< empty: who asks is not known here
  std::int64_t received = 0, due = 0;
  std::int64_t opened = 0;
  std::string opened_by;
  std::int64_t answered = 0;  ///< 0: it is open
  std::string answered_by;
  std::string outcome;  ///< granted, partly, refused; empty: it is open
};
/// open, overdue (open, and its time is over), answered, late (answered after it).
[[nodiscard]] std::string_view state_of(const RightsRequest& request, std::int64_t now_ms);

/// What is new, with its clock: `received` and 3×24 hours.
[[nodiscard]] RightsRequest new_request(const std::string& request, const std::string& pseudonym, std::int64_t received, const std::string& by, std::int64_t now_ms);
[[nodiscard]] Result<Done> open_request(Store& store, const RightsRequest& request);
[[nodiscard]] Result<std::optional<RightsRequest>> find_request(Store& store, const std::string& id);
struct RequestAnswer {
  std::string id, outcome, by;
  std::int64_t time = 0;
};
/// False: it was answered before.
[[nodiscard]] Result<bool> answer_request(Store& store, const RequestAnswer& answer);

struct RequestPeriod {
  std::int64_t from = 0, to = 0;  ///< 0: without an end
};
/// Those that were open at any moment of the period, or came in it: the open ones first, by what is due first; then the newest answers. At most 1,000.
[[nodiscard]] Result<std::vector<RightsRequest>> subject_requests(Store& store, const RequestPeriod& period = {});

}  // namespace tirai::collector
