#include "http/http.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <tuple>

#include "base/log.h"
#include "base/metrics.h"
#include "http/response.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using net::ip::tcp;

constexpr auto kAwait = net::as_tuple(net::use_awaitable);
// Never `co_await (tls ? a : b)`: GCC 12 destroys the one that was chosen twice.
using Outcome = std::tuple<error_code, std::size_t>;
constexpr std::uint32_t kMostHeadBytes = 8192;
constexpr std::size_t kReadAhead = 65536;  // Beast reads as much as the buffer has room: a small one means many reads
constexpr std::size_t kMostDrained = 2 << 20;
constexpr auto kDrainTime = std::chrono::seconds(2);

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// Closing with unread bytes resets the connection, and the reset can overtake the answer: read a little first.
net::awaitable<void> drain(beast::tcp_stream& stream) {
  error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream.expires_after(kDrainTime);
  std::string bin(kReadAhead, '\0');
  for (std::size_t drained = 0; drained < kMostDrained;) {
    const auto [error, got] = co_await stream.async_read_some(net::buffer(bin), kAwait);
    if (error) break;
    drained += got;
  }
}

// RFC 8446, 6.1: an end that was meant, so that nobody takes a cut for one.
net::awaitable<void> say_goodbye(net::ssl::stream<beast::tcp_stream&>& tls, beast::tcp_stream& stream) {
  stream.expires_after(kDrainTime);
  co_await tls.async_shutdown(kAwait);
}

Answer refuse_head(const error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return refuse(431, "header_too_large", "expected a request head of at most 8192 bytes", "header");
  }
  return refuse(400, "bad_request", "not an HTTP/1.1 request", "header");
}

Answer refuse_size(std::size_t most) {
  return refuse(413, "too_large", "expected a body of at most " + std::to_string(most) + " bytes", "body");
}

// The peer is gone, or was too slow: there is nobody to answer.
bool is_silent(const error_code& error) {
  return error.category() != http::make_error_code(http::error::bad_method).category() || error == http::error::end_of_stream ||
         error == http::error::partial_message;
}
}  // namespace

// What lives as long as one request, and the read buffer, which may hold the start of the next.
struct HttpServer::Exchange {
  beast::flat_buffer buffer;
  std::optional<http::request_parser<http::string_body>> parser;
  std::chrono::steady_clock::time_point began;
  bool keep_alive = false;
  bool unread = false;  ///< bytes of the request were not read: the connection ends after the answer
};

namespace {
std::string address_of(const tcp::socket& socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  return error ? std::string() : peer.address().to_string();
}
}  // namespace

// The order of the members: the address is asked for after the socket was moved into the stream.
HttpServer::Connection::Connection(tcp::socket socket, Tls* from) : stream(std::move(socket)), address(address_of(stream.socket())) {
  if (from == nullptr) return;
  context = from->context();
  tls.emplace(stream, *context);
}

HttpServer::HttpServer(net::io_context& context, Api& api, HttpLimits limits, Tls* tls)
    : context_(context), acceptor_(net::make_strand(context)), api_(api), limits_(limits), tls_(tls) {}

