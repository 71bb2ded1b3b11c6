// What can be looked at on the dashboard, a line each: its path behind /v1/desk/, the name in the event of the look, who may, and what is shown.
#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "http/routes.h"
#include "log/log_paths.h"
#include "office/accounts.h"
#include "office/filter.h"

namespace tirai::collector {

struct Asked {
  Filter filter;
  EventPlace place;  ///< of a path that names an event
};

/// Whoever sees: a manager numbers alone, a supervisor what is their teams', an auditor all, the officer what is sealed to them, too.
enum class Seers : std::uint8_t { kEverybody, kNoManager, kOfficerAndAuditor, kOfficer };

struct Look {
  std::string_view path, view;
  Seers seers;
  bool of_one_event;  ///< behind the path: <chain>/<sequence>
  bool takes_long;    ///< a report or a file: those who only look do not wait for it
  bool alike;         ///< a page's figures: the same for all of a role and its teams (answer_cache.h)
  Result<Answer> (*show)(Store& store, const Visitor& visitor, const Asked& asked);
  std::chrono::milliseconds waits{0};  ///< at most so long for the index to hold what came a moment ago; what is missing then the answer says
  std::span<const std::string_view> takes{};  ///< what can be asked of it; anything else is refused, never left out in silence
};

/// Null: there is no such path.
[[nodiscard]] const Look* find_look(std::string_view path);
[[nodiscard]] bool may_see(Role role, Seers seers);
/// Of the path and the query; the error's code is kUnknownName when the path names no event.
[[nodiscard]] Result<Asked> read_asked(const Look& look, std::string_view path, std::string_view query);
/// What of it goes into the event of the look.
[[nodiscard]] nlohmann::json noted(const Look& look, const Asked& asked);

}  // namespace tirai::collector
