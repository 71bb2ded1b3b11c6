#include "wire/wire.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <optional>

namespace tirai::wire {
namespace {
namespace net = boost::asio;
namespace ssl = net::ssl;
namespace http = boost::beast::http;
using boost::system::error_code;
using std::chrono::milliseconds;
using Tcp = boost::beast::tcp_stream;
using TlsStream = ssl::stream<Tcp>;
using Why = std::string;  // empty: all went well

constexpr auto kAwait = net::as_tuple(net::use_awaitable);
constexpr std::uint32_t kMostHeadBytes = 8192;

net::awaitable<Why> connect(Tcp& stream, const Endpoint& to, milliseconds timeout) {
  net::ip::tcp::resolver resolver(co_await net::this_coro::executor);
  const auto [unresolved, endpoints] = co_await resolver.async_resolve(to.host, to.port, kAwait);
  if (unresolved) co_return unresolved.message();
  stream.expires_after(timeout);
  const auto [unconnected, endpoint] = co_await stream.async_connect(endpoints, kAwait);
  co_return unconnected ? unconnected.message() : Why();
}

// TLS 1.2 or newer.
error_code trust_of(ssl::context& trust, const Endpoint& to) {
  error_code failed;
  trust.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, failed);
  if (to.ca_file.empty()) trust.set_default_verify_paths(failed);
  else trust.load_verify_file(to.ca_file, failed);
  return failed;
}

// The certificate is for this host, and signed by whom we trust.
net::awaitable<Why> shake_hands(TlsStream& stream, const Endpoint& to) {
  stream.set_verify_mode(ssl::verify_peer);
  stream.set_verify_callback(ssl::host_name_verification(to.host));
  if (!SSL_set_tlsext_host_name(stream.native_handle(), to.host.c_str())) co_return "no server name";
  const auto [failed] = co_await stream.async_handshake(ssl::stream_base::client, kAwait);
  co_return failed ? failed.message() : Why();
}

// Opens a connection and hands it to `use`.
template <typename Use>
net::awaitable<Why> over(const Endpoint& to, milliseconds timeout, Use use) {
  if (!to.tls) {
    Tcp stream(co_await net::this_coro::executor);
    Why why = co_await connect(stream, to, timeout);
    if (why.empty()) why = co_await use(stream);
    co_return why;
  }
  ssl::context trust(ssl::context::tls_client);
  if (const error_code failed = trust_of(trust, to)) co_return "certificates cannot be read: " + failed.message();
  TlsStream stream(co_await net::this_coro::executor, trust);
  Why why = co_await connect(boost::beast::get_lowest_layer(stream), to, timeout);
  if (why.empty()) why = co_await shake_hands(stream, to);
  if (why.empty()) why = co_await use(stream);
  co_return why;
}

http::request<http::string_body> message_of(const Endpoint& to, const HttpRequest& request) {
  http::request<http::string_body> message(request.method == HttpRequest::Method::kGet ? http::verb::get : http::verb::post, request.target, 11);
  message.set(http::field::host, to.authority());
  if (!request.content_type.empty()) message.set(http::field::content_type, request.content_type);
  for (const auto& [name, value] : request.headers) message.set(name, value);
  message.body() = request.body;
  message.prepare_payload();
  message.keep_alive(false);
  return message;
}

// An answer that is too long is cut, no error: a sender that took it for one would send again what was taken.
template <typename Stream>
net::awaitable<Why> exchange(Stream& stream, const Endpoint& to, const HttpRequest& request, HttpReply& reply) {
  const auto message = message_of(to, request);
  const auto [unsent, sent] = co_await http::async_write(stream, message, kAwait);
  if (unsent) co_return unsent.message();
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.header_limit(kMostHeadBytes);
  parser.body_limit(boost::none);
  const auto [headless, head] = co_await http::async_read_header(stream, buffer, parser, kAwait);
  if (headless) co_return headless.message();
  while (!parser.is_done() && parser.get().body().size() <= kMostAnswerBytes) {
    const auto [unread, got] = co_await http::async_read_some(stream, buffer, parser, kAwait);
    if (unread) co_return unread.message();
  }
  std::string& body = parser.get().body();
  reply = {.status = parser.get().result_int(), .body = body.substr(0, kMostAnswerBytes), .cut = body.size() > kMostAnswerBytes};
  co_return Why();
}

// The other side's close says that it has read to the end; many close the connection without a word of TLS.
net::awaitable<Why> await_close(Tcp& stream) {
  error_code ignored;
  stream.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  char byte[256];
  for (;;) {
    const auto [ended, got] = co_await stream.async_read_some(net::buffer(byte), kAwait);
    if (ended) co_return ended == net::error::eof ? Why() : ended.message();
  }
}
net::awaitable<Why> await_close(TlsStream& stream) {
  const auto [ended] = co_await stream.async_shutdown(kAwait);
  co_return !ended || ended == net::error::eof || ended == ssl::error::stream_truncated ? Why() : ended.message();
}

template <typename Stream>
net::awaitable<Why> deliver(Stream& stream, const std::string& bytes) {
  const auto [unsent, sent] = co_await net::async_write(stream, net::buffer(bytes), kAwait);
  if (unsent) co_return unsent.message();
  co_return co_await await_close(stream);
}

Error unreachable(const Endpoint& to, const Why& why) { return {ErrorCode::kInternal, "cannot be reached: " + why, to.authority()}; }

net::awaitable<Result<std::monostate>> send(Endpoint to, std::string bytes, milliseconds timeout) {
  const Why why = co_await over(to, timeout, [&](auto& stream) { return deliver(stream, bytes); });
  if (!why.empty()) co_return unreachable(to, why);
  co_return std::monostate();
}

template <typename T>
net::awaitable<void> keep(net::awaitable<Result<T>> work, std::optional<Result<T>>& done) {
  done.emplace(co_await std::move(work));
}

template <typename T>
Result<T> wait_for(const Endpoint& to, net::awaitable<Result<T>> work, milliseconds timeout) {
  std::optional<Result<T>> done;
  net::io_context context(1);
  net::co_spawn(context, keep(std::move(work), done), net::detached);
  context.run_for(timeout + std::chrono::seconds(1));  // resolving has no deadline of its own
  if (!done) return unreachable(to, "no answer in time");
  return *std::move(done);
}
}  // namespace

net::awaitable<Result<HttpReply>> ask(Endpoint to, HttpRequest request, milliseconds timeout) {
  HttpReply reply;
  const Why why = co_await over(to, timeout, [&](auto& stream) { return exchange(stream, to, request, reply); });
  if (!why.empty()) co_return unreachable(to, why);
  co_return reply;
}

Result<HttpReply> ask_now(const Endpoint& to, HttpRequest request, milliseconds timeout) { return wait_for(to, ask(to, std::move(request), timeout), timeout); }

Result<std::monostate> send_now(const Endpoint& to, std::string bytes, milliseconds timeout) { return wait_for(to, send(to, std::move(bytes), timeout), timeout); }

}  // namespace tirai::wire
