// Bytes to another system, over TCP or TLS, with a bound on time: a POST and its answer, or a stream that is sent and closed.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "store/store.h"

namespace tirai::collector {

struct Endpoint {
  std::string host, port;
  bool tls = true;
  std::string ca_file;  ///< PEM of who signs the other side's certificate; empty: the system's
};

struct Url {
  Endpoint to;
  std::string target;  ///< from the first slash on; may be empty
};
/// "http://HOST:PORT[/PATH]" or "https://…"; nothing if it is not.
[[nodiscard]] std::optional<Url> read_url(const std::string& text);

struct HttpPost {
  std::string target, content_type, body;
  std::map<std::string, std::string> headers;
};
struct HttpReply {
  unsigned status = 0;
  std::string body;  ///< at most 64 KiB
};
[[nodiscard]] Result<HttpReply> post_over(const Endpoint& to, const HttpPost& request, std::chrono::milliseconds timeout);

/// Done when the other side has taken all and closed.
[[nodiscard]] Result<Done> send_over(const Endpoint& to, const std::string& bytes, std::chrono::milliseconds timeout);

}  // namespace tirai::collector
