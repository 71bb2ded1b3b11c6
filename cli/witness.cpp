// tirai witness: runs on somebody else's machine, and remembers one checkpoint. As long as it does, the log cannot be rewritten unseen.
#include "witness.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <optional>

#include "commands.h"
#include "io.h"
#include "tirai/log.h"

namespace tirai::cli {
namespace {
struct Witness {
  std::string key;
  std::string log_vkey;
  std::string state;
  TreeHead seen;
  std::string cosigned;  ///< the note with this witness's line; empty until something was cosigned since the start
};

Result<std::string> read_key_file(const std::string& path) {
  auto text = read_all(path, 4096);
  if (!text) return text.error();
  std::string key = std::move(text).value();
  key.erase(key.find_last_not_of(" \r\n") + 1);
  return key;
}

// The checkpoint cosigned last, signed by the log itself: nobody can give this witness another memory without the log's key.
Result<TreeHead> read_state(const std::string& path, const std::string& log_vkey) {
  if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) return TreeHead{};
  const auto note = read_all(path, 1 << 17);
  if (!note) return note.error();
  const auto checkpoint = open_checkpoint(note.value(), log_vkey);
  if (!checkpoint) return Error{checkpoint.error().code, checkpoint.error().message + "; expected the checkpoint that this witness cosigned last", path};
  return checkpoint.value().head;
}

// On the disk, and under its name, before the cosignature is given (tlog-witness: "MUST persist").
Result<bool> keep_state(const std::string& path, const std::string& note) {
  if (const auto written = write_file(path, note, 0600, true); !written) return written;
  const std::size_t slash = path.rfind('/');
  const int folder = ::open(slash == path.npos ? "." : path.substr(0, slash + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = folder >= 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (!synced) return Error{ErrorCode::kInternal, "cannot sync its folder", path};
  return true;
}

Result<Witness> read_witness(const WitnessOptions& options) {
  const auto key = read_key_file(options.key);
  if (!key) return key.error();
  if (const auto vkey = witness_vkey_of(key.value()); !vkey) return Error{vkey.error().code, vkey.error().message + "; tirai keygen --witness makes one", options.key};
  const bool is_file = ::access(options.log_vkey.c_str(), R_OK) == 0;
  const auto log_vkey = is_file ? read_key_file(options.log_vkey) : Result<std::string>(options.log_vkey);
  if (!log_vkey) return log_vkey.error();
  const auto seen = read_state(options.state, log_vkey.value());
  if (!seen) return seen.error();
  return Witness{key.value(), log_vkey.value(), options.state, seen.value(), {}};
}

// One line per checkpoint on stderr: what a person who runs a witness looks at when a log misbehaves.
void tell(const std::string& what) { (void)fail(0, "witness: " + what); }

WitnessReply reply_to(Witness& witness, const std::string& body) {
  WitnessAnswer answer = witness_checkpoint(witness.seen, body, witness.log_vkey, witness.key, static_cast<std::uint64_t>(now_ms() / 1000));
  const std::string why = answer.why + "\n";
  switch (answer.verdict) {
    case WitnessVerdict::kCosigned:
      break;
    case WitnessVerdict::kBadRequest:
      return {.status = 400, .body = why};
    case WitnessVerdict::kBadSignature:
      tell("refused: " + answer.why);
      return {.status = 403, .body = why};
    case WitnessVerdict::kUnknownLog:
      return {.status = 404, .body = why};
    case WitnessVerdict::kConflict:
      return {.status = 409, .type = "text/x.tlog.size", .body = std::to_string(witness.seen.size) + "\n"};
    case WitnessVerdict::kInconsistent:
      tell("REFUSED, keep this: the log signed a tree that does not go on from size " + std::to_string(witness.seen.size) + ": " + body);
      return {.status = 422, .body = why};
  }
  const auto request = read_checkpoint_request(body);
  if (answer.seen != witness.seen) {
    if (const auto kept = keep_state(witness.state, request.value().checkpoint); !kept) {
      tell(kept.error().text());
      return {.status = 500, .body = "the state cannot be written; nothing was cosigned\n"};
    }
    witness.seen = answer.seen;
  }
  witness.cosigned = request.value().checkpoint + answer.signature_line;
  return {.body = std::move(answer.signature_line)};
}

std::optional<std::pair<std::string, std::uint16_t>> split_listen(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == listen.npos || colon == 0) return std::nullopt;
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos || std::stoul(port) > 65535) return std::nullopt;
  return std::pair(listen.substr(0, colon), static_cast<std::uint16_t>(std::stoul(port)));
}
}  // namespace

int run(const WitnessOptions& options) {
  if (options.listen.empty() && options.follow.empty()) return fail(kUsage, "expected --follow URL, --listen HOST:PORT, or both");
  const auto place = split_listen(options.listen);
  if (!options.listen.empty() && !place) return fail(kUsage, "--listen: expected HOST:PORT, such as 127.0.0.1:8500");
  auto read = read_witness(options);
  if (!read) return fail(kInputInvalid, read.error());
  Witness& witness = read.value();
  const WitnessDesk desk{[&](const std::string& body) { return reply_to(witness, body); }, [&] { return witness.seen; }, [&] { return witness.cosigned; }};
  const std::string name = "witness of " + witness.log_vkey.substr(0, witness.log_vkey.find('+'));

  boost::asio::io_context context(1);
  if (place) {
    const auto ready = [&](std::uint16_t port) { (void)write_out(name + " on http://" + place->first + ":" + std::to_string(port) + "\n"); };
    if (const auto served = serve_witness(context, place->first, place->second, desk, ready); !served) return fail(kInputInvalid, served.error());
  }
  if (!options.follow.empty()) {
    auto log = read_followed(options.follow);
    if (!log) return fail(kUsage, log.error());
    log.value().vkey = witness.log_vkey;
    log.value().url.to.ca_file = options.ca;
    log.value().every = std::chrono::seconds(options.every_s);
    boost::asio::co_spawn(context, follow(std::move(log).value(), desk, tell), boost::asio::detached);
    (void)write_out(name + " follows " + options.follow + "\n");
  }
  boost::asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& cancelled, int) {
    if (!cancelled) context.stop();
  });
  context.run();
  return kOk;
}

}  // namespace tirai::cli
