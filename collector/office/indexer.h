// Builds what the dashboard searches (schema_office.h), behind the log and apart from it: a thread with a connection of its own reads the batches
// from where it stopped, and writes their rows, their counts and its cursor in one transaction. A kill in the middle loses nothing and counts nothing twice.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/background.h"
#include "store/store.h"

namespace tirai::collector {

struct IndexProgress {
  std::uint64_t left = 0;  ///< entries of the log behind the cursor; 0: it has caught up
  std::uint64_t log_size = 0;
};
/// One step: at most some thousand events.
[[nodiscard]] Result<IndexProgress> index_some(Store& store);
/// How many events of devices the index does not hold yet. What the collector logs of itself, such as the very look that asks, is about nobody's data.
[[nodiscard]] Result<std::int64_t> events_behind(Store& store);
/// Until the index holds all that is in the log now, or `wait` is over: false. Also beside an indexer: what one of them wrote the other finds done.
[[nodiscard]] Result<bool> catch_up(Store& store, std::chrono::milliseconds wait);

class Indexer {
 public:
  Indexer(std::unique_ptr<Store> store, std::chrono::milliseconds every);
  void stop() { background_.stop(); }

 private:
  [[nodiscard]] std::chrono::milliseconds step();

  const std::unique_ptr<Store> store_;
  const std::chrono::milliseconds every_;
  std::uint64_t size_ = 0;  ///< of the log at the last step
  FaultLog faults_;
  Background background_;  ///< last: it uses all above
};

}  // namespace tirai::collector
