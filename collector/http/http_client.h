// One POST over plain HTTP, with a bound on time and on what comes back.
#pragma once

#include <chrono>
#include <string>

#include "tirai/result.h"

namespace tirai::collector {

struct Reply {
  unsigned status = 0;
  std::string body;
};
struct PostTo {
  std::string host, port, target;
};
[[nodiscard]] Result<Reply> post(const PostTo& to, std::string body, std::chrono::milliseconds timeout);

}  // namespace tirai::collector
