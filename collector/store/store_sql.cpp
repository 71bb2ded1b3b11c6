// read() and write() of both stores (sql.h).
#include "store/store_postgres.h"
#include "store/store_sqlite.h"

namespace tirai::collector {
namespace {
// "$1" is a name to SQLite; its index is by where it first stands.
void bind(Statement& statement, const std::vector<SqlValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int index = statement.parameter("$" + std::to_string(i + 1));
    if (index == 0) continue;
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) statement.integer(index, *number);
    else statement.text(index, std::get<std::string>(values[i]));
  }
}

Parameters parameters_of(const std::vector<SqlValue>& values) {
  Parameters parameters;
  for (const SqlValue& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) parameters.integer(*number);
    else parameters.text(std::get<std::string>(value));
  }
  return parameters;
}
}  // namespace

std::string SqliteStore::json_text(std::string_view column, std::string_view object, std::string_view key) const {
  return std::string("json_extract(").append(column).append(", '$.").append(object).append(".").append(key).append("')");
}

// json, not jsonb: a text with \u0000 somewhere else in the line is no error.
std::string PostgresStore::json_text(std::string_view column, std::string_view object, std::string_view key) const {
  return std::string("(").append(column).append("::json -> '").append(object).append("' ->> '").append(key).append("')");
}

Result<SqlRows> SqliteStore::read(const SqlStatement& sql) {
  auto prepared = database_.prepare(sql.text.c_str(), false);
  if (!prepared) return prepared.error();
  Statement& statement = prepared.value();
  bind(statement, sql.values);
  SqlRows rows;
  int code = SQLITE_ROW;
  while ((code = statement.step()) == SQLITE_ROW) {
    std::vector<SqlValue> row;
    row.reserve(static_cast<std::size_t>(statement.columns()));
    for (int i = 0; i < statement.columns(); ++i) {
      if (statement.is_integer(i)) row.emplace_back(statement.column_integer(i));
      else row.emplace_back(std::string(statement.column_text(i)));
    }
    rows.add(std::move(row));
  }
  if (code != SQLITE_DONE) return database_.last_error();
  return rows;
}

Result<std::vector<std::int64_t>> SqliteStore::write(std::span<const SqlStatement> all) {
  std::vector<std::int64_t> touched;
  Transaction transaction(database_);
  if (!transaction.begin()) return database_.last_error();
  for (const SqlStatement& sql : all) {
    auto prepared = database_.prepare(sql.text.c_str(), false);
    if (!prepared) return prepared.error();
    bind(prepared.value(), sql.values);
    if (const int code = prepared.value().run(); code != SQLITE_DONE) {
      // As PostgreSQL's store says it: what another one has written meanwhile stands in the way.
      if ((code & 0xff) == SQLITE_CONSTRAINT) return Error{ErrorCode::kBadValue, "storage: the values do not fit the tables (sqlite " + std::to_string(code) + ")", "storage"};
      return database_.last_error();
    }
    touched.push_back(sqlite3_changes64(database_.handle()));
  }
  if (const auto done = commit(); !done) return done.error();
  return touched;
}

Result<SqlRows> PostgresStore::read(const SqlStatement& sql) {
  const auto answer = postgres_.read(texts_.insert(sql.text).first->c_str(), parameters_of(sql.values));
  if (!answer) return answer.error();
  const Rows& found = answer.value();
  SqlRows rows;
  for (int i = 0; i < found.count(); ++i) {
    std::vector<SqlValue> row;
    row.reserve(static_cast<std::size_t>(found.columns()));
    for (int column = 0; column < found.columns(); ++column) {
      if (found.is_integer(column)) row.emplace_back(found.integer(i, column));
      else row.emplace_back(std::string(found.text(i, column)));
    }
    rows.add(std::move(row));
  }
  return rows;
}

Result<std::vector<std::int64_t>> PostgresStore::write(std::span<const SqlStatement> all) {
  const PostgresTransaction transaction(postgres_);
  if (const auto begun = postgres_.begin(); !begun) return begun.error();
  std::vector<std::int64_t> touched;
  for (const SqlStatement& sql : all) {
    const auto done = postgres_.run(texts_.insert(sql.text).first->c_str(), parameters_of(sql.values));
    if (!done) return done.error();
    touched.push_back(done.value().changed());
  }
  if (const auto done = postgres_.commit(); !done) return done.error();
  return touched;
}

}  // namespace tirai::collector
