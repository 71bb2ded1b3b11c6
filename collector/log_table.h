// The log's Merkle tree in SQLite: tables log_head, tiles and log_lines of schema.h.
#pragma once

#include <optional>

#include "sqlite.h"
#include "store.h"

namespace tirai::collector {

/// The tree as it grows inside one transaction: begin(), append() for each line, finish(), then the commit and committed().
/// Whatever does not reach committed() is forgotten, and the next begin() reads the tree from its tables again.
class LogTable {
 public:
  [[nodiscard]] static Result<LogTable> open(Database& database, LogSigner signer);

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
  [[nodiscard]] Result<LogHead> head();
  [[nodiscard]] Result<std::string> tile(unsigned level, std::uint64_t index);
  /// Signs the tree as it is, inside a transaction.
  [[nodiscard]] Result<Done> sign();

 private:
  LogTable(Database& database, LogSigner signer) : database_(&database), signer_(std::move(signer)) {}

  Database* database_;
  LogSigner signer_;
  std::optional<TreeEdge> edge_;     ///< as committed; nothing: to be read
  std::optional<TreeEdge> growing_;  ///< of the transaction under way
  std::uint64_t size_ = 0;           ///< of `growing_`
  bool grew_ = false;
  std::shared_ptr<const std::string> checkpoint_;
  Statement read_head_, write_head_, read_tile_, write_tile_, add_line_;
};

}  // namespace tirai::collector
