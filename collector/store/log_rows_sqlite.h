// The log's tables in a SQLite file.
#pragma once

#include "store/log_table.h"
#include "store/sqlite.h"

namespace tirai::collector {

/// `database` outlives it. A transaction there has begun as IMMEDIATE: the file's write lock is the log's.
[[nodiscard]] Result<LogTable> open_sqlite_log(Database& database, LogSigner signer);

}  // namespace tirai::collector
