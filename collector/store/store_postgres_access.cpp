// Who may send and who may ask, and what witnesses said, in PostgreSQL.
#include "base/encode.h"
#include "store/store_postgres.h"

namespace tirai::collector {

// One statement, in a transaction of its own: a commit that the server warns of is no commit.
Result<Done> PostgresStore::write(const char* sql, const Parameters& parameters) {
  const PostgresTransaction transaction(postgres_);
  if (const auto begun = postgres_.begin(); !begun) return begun.error();
  const auto done = postgres_.run(sql, parameters);
  if (!done) return done.error();
  return postgres_.commit();
}

Result<std::optional<Device>> PostgresStore::find_device(std::string_view token_hash) {
  const auto found = postgres_.read("SELECT device_id, token_hash, subject, public_key FROM devices WHERE token_hash = $1 AND revoked IS NULL", Parameters().text(token_hash));
  if (!found) return found.error();
  const Rows& rows = found.value();
  if (rows.empty() || !equal_in_constant_time(rows.text(0, 1), token_hash)) return std::optional<Device>();
  return std::optional<Device>(Device{.device_id = std::string(rows.text(0, 0)), .subject = std::string(rows.text(0, 2)), .public_key = std::string(rows.text(0, 3))});
}

Result<Done> PostgresStore::add_device(const NewDevice& device) {
  return write("INSERT INTO devices(device_id, token_hash, subject, created) VALUES($1, $2, $3, $4)",
               Parameters().text(device.device_id).text(device.token_hash).text(device.subject).integer(device.created));
}

Result<std::optional<Scope>> PostgresStore::find_token(std::string_view token_hash) {
  const auto found = postgres_.read("SELECT token_hash, scope FROM tokens WHERE token_hash = $1 AND revoked IS NULL", Parameters().text(token_hash));
  if (!found) return found.error();
  if (found.value().empty() || !equal_in_constant_time(found.value().text(0, 0), token_hash)) return std::optional<Scope>();
  return read_scope(found.value().text(0, 1));
}

Result<Done> PostgresStore::add_token(const NewToken& token) {
  return write("INSERT INTO tokens(token_id, token_hash, scope, name, created) VALUES($1, $2, $3, $4, $5)",
               Parameters().text(token.token_id).text(token.token_hash).text(to_string(token.scope)).text(token.name).integer(token.created));
}

Result<Done> PostgresStore::revoke(std::string_view id, std::int64_t now_ms) {
  for (const char* sql : {"UPDATE devices SET revoked = coalesce(revoked, $2) WHERE device_id = $1", "UPDATE tokens SET revoked = coalesce(revoked, $2) WHERE token_id = $1"}) {
    const PostgresTransaction transaction(postgres_);
    if (const auto begun = postgres_.begin(); !begun) return begun.error();
    const auto done = postgres_.run(sql, Parameters().text(id).integer(now_ms));
    if (!done) return done.error();
    if (done.value().changed() > 0) return postgres_.commit();
  }
  return Error{ErrorCode::kUnknownName, "no device and no token has this id", "id"};
}

Result<std::vector<Credential>> PostgresStore::credentials() {
  const auto found = postgres_.read(
      "SELECT device_id, 'device', subject::jsonb ->> 'id', created, coalesce(revoked, 0) FROM devices "
      "UNION ALL SELECT token_id, scope, name, created, coalesce(revoked, 0) FROM tokens ORDER BY 4, 1");
  if (!found) return found.error();
  const Rows& rows = found.value();
  std::vector<Credential> all;
  for (int i = 0; i < rows.count(); ++i)
    all.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), rows.integer(i, 3), rows.integer(i, 4)});
  return all;
}

Result<std::vector<Cosigned>> PostgresStore::cosigned() {
  const auto found = postgres_.read("SELECT witness, size, checkpoint FROM cosigned ORDER BY witness");
  if (!found) return found.error();
  const Rows& rows = found.value();
  std::vector<Cosigned> all;
  for (int i = 0; i < rows.count(); ++i) all.push_back({std::string(rows.text(i, 0)), static_cast<std::uint64_t>(rows.integer(i, 1)), std::string(rows.text(i, 2))});
  return all;
}

// Two collectors may show the log to one witness; the later word stays.
Result<Done> PostgresStore::set_cosigned(const Cosigned& cosigned) {
  return write("INSERT INTO cosigned(witness, size, checkpoint) VALUES($1, $2, $3) "
               "ON CONFLICT(witness) DO UPDATE SET size = excluded.size, checkpoint = excluded.checkpoint WHERE excluded.size >= cosigned.size",
               Parameters().text(cosigned.witness).integer(static_cast<std::int64_t>(cosigned.size)).text(cosigned.checkpoint));
}

}  // namespace tirai::collector
