#include "store/log_table.h"

namespace tirai::collector {

// Another collector on this log may have grown the tree since: then its edge is read again.
Result<Done> LogTable::begin() {
  growing_ = std::exchange(edge_, std::nullopt);
  grew_ = false;
  const auto stored = rows_->lock_head();
  if (!stored) return stored.error();
  size_ = stored.value().head.size;
  checkpoint_ = stored.value().checkpoint.empty() ? nullptr : std::make_shared<const std::string>(stored.value().checkpoint);
  if (growing_ && growing_->head() == stored.value().head) return Done{};
  auto read = TreeEdge::read(size_, [this](unsigned level, std::uint64_t index) { return tile(level, index); });
  if (!read) return read.error();
  // INVARIANT: the tiles give the root that was signed. If they do not, the store was changed, and nothing is signed on top of it.
  if (read.value().head() != stored.value().head) return Error{ErrorCode::kChainBroken, "storage: the log's tiles do not give its root; expected a store that nobody changed", "log_head"};
  growing_ = std::move(read).value();
  return Done{};
}

std::uint64_t LogTable::append(std::string_view entry) {
  growing_->append(entry);
  grew_ = true;
  return size_++;
}

Result<Done> LogTable::append_line(std::string_view line) { return rows_->put_line(append(line), line); }

Result<Done> LogTable::finish() {
  if (!grew_) return Done{};
  if (const auto put = rows_->put_tiles(growing_->take_changed()); !put) return put.error();
  return sign();
}

Result<Done> LogTable::sign() {
  LogHead signing{growing_->head(), {}};
  if (signer_) {
    auto signed_note = signer_(signing.head);
    if (!signed_note) return signed_note.error();
    signing.checkpoint = std::move(signed_note).value();
  }
  if (const auto put = rows_->put_head(signing); !put) return put.error();
  checkpoint_ = signing.checkpoint.empty() ? nullptr : std::make_shared<const std::string>(std::move(signing.checkpoint));
  return Done{};
}

}  // namespace tirai::collector
