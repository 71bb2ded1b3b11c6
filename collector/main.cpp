// The command line. Exit codes: 0 done, 1 failed (the reason is on stderr), 2 used wrongly.
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "enrol.h"
#include "serve.h"

namespace {
using namespace tirai;
using namespace tirai::collector;

int fail(const Error& error) {
  std::fprintf(stderr, "tirai-collector: %s\n", error.text().c_str());
  return 1;
}

bool split_listen(const std::string& listen, ServeOptions& options) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos || std::stoul(port) > 65535)
    return false;
  options.port = static_cast<std::uint16_t>(std::stoul(port));
  options.host = listen.substr(0, colon);
  if (options.host.size() > 2 && options.host.front() == '[' && options.host.back() == ']')
    options.host = options.host.substr(1, options.host.size() - 2);
  return true;
}

int run_serve(ServeOptions options, const std::string& listen) {
  if (!split_listen(listen, options)) {
    fail({ErrorCode::kBadValue, "expected HOST:PORT, such as 127.0.0.1:8400", "--listen"});
    return 2;
  }
  const auto served = serve(options);
  return served ? 0 : fail(served.error());
}

// The token alone on stdout, so that a script can take it; what a person wants to know on stderr.
int run_enrol(const std::string& db, const EnrolOptions& options) {
  auto store = open_sqlite_store(db, OpenMode::kCreate);
  if (!store) return fail(store.error());
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  const auto made = enrol(*store.value(), options, now.count());
  if (!made) return fail(made.error());
  std::fprintf(stderr, "enrolled device %s for %s; the token below is shown once\n", made.value().device_id.c_str(), options.agent.c_str());
  std::printf("%s\n", made.value().token.c_str());
  return std::fflush(stdout) == 0 ? 0 : fail({ErrorCode::kInternal, "cannot write the token", "stdout"});
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int run_export(const std::string& db, const std::string& chain) {
  auto store = open_sqlite_store(db, OpenMode::kExisting);
  if (!store) return fail(store.error());
  const auto done = store.value()->export_log(chain.empty() ? std::nullopt : std::optional(chain), write_all);
  return done ? 0 : fail(done.error());
}
struct CommandLine {
  std::string db, listen = "127.0.0.1:8400", policy, playground, level = "info", chain;
  unsigned timeout_ms = 15000;
  ServeOptions serving;
  EnrolOptions enrolling;
};

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* serve = app.add_subcommand("serve", "serve HTTP until SIGINT or SIGTERM; prints the URL on stdout");
  const auto number = [&](const char* name, auto& value, const char* what, int least, int most) {
    serve->add_option(name, value, what)->check(CLI::Range(least, most))->capture_default_str();
  };
  serve->add_option("--db", line.db, "SQLite file; made when it is not there")->required();
  serve->add_option("--listen", line.listen, "address and port; port 0 takes a free one")->capture_default_str();
  serve->add_option("--policy", line.policy, "signed policy bundle to serve; read again when it changes");
  serve->add_option("--playground", line.playground, "folder of the policy playground, served under /playground/");
  serve->add_option("--log-level", line.level, "what goes to stderr")->check(CLI::IsMember({"info", "error"}))->capture_default_str();
  number("--threads", line.serving.threads, "threads that read and verify", 1, 64);
  number("--timeout-ms", line.timeout_ms, "longest wait for a head, a body, or a reader of an answer", 100, 600000);
  number("--max-connections", line.serving.http.connections, "one more is answered 503", 1, 65536);
  number("--queue", line.serving.queued_batches, "batches that may wait for the disk; one more is answered 503", 1, 65536);
}

void add_enrol(CLI::App& app, CommandLine& line) {
  CLI::App* enrol = app.add_subcommand("enrol", "enrol a device; prints its bearer token once");
  enrol->add_option("--db", line.db, "SQLite file; made when it is not there")->required();
  enrol->add_option("--agent", line.enrolling.agent, "the agent's id")->required();
  enrol->add_option("--role", line.enrolling.role, "the agent's role in the policy")->required();
  enrol->add_option("--team", line.enrolling.teams, "a team of the agent; may be repeated");
  enrol->add_option("--helpdesk-name", line.enrolling.helpdesk_names, "a name the helpdesk writes for the agent; may be repeated");
}

void add_export(CLI::App& app, CommandLine& line) {
  CLI::App* exporting = app.add_subcommand("export", "write the log to stdout as tirai verify reads it");
  exporting->add_option("--db", line.db, "SQLite file")->required();
  exporting->add_option("--chain", line.chain, "one chain only");
}

int run(const CLI::App& app, CommandLine& line) {
  if (app.got_subcommand("enrol")) return run_enrol(line.db, line.enrolling);
  if (app.got_subcommand("export")) return run_export(line.db, line.chain);
  set_log_level(line.level == "info" ? LogLevel::kInfo : LogLevel::kError);
  line.serving.db = line.db;
  if (!line.policy.empty()) line.serving.policy = line.policy;
  if (!line.playground.empty()) line.serving.playground = line.playground;
  line.serving.http.timeout = std::chrono::milliseconds(line.timeout_ms);
  return run_serve(line.serving, line.listen);
}
}  // namespace

int main(int argc, char** argv) {
  ::umask(0077);                  // the log is its owner's alone
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is an error we report
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk
  CLI::App app{"Takes signed events from Tirai's clients, keeps them on disk, and hands them out for verification", "tirai-collector"};
  app.require_subcommand(1);
  app.set_version_flag("--version", TIRAI_VERSION);
  CommandLine line;
  add_serve(app, line);
  add_enrol(app, line);
  add_export(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run(app, line);
}
