#include "store/lease.h"

#include "base/encode.h"

namespace tirai::collector {
namespace {
const std::string& holder() {
  static const std::string kHolder = base64url(random_bytes(16));
  return kHolder;
}
}  // namespace

Result<bool> Lease::take(std::int64_t now_ms) {
  const SqlStatement take{"INSERT INTO leases(name, holder, ends) VALUES($1, $2, $3) ON CONFLICT(name) DO UPDATE SET holder = excluded.holder, ends = excluded.ends "
                          "WHERE leases.ends < $4 OR leases.holder = excluded.holder",
                          {name_, holder(), now_ms + kLeaseMs, now_ms}};
  const auto touched = store_.write({&take, 1});
  if (!touched) return touched.error();
  return touched.value().front() > 0;
}

// Where it cannot be given back it ends by itself.
Lease::~Lease() {
  const SqlStatement give{"DELETE FROM leases WHERE name = $1 AND holder = $2", {name_, holder()}};
  static_cast<void>(store_.write({&give, 1}));
}

}  // namespace tirai::collector
