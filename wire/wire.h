// Bytes to another system, over TCP or TLS, with a bound on time: a request and its answer, or a stream that is sent and closed.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <string>
#include <variant>

#include "tirai/result.h"
#include "wire/url.h"

namespace tirai::wire {

struct HttpRequest {
  enum class Method : std::uint8_t { kGet, kPost };
  Method method = Method::kGet;
  std::string target, content_type = {}, body = {};
  std::map<std::string, std::string> headers = {};
};
inline constexpr std::size_t kMostAnswerBytes = 64 * 1024;
struct HttpReply {
  unsigned status = 0;
  std::string body;
  bool cut = false;  ///< it was longer than kMostAnswerBytes: what it says of the request stands, the rest was not read
};
/// Over a connection of its own. `at` of an error is HOST:PORT: nobody answered, or not in time, and what was sent may have been taken.
[[nodiscard]] boost::asio::awaitable<Result<HttpReply>> ask(Endpoint to, HttpRequest request, std::chrono::milliseconds timeout);

/// ask(), waited for.
[[nodiscard]] Result<HttpReply> ask_now(const Endpoint& to, HttpRequest request, std::chrono::milliseconds timeout);
/// Done when the other side has taken all and closed.
[[nodiscard]] Result<std::monostate> send_now(const Endpoint& to, std::string bytes, std::chrono::milliseconds timeout);

}  // namespace tirai::wire
