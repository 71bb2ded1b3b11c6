#include "commands/serve.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <future>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "export/exporter.h"
#include "ingest/writing.h"
#include "log/cosignatures.h"
#include "log/witness_feed.h"
#include "office/finder.h"
#include "office/finding_limits.h"
#include "office/indexer.h"
#include "people/erasure.h"
#include "webauthn/ceremony_desk.h"
#include "wire/url.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;

// A client that is sending its body when the end comes has this long; what is not acknowledged by then it sends again.
constexpr auto kGrace = std::chrono::seconds(10);

void run_threads(net::io_context& context, unsigned count) {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < count; ++i) threads.emplace_back([&context] { context.run(); });
  context.run();
  for (std::thread& thread : threads) thread.join();
}

// For threads that are not the server's: waits until the event is on the disk, or the process ends.
RecordEvent recorder(net::io_context& context, OwnLog& own_log) {
  return [&context, &own_log](nlohmann::json event) {
    const auto done = std::make_shared<std::promise<bool>>();
    auto kept = done->get_future();
    const auto record = [](OwnLog& log, nlohmann::json what) -> net::awaitable<bool> { co_return (co_await log.record(std::move(what))).ok(); };
    net::co_spawn(context, record(own_log, std::move(event)), [done](std::exception_ptr failed, bool recorded) { done->set_value(!failed && recorded); });
    while (kept.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
      if (context.stopped()) return false;
    }
    return kept.get();
  };
}

Result<FindingLimits> limits_of(const std::optional<std::string>& path) {
  if (!path) return default_limits();
  return read_finding_limits(*path);
}

// One thread and one connection each. Held by pointer: a thread knows its exporter's address.
Result<std::vector<std::unique_ptr<Exporter>>> start_exporters(const ServeOptions& options) {
  std::vector<std::unique_ptr<Exporter>> all;
  if (!options.exporters) return all;
  const auto configs = read_exporters(*options.exporters);
  if (!configs) return configs.error();
  for (const ExporterConfig& config : configs.value()) {
    auto store = open_store(options.db, OpenMode::kExisting);
    if (!store) return store.error();
    auto sender = make_sender(config);
    if (!sender) return sender.error();
    all.push_back(std::make_unique<Exporter>(std::move(store).value(), config.name, std::move(sender).value()));
  }
  return all;
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

// Those who follow the log by themselves: taken out of those whom it is shown to.
std::vector<std::string> take_followers(std::vector<WitnessPeer>& peers) {
  std::vector<std::string> vkeys;
  for (const WitnessPeer& peer : peers) {
    if (!peer.url) vkeys.push_back(peer.vkey);
  }
  std::erase_if(peers, [](const WitnessPeer& peer) { return !peer.url; });
  return vkeys;
}

// What is older than its time is let go of soon after the start, and then each hour. What fails is tried again then.
net::awaitable<void> keep_retention_for_ever(Writer& writer, OwnLog& own_log, Retention retention, std::chrono::milliseconds every, net::steady_timer& timer) {
  for (;;) {
    boost::system::error_code stopped;
    timer.expires_after(every);
    co_await timer.async_wait(net::redirect_error(net::use_awaitable, stopped));
    if (stopped) co_return;
    const auto now = now_ms();
    const auto kept = co_await keep_retention(writer, own_log, retention, now);
    if (!kept) log_error(kept.error());
  }
}

Result<Done> check_policy(const std::optional<std::string>& path) {
  if (!path) return Done{};
  const auto bytes = PolicyFile(*path).current();
  if (!bytes) return bytes.error();
  return Done{};
}
}  // namespace

Result<Done> check_listen(const ServeOptions& options) {
  boost::system::error_code error;
  const auto address = net::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, error);
  if (options.tls || options.http.proxies.any || error || address.is_loopback()) return Done{};
  return Error{ErrorCode::kBadValue, "tokens and passwords would cross the network in the clear; expected --tls-cert and --tls-key, --behind-proxy, or a loopback address", "--listen"};
}

