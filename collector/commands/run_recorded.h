// What a command changes is an event of the log first, as it is in serve.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

#include "ingest/writing.h"
#include "log/own_log.h"

namespace tirai::collector {

/// Runs `work` to its end beside a writer and the collector's own log. Also beside a running serve.
void run_recorded(Writing writing, const std::function<boost::asio::awaitable<void>(Writer&, OwnLog&)>& work);

}  // namespace tirai::collector
