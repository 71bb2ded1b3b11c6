// A change that is an event first: what is not in the log was not done.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "http/answers.h"
#include "ingest/writer.h"
#include "log/own_log.h"

namespace tirai::collector {

/// Records `event` in the collector's own log, then has the writer do `work`. Nothing: both are on the disk; else the answer that says why not.
[[nodiscard]] boost::asio::awaitable<std::optional<Answer>> recorded(OwnLog& own_log, Writer& writer, nlohmann::json event, std::function<Result<Done>(Store&)> work);

}  // namespace tirai::collector