Result<Done> serve(const ServeOptions& options) {
  if (const auto safe = check_listen(options); !safe) return safe.error();
  std::unique_ptr<Tls> tls;
  if (options.tls) {
    auto opened = Tls::open(*options.tls);
    if (!opened) return opened.error();
    tls = std::move(opened).value();
  }
  if (const auto readable = check_policy(options.policy); !readable) return readable.error();
  Sites sites;
  for (const auto& [folder, place] : {std::pair{&options.playground, &sites.playground}, {&options.dashboard, &sites.dashboard}}) {
    if (!*folder) continue;
    Result<Site> site = Site::read(**folder);
    if (!site) return site.error();
    place->emplace(std::move(site).value());
  }
  auto limits = limits_of(options.findings);
  if (!limits) return limits.error();
  auto peers = read_peers(options.witnesses);
  if (!peers) return peers.error();
  Result<Writing> writing = open_writing(options.db, options.log_key, OpenMode::kCreate);
  if (!writing) return writing.error();
  Result<std::unique_ptr<Store>> reading = open_store(options.db, OpenMode::kExisting);
  if (!reading) return reading.error();
  Result<std::unique_ptr<Store>> asking = open_store(options.db, OpenMode::kExisting);
  if (!asking) return asking.error();
  Result<std::unique_ptr<Store>> looking = open_store(options.db, OpenMode::kExisting);
  if (!looking) return looking.error();
  Result<std::unique_ptr<Store>> reporting = open_store(options.db, OpenMode::kExisting);
  if (!reporting) return reporting.error();
  Result<std::unique_ptr<Store>> facts = open_store(options.db, OpenMode::kExisting);
  if (!facts) return facts.error();
  Result<std::unique_ptr<Store>> showing = open_store(options.db, OpenMode::kExisting);
  if (!showing) return showing.error();
  Result<std::unique_ptr<Store>> indexing = open_store(options.db, OpenMode::kExisting);
  if (!indexing) return indexing.error();
  if (const auto lazy = indexing.value()->commit_lazily(); !lazy) return lazy.error();
  Result<std::unique_ptr<Store>> finding = open_store(options.db, OpenMode::kExisting);
  if (!finding) return finding.error();

  // The context goes before the writer: an answer that comes late is posted into it.
  net::io_context context(static_cast<int>(options.threads));
  Writer writer(std::move(writing.value().store), {.queued_jobs = options.queued_batches});
  OwnLog own_log(writer, std::move(writing.value().own_device), std::move(writing.value().own_head));
  const Ceremonies ceremonies(options.party, writing.value().tenant_key);
  Indexer indexer(std::move(indexing).value(), options.index_every);
  Desk desk({.sessions = std::move(asking).value(), .pages = std::move(looking).value(), .reports = std::move(reporting).value()}, writer, own_log, indexer, ceremonies, options.desk);
  DeviceDeskOptions device_options = options.device_desk;
  device_options.webauthn = ceremonies.enabled();
  CeremonyDesk ceremony_desk(std::move(showing).value(), writer, own_log, ceremonies, device_options.step_up_valid_ms);
  DeviceDesk device_desk(std::move(facts).value(), writer, own_log, std::move(writing.value().tenant_key), device_options);
  Cosignatures cosignatures(writer, writing.value().log_vkey, take_followers(peers.value()));
  Api api(std::move(reading).value(), writer, desk, device_desk, ceremony_desk, cosignatures, options.policy, std::move(sites), options.rates);
  Finder finder(std::move(finding).value(), std::move(limits).value(), options.findings_every, recorder(context, own_log));
  const auto exporters = start_exporters(options);
  if (!exporters) return exporters.error();
  std::optional<WitnessFeed> feed;
  if (!peers.value().empty()) {
    auto feeding = open_store(options.db, OpenMode::kExisting);
    if (!feeding) return feeding.error();
    feed.emplace(std::move(feeding).value(), std::move(peers).value(), options.witness_every);
  }
  HttpServer server(context, api, options.http, tls.get());
  const auto port = server.listen(options.host, options.port);
  if (!port) return port.error();

  net::steady_timer retention(context);
  if (options.retention.any()) net::co_spawn(context, keep_retention_for_ever(writer, own_log, options.retention, options.retention_every, retention), net::detached);
  net::signal_set signals(context, SIGINT, SIGTERM);
  net::steady_timer grace(context);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    signals.clear();  // a second Ctrl-C ends the process at once
    api.stop();
    retention.cancel();
    server.stop([&context] { context.stop(); });
    grace.expires_after(kGrace);
    grace.async_wait([&](const boost::system::error_code& cancelled) {
      if (!cancelled) context.stop();
    });
  });
  net::signal_set hangup(context, SIGHUP);
  const std::function<void(const boost::system::error_code&, int)> reload = [&](const boost::system::error_code& error, int) {
    if (error) return;
    if (tls) {
      if (const auto loaded = tls->reload(); !loaded) log_error(loaded.error());
    }
    hangup.async_wait(reload);
  };
  hangup.async_wait(reload);
  const wire::Endpoint own{.host = options.host, .port = std::to_string(port.value()), .tls = tls != nullptr};
  std::printf("listening on %s://%s\n", own.tls ? "https" : "http", own.authority().c_str());
  std::fflush(stdout);
  run_threads(context, options.threads);
  writer.stop();
  return Done{};
}

}  // namespace tirai::collector
