#include "base/background.h"

#include "base/log.h"

namespace tirai::collector {

Background::Background(std::chrono::milliseconds first, Step step) : step_(std::move(step)), thread_([this, first] { run(first); }) {}

void Background::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Background::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  wake_.notify_one();
}

void Background::run(std::chrono::milliseconds wait) {
  for (;; wait = step_()) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, wait, [this] { return stopping_ || woken_; });
    if (stopping_) return;
    woken_ = false;
  }
}

void FaultLog::tell(const Error& error) {
  if (error.message != told_) log_error({error.code, who_ + error.message, error.at});
  told_ = error.message;
}

}  // namespace tirai::collector
