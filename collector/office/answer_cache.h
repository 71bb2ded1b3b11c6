// What many at the dashboard ask alike is worked out once for all of them: an answer that took a time is given again for twenty times as long, so that
// no question, however many ask it, takes more than a twentieth of a core. Of one thread.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "http/routes.h"

namespace tirai::collector {

class AnswerCache {
 public:
  using Clock = std::chrono::steady_clock;

  /// Null: it is to be worked out.
  [[nodiscard]] const Answer* find(const std::string& question, Clock::time_point now) const {
    const auto kept = kept_.find(question);
    return kept == kept_.end() || kept->second.until <= now ? nullptr : &kept->second.answer;
  }
  void keep(const std::string& question, const Answer& answer, Clock::time_point asked, Clock::time_point answered) {
    if (kept_.size() >= kMost) std::erase_if(kept_, [&](const auto& one) { return one.second.until <= answered; });
    if (kept_.size() < kMost && answer.body.size() <= kLargest) kept_.insert_or_assign(question, Kept{answer, answered + kAgain * (answered - asked)});
  }

 private:
  static constexpr std::size_t kMost = 256, kLargest = 1 << 20;
  static constexpr int kAgain = 20;
  struct Kept {
    Answer answer;
    Clock::time_point until;
  };
  std::map<std::string, Kept> kept_;
};

}  // namespace tirai::collector
