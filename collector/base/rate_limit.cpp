#include "base/rate_limit.h"

#include <algorithm>

namespace tirai::collector {
namespace {
constexpr std::size_t kMostBuckets = 100'000;
}  // namespace

bool RateLimit::take(const std::string& name, double now_s) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kMostBuckets) buckets_.clear();  // everybody starts again, nobody is locked out
  Bucket& bucket = buckets_.try_emplace(name, Bucket{at_once_, now_s}).first->second;
  bucket.left = std::min(at_once_, bucket.left + (now_s - bucket.at_s) * per_second_);
  bucket.at_s = now_s;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace tirai::collector
