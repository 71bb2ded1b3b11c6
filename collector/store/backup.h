// `tirai-collector backup` and `restore`. The log's key is not in the store: it is kept apart, and backed up by itself.
#pragma once

#include <string>

#include "store/store.h"

namespace tirai::collector {

/// Copies the store to a new file (mode 0600) while others write it: one moment of it, checked after. A file that is there stays.
[[nodiscard]] Result<Done> back_up(const std::string& db, const std::string& to);
/// The same the other way: to a place where no store is. A witness that saw more of the log says so (kRollback in the collector's log).
[[nodiscard]] Result<Done> restore(const std::string& from, const std::string& db);

}  // namespace tirai::collector
