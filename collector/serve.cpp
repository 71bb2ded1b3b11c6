#include "serve.h"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <thread>
#include <vector>

#include "log_key.h"
#include "witness_feed.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;

// A client that is sending its body when the end comes has this long; what is not acknowledged by then it sends again.
constexpr auto kGrace = std::chrono::seconds(10);

std::string url_of(const std::string& host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

void run_threads(net::io_context& context, unsigned count) {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < count; ++i) threads.emplace_back([&context] { context.run(); });
  context.run();
  for (std::thread& thread : threads) thread.join();
}

// The store that signs: the log's key is at hand and the log is its own before anything is appended.
Result<std::unique_ptr<Store>> open_writing(const ServeOptions& options) {
  if (is_postgres(options.db) && !options.log_key) return Error{ErrorCode::kMissingKey, "expected with PostgreSQL: the collectors of one log sign with one key (tirai keygen)", "--log-key"};
  // The store first: its folder is judged by the store's own words.
  if (auto made = open_store(options.db, OpenMode::kCreate); !made) return made.error();
  const auto key = read_log_key(options.log_key.value_or(default_log_key(options.db)), !options.log_key);
  if (!key) return key.error();
  auto store = open_store(options.db, OpenMode::kCreate, signer_of(key.value()));
  if (!store) return store.error();
  if (const auto writable = store.value()->probe(); !writable) return writable.error();
  if (const auto taken = take_over_log(*store.value(), key.value()); !taken) return taken.error();
  return store;
}

Result<std::vector<WitnessPeer>> read_peers(const std::vector<std::string>& texts) {
  std::vector<WitnessPeer> peers;
  for (const std::string& text : texts) {
    auto peer = read_witness_peer(text);
    if (!peer) return peer.error();
    peers.push_back(std::move(peer).value());
  }
  return peers;
}

Result<Done> check_policy(const std::optional<std::string>& path) {
  if (!path) return Done{};
  const auto bytes = PolicyFile(*path).current();
  if (!bytes) return bytes.error();
  return Done{};
}
}  // namespace

Result<Done> serve(const ServeOptions& options) {
  if (const auto readable = check_policy(options.policy); !readable) return readable.error();
  std::optional<Site> playground;
  if (options.playground) {
    Result<Site> site = Site::read(*options.playground);
    if (!site) return site.error();
    playground.emplace(std::move(site).value());
  }
  auto peers = read_peers(options.witnesses);
  if (!peers) return peers.error();
  Result<std::unique_ptr<Store>> writing = open_writing(options);
  if (!writing) return writing.error();
  Result<std::unique_ptr<Store>> reading = open_store(options.db, OpenMode::kExisting);
  if (!reading) return reading.error();

  // The context goes before the writer: an answer that comes late is posted into it.
  net::io_context context(static_cast<int>(options.threads));
  Writer writer(std::move(writing).value(), {.queued_jobs = options.queued_batches});
  Api api(std::move(reading).value(), writer, options.policy, std::move(playground), options.rate);
  std::optional<WitnessFeed> feed;
  if (!peers.value().empty()) {
    auto feeding = open_store(options.db, OpenMode::kExisting);
    if (!feeding) return feeding.error();
    feed.emplace(std::move(feeding).value(), std::move(peers).value(), options.witness_every);
  }
  HttpServer server(context, api, options.http);
  const auto port = server.listen(options.host, options.port);
  if (!port) return port.error();

  net::signal_set signals(context, SIGINT, SIGTERM);
  net::steady_timer grace(context);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    signals.clear();  // a second Ctrl-C ends the process at once
    api.stop();
    server.stop([&context] { context.stop(); });
    grace.expires_after(kGrace);
    grace.async_wait([&](const boost::system::error_code& cancelled) {
      if (!cancelled) context.stop();
    });
  });
  std::printf("listening on %s\n", url_of(options.host, port.value()).c_str());
  std::fflush(stdout);
  run_threads(context, options.threads);
  writer.stop();
  return Done{};
}

}  // namespace tirai::collector
