#include "http/http_client.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <optional>

namespace tirai::collector {
namespace {
namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr auto kAwait = net::as_tuple(net::use_awaitable);
constexpr std::uint64_t kMostAnswerBytes = 65536;

// The first step that fails is the answer; the stream's deadline is over all of them.
net::awaitable<void> exchange(const PostTo& to, std::string body, std::chrono::milliseconds timeout, std::optional<Reply>& reply, std::string& why) {
  net::ip::tcp::resolver resolver(co_await net::this_coro::executor);
  boost::beast::tcp_stream stream(co_await net::this_coro::executor);
  const auto [unresolved, endpoints] = co_await resolver.async_resolve(to.host, to.port, kAwait);
  if (unresolved) co_return void(why = unresolved.message());
  stream.expires_after(timeout);
  const auto [unconnected, endpoint] = co_await stream.async_connect(endpoints, kAwait);
  if (unconnected) co_return void(why = unconnected.message());
  http::request<http::string_body> request(http::verb::post, to.target, 11);
  request.set(http::field::host, to.host + ":" + to.port);
  request.set(http::field::content_type, "text/plain; charset=utf-8");
  request.body() = std::move(body);
  request.prepare_payload();
  request.keep_alive(false);
  const auto [unsent, sent] = co_await http::async_write(stream, request, kAwait);
  if (unsent) co_return void(why = unsent.message());
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.header_limit(8192);
  parser.body_limit(kMostAnswerBytes);
  const auto [unread, got] = co_await http::async_read(stream, buffer, parser, kAwait);
  if (unread) co_return void(why = unread.message());
  reply = Reply{parser.get().result_int(), std::move(parser.get().body())};
}
}  // namespace

Result<Reply> post(const PostTo& to, std::string body, std::chrono::milliseconds timeout) {
  net::io_context context(1);
  std::optional<Reply> reply;
  std::string why = "no answer in time";
  net::co_spawn(context, exchange(to, std::move(body), timeout, reply, why), net::detached);
  context.run_for(timeout + std::chrono::seconds(1));  // resolving has no deadline of its own
  if (!reply) return Error{ErrorCode::kInternal, "cannot be asked: " + why, to.host + ":" + to.port};
  return *std::move(reply);
}

}  // namespace tirai::collector
