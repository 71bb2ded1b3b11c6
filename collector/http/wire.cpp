#include "http/wire.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <optional>

namespace tirai::collector {
namespace {
namespace net = boost::asio;
namespace ssl = net::ssl;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = boost::beast::tcp_stream;
using TlsStream = ssl::stream<Tcp>;

constexpr auto kAwait = net::as_tuple(net::use_awaitable);

// What became of it; `why` is empty when all went well.
struct Outcome {
  std::optional<HttpReply> reply;
  std::string why = "no answer in time";
};

net::awaitable<bool> connect(Tcp& stream, const Endpoint& to, std::chrono::milliseconds timeout, std::string& why) {
  net::ip::tcp::resolver resolver(co_await net::this_coro::executor);
  const auto [unresolved, endpoints] = co_await resolver.async_resolve(to.host, to.port, kAwait);
  if (unresolved) co_return why = unresolved.message(), false;
  stream.expires_after(timeout);
  const auto [unconnected, endpoint] = co_await stream.async_connect(endpoints, kAwait);
  if (unconnected) co_return why = unconnected.message(), false;
  co_return true;
}

// TLS 1.2 or newer, the certificate for this host and signed by whom we trust.
net::awaitable<bool> shake_hands(TlsStream& stream, const Endpoint& to, std::string& why) {
  stream.set_verify_mode(ssl::verify_peer);
  stream.set_verify_callback(ssl::host_name_verification(to.host));
  if (!SSL_set_tlsext_host_name(stream.native_handle(), to.host.c_str())) co_return why = "no server name", false;
  const auto [failed] = co_await stream.async_handshake(ssl::stream_base::client, kAwait);
  if (failed) co_return why = failed.message(), false;
  co_return true;
}

template <typename Stream>
net::awaitable<void> exchange(Stream& stream, const Endpoint& to, const HttpPost& post, Outcome& outcome) {
  http::request<http::string_body> request(http::verb::post, post.target, 11);
  request.set(http::field::host, to.host + ":" + to.port);
  request.set(http::field::content_type, post.content_type);
  for (const auto& [name, value] : post.headers) request.set(name, value);
  request.body() = post.body;
  request.prepare_payload();
  request.keep_alive(false);
  const auto [unsent, sent] = co_await http::async_write(stream, request, kAwait);
  if (unsent) co_return void(outcome.why = unsent.message());
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.header_limit(8192);
  parser.body_limit(65536);
  const auto [unread, got] = co_await http::async_read(stream, buffer, parser, kAwait);
  if (unread) co_return void(outcome.why = unread.message());
  outcome = {HttpReply{parser.get().result_int(), std::move(parser.get().body())}, ""};
}

// The other side's close says that it has read to the end; many close the connection without a word of TLS.
net::awaitable<void> await_close(Tcp& stream, Outcome& outcome) {
  error_code ignored;
  stream.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  char byte[256];
  for (;;) {
    const auto [ended, got] = co_await stream.async_read_some(net::buffer(byte), kAwait);
    if (ended == net::error::eof) co_return void(outcome.why.clear());
    if (ended) co_return void(outcome.why = ended.message());
  }
}
net::awaitable<void> await_close(TlsStream& stream, Outcome& outcome) {
  const auto [ended] = co_await stream.async_shutdown(kAwait);
  if (!ended || ended == net::error::eof || ended == ssl::error::stream_truncated) outcome.why.clear();
  else outcome.why = ended.message();
}

template <typename Stream>
net::awaitable<void> deliver(Stream& stream, const Endpoint& to, const HttpPost* post, const std::string& bytes, Outcome& outcome) {
  if (post != nullptr) co_return co_await exchange(stream, to, *post, outcome);
  const auto [unsent, sent] = co_await net::async_write(stream, net::buffer(bytes), kAwait);
  if (unsent) co_return void(outcome.why = unsent.message());
  co_await await_close(stream, outcome);
}

net::awaitable<void> run(ssl::context& trust, const Endpoint& to, const HttpPost* post, const std::string& bytes, std::chrono::milliseconds timeout, Outcome& outcome) {
  if (to.tls) {
    TlsStream stream(co_await net::this_coro::executor, trust);
    if (co_await connect(boost::beast::get_lowest_layer(stream), to, timeout, outcome.why) && co_await shake_hands(stream, to, outcome.why)) co_await deliver(stream, to, post, bytes, outcome);
    co_return;
  }
  Tcp stream(co_await net::this_coro::executor);
  if (co_await connect(stream, to, timeout, outcome.why)) co_await deliver(stream, to, post, bytes, outcome);
}

Outcome go(const Endpoint& to, const HttpPost* post, const std::string& bytes, std::chrono::milliseconds timeout) {
  Outcome outcome;
  ssl::context trust(ssl::context::tls_client);
  error_code failed;
  trust.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, failed);
  if (to.tls && to.ca_file.empty()) trust.set_default_verify_paths(failed);
  else if (to.tls) trust.load_verify_file(to.ca_file, failed);
  if (failed && to.tls) return outcome.why = "certificates cannot be read: " + failed.message(), outcome;
  net::io_context context(1);
  net::co_spawn(context, run(trust, to, post, bytes, timeout, outcome), net::detached);
  context.run_for(timeout + std::chrono::seconds(1));  // resolving has no deadline of its own
  return outcome;
}

Error unreachable(const Endpoint& to, const std::string& why) { return {ErrorCode::kInternal, "cannot be reached: " + why, to.host + ":" + to.port}; }
}  // namespace

std::optional<Url> read_url(const std::string& text) {
  const bool tls = text.starts_with("https://");
  if (!tls && !text.starts_with("http://")) return std::nullopt;
  const std::string rest = text.substr(tls ? 8 : 7);
  const std::size_t slash = std::min(rest.find('/'), rest.size()), colon = rest.substr(0, slash).rfind(':');
  if (colon == rest.npos || colon == 0 || colon + 1 == slash) return std::nullopt;
  return Url{{rest.substr(0, colon), rest.substr(colon + 1, slash - colon - 1), tls, ""}, rest.substr(slash)};
}

Result<HttpReply> post_over(const Endpoint& to, const HttpPost& request, std::chrono::milliseconds timeout) {
  Outcome outcome = go(to, &request, "", timeout);
  if (!outcome.reply) return unreachable(to, outcome.why);
  return *std::move(outcome.reply);
}

Result<Done> send_over(const Endpoint& to, const std::string& bytes, std::chrono::milliseconds timeout) {
  const Outcome outcome = go(to, nullptr, bytes, timeout);
  if (!outcome.why.empty()) return unreachable(to, outcome.why);
  return Done{};
}

}  // namespace tirai::collector
