// How often a device may ask, or a name be tried.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace tirai::collector {

/// At most so many requests a second of one device or name, and so many at once.
class RateLimit {
 public:
  RateLimit(double per_second, double at_once) : per_second_(per_second), at_once_(at_once) {}
  [[nodiscard]] bool take(const std::string& name, double now_s);

 private:
  struct Bucket {
    double left, at_s;
  };
  const double per_second_, at_once_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace tirai::collector
