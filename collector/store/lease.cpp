#include "store/lease.h"

#include "base/encode.h"

namespace tirai::collector {

Result<bool> take_lease(Store& store, const std::string& name, std::int64_t now_ms) {
  static const std::string kHolder = base64url(random_bytes(16));
  const SqlStatement take{"INSERT INTO leases(name, holder, ends) VALUES($1, $2, $3) ON CONFLICT(name) DO UPDATE SET holder = excluded.holder, ends = excluded.ends "
                          "WHERE leases.ends < $4 OR leases.holder = excluded.holder",
                          {name, kHolder, now_ms + kLeaseMs, now_ms}};
  const auto touched = store.write({&take, 1});
  if (!touched) return touched.error();
  return touched.value().front() > 0;
}

}  // namespace tirai::collector
