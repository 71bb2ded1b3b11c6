// How often a device may ask.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace tirai::collector {

/// At most so many requests a second of one device, and as many at once: a device that was offline for days has few and large batches.
class RateLimit {
 public:
  explicit RateLimit(double per_second) : per_second_(per_second) {}
  [[nodiscard]] bool take(const std::string& device_id, double now_s);

 private:
  struct Bucket {
    double left, at_s;
  };
  const double per_second_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace tirai::collector
