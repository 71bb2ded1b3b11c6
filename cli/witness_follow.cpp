// tirai witness --follow: for a log that cannot reach its witness. What the log says is judged as if it had asked (witness.cpp).
//
//   GET /v1/checkpoint ─▶ signed? not older than ours? ─▶ GET /v1/proof/consistency/<ours>/<its> ─▶ cosign: ours on the disk first ─▶ POST /v1/cosignature
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "witness.h"

namespace tirai::cli {
namespace {
namespace net = boost::asio;
namespace ssl = net::ssl;
namespace http = boost::beast::http;
using boost::system::error_code;
using Tcp = boost::beast::tcp_stream;
using Request = http::request<http::string_body>;

constexpr auto kAwait = net::as_tuple(net::use_awaitable);
constexpr auto kTimeout = std::chrono::seconds(15);
constexpr std::uint32_t kMostHeadBytes = 8192;
constexpr std::uint64_t kMostBodyBytes = 65536;

Error unreachable(const FollowedLog& log, const std::string& why) { return {ErrorCode::kInternal, "cannot be reached: " + why, log.host + ":" + log.port}; }

template <typename Stream>
net::awaitable<Result<WitnessReply>> exchange(Stream& stream, const FollowedLog& log, const Request& request) {
  const auto [unsent, sent] = co_await http::async_write(stream, request, kAwait);
  if (unsent) co_return unreachable(log, unsent.message());
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.header_limit(kMostHeadBytes);
  parser.body_limit(kMostBodyBytes);
  const auto [unread, got] = co_await http::async_read(stream, buffer, parser, kAwait);
  if (unread) co_return unreachable(log, unread.message());
  co_return WitnessReply{.status = parser.get().result_int(), .type = {}, .body = std::move(parser.get().body())};
}

// TLS 1.2 or newer, the certificate for this host and signed by whom we trust.
net::awaitable<Result<WitnessReply>> exchange_over_tls(Tcp& tcp, const FollowedLog& log, const Request& request) {
  ssl::context trust(ssl::context::tls_client);
  error_code failed;
  trust.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, failed);
  if (log.ca.empty()) trust.set_default_verify_paths(failed);
  else trust.load_verify_file(log.ca, failed);
  if (failed) co_return unreachable(log, "certificates cannot be read: " + failed.message());
  ssl::stream<Tcp&> stream(tcp, trust);
  stream.set_verify_mode(ssl::verify_peer);
  stream.set_verify_callback(ssl::host_name_verification(log.host));
  if (!SSL_set_tlsext_host_name(stream.native_handle(), log.host.c_str())) co_return unreachable(log, "no server name");
  const auto [unshaken] = co_await stream.async_handshake(ssl::stream_base::client, kAwait);
  if (unshaken) co_return unreachable(log, unshaken.message());
  co_return co_await exchange(stream, log, request);
}

net::awaitable<Result<WitnessReply>> ask(const FollowedLog& log, http::verb method, const std::string& target, std::string body = {}) {
  net::ip::tcp::resolver resolver(co_await net::this_coro::executor);
  const auto [unresolved, endpoints] = co_await resolver.async_resolve(log.host, log.port, kAwait);
  if (unresolved) co_return unreachable(log, unresolved.message());
  Tcp stream(co_await net::this_coro::executor);
  stream.expires_after(kTimeout);
  const auto [unconnected, endpoint] = co_await stream.async_connect(endpoints, kAwait);
  if (unconnected) co_return unreachable(log, unconnected.message());
  Request request(method, log.prefix + target, 11);
  request.set(http::field::host, log.host + ":" + log.port);
  request.set(http::field::content_type, "text/plain; charset=utf-8");
  request.body() = std::move(body);
  request.prepare_payload();
  request.keep_alive(false);
  if (log.tls) co_return co_await exchange_over_tls(stream, log, request);
  co_return co_await exchange(stream, log, request);
}

std::string answered(const WitnessReply& reply, const std::string& what) {
  return "the log answered " + std::to_string(reply.status) + " to " + what + ": " + reply.body.substr(0, reply.body.find_last_not_of(" \r\n") + 1).substr(0, 300);
}

std::optional<std::vector<std::string>> read_hashes(const std::string& lines) {
  // The request's own reader knows what a hash is (C2SP tlog-witness has the same lines).
  const auto read = read_checkpoint_request("old 0\n" + lines + "\nx\n");
  return read ? std::optional(read.value().proof) : std::nullopt;
}

// One log, and what was handed in of it.
struct Followed {
  FollowedLog log;
  const WitnessDesk& desk;
  std::optional<TreeHead> handed_in;

