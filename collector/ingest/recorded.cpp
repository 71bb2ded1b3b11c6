#include "ingest/recorded.h"

#include "ingest/written.h"

namespace tirai::collector {

boost::asio::awaitable<std::optional<Answer>> recorded(OwnLog& own_log, Writer& writer, nlohmann::json event, std::function<Result<Done>(Store&)> work) {
  const auto kept = co_await own_log.record(std::move(event));
  if (!kept) co_return storage_failed(kept.error());
  const auto done = co_await worked<Done>(writer, std::move(work));
  if (!done) co_return overloaded();
  if (!*done) co_return storage_failed(done->error());
  co_return std::nullopt;
}

}  // namespace tirai::collector
