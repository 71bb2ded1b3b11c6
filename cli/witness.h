// The HTTP side of tirai witness: one path, small bodies, few connections. What a request means is the caller's.
#pragma once

#include <functional>
#include <string>

#include "tirai/result.h"

namespace tirai::cli {

struct WitnessReply {
  unsigned status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
};
using WitnessHandler = std::function<WitnessReply(const std::string& body)>;

/// Serves POST /add-checkpoint until SIGINT or SIGTERM, on one thread: handlers never run at the same time. Calls `ready` with the port it
/// got. Bodies are at most 64 KiB, heads 8 KiB, connections 64, and each step has 15 s.
[[nodiscard]] Result<bool> serve_witness(const std::string& host, std::uint16_t port, const WitnessHandler& handler, const std::function<void(std::uint16_t)>& ready);

}  // namespace tirai::cli
