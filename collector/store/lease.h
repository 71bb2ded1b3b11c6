// Which of several collectors of one log does what only one should do: look for findings, send to another system. Whoever has the lease takes it again
// before it ends, and gives it back at its own end; a process that died leaves it to the others a quarter of a minute later.
#pragma once

#include <string>

#include "store/store.h"

namespace tirai::collector {

inline constexpr std::int64_t kLeaseMs = 15'000;

class Lease {
 public:
  /// `store` lives longer, and is not used by another thread meanwhile.
  Lease(Store& store, std::string name) : store_(store), name_(std::move(name)) {}
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  /// True: it is this process's for kLeaseMs from now on.
  [[nodiscard]] Result<bool> take(std::int64_t now_ms);

 private:
  Store& store_;
  const std::string name_;
};

}  // namespace tirai::collector
