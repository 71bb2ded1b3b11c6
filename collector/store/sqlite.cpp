#include "store/sqlite.h"

#include <map>

namespace tirai::collector {
namespace {
// The words for a person who runs a collector: what to look at. SQLite's own text names columns, never values.
std::string_view advice(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "; expected free space on the disk";
    case SQLITE_READONLY:
      return "; expected a file and a folder that this user may write";
    case SQLITE_BUSY:
      return "; another process holds the write lock for longer than 5 s";
    case SQLITE_NOTADB:
      return "; expected a file that tirai-collector made";
    case SQLITE_CANTOPEN:
      return "; expected a folder that exists and that this user may write";
    default:
      return "";
  }
}

// One for each file that is open in this process, by its path.
std::shared_ptr<std::mutex> turn_of(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<std::mutex>> turns;
  const std::lock_guard lock(mutex);
  auto turn = turns[path].lock();
  if (!turn) turns[path] = turn = std::make_shared<std::mutex>();
  return turn;
}
}  // namespace

Statement& Statement::text(int index, std::string_view value) {
  sqlite3_bind_text64(statement_.get(), index, value.data() ? value.data() : "", value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::text_or_null(int index, std::string_view value) {
  if (!value.empty()) return text(index, value);
  sqlite3_bind_null(statement_.get(), index);
  return *this;
}

Statement& Statement::blob(int index, std::string_view value) {
  sqlite3_bind_blob64(statement_.get(), index, value.data(), value.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::integer(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}

int Statement::run() {
  int code = step();
  while (code == SQLITE_ROW) code = step();
  const int reset = sqlite3_reset(statement_.get());
  return reset == SQLITE_OK ? code : reset;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::string_view Statement::column_text(int index) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), index));
  return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), index))) : std::string_view();
}

Result<Database> Database::open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database;
  database.handle_.reset(handle);
  database.path_ = path;
  database.turn_ = turn_of(path);
  if (code != SQLITE_OK) return database.last_error();
  sqlite3_busy_timeout(handle, 5000);
  return database;
}

Result<Statement> Database::prepare(const char* sql, bool persistent) {
  sqlite3_stmt* statement = nullptr;
  const unsigned flags = persistent ? SQLITE_PREPARE_PERSISTENT : 0;
  if (sqlite3_prepare_v3(handle_.get(), sql, -1, flags, &statement, nullptr) != SQLITE_OK) return last_error();
  return Statement(statement);
}

Result<std::int64_t> Database::integer(const char* sql) {
  Result<Statement> statement = prepare(sql, false);
  if (!statement) return statement.error();
  if (statement.value().step() != SQLITE_ROW) return last_error();
  return statement.value().column_integer(0);
}

Error Database::last_error() const {
  const int code = handle_ ? sqlite3_extended_errcode(handle_.get()) : SQLITE_NOMEM;
  const char* text = handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory";
  return {ErrorCode::kInternal, std::string("storage: ") + text + " (sqlite " + std::to_string(code) + ")" + std::string(advice(code)),
          path_};
}

void Database::roll_back() {
  if (!sqlite3_get_autocommit(handle_.get())) (void)exec("ROLLBACK");
}

}  // namespace tirai::collector
