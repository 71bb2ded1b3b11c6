// A checkpoint kept from an earlier audit, in any of the files that hold one. A fuzz target: such a file comes from whoever kept it.
#pragma once

#include <string_view>

#include "tirai/log.h"
#include "tirai/result.h"

namespace tirai::cli {

/// The note itself, an export or its last line, an audit kit's JSON. `at` of an error is empty: the caller knows the file.
[[nodiscard]] Result<Checkpoint> kept_checkpoint(std::string_view text);

}  // namespace tirai::cli
