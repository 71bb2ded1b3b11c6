// Bringing a store's file forward to schema.h's version.
#pragma once

#include "store/sqlite.h"

namespace tirai::collector {

/// One step, inside the caller's transaction: the schema of version `from` becomes that of `from + 1`.
[[nodiscard]] Result<Done> migrate(Database& database, std::int64_t from);

}  // namespace tirai::collector
