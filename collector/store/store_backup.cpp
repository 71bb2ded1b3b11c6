// A copy of the store as one moment of it, made beside a running collector.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/backup.h"
#include "store/store_sqlite.h"

namespace tirai::collector {
namespace {
constexpr int kPagesAtOnce = 1024;  // 4 MiB: writers wait no longer than that

Error backup_error(const std::string& path, const std::string& what) { return {ErrorCode::kInternal, "backup: " + what, path}; }

Result<Done> copy_pages(Database& from, Database& to, const std::string& path) {
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) return to.last_error();
  int code = SQLITE_OK;
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    code = sqlite3_backup_step(backup, kPagesAtOnce);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(20);
  }
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) return backup_error(path, std::string(sqlite3_errstr(code)) + "; expected free space on the disk");
  return Done{};
}

// What was copied is read again whole: a backup that cannot be restored is none.
Result<Done> check_copy(Database& copy, const std::string& path) {
  auto check = copy.prepare("PRAGMA integrity_check", false);
  if (!check) return check.error();
  if (check.value().step() != SQLITE_ROW || check.value().column_text(0) != "ok") return backup_error(path, "the copy does not pass SQLite's integrity check");
  return Done{};
}

Result<Done> copy_file(const std::string& from, const std::string& to) {
  auto source = Database::open(from);
  if (!source) return source.error();
  if (::access(to.c_str(), F_OK) == 0) return backup_error(to, "the file is there already; expected a new name");
  auto made = open_sqlite_store(to, OpenMode::kCreate);  // with its mode, and its name on the disk
  if (!made) return made.error();
  made.value().reset();
  auto target = Database::open(to);
  if (!target) return target.error();
  if (const auto copied = copy_pages(source.value(), target.value(), to); !copied) return copied.error();
  if (const auto checked = check_copy(target.value(), to); !checked) return checked.error();
  // One file, without a -wal beside it: what is moved to another machine is whole.
  if (target.value().exec("PRAGMA journal_mode=DELETE") != SQLITE_OK) return target.value().last_error();
  return Done{};
}
}  // namespace

Result<Done> back_up(const std::string& db, const std::string& to) {
  if (is_postgres(db)) return backup_error("--db", "PostgreSQL has its own; expected pg_basebackup with archived WAL, or pg_dump of the database");
  if (::access(db.c_str(), F_OK) != 0) return backup_error(db, std::strerror(errno));
  const auto copied = copy_file(db, to);
  if (!copied && copied.error().message.find("there already") == std::string::npos) ::unlink(to.c_str());
  return copied;
}

Result<Done> restore(const std::string& from, const std::string& db) {
  if (is_postgres(db)) return backup_error("--db", "PostgreSQL has its own; expected what pg_basebackup kept, or pg_restore into an empty database");
  return back_up(from, db);
}

}  // namespace tirai::collector
