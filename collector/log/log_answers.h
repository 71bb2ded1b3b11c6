// What the collector answers of its log: the checkpoint, tiles and entries (C2SP tlog-tiles), proofs. Errors are the store's.
#pragma once

#include <string_view>

#include "http/routes.h"

namespace tirai::collector {

[[nodiscard]] Result<Answer> checkpoint_answer(Store& store);
/// `path` as read_tile_path() reads it. 404 for what the log has not, or not yet.
[[nodiscard]] Result<Answer> tile_answer(Store& store, std::string_view path);
/// `path` as read_proof_path() reads it: a proof file (C2SP tlog-proof), or lines of a consistency proof.
[[nodiscard]] Result<Answer> proof_answer(Store& store, std::string_view path);

}  // namespace tirai::collector
