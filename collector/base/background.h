// Work behind the requests: a thread that takes a step, waits for as long as the step says, and ends at once when it is told to.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "tirai/result.h"

namespace tirai::collector {

class Background {
 public:
  /// What comes back is how long to wait before the next one.
  using Step = std::function<std::chrono::milliseconds()>;
  /// The first step comes after `first`. What `step` uses must live longer than this: let it be an owner's last member.
  Background(std::chrono::milliseconds first, Step step);
  ~Background() { stop(); }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  /// The next step comes at once.
  void wake();
  /// Returns when the step that is being taken has ended.
  void stop();

 private:
  void run(std::chrono::milliseconds wait);

  const Step step_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false, woken_ = false;
  std::thread thread_;  ///< last: it uses all above
};

/// A fault that stays is logged once, not at each step.
class FaultLog {
 public:
  explicit FaultLog(std::string who = "") : who_(std::move(who)) {}
  void tell(const Error& error);
  void over() { told_.clear(); }

 private:
  std::string who_, told_;
};

}  // namespace tirai::collector
