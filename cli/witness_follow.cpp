// tirai witness --follow: for a log that cannot reach its witness. What the log says is judged as if it had asked (witness.cpp).
//
//   GET /v1/checkpoint ─▶ signed? not older than ours? ─▶ GET /v1/proof/consistency/<ours>/<its> ─▶ cosign: ours on the disk first ─▶ POST /v1/cosignature
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <optional>

#include "witness.h"

namespace tirai::cli {
namespace {
namespace net = boost::asio;
using Method = wire::HttpRequest::Method;

net::awaitable<Result<wire::HttpReply>> ask(const FollowedLog& log, Method method, const std::string& target, std::string body = {}) {
  return wire::ask(log.url.to, {.method = method, .target = log.url.target + target, .content_type = "text/plain; charset=utf-8", .body = std::move(body)}, kStepTimeout);
}

std::string answered(const wire::HttpReply& reply, const std::string& what) {
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
    const auto asked = co_await ask(log, Method::kGet, "/v1/checkpoint");
    if (!asked) co_return asked.error().text();
    if (asked.value().status == 404) co_return std::string();  // nothing was signed yet
    const std::string& note = asked.value().body;
    if (asked.value().status != 200) co_return answered(asked.value(), "/v1/checkpoint");
    const auto checkpoint = open_checkpoint(note, log.vkey);
    if (!checkpoint) co_return "refused: " + checkpoint.error().text();
    const TreeHead seen = desk.seen(), &head = checkpoint.value().head;
    if (handed_in == head) co_return std::string();
    if (head.size < seen.size) {
      if (const std::string ours = desk.cosigned(); !ours.empty()) (void)co_await ask(log, Method::kPost, "/v1/cosignature", ours);  // its owner is told by their own server, too
      co_return "REFUSED, keep this: the log shows a tree of size " + std::to_string(head.size) + ", and this witness has cosigned one of size " + std::to_string(seen.size) + ": it was put back to an older state, or this is an old answer: " + note;
    }
    if (head.size == seen.size && head.root != seen.root) co_return "REFUSED, keep this: the log signed two trees of size " + std::to_string(seen.size) + ": " + note;
    co_return co_await go_on(seen, head, note);
  }

  net::awaitable<std::string> go_on(TreeHead seen, TreeHead head, std::string note) {
    std::vector<std::string> proof;
    if (seen.size > 0 && head.size > seen.size) {
      const std::string target = "/v1/proof/consistency/" + std::to_string(seen.size) + "/" + std::to_string(head.size);
      const auto lines = co_await ask(log, Method::kGet, target);
      if (!lines) co_return lines.error().text();
      if (lines.value().status != 200) co_return answered(lines.value(), target);
      auto hashes = read_hashes(lines.value().body);
      if (!hashes) co_return "refused: the log's proof is none";
      proof = *std::move(hashes);
    }
    const WitnessReply reply = desk.cosign(write_checkpoint_request({seen.size, std::move(proof), std::move(note)}));
    if (reply.status != 200) co_return "not cosigned: " + reply.body.substr(0, reply.body.find('\n'));
    const auto taken = co_await ask(log, Method::kPost, "/v1/cosignature", desk.cosigned());
    if (!taken) co_return taken.error().text();
    if (taken.value().status != 200) co_return answered(taken.value(), "/v1/cosignature");
    handed_in = head;
    co_return std::string();
  }
};
}  // namespace

Result<FollowedLog> read_followed(const std::string& url) {
  auto read = wire::read_url(url);
  if (!read) return Error{ErrorCode::kBadValue, "expected https://HOST[:PORT][/PREFIX], or http://…", "--follow"};
  while (read->target.ends_with('/')) read->target.pop_back();
  return FollowedLog{.url = *std::move(read)};
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
