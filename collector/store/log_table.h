// The log's Merkle tree as it grows inside one transaction, whatever keeps its rows (schema.h: log_head, tiles, log_lines).
#pragma once

#include <optional>

#include "store/store.h"

namespace tirai::collector {

/// The tables of the log in one store, inside the caller's transaction.
class LogRows {
 public:
  virtual ~LogRows() = default;
  /// The empty tree where nothing was written yet.
  [[nodiscard]] virtual Result<LogHead> head() = 0;
  /// The same, and nobody else grows the tree until the transaction ends.
  [[nodiscard]] virtual Result<LogHead> lock_head() = 0;
  [[nodiscard]] virtual Result<std::string> tile(unsigned level, std::uint64_t index) = 0;
  [[nodiscard]] virtual Result<Done> put_tiles(std::span<const Tile> tiles) = 0;
  [[nodiscard]] virtual Result<Done> put_head(const LogHead& head) = 0;
  [[nodiscard]] virtual Result<Done> put_line(std::uint64_t index, std::string_view line) = 0;
};

/// The number a tile has in its table.
[[nodiscard]] inline std::int64_t tile_id(unsigned level, std::uint64_t index) {
  return static_cast<std::int64_t>(level) << 48 | static_cast<std::int64_t>(index);
}

/// begin(), append() for each line, finish(), then the commit and committed().
/// Whatever does not reach committed() is forgotten, and the next begin() reads the tree from its tables again.
class LogTable {
 public:
  LogTable(std::unique_ptr<LogRows> rows, LogSigner signer) : rows_(std::move(rows)), signer_(std::move(signer)) {}

  [[nodiscard]] Result<Done> begin();
  [[nodiscard]] std::uint64_t size() const { return size_; }  ///< with what was appended
  /// The index it got.
  std::uint64_t append(std::string_view entry);
  /// Appends an entry that no other table keeps.
  [[nodiscard]] Result<Done> append_line(std::string_view line);
  /// Writes what grew, and signs it. Nothing grew: nothing is written.
  [[nodiscard]] Result<Done> finish();
  void committed() { edge_ = std::move(growing_); }

  /// The checkpoint of the last finish(), or of the last begin() if nothing grew. Null: there is none.
  [[nodiscard]] std::shared_ptr<const std::string> checkpoint() const { return checkpoint_; }
  [[nodiscard]] Result<LogHead> head() { return rows_->head(); }
  [[nodiscard]] Result<std::string> tile(unsigned level, std::uint64_t index) { return rows_->tile(level, index); }
  /// Signs the tree as it is, inside a transaction.
  [[nodiscard]] Result<Done> sign();

 private:
  std::unique_ptr<LogRows> rows_;
  LogSigner signer_;
  std::optional<TreeEdge> edge_;     ///< as committed; nothing: to be read
  std::optional<TreeEdge> growing_;  ///< of the transaction under way
  std::uint64_t size_ = 0;           ///< of `growing_`
  bool grew_ = false;
  std::shared_ptr<const std::string> checkpoint_;
};

}  // namespace tirai::collector
