#include "commands/logged_change.h"

#include "commands/run_recorded.h"
#include "ingest/written.h"

namespace tirai::collector {

Result<Done> logged_change(const std::string& db, const std::optional<std::string>& log_key, nlohmann::json event, std::function<Result<Done>(Store&)> change) {
  auto writing = open_writing(db, log_key, OpenMode::kExisting);
  if (!writing) return writing.error();
  Result<Done> result = Error{ErrorCode::kInternal, "the change came to no end", "log"};
  run_recorded(std::move(writing).value(), [&](Writer& writer, OwnLog& own_log) -> boost::asio::awaitable<void> {
    const auto recorded = co_await own_log.record(std::move(event));
    if (!recorded) {
      result = recorded.error();
      co_return;
    }
    auto done = co_await worked<Done>(writer, std::move(change));
    result = done ? std::move(*done) : Result<Done>(Error{ErrorCode::kInternal, "too much is waiting to be written", "storage"});
  });
  return result;
}

}  // namespace tirai::collector
