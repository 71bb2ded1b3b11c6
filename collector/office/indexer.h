// Builds what the dashboard searches (schema_office.h), behind the log and apart from it: a thread with a connection of its own reads the batches
// from where it stopped, and writes their rows, their counts and its cursor in one transaction. A kill in the middle loses nothing and counts nothing twice.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/background.h"
#include "store/store.h"

namespace tirai::collector {

struct IndexProgress {
  std::uint64_t left = 0;  ///< entries of the log behind the cursor; 0: it has caught up
  std::uint64_t log_size = 0;
  std::uint64_t stepped = 0;  ///< entries that the step took in
};
/// One step: at most some thousand events.
[[nodiscard]] Result<IndexProgress> index_some(Store& store);
/// How many events of devices the index does not hold yet. What the collector logs of itself, such as the very look that asks, is about nobody's data.
[[nodiscard]] Result<std::int64_t> events_behind(Store& store);
/// For a process without an indexer, such as a command: until the index holds all that is in the log now, or `wait` is over: false. Also beside
/// another process's indexer: what one of them wrote the other finds done.
[[nodiscard]] Result<bool> catch_up(Store& store, std::chrono::milliseconds wait);

/// Of one process one indexes, and whoever wants to read what came a moment ago waits for it: two at once would do each step twice, and keep
/// those who send events from writing meanwhile.
class Indexer {
 public:
  /// True: the index holds all that was in the log when it was asked. False: it will not in time. On the indexer's thread, once.
  using Done = std::function<void(bool)>;

  Indexer(std::unique_ptr<Store> store, std::chrono::milliseconds every);
  ~Indexer() { stop(); }
  /// Asks it to go on now. What cannot be caught up with in `wait`, at the pace that those who send leave to it, is not waited for.
  void catch_up(std::chrono::milliseconds wait, Done done);
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Clock::time_point until;
    Done done;
    bool begun = false;      ///< a step began since
    std::uint64_t size = 0;  ///< of the log in that step, with all that was there when it was asked
  };
  [[nodiscard]] std::chrono::milliseconds step();
  void begin_waiting();
  /// Tells whoever need not wait any longer. `entry_ns`: what an entry takes now, with the pauses.
  void tell(const IndexProgress& progress, double entry_ns);
  void tell_all_no();

  const std::unique_ptr<Store> store_;
  const std::chrono::milliseconds every_;
  std::uint64_t size_ = 0;  ///< of the log at the last step
  Clock::time_point rest_until_{};
  std::mutex mutex_;
  std::vector<Waiting> waiting_;
  Clock::time_point caught_up_at_{};  ///< with what was there at the last step, at its pace
  FaultLog faults_;
  Background background_;  ///< last: it uses all above
};

}  // namespace tirai::collector
