// The little of SQLite's C face that the store uses, with owners for its handles. Not a general wrapper.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.h"

namespace tirai::collector {

/// A prepared statement. Nothing is copied: what is bound must live until the statement is stepped to its end or reset.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  Statement& text(int index, std::string_view value);
  Statement& text_or_null(int index, std::string_view value);  ///< empty is NULL
  Statement& blob(int index, std::string_view value);
  Statement& integer(int index, std::int64_t value);
  /// The index of a named parameter; 0: there is none.
  [[nodiscard]] int parameter(const std::string& name) const { return sqlite3_bind_parameter_index(statement_.get(), name.c_str()); }
  /// SQLITE_ROW, SQLITE_DONE or an error.
  [[nodiscard]] int step() { return sqlite3_step(statement_.get()); }
  /// Runs to its end and is ready again: SQLITE_DONE or an error.
  [[nodiscard]] int run();
  void reset();

  [[nodiscard]] int columns() const { return sqlite3_column_count(statement_.get()); }
  [[nodiscard]] bool is_integer(int index) const { return sqlite3_column_type(statement_.get(), index) == SQLITE_INTEGER; }
  [[nodiscard]] std::string_view column_text(int index) const;
  [[nodiscard]] std::int64_t column_integer(int index) const { return sqlite3_column_int64(statement_.get(), index); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Resets a statement when a reader is done with its row, however it leaves.
class RowScope {
 public:
  explicit RowScope(Statement& statement) : statement_(statement) {}
  ~RowScope() { statement_.reset(); }
  RowScope(const RowScope&) = delete;
  RowScope& operator=(const RowScope&) = delete;

 private:
  Statement& statement_;
};

class Database {
 public:
  /// Opens an existing file for reading and writing; it is never made here.
  [[nodiscard]] static Result<Database> open(const std::string& path);

  [[nodiscard]] Result<Statement> prepare(const char* sql, bool persistent = true);
  [[nodiscard]] int exec(const char* sql) { return sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr); }
  [[nodiscard]] Result<std::int64_t> integer(const char* sql);
  /// The error of the last call, with the path and what to look at.
  [[nodiscard]] Error last_error() const;
  /// Ends a transaction that is still open; one that SQLite ended by itself is fine too.
  void roll_back();
  /// Held by whoever of this process writes to the file. SQLite's own lock, which holds between processes, is asked for again after a sleep, and the
  /// sleeps get longer: those who send events waited for a third of their time behind the index so.
  [[nodiscard]] std::mutex& turn() { return *turn_; }
  [[nodiscard]] sqlite3* handle() { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
  std::shared_ptr<std::mutex> turn_;
};

/// A transaction that writes. Ends it on every way out but a commit.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database), turn_(database.turn()) {}
  ~Transaction() { database_.roll_back(); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  // IMMEDIATE takes the write lock before the first read, so what is read here cannot change before the commit.
  [[nodiscard]] bool begin() { return database_.exec("BEGIN IMMEDIATE") == SQLITE_OK; }

 private:
  Database& database_;
  const std::lock_guard<std::mutex> turn_;
};

}  // namespace tirai::collector
