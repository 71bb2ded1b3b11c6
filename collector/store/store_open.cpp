// Opening a SQLite store: the file and its mode, the schema and its version, the settings durability hangs on.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/migrate.h"
#include "store/schema.h"
#include "store/schema_beside.h"
#include "store/schema_consents.h"
#include "store/schema_coverage.h"
#include "store/schema_findings.h"
#include "store/schema_keys.h"
#include "store/schema_office.h"
#include "store/schema_people.h"
#include "store/schema_requests.h"
#include "store/store_sqlite.h"

namespace tirai::collector {
namespace {
Error file_error(const std::string& path, const std::string& what) { return {ErrorCode::kInternal, "storage: " + what, path}; }

// A new name is on the disk when its folder is synced.
bool sync_folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

// SQLite gives its -wal and -shm files the mode of the database, so making the file decides for all three.
Result<Done> make_file(const std::string& path) {
  int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) made = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (made < 0) return file_error(path, std::string("cannot write the file: ") + std::strerror(errno));
  ::close(made);
  if (!sync_folder_of(path)) return file_error(path, std::string("cannot sync the folder: ") + std::strerror(errno));
  return Done{};
}

Result<Done> check_exists(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) return Done{};
  return file_error(path, std::string(std::strerror(errno)) + "; expected a file that tirai-collector made");
}

Result<Done> create_schema(Database& database) {
  const std::string sql = std::string("PRAGMA application_id=") + std::to_string(kApplicationId) + ";" + kSchema + kSchemaOfTheLog + kSchemaBeside + kSchemaOfOffice + kSchemaOfPeople + kSchemaOfFindings + kSchemaOfCoverage + kSchemaOfKeys + kSchemaOfRequests + kSchemaOfConsents +
                          "PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";";
  if (database.exec(sql.c_str()) != SQLITE_OK) return database.last_error();
  return Done{};
}

struct Stamp {
  std::int64_t version = 0, application = 0, tables = 0;
  [[nodiscard]] bool is_empty() const { return version == 0 && application == 0 && tables == 0; }
  [[nodiscard]] bool is_older() const { return application == kApplicationId && version > 0 && version < kSchemaVersion; }
};

Result<Stamp> read_stamp(Database& database) {
  const Result<std::int64_t> version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  const Result<std::int64_t> application = database.integer("PRAGMA application_id");
  if (!application) return application.error();
  const Result<std::int64_t> tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  return Stamp{version.value(), application.value(), tables.value()};
}

// All steps of an older file, or none. What the step did is what the version says: both are in one transaction.
Result<Done> bring_forward(Database& database, std::int64_t version) {
  for (; version < kSchemaVersion; ++version) {
    if (const auto step = migrate(database, version); !step) return step.error();
    if (database.exec(("PRAGMA user_version=" + std::to_string(version + 1)).c_str()) != SQLITE_OK) return database.last_error();
  }
  return Done{};
}

// Under the write lock, and looked at again there: two starts make one schema.
Result<Done> make_current(Database& database) {
  if (database.exec("BEGIN IMMEDIATE") != SQLITE_OK) return database.last_error();
  const Result<Stamp> stamp = read_stamp(database);
  if (!stamp) return stamp.error();
  if (stamp.value().is_empty()) {
    if (const auto made = create_schema(database); !made) return made.error();
  } else if (stamp.value().is_older()) {
    if (const auto forward = bring_forward(database, stamp.value().version); !forward) {
      database.roll_back();
      return forward.error();
    }
  }
  if (database.exec("COMMIT") != SQLITE_OK) return database.last_error();
  return Done{};
}

// Makes the schema in an empty file, brings an older one forward; says what is wrong with any other.
Result<Done> settle_schema(Database& database, const std::string& path) {
  Result<Stamp> stamp = read_stamp(database);
  if (stamp && (stamp.value().is_empty() || stamp.value().is_older())) {
    if (const auto made = make_current(database); !made) return made.error();
    stamp = read_stamp(database);
  }
  if (!stamp) return stamp.error();
  const auto [version, application, tables] = stamp.value();
  if (application != kApplicationId) return file_error(path, "the file is another program's; expected one that tirai-collector made");
  if (version == kSchemaVersion) return Done{};
  return file_error(path, "the file has schema version " + std::to_string(version) + "; this program knows version " +
                              std::to_string(kSchemaVersion) + (version > kSchemaVersion ? "; expected a newer tirai-collector" : ""));
}

// secure_delete: what is erased is overwritten. FULL: SQLite's WAL is synced at every commit. NORMAL lost acknowledged events in simulated power cuts.
Result<Done> make_durable(Database& database) {
  if (database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON") !=
      SQLITE_OK) {
    return database.last_error();
  }
  return Done{};
}
}  // namespace

Result<std::unique_ptr<Store>> SqliteStore::open(const std::string& path, OpenMode mode, LogSigner signer) {
  if (const auto file = mode == OpenMode::kCreate ? make_file(path) : check_exists(path); !file) return file.error();
  Result<Database> database = Database::open(path);
  if (!database) return database.error();
  if (const auto settled = settle_schema(database.value(), path); !settled) return settled.error();
  if (const auto durable = make_durable(database.value()); !durable) return durable.error();
  auto owned = std::make_unique<Database>(std::move(database).value());
  auto log = open_sqlite_log(*owned, std::move(signer));
  if (!log) return log.error();
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(owned), std::move(log).value()));
  if (const auto prepared = store->prepare_statements(); !prepared) return prepared.error();
  sqlite3_wal_hook(
      store->database_.handle(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      &store->wal_pages_);
  return std::unique_ptr<Store>(std::move(store));
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, OpenMode mode, LogSigner signer) {
  return SqliteStore::open(path, mode, std::move(signer));
}

}  // namespace tirai::collector
