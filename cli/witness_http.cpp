#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <memory>

#include "witness.h"

namespace tirai::cli {
namespace {
namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;

constexpr std::uint32_t kMostHeadBytes = 8192;
constexpr std::uint64_t kMostBodyBytes = 65536;
constexpr int kMostConnections = 64;

WitnessReply answer(const http::request<http::string_body>& request, const WitnessDesk& desk) {
  if (request.target() == "/checkpoint") {
    if (request.method() != http::verb::get) return {.status = 405, .allow = "GET", .body = "expected GET\n"};
    const std::string note = desk.cosigned();
    return note.empty() ? WitnessReply{.status = 404, .body = "nothing was cosigned yet\n"} : WitnessReply{.body = note};
  }
  if (request.target() != "/add-checkpoint") return {.status = 404, .body = "expected /add-checkpoint or /checkpoint\n"};
  if (request.method() != http::verb::post) return {.status = 405, .allow = "POST", .body = "expected POST\n"};
  return desk.cosign(request.body());
}

http::response<http::string_body> to_response(WitnessReply reply, bool keep_alive) {
  http::response<http::string_body> response(static_cast<http::status>(reply.status), 11);
  response.set(http::field::content_type, reply.type);
  response.set(http::field::cache_control, "no-store");
  if (!reply.allow.empty()) response.set(http::field::allow, reply.allow);
  response.body() = std::move(reply.body);
  response.prepare_payload();
  response.keep_alive(keep_alive);
  return response;
}

net::awaitable<void> serve_connection(boost::beast::tcp_stream stream, const WitnessDesk& desk, std::shared_ptr<int> open) {
  boost::beast::flat_buffer buffer;
  for (bool keep_alive = true; keep_alive;) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(kMostHeadBytes);
    parser.body_limit(kMostBodyBytes);
    stream.expires_after(kStepTimeout);
    const auto [error, got] = co_await http::async_read(stream, buffer, parser, kAwait);
    if (error && error != http::error::body_limit) break;
    keep_alive = !error && parser.get().keep_alive();
    auto response = to_response(error ? WitnessReply{.status = 413, .body = "expected at most 65536 bytes\n"} : answer(parser.get(), desk), keep_alive);
    stream.expires_after(kStepTimeout);
    const auto [unsent, sent] = co_await http::async_write(stream, response, kAwait);
    if (unsent) break;
  }
  error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  --*open;
}

net::awaitable<void> accept(std::shared_ptr<tcp::acceptor> acceptor, const WitnessDesk& desk) {
  const auto open = std::make_shared<int>(0);
  for (;;) {
    auto [error, socket] = co_await acceptor->async_accept(kAwait);
    if (error == net::error::operation_aborted) co_return;
    if (error || *open >= kMostConnections) continue;  // dropped: a log tries again
    ++*open;
    net::co_spawn(acceptor->get_executor(), serve_connection(boost::beast::tcp_stream(std::move(socket)), desk, open), net::detached);
  }
}
}  // namespace

Result<bool> serve_witness(net::io_context& context, const std::string& host, std::uint16_t port, const WitnessDesk& desk, const std::function<void(std::uint16_t)>& ready) {
  error_code error;
  const auto address = net::ip::make_address(host, error);
  if (error) return Error{ErrorCode::kBadValue, "expected an IP address and a port, such as 127.0.0.1:8500", "--listen"};
  const auto acceptor = std::make_shared<tcp::acceptor>(context);
  acceptor->open(tcp::endpoint(address, port).protocol(), error);
  if (!error) acceptor->set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor->bind({address, port}, error);
  if (!error) acceptor->listen(net::socket_base::max_listen_connections, error);
  if (error) return Error{ErrorCode::kBadValue, "cannot listen on port " + std::to_string(port) + ": " + error.message(), "--listen"};
  net::co_spawn(context, accept(acceptor, desk), net::detached);
  ready(acceptor->local_endpoint().port());
  return true;
}

}  // namespace tirai::cli
