#include "ingest/writing.h"

#include "log/log_key.h"
#include "log/own_log.h"
#include "people/people.h"

namespace tirai::collector {

Result<Writing> open_writing(const std::string& db, const std::optional<std::string>& log_key, OpenMode mode) {
  if (is_postgres(db) && !log_key) return Error{ErrorCode::kMissingKey, "expected with PostgreSQL: the collectors of one log sign with one key (tirai keygen)", "--log-key"};
  // The store first: its folder is judged by the store's own words.
  if (auto made = open_store(db, mode); !made) return made.error();
  const auto key = read_log_key(log_key.value_or(default_log_key(db)), !log_key);
  if (!key) return key.error();
  auto store = open_store(db, mode, signer_of(key.value()));
  if (!store) return store.error();
  if (const auto writable = store.value()->probe(); !writable) return writable.error();
  if (const auto taken = take_over_log(*store.value(), key.value()); !taken) return taken.error();
  DeviceKey own = device_key_of(key.value().signing_key, "collector");
  auto head = last_head_of(*store.value(), own.device_id);
  if (!head) return head.error();
  auto tenant = tenant_key(*store.value());
  if (!tenant) return tenant.error();
  return Writing{std::move(store).value(), std::move(own), std::move(head).value(), std::move(tenant).value(), key.value().verifier_key};
}

}  // namespace tirai::collector
