// What a command changes of who may enter is an event of the log first, as at the dashboard; also while `serve` runs.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "store/store.h"

namespace tirai::collector {

/// Records `event` in the collector's own log, then does `change`.
[[nodiscard]] Result<Done> logged_change(const std::string& db, const std::optional<std::string>& log_key, nlohmann::json event, std::function<Result<Done>(Store&)> change);

}  // namespace tirai::collector
