#include "ingest/later_writes.h"

namespace tirai::collector {
namespace {
constexpr std::int64_t kTogetherMs = 5'000;
}  // namespace

void LaterWrites::add(SqlStatement sql, const std::string& name, std::int64_t now_ms) {
  std::vector<SqlStatement> all;
  {
    const std::lock_guard lock(mutex_);
    waiting_.insert_or_assign(name, std::move(sql));
    if (now_ms - written_ < kTogetherMs) return;
    written_ = now_ms;
    for (auto& [key, one] : waiting_) all.push_back(std::move(one));
    waiting_.clear();
  }
  (void)writer_.submit([all = std::move(all)](Store& store) { (void)store.write(all); });
}

}  // namespace tirai::collector
