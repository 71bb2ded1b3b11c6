#include "store/migrate.h"

#include <vector>

#include "store/log_rows_sqlite.h"
#include "store/schema.h"
#include "store/schema_beside.h"
#include "store/schema_consents.h"
#include "store/schema_coverage.h"
#include "store/schema_findings.h"
#include "store/schema_keys.h"
#include "store/schema_office.h"
#include "store/schema_people.h"
#include "store/schema_requests.h"

namespace tirai::collector {
namespace {
// Devices that have a key, in the order they came.
Result<Done> log_devices(Database& database, LogTable& log) {
  auto query = database.prepare("SELECT device_id, public_key FROM devices WHERE public_key IS NOT NULL ORDER BY created, device_id", false);
  if (!query) return query.error();
  int code = SQLITE_ROW;
  while ((code = query.value().step()) == SQLITE_ROW) {
    if (const auto added = log.append_line(device_line(query.value().column_text(0), query.value().column_text(1))); !added) return added.error();
  }
  if (code != SQLITE_DONE) return database.last_error();
  return Done{};
}

// Batches by rowid, which is the order they were stored in.
Result<Done> log_batches(Database& database, LogTable& log) {
  auto rows = database.prepare(
      "SELECT b.rowid, b.header, b.first_sequence, e.sequence, e.line FROM batches b "
      "CROSS JOIN events e ON e.chain_uid = b.chain_uid AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count "
      "ORDER BY b.rowid, e.sequence",
      false);
  auto place = database.prepare("UPDATE batches SET log_index = ?2 WHERE rowid = ?1", false);
  if (!rows) return rows.error();
  if (!place) return place.error();
  std::vector<std::pair<std::int64_t, std::uint64_t>> places;
  int code = SQLITE_ROW;
  while ((code = rows.value().step()) == SQLITE_ROW) {
    if (rows.value().column_integer(2) == rows.value().column_integer(3)) places.emplace_back(rows.value().column_integer(0), log.append(rows.value().column_text(1)));
    log.append(rows.value().column_text(4));
  }
  if (code != SQLITE_DONE) return database.last_error();
  for (const auto& [rowid, index] : places) {
    if (place.value().integer(1, rowid).integer(2, static_cast<std::int64_t>(index)).run() != SQLITE_DONE) return database.last_error();
  }
  return Done{};
}

// 1 → 2: tokens with a scope and an end; the Merkle tree, over all that is there. The checkpoint is signed when a collector with its key opens the file.
Result<Done> add_log(Database& database) {
  for (const char* sql : {"ALTER TABLE batches ADD COLUMN log_index INTEGER", "ALTER TABLE devices ADD COLUMN revoked INTEGER", kSchemaOfTheLog}) {
    if (database.exec(sql) != SQLITE_OK) return database.last_error();
  }
  auto log = open_sqlite_log(database, nullptr);
  if (!log) return log.error();
  if (const auto begun = log.value().begin(); !begun) return begun.error();
  if (const auto devices = log_devices(database, log.value()); !devices) return devices.error();
  if (const auto batches = log_batches(database, log.value()); !batches) return batches.error();
  return log.value().finish();
}

Result<Done> add_tables(Database& database, const char* sql) {
  if (database.exec(sql) != SQLITE_OK) return database.last_error();
  return Done{};
}
}  // namespace

Result<Done> migrate(Database& database, std::int64_t from) {
  if (from == 1) return add_log(database);
  if (from == 2) return add_tables(database, kSchemaBeside);
  if (from == 3) return add_tables(database, kSchemaOfOffice);
  if (from == 4) return add_tables(database, kSchemaOfPeople);
  if (from == 5) return add_tables(database, kSchemaOfFindings);
  if (from == 6) return add_tables(database, kSchemaOfCoverage);
  if (from == 7) return add_tables(database, kSchemaOfKeys);
  if (from == 8) return add_tables(database, kSchemaOfRequests);
  if (from == 9) return add_tables(database, kSchemaOfConsents);
  return Error{ErrorCode::kInternal, "storage: no step from schema version " + std::to_string(from), "schema"};
}

}  // namespace tirai::collector
