#include "serve.h"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <thread>
#include <vector>

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
  Result<std::unique_ptr<Store>> writing = open_sqlite_store(options.db, OpenMode::kCreate);
  if (!writing) return writing.error();
  if (const auto writable = writing.value()->probe(); !writable) return writable.error();
  Result<std::unique_ptr<Store>> reading = open_sqlite_store(options.db, OpenMode::kExisting);
  if (!reading) return reading.error();

  // The context goes before the writer: an answer that comes late is posted into it.
  net::io_context context(static_cast<int>(options.threads));
  Writer writer(std::move(writing).value(), {.queued_jobs = options.queued_batches});
  Api api(std::move(reading).value(), writer, options.policy, std::move(playground));
  HttpServer server(context, api, options.http);
  const auto port = server.listen(options.host, options.port);
  if (!port) return port.error();

  net::signal_set signals(context, SIGINT, SIGTERM);
  net::steady_timer grace(context);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    signals.clear();  // a second Ctrl-C ends the process at once
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
