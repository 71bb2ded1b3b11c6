// Signs of life: a browser that asks for its policy is one in which Tirai runs, also when nothing is looked at. Noted by agent and day (schema_coverage.h),
// once in ten minutes of each device, those of five seconds together, and never waited for: what is not written now is with the next question.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "ingest/writer.h"

namespace tirai::collector {

/// By agent, when they were heard of last, no later than the day of `to` (milliseconds, a day of Jakarta).
[[nodiscard]] Result<std::map<std::string, std::int64_t>> last_heard(Store& store, std::int64_t to);

class Heartbeats {
 public:
  explicit Heartbeats(Writer& writer) : writer_(writer) {}
  void note(const Device& device, std::int64_t now_ms);

 private:
  Writer& writer_;
  std::mutex mutex_;
  std::map<std::string, std::int64_t> noted_;  ///< by device; as many as there are enrolments
  std::vector<SqlStatement> waiting_;
  std::int64_t written_ = 0;
};

}  // namespace tirai::collector