  // What is wrong; empty: nothing is.
  net::awaitable<std::string> look() {
    const auto asked = co_await ask(log, http::verb::get, "/v1/checkpoint");
    if (!asked) co_return asked.error().text();
    if (asked.value().status == 404) co_return std::string();  // nothing was signed yet
    const std::string& note = asked.value().body;
    if (asked.value().status != 200) co_return answered(asked.value(), "/v1/checkpoint");
    const auto checkpoint = open_checkpoint(note, log.vkey);
    if (!checkpoint) co_return "refused: " + checkpoint.error().text();
    const TreeHead seen = desk.seen(), &head = checkpoint.value().head;
    if (handed_in == head) co_return std::string();
    if (head.size < seen.size) {
      if (const std::string ours = desk.cosigned(); !ours.empty()) (void)co_await ask(log, http::verb::post, "/v1/cosignature", ours);  // its owner is told by their own server, too
      co_return "REFUSED, keep this: the log shows a tree of size " + std::to_string(head.size) + ", and this witness has cosigned one of size " + std::to_string(seen.size) + ": it was put back to an older state, or this is an old answer: " + note;
    }
    if (head.size == seen.size && head.root != seen.root) co_return "REFUSED, keep this: the log signed two trees of size " + std::to_string(seen.size) + ": " + note;
    co_return co_await go_on(seen, head, note);
  }

  net::awaitable<std::string> go_on(TreeHead seen, TreeHead head, std::string note) {
    std::vector<std::string> proof;
    if (seen.size > 0 && head.size > seen.size) {
      const std::string target = "/v1/proof/consistency/" + std::to_string(seen.size) + "/" + std::to_string(head.size);
      const auto lines = co_await ask(log, http::verb::get, target);
      if (!lines) co_return lines.error().text();
      if (lines.value().status != 200) co_return answered(lines.value(), target);
      auto hashes = read_hashes(lines.value().body);
      if (!hashes) co_return "refused: the log's proof is none";
      proof = *std::move(hashes);
    }
    const WitnessReply reply = desk.cosign(write_checkpoint_request({seen.size, std::move(proof), std::move(note)}));
    if (reply.status != 200) co_return "not cosigned: " + reply.body.substr(0, reply.body.find('\n'));
    const auto taken = co_await ask(log, http::verb::post, "/v1/cosignature", desk.cosigned());
    if (!taken) co_return taken.error().text();
    if (taken.value().status != 200) co_return answered(taken.value(), "/v1/cosignature");
    handed_in = head;
    co_return std::string();
  }
};
}  // namespace

Result<FollowedLog> read_followed(const std::string& url) {
  const Error bad{ErrorCode::kBadValue, "expected https://HOST[:PORT][/PREFIX], or http://…", "--follow"};
  FollowedLog log{.tls = url.starts_with("https://")};
  if (!log.tls && !url.starts_with("http://")) return bad;
  const std::string rest = url.substr(log.tls ? 8 : 7);
  const std::size_t slash = std::min(rest.find('/'), rest.size()), colon = std::min(rest.substr(0, slash).rfind(':'), slash);
  log.host = rest.substr(0, colon);
  log.port = colon < slash ? rest.substr(colon + 1, slash - colon - 1) : log.tls ? "443" : "80";
  log.prefix = rest.substr(slash);
  while (log.prefix.ends_with('/')) log.prefix.pop_back();
  if (log.host.empty() || log.port.empty() || log.port.find_first_not_of("0123456789") != log.port.npos) return bad;
  return log;
}

net::awaitable<void> follow(FollowedLog log, const WitnessDesk& desk, std::function<void(const std::string&)> tell) {
  Followed followed{std::move(log), desk, std::nullopt};
  net::steady_timer timer(co_await net::this_coro::executor);
  for (std::string told;;) {
    const std::string wrong = co_await followed.look();
    if (wrong != told) tell(wrong.empty() ? "the log can be followed again" : wrong);
    told = wrong;
    timer.expires_after(followed.log.every);
    co_await timer.async_wait(kAwait);
  }
}

}  // namespace tirai::cli
