#include "log_table.h"

namespace tirai::collector {
namespace {
std::int64_t tile_id(unsigned level, std::uint64_t index) { return static_cast<std::int64_t>(level) << 48 | static_cast<std::int64_t>(index); }
}  // namespace

Result<LogTable> LogTable::open(Database& database, LogSigner signer) {
  LogTable log(database, std::move(signer));
  const std::pair<Statement*, const char*> all[] = {
      {&log.read_head_, "SELECT size, root, checkpoint FROM log_head"},
      {&log.write_head_, "INSERT OR REPLACE INTO log_head(id, size, root, checkpoint) VALUES(1, ?1, ?2, ?3)"},
      {&log.read_tile_, "SELECT hashes FROM tiles WHERE id = ?1"},
      {&log.write_tile_, "INSERT OR REPLACE INTO tiles(id, hashes) VALUES(?1, ?2)"},
      {&log.add_line_, "INSERT INTO log_lines(log_index, line) VALUES(?1, ?2)"},
  };
  for (const auto& [slot, sql] : all) {
    Result<Statement> statement = database.prepare(sql);
    if (!statement) return statement.error();
    *slot = std::move(statement).value();
  }
  return log;
}

Result<LogHead> LogTable::head() {
  const RowScope scope(read_head_);
  const int code = read_head_.step();
  if (code == SQLITE_DONE) return LogHead{TreeEdge().head(), {}};
  if (code != SQLITE_ROW) return database_->last_error();
  return LogHead{{static_cast<std::uint64_t>(read_head_.column_integer(0)), std::string(read_head_.column_text(1))}, std::string(read_head_.column_text(2))};
}

Result<std::string> LogTable::tile(unsigned level, std::uint64_t index) {
  const RowScope scope(read_tile_);
  const int code = read_tile_.integer(1, tile_id(level, index)).step();
  if (code == SQLITE_DONE) return Error{ErrorCode::kUnknownName, "the log has no such tile", "tile"};
  if (code != SQLITE_ROW) return database_->last_error();
  return std::string(read_tile_.column_text(0));
}

// Another collector on this file may have grown the tree since: then its edge is read again.
Result<Done> LogTable::begin() {
  growing_ = std::exchange(edge_, std::nullopt);
  grew_ = false;
  const auto stored = head();
  if (!stored) return stored.error();
  size_ = stored.value().head.size;
  checkpoint_ = stored.value().checkpoint.empty() ? nullptr : std::make_shared<const std::string>(stored.value().checkpoint);
  if (growing_ && growing_->head() == stored.value().head) return Done{};
  auto read = TreeEdge::read(size_, [this](unsigned level, std::uint64_t index) { return tile(level, index); });
  if (!read) return read.error();
  // INVARIANT: the tiles give the root that was signed. If they do not, the file was changed, and nothing is signed on top of it.
  if (read.value().head() != stored.value().head) return Error{ErrorCode::kChainBroken, "storage: the log's tiles do not give its root; expected a file that nobody changed", "log_head"};
  growing_ = std::move(read).value();
  return Done{};
}

std::uint64_t LogTable::append(std::string_view entry) {
  growing_->append(entry);
  grew_ = true;
  return size_++;
}

Result<Done> LogTable::append_line(std::string_view line) {
  const RowScope scope(add_line_);
  if (add_line_.integer(1, static_cast<std::int64_t>(append(line))).text(2, line).run() != SQLITE_DONE) return database_->last_error();
  return Done{};
}

Result<Done> LogTable::finish() {
  if (!grew_) return Done{};
  for (const Tile& tile : growing_->take_changed()) {
    const RowScope scope(write_tile_);
    if (write_tile_.integer(1, tile_id(tile.level, tile.index)).blob(2, tile.hashes).run() != SQLITE_DONE) return database_->last_error();
  }
  return sign();
}

Result<Done> LogTable::sign() {
  const TreeHead head = growing_->head();
  std::string checkpoint;
  if (signer_) {
    auto signed_note = signer_(head);
    if (!signed_note) return signed_note.error();
    checkpoint = std::move(signed_note).value();
  }
  const RowScope scope(write_head_);
  if (write_head_.integer(1, static_cast<std::int64_t>(head.size)).blob(2, head.root).text(3, checkpoint).run() != SQLITE_DONE) return database_->last_error();
  checkpoint_ = checkpoint.empty() ? nullptr : std::make_shared<const std::string>(std::move(checkpoint));
  return Done{};
}

}  // namespace tirai::collector
