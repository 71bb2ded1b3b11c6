// The two ways of a witness to a log: it is asked over HTTP (witness_http.cpp), or it asks the log itself (witness_follow.cpp). What a checkpoint is
// answered is the caller's. All of it runs on one thread: nothing here is asked twice at the same time.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <string>

#include "tirai/log.h"
#include "tirai/result.h"
#include "wire/wire.h"

namespace tirai::cli {

inline constexpr auto kAwait = boost::asio::as_tuple(boost::asio::use_awaitable);
inline constexpr std::chrono::seconds kStepTimeout{15};

struct WitnessReply {
  unsigned status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string allow = {};  ///< of a 405
  std::string body;
};
/// What a witness can be asked. `cosign` is given a request of C2SP tlog-witness and answers as that says.
struct WitnessDesk {
  std::function<WitnessReply(const std::string& request)> cosign;
  std::function<TreeHead()> seen;
  std::function<std::string()> cosigned;  ///< the checkpoint cosigned last, with the line; empty: none since the start
};

/// Serves POST /add-checkpoint and GET /checkpoint while `context` runs. Calls `ready` with the port it got. Bodies are at most 64 KiB, heads
/// 8 KiB, connections 64, and each step has kStepTimeout.
[[nodiscard]] Result<bool> serve_witness(boost::asio::io_context& context, const std::string& host, std::uint16_t port, const WitnessDesk& desk, const std::function<void(std::uint16_t)>& ready);

struct FollowedLog {
  wire::Url url;  ///< its path is what stands before /v1/
  std::string vkey = {};
  std::chrono::seconds every{10};
};
/// "https://HOST[:PORT][/PREFIX]" or "http://…".
[[nodiscard]] Result<FollowedLog> read_followed(const std::string& url);

/// For ever: asks for the newest checkpoint and for the proof that it goes on from the one cosigned last, cosigns it, and hands it in. `tell` hears of
/// each thing that is wrong once, and once more when it is over.
[[nodiscard]] boost::asio::awaitable<void> follow(FollowedLog log, const WitnessDesk& desk, std::function<void(const std::string&)> tell);

}  // namespace tirai::cli