Result<std::uint16_t> HttpServer::listen(const std::string& host, std::uint16_t port) {
  error_code error;
  const auto address = net::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  const auto failed = [&](const std::string& what) { return Error{ErrorCode::kBadValue, what, "--listen"}; };
  if (error) return failed("expected an IP address and a port, such as 127.0.0.1:8400");
  const tcp::endpoint endpoint(address, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
  if (error) return failed("cannot listen on port " + std::to_string(port) + ": " + error.message());
  net::co_spawn(acceptor_.get_executor(), accept(), net::detached);
  return acceptor_.local_endpoint().port();
}

net::awaitable<void> HttpServer::accept() {
  net::steady_timer pause(acceptor_.get_executor());
  for (;;) {
    auto [error, socket] = co_await acceptor_.async_accept(net::any_io_executor(net::make_strand(context_)), kAwait);
    if (stopping() || error == net::error::operation_aborted) co_return;
    if (!error) {
      start(std::move(socket));
      continue;
    }
    pause.expires_after(std::chrono::milliseconds(100));  // out of file descriptors: wait for one to come back
    co_await pause.async_wait(kAwait);
  }
}

void HttpServer::start(tcp::socket socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  auto connection = std::make_shared<Connection>(std::move(socket), tls_);
  if (find_place(connection)) {
    net::co_spawn(connection->stream.get_executor(), serve(connection), net::detached);
    return;
  }
  if (connection->tls) return;  // a handshake for one answer is what an overloaded server has no time for
  constexpr std::string_view kFull = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  connection->stream.socket().non_blocking(true, ignored);
  connection->stream.socket().write_some(net::buffer(kFull), ignored);
  connection->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

net::awaitable<void> HttpServer::serve(Shared connection) {
  try {
    Exchange exchange;
    exchange.buffer.reserve(kReadAhead);
    const bool open = co_await shake_hands(*connection);
    while (open && !stopping() && !connection->leaving && co_await serve_one(*connection, exchange)) {
    }
    if (exchange.unread) co_await drain(connection->stream);
    else if (open && connection->tls) co_await say_goodbye(*connection->tls, connection->stream);
  } catch (const std::exception&) {
    log_error({ErrorCode::kInternal, "a connection ended by an exception", "http"});
  }
  error_code ignored;
  connection->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  finished(connection);
}

// A peer that says nothing, or too slowly, is let go of as one that sends no head.
net::awaitable<bool> HttpServer::shake_hands(Connection& connection) {
  if (!connection.tls) co_return true;
  connection.stream.expires_after(limits_.timeout);
  const auto [error] = co_await connection.tls->async_handshake(net::ssl::stream_base::server, kAwait);
  co_return !error;
}

net::awaitable<bool> HttpServer::serve_one(Connection& connection, Exchange& exchange) {
  exchange.parser.emplace();
  exchange.parser->header_limit(kMostHeadBytes);
  exchange.parser->body_limit(boost::none);  // decided by the route, before a byte of the body is read
  exchange.unread = true;
  exchange.keep_alive = false;
  connection.idle = connection.reading = true;
  connection.stream.expires_after(limits_.timeout);
  Outcome read;
  if (connection.tls) read = co_await http::async_read_header(*connection.tls, exchange.buffer, *exchange.parser, kAwait);
  else read = co_await http::async_read_header(connection.stream, exchange.buffer, *exchange.parser, kAwait);
  const error_code error = std::get<0>(read);
  connection.idle = connection.reading = false;
  exchange.began = std::chrono::steady_clock::now();
  if (error && is_silent(error)) {
    exchange.unread = false;
    co_return false;
  }
  std::optional<Answer> answer;
  if (error)
    answer = refuse_head(error);
  else
    answer = co_await ask(connection, exchange);
  if (!answer) co_return false;
  co_return co_await reply(connection, exchange, std::move(*answer));
}

// Nothing: the body did not come.
net::awaitable<std::optional<Answer>> HttpServer::ask(Connection& connection, Exchange& exchange) {
  auto& parser = *exchange.parser;
  const auto& head = parser.get();
  const std::string who = who_asks(limits_.proxies, connection.address, view(head["X-Forwarded-For"]));
  const Question question{view(head.method_string()), path_of(view(head.target())), query_of(view(head.target())), view(head[http::field::authorization]),
                          view(head[http::field::if_none_match]), view(head[http::field::cookie]), view(head["X-CSRF-Token"]), view(head[http::field::content_type]),
                          view(head["Sec-Fetch-Site"]), who};
  std::variant<Admission, Answer> admitted = api_.admit(question);
  Admission* admission = std::get_if<Admission>(&admitted);
  const std::size_t most = admission ? most_body_bytes(admission->route) : 0;
  const auto announced = parser.content_length();
  if (!admission) {
    exchange.unread = !parser.is_done() && (parser.chunked() || announced.value_or(0) > 0);
    exchange.keep_alive = head.keep_alive() && !exchange.unread && head.method() != http::verb::head;
    co_return std::move(std::get<Answer>(admitted));
  }
  if (announced && *announced > most) co_return refuse_size(most);
  parser.body_limit(most);
  connection.stream.expires_after(limits_.timeout);
  if (view(head[http::field::expect]) == "100-continue") {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (connection.tls) co_await net::async_write(*connection.tls, net::buffer(kContinue), kAwait);
    else co_await net::async_write(connection.stream, net::buffer(kContinue), kAwait);
  }
  Outcome read;
  connection.reading = true;
  if (connection.tls) read = co_await http::async_read(*connection.tls, exchange.buffer, parser, kAwait);
  else read = co_await http::async_read(connection.stream, exchange.buffer, parser, kAwait);
  connection.reading = false;
  const error_code error = std::get<0>(read);
  if (error == http::error::body_limit) co_return refuse_size(most);
  if (error && is_silent(error)) co_return std::nullopt;
  if (error) co_return refuse(400, "bad_request", "the body is not framed as HTTP/1.1 says", "body");
  connection.stream.expires_never();
  exchange.unread = false;
  exchange.keep_alive = head.keep_alive();
  const std::string if_none_match(question.if_none_match);
  co_return co_await api_.answer(*admission, if_none_match, std::move(parser.get().body()));
}

net::awaitable<bool> HttpServer::reply(Connection& connection, Exchange& exchange, Answer answer) {
  const auto& head = exchange.parser->get();
  const bool keep_alive = exchange.keep_alive && !stopping();
  const double took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - exchange.began).count();
  const bool known = head.method() != http::verb::unknown;
  count_request(known_path(path_of(view(head.target()))), answer.status, took);
  log_request({.method = known ? view(head.method_string()) : "other",
               .path = known_path(path_of(view(head.target()))),
               .device_id = answer.device_id,
               .code = answer.code,
               .status = answer.status,
               .milliseconds = took,
               .bytes = static_cast<std::size_t>(exchange.parser->content_length().value_or(0))});
  http::response<http::string_body> response = to_response(answer, keep_alive);
  if (head.method() == http::verb::head) response.body().clear();  // its Content-Length stays, as a HEAD's does
  connection.stream.expires_after(limits_.timeout);
  if (connection.tls) response.set(http::field::strict_transport_security, "max-age=31536000");
  Outcome sent;
  if (connection.tls) sent = co_await http::async_write(*connection.tls, response, kAwait);
  else sent = co_await http::async_write(connection.stream, response, kAwait);
  co_return !std::get<0>(sent) && keep_alive;
}

}  // namespace tirai::collector
