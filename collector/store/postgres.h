// The little of libpq that the PostgreSQL store uses: one connection, prepared statements, binary values, a deadline for every answer.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

/// The rows of an answer. Integers are int8 in every statement of ours.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result) {}
  [[nodiscard]] int count() const { return PQntuples(result_.get()); }
  [[nodiscard]] bool empty() const { return count() == 0; }
  [[nodiscard]] int columns() const { return PQnfields(result_.get()); }
  [[nodiscard]] bool is_integer(int column) const { return PQftype(result_.get(), column) == 20; }  ///< int8
  [[nodiscard]] std::string_view text(int row, int column) const;  ///< also of bytea; empty for NULL
  [[nodiscard]] std::int64_t integer(int row, int column) const;   ///< 0 for NULL
  [[nodiscard]] std::int64_t changed() const;                      ///< rows an INSERT or UPDATE touched
  [[nodiscard]] std::string_view command() const { return PQcmdStatus(result_.get()); }

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

/// What a statement is given, in the order of $1, $2, …, in libpq's binary form.
class Parameters {
 public:
  Parameters& text(std::string_view value);
  Parameters& bytes(std::string_view value);
  Parameters& integer(std::int64_t value);
  Parameters& texts(std::span<const std::string_view> values);          ///< text[]
  Parameters& texts_or_null(std::span<const std::string_view> values);  ///< text[], an empty one is NULL
  Parameters& bytes_list(std::span<const std::string_view> values);     ///< bytea[]
  Parameters& integers(std::span<const std::int64_t> values);           ///< int8[]

 private:
  friend class Postgres;
  Parameters& add(Oid type, std::string value);
  std::vector<Oid> types_;
  std::vector<std::string> values_;
};

/// A connection that is made when it is first needed, and again after it broke. Its session is set so that COMMIT means: on this disk, and on the
/// synchronous standby's if the server has one.
class Postgres {
 public:
  explicit Postgres(std::string uri);
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  /// Inside a transaction, or where running twice is wrong. kBadValue: the values do not fit the tables (SQLSTATE 22, 23); else kInternal.
  [[nodiscard]] Result<Rows> run(const char* sql, const Parameters& parameters = {});
  /// A statement of its own that only reads: once more when the connection was found broken.
  [[nodiscard]] Result<Rows> read(const char* sql, const Parameters& parameters = {});
  /// Several statements, without values.
  [[nodiscard]] Result<Done> exec(const std::string& sql);

  [[nodiscard]] Result<Done> begin(const char* how = "BEGIN");
  /// An error, too, where the server warns: a wait for the standby that was cut short says "committed", and is not on the standby.
  [[nodiscard]] Result<Done> commit();
  /// From now on a COMMIT waits for no disk.
  [[nodiscard]] Result<Done> commit_lazily();
  /// Ends a transaction that is still open.
  void roll_back();

 private:
  [[nodiscard]] Result<Done> connect();
  [[nodiscard]] Result<Done> prepare_session();
  [[nodiscard]] Result<Done> wait();
  [[nodiscard]] Result<Rows> send(const std::string& sql);
  [[nodiscard]] Result<Rows> take_answer();
  [[nodiscard]] Result<std::string> prepare(const char* sql, const Parameters& parameters);
  [[nodiscard]] Error failure(const char* state, const std::string& what) const;
  [[nodiscard]] Error lost(const std::string& what);

  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  const std::string uri_;
  std::string place_;  ///< host and database, for messages
  std::unique_ptr<PGconn, Finish> connection_;
  std::unordered_map<const char*, std::string> prepared_;
  std::chrono::steady_clock::time_point next_try_{};
  bool in_transaction_ = false;
  bool warned_ = false;
  bool lazy_ = false;
};

/// Rolls back on every way out but commit().
class PostgresTransaction {
 public:
  explicit PostgresTransaction(Postgres& postgres) : postgres_(postgres) {}
  ~PostgresTransaction() { postgres_.roll_back(); }
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;

 private:
  Postgres& postgres_;
};

}  // namespace tirai::collector
