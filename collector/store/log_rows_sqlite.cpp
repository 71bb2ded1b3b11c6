#include "store/log_rows_sqlite.h"

namespace tirai::collector {
namespace {
class SqliteLogRows final : public LogRows {
 public:
  explicit SqliteLogRows(Database& database) : database_(database) {}

  Result<Done> prepare() {
    const std::pair<Statement*, const char*> all[] = {
        {&read_head_, "SELECT size, root, checkpoint FROM log_head"},
        {&write_head_, "INSERT OR REPLACE INTO log_head(id, size, root, checkpoint) VALUES(1, ?1, ?2, ?3)"},
        {&read_tile_, "SELECT hashes FROM tiles WHERE id = ?1"},
        {&write_tile_, "INSERT OR REPLACE INTO tiles(id, hashes) VALUES(?1, ?2)"},
        {&add_line_, "INSERT INTO log_lines(log_index, line) VALUES(?1, ?2)"},
    };
    for (const auto& [slot, sql] : all) {
      Result<Statement> statement = database_.prepare(sql);
      if (!statement) return statement.error();
      *slot = std::move(statement).value();
    }
    return Done{};
  }

  Result<LogHead> head() override {
    const RowScope scope(read_head_);
    const int code = read_head_.step();
    if (code == SQLITE_DONE) return LogHead{TreeEdge().head(), {}};
    if (code != SQLITE_ROW) return database_.last_error();
    return LogHead{{static_cast<std::uint64_t>(read_head_.column_integer(0)), std::string(read_head_.column_text(1))}, std::string(read_head_.column_text(2))};
  }
  Result<LogHead> lock_head() override { return head(); }

  Result<std::string> tile(unsigned level, std::uint64_t index) override {
    const RowScope scope(read_tile_);
    const int code = read_tile_.integer(1, tile_id(level, index)).step();
    if (code == SQLITE_DONE) return Error{ErrorCode::kUnknownName, "the log has no such tile", "tile"};
    if (code != SQLITE_ROW) return database_.last_error();
    return std::string(read_tile_.column_text(0));
  }

  Result<Done> put_tiles(std::span<const Tile> tiles) override {
    for (const Tile& tile : tiles) {
      if (const auto put = run(write_tile_.integer(1, tile_id(tile.level, tile.index)).blob(2, tile.hashes)); !put) return put.error();
    }
    return Done{};
  }
  Result<Done> put_head(const LogHead& head) override {
    return run(write_head_.integer(1, static_cast<std::int64_t>(head.head.size)).blob(2, head.head.root).text(3, head.checkpoint));
  }
  Result<Done> put_line(std::uint64_t index, std::string_view line) override {
    return run(add_line_.integer(1, static_cast<std::int64_t>(index)).text(2, line));
  }

 private:
  Result<Done> run(Statement& statement) {
    const RowScope scope(statement);
    if (statement.run() != SQLITE_DONE) return database_.last_error();
    return Done{};
  }

  Database& database_;
  Statement read_head_, write_head_, read_tile_, write_tile_, add_line_;
};
}  // namespace

Result<LogTable> open_sqlite_log(Database& database, LogSigner signer) {
  auto rows = std::make_unique<SqliteLogRows>(database);
  if (const auto prepared = rows->prepare(); !prepared) return prepared.error();
  return LogTable(std::move(rows), std::move(signer));
}

}  // namespace tirai::collector
