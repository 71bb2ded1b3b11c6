// Opening the PostgreSQL store: its tables and their version, the months of its events.
#include <chrono>

#include "store/schema_postgres.h"
#include "store/store_postgres.h"

namespace tirai::collector {
namespace {
// "tirai" in ASCII: two collectors that start at once make one schema.
constexpr const char* kLockForSchema = "SELECT pg_advisory_xact_lock(500069396841)";

Result<std::optional<std::int64_t>> read_version(Postgres& postgres) {
  const auto known = postgres.run("SELECT 1 WHERE to_regclass('tirai_schema') IS NOT NULL");
  if (!known) return known.error();
  if (known.value().empty()) return std::optional<std::int64_t>();
  const auto version = postgres.run("SELECT version FROM tirai_schema");
  if (!version) return version.error();
  return version.value().empty() ? std::optional<std::int64_t>() : std::optional(version.value().integer(0, 0));
}

std::string version_words(std::int64_t version) {
  return "storage: the database has schema version " + std::to_string(version) + "; this program knows version " + std::to_string(kPostgresVersion) +
         (version > kPostgresVersion ? "; expected a newer tirai-collector" : "");
}

// All steps of an older database, or none, and the version with them.
Result<Done> bring_forward(Postgres& postgres, std::int64_t version) {
  if (version == kPostgresVersion) return Done{};
  for (; version < kPostgresVersion; ++version) {
    if (const auto step = postgres.exec(kPostgresSteps[version - 1]); !step) return step.error();
  }
  return postgres.exec("UPDATE tirai_schema SET version = " + std::to_string(kPostgresVersion));
}
}  // namespace

Result<Done> settle_postgres_schema(Postgres& postgres, OpenMode mode) {
  const PostgresTransaction transaction(postgres);
  if (const auto begun = postgres.begin(); !begun) return begun.error();
  if (const auto locked = postgres.run(kLockForSchema); !locked) return locked.error();
  const auto version = read_version(postgres);
  if (!version) return version.error();
  if (!version.value() && mode == OpenMode::kExisting) return Error{ErrorCode::kInternal, "storage: the database has no log; expected one that tirai-collector made", "--db"};
  if (version.value() && (*version.value() > kPostgresVersion || *version.value() < 1)) return Error{ErrorCode::kInternal, version_words(*version.value()), "--db"};
  if (!version.value()) {
    if (const auto made = postgres.exec(kPostgresSchema); !made) return made.error();
  }
  if (const auto forward = bring_forward(postgres, version.value().value_or(1)); !forward) return forward.error();
  return postgres.commit();
}

Month month_of(std::int64_t at_ms) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_time<milliseconds>(milliseconds(at_ms)))};
  const year_month month{day.year(), day.month()};
  const auto first_of = [](year_month of) { return duration_cast<milliseconds>(sys_days(of / 1).time_since_epoch()).count(); };
  const unsigned number = static_cast<unsigned>(month.month());
  return {first_of(month), first_of(month + months(1)), "events_" + std::to_string(static_cast<int>(month.year())) + (number < 10 ? "_0" : "_") + std::to_string(number)};
}

// In the appending transaction, under the log's lock: no two collectors make the same month.
Result<Done> PostgresStore::make_partitions(std::span<const SignedBatch* const> batches) {
  for (const SignedBatch* batch : batches) {
    const Month month = month_of(batch->received_at);
    if (months_.contains(month.first)) continue;
    const auto known = postgres_.run("SELECT 1 WHERE to_regclass($1) IS NOT NULL", Parameters().text(month.partition));
    if (!known) return known.error();
    if (known.value().empty()) {
      const auto made = postgres_.exec("CREATE TABLE " + month.partition + " PARTITION OF events FOR VALUES FROM (" + std::to_string(month.first) + ") TO (" + std::to_string(month.end) + ")");
      if (!made) return made.error();
    }
    months_.insert(month.first);
  }
  return Done{};
}

Result<std::unique_ptr<Store>> PostgresStore::open(const std::string& uri, OpenMode mode, LogSigner signer) {
  if (const auto good = check_store_address(uri); !good) return good.error();
  auto postgres = std::make_unique<Postgres>(uri);
  if (const auto settled = settle_postgres_schema(*postgres, mode); !settled) return settled.error();
  return std::unique_ptr<Store>(new PostgresStore(std::move(postgres), std::move(signer)));
}

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& uri, OpenMode mode, LogSigner signer) {
  return PostgresStore::open(uri, mode, std::move(signer));
}

Result<std::unique_ptr<Store>> open_store(const std::string& db, OpenMode mode, LogSigner signer) {
  return is_postgres(db) ? open_postgres_store(db, mode, std::move(signer)) : open_sqlite_store(db, mode, std::move(signer));
}

Result<Done> PostgresStore::probe() {
  // As many bytes as a batch has, which the disk cannot make smaller.
  return write("INSERT INTO probe(id, bytes) SELECT 1, string_agg(sha256(i::text::bytea || now()::text::bytea), '') FROM generate_series(1, $1) AS i "
               "ON CONFLICT(id) DO UPDATE SET bytes = excluded.bytes",
               Parameters().integer(2048));
}

}  // namespace tirai::collector
