// Rows that nobody waits for: those of five seconds are written together, in one transaction. What is not written now is with the next one.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "ingest/writer.h"

namespace tirai::collector {

class LaterWrites {
 public:
  explicit LaterWrites(Writer& writer) : writer_(writer) {}
  /// In the place of what waits under the same name.
  void add(SqlStatement sql, const std::string& name, std::int64_t now_ms);

 private:
  Writer& writer_;
  std::mutex mutex_;
  std::map<std::string, SqlStatement> waiting_;
  std::int64_t written_ = 0;
};

}  // namespace tirai::collector
