// Signs of life: a browser that asks for its policy is one in which Tirai runs, also when nothing is looked at. Noted by agent and day (schema_coverage.h),
// once in ten minutes of each device, and never waited for (ingest/later_writes.h).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "ingest/later_writes.h"

namespace tirai::collector {

/// By agent, when they were heard of last, no later than the day of `to` (milliseconds, a day of Jakarta).
[[nodiscard]] Result<std::map<std::string, std::int64_t>> last_heard(Store& store, std::int64_t to);

class Heartbeats {
 public:
  explicit Heartbeats(Writer& writer) : later_(writer) {}
  void note(const Device& device, std::int64_t now_ms);

 private:
  LaterWrites later_;
  std::mutex mutex_;
  std::map<std::string, std::int64_t> noted_;  ///< by device; as many as there are enrolments
};

}  // namespace tirai::collector
