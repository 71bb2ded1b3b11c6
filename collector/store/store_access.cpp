// Who may ask what: devices and tokens in the SQLite store. A token is known by its hash alone.
#include "base/encode.h"
#include "store/store_sqlite.h"

namespace tirai::collector {

std::string_view to_string(Scope scope) { return scope == Scope::kAudit ? "audit" : "metrics"; }

std::optional<Scope> read_scope(std::string_view text) {
  if (text == "audit") return Scope::kAudit;
  return text == "metrics" ? std::optional(Scope::kMetrics) : std::nullopt;
}

Result<std::optional<Device>> SqliteStore::find_device(std::string_view token_hash) {
  const RowScope scope(find_device_);
  const int code = find_device_.text(1, token_hash).step();
  if (code == SQLITE_DONE) return std::optional<Device>();
  if (code != SQLITE_ROW) return database_.last_error();
  if (!equal_in_constant_time(find_device_.column_text(1), token_hash)) return std::optional<Device>();
  return std::optional<Device>(Device{.device_id = std::string(find_device_.column_text(0)),
                                      .subject = std::string(find_device_.column_text(2)),
                                      .public_key = std::string(find_device_.column_text(3))});
}

Result<Done> SqliteStore::add_device(const NewDevice& device) {
  const RowScope scope(add_device_);
  const int code = add_device_.text(1, device.device_id).text(2, device.token_hash).text(3, device.subject).integer(4, device.created).run();
  // Somebody was faster: as PostgreSQL's store says it.
  if ((code & 0xff) == SQLITE_CONSTRAINT) return Error{ErrorCode::kBadValue, "storage: the values do not fit the tables (sqlite " + std::to_string(code) + ")", "storage"};
  if (code != SQLITE_DONE) return database_.last_error();
  return Done{};
}

Result<std::optional<Scope>> SqliteStore::find_token(std::string_view token_hash) {
  const RowScope scope(find_token_);
  const int code = find_token_.text(1, token_hash).step();
  if (code == SQLITE_DONE) return std::optional<Scope>();
  if (code != SQLITE_ROW) return database_.last_error();
  if (!equal_in_constant_time(find_token_.column_text(0), token_hash)) return std::optional<Scope>();
  return read_scope(find_token_.column_text(1));
}

Result<Done> SqliteStore::add_token(const NewToken& token) {
  auto add = database_.prepare("INSERT INTO tokens(token_id, token_hash, scope, name, created) VALUES(?1, ?2, ?3, ?4, ?5)", false);
  if (!add) return add.error();
  return run(add.value().text(1, token.token_id).text(2, token.token_hash).text(3, to_string(token.scope)).text(4, token.name).integer(5, token.created));
}

Result<Done> SqliteStore::revoke(std::string_view id, std::int64_t now_ms) {
  for (const char* sql : {"UPDATE devices SET revoked = coalesce(revoked, ?2) WHERE device_id = ?1", "UPDATE tokens SET revoked = coalesce(revoked, ?2) WHERE token_id = ?1"}) {
    auto update = database_.prepare(sql, false);
    if (!update) return update.error();
    if (const auto done = run(update.value().text(1, id).integer(2, now_ms)); !done) return done.error();
    if (sqlite3_changes(database_.handle()) > 0) return Done{};
  }
  return Error{ErrorCode::kUnknownName, "no device and no token has this id", "id"};
}

Result<std::vector<Credential>> SqliteStore::credentials() {
  auto query = database_.prepare(
      "SELECT device_id, 'device', json_extract(subject, '$.id'), created, coalesce(revoked, 0) FROM devices "
      "UNION ALL SELECT token_id, scope, name, created, coalesce(revoked, 0) FROM tokens ORDER BY 4, 1",
      false);
  if (!query) return query.error();
  Statement& row = query.value();
  std::vector<Credential> found;
  int code = SQLITE_ROW;
  while ((code = row.step()) == SQLITE_ROW) {
    found.push_back({std::string(row.column_text(0)), std::string(row.column_text(1)), std::string(row.column_text(2)), row.column_integer(3), row.column_integer(4)});
  }
  if (code != SQLITE_DONE) return database_.last_error();
  return found;
}

}  // namespace tirai::collector
