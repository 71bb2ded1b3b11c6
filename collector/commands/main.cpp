// The command line. Exit codes: 0 done, 1 failed (the reason is on stderr), 2 used wrongly.
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "base/clock.h"
#include "commands/account_command.h"
#include "commands/agent_command.h"
#include "commands/config.h"
#include "commands/erase_command.h"
#include "commands/office_commands.h"
#include "commands/serve.h"
#include "export/exporter_config.h"
#include "ingest/enrol.h"
#include "office/finding_limits.h"
#include "office/report_html.h"
#include "office/reports.h"
#include "store/backup.h"

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

int print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return std::fflush(stdout) == 0 ? 0 : fail({ErrorCode::kInternal, "cannot write all of the answer", "stdout"});
}

// The token alone on stdout, so that a script can take it; what a person wants to know on stderr.
int run_enrol(const std::string& db, const EnrolOptions& options) {
  auto store = open_store(db, OpenMode::kCreate);
  if (!store) return fail(store.error());
  const auto made = enrol(*store.value(), options, now_ms());
  if (!made) return fail(made.error());
  std::fprintf(stderr, "enrolled device %s for %s; the token below is shown once\n", made.value().device_id.c_str(), options.agent.c_str());
  return print(made.value().token + "\n");
}

int run_token(const std::string& db, const std::string& scope, const std::string& name) {
  auto store = open_store(db, OpenMode::kCreate);
  if (!store) return fail(store.error());
  const auto made = issue_token(*store.value(), *read_scope(scope), name, now_ms());
  if (!made) return fail(made.error());
  std::fprintf(stderr, "made token %s with scope %s; it is shown once\n", made.value().token_id.c_str(), scope.c_str());
  return print(made.value().token + "\n");
}

int run_revoke(const std::string& db, const std::string& id) {
  auto store = open_store(db, OpenMode::kExisting);
  if (!store) return fail(store.error());
  const auto done = store.value()->revoke(id, now_ms());
  return done ? 0 : fail(done.error());
}

// One line each: id, kind, name, created and revoked in milliseconds since 1970, tabs between.
int run_credentials(const std::string& db) {
  auto store = open_store(db, OpenMode::kExisting);
  if (!store) return fail(store.error());
  const auto found = store.value()->credentials();
  if (!found) return fail(found.error());
  std::string text;
  for (const Credential& one : found.value()) {
    text += one.id + "\t" + one.kind + "\t" + one.name + "\t" + std::to_string(one.created) + "\t" + (one.revoked ? std::to_string(one.revoked) : "-") + "\n";
  }
  return print(text);
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
  auto store = open_store(db, OpenMode::kExisting);
  if (!store) return fail(store.error());
  const auto done = store.value()->export_log(chain.empty() ? std::nullopt : std::optional(chain), write_all);
  return done ? 0 : fail(done.error());
}

// Who asked for a change, and what signs the event of it.
void add_log_options(CLI::App* command, std::string& by, std::string& log_key) {
  command->add_option("--log-key", log_key, "as serve has it");
  command->add_option("--by", by, "who asked for it, for the log: 1 to 128 letters, digits or . _ : - / @ +")->check([](const std::string& name) { return is_agent_name(name) ? std::string() : "not such a name"; });
}

constexpr const char* kStore = "SQLite file, or postgresql://[user@][host][/database][?...] without a password (PGPASSFILE, PGPASSWORD)";
constexpr const char* kStoreMade = "SQLite file, or postgresql://[user@][host][/database][?...] without a password (PGPASSFILE, PGPASSWORD); made when it is not there";

struct CommandLine {
  std::string db, listen = "127.0.0.1:8400", origin, tls_cert, tls_key, policy, playground, dashboard, findings, exporters, level = "info", chain, log_key, scope, name, id, file, config;
  std::string format = "html";
  Filter report;
  bool print_config = false;
  unsigned timeout_ms = 15000, witness_every_ms = 1000;
  unsigned training_valid_days = 365, step_up_valid_s = 900, approval_wait_s = 600;
  unsigned retain_sealed_days = 0, retain_subjects_days = 0, retention_every_ms = 3600000;
  unsigned session_idle_s = 900, session_longest_s = 28800, index_every_ms = 1000, findings_every_s = 300;
  ServeOptions serving;
  EnrolOptions enrolling;
  AccountCommand account;
  AgentCommand agent;
  EraseCommand erasing;
  KitCommand kit;
  CoverageCommand coverage;
};

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* serve = app.add_subcommand("serve", "serve HTTP until SIGINT or SIGTERM; prints the URL on stdout");
  const auto number = [&](const char* name, auto& value, const char* what, int least, int most) {
    serve->add_option(name, value, what)->check(CLI::Range(least, most))->capture_default_str();
  };
  serve->add_option("--db", line.db, kStoreMade)->required();
  serve->add_option("--listen", line.listen, "address and port; port 0 takes a free one")->capture_default_str();
  serve->add_option("--policy", line.policy, "signed policy bundle to serve; read again when it changes");
  serve->add_option("--log-key", line.log_key, "signs the log's checkpoints (tirai keygen); without it DB-log.key, made when it is not there");
  serve->add_option("--witness", line.serving.witnesses, "https://HOST:PORT[/PREFIX],VKEY (or http) of a tirai witness; may be repeated")->allow_extra_args(false);
  serve->add_option("--playground", line.playground, "folder of the policy playground, served under /playground/");
  serve->add_option("--dashboard", line.dashboard, "folder of the dashboard, served under /dashboard/");
  serve->add_option("--findings", line.findings, "JSON file of what counts as unusual access (findings.schema.json)");
  serve->add_option("--exporters", line.exporters, "JSON file of where else the events go: files, syslog, OTLP, Kafka (exporters.schema.json)");
  serve->add_option("--log-level", line.level, "what goes to stderr")->check(CLI::IsMember({"info", "error"}))->capture_default_str();
  serve->add_option("--config", line.config, "JSON file of these options, named as they are without dashes; what stands here goes before it");
  serve->add_flag("--print-config", line.print_config, "print what is set, keys and witnesses as <set>, and end");
  CLI::Option* cert = serve->add_option("--tls-cert", line.tls_cert, "certificate and its chain, PEM; serves https; read again on SIGHUP");
  CLI::Option* key = serve->add_option("--tls-key", line.tls_key, "its key, PEM, mode 0600 or 0640");
  cert->needs(key);
  key->needs(cert);
  serve->add_flag("--behind-proxy", line.serving.desk.behind_proxy, "a proxy with TLS stands before it: the last X-Forwarded-For is who asks");
  serve->add_option("--origin", line.origin, "https://HOST[:PORT], as browsers see it; security keys (WebAuthn) are taken for it, and none without it");
  number("--session-idle-s", line.session_idle_s, "a session of the dashboard ends after so many seconds without a request", 1, 86400);
  number("--session-longest-s", line.session_longest_s, "and after so many in any case", 1, 604800);
  number("--training-valid-days", line.training_valid_days, "an agent's training holds for so many days", 1, 3650);
  number("--step-up-valid-s", line.step_up_valid_s, "a second factor that an agent showed holds for so many seconds", 1, 86400);
  number("--approval-wait-s", line.approval_wait_s, "a question for a second person expires after so many seconds", 1, 86400);
  number("--retain-sealed-days", line.retain_sealed_days, "sealed texts are erased after so many days, with a tombstone in the log; 0: never", 0, 36500);
  number("--retain-subjects-days", line.retain_subjects_days, "a customer of whom no event is younger is erased, with a tombstone in the log; 0: never", 0, 36500);
  number("--retention-every-ms", line.retention_every_ms, "how often what is older than its time is let go of", 100, 86400000);
  number("--index-every-ms", line.index_every_ms, "how often what came is made searchable", 10, 3600000);
  number("--findings-every-s", line.findings_every_s, "how often days that stand out are looked for", 1, 86400);
  number("--rate", line.serving.rate, "requests a second of one device; one more is answered 429", 1, 1000000);
  number("--threads", line.serving.threads, "threads that read and verify", 1, 64);
  number("--timeout-ms", line.timeout_ms, "longest wait for a head, a body, or a reader of an answer", 100, 600000);
  number("--witness-every-ms", line.witness_every_ms, "how often a new checkpoint is shown to the witnesses", 10, 3600000);
  number("--max-connections", line.serving.http.connections, "one more is answered 503", 1, 65536);
  number("--queue", line.serving.queued_batches, "batches that may wait for the disk; one more is answered 503", 1, 65536);
}

void add_enrol(CLI::App& app, CommandLine& line) {
  CLI::App* enrol = app.add_subcommand("enrol", "enrol a device; prints its bearer token once");
  enrol->add_option("--db", line.db, kStoreMade)->required();
  enrol->add_option("--agent", line.enrolling.agent, "the agent's id")->required();
  enrol->add_option("--role", line.enrolling.role, "the agent's role in the policy")->required();
  enrol->add_option("--team", line.enrolling.teams, "a team of the agent; may be repeated");
  enrol->add_option("--helpdesk-name", line.enrolling.helpdesk_names, "a name the helpdesk writes for the agent; may be repeated");
}

void add_export(CLI::App& app, CommandLine& line) {
  CLI::App* exporting = app.add_subcommand("export", "write the log to stdout as tirai verify reads it");
  exporting->add_option("--db", line.db, kStore)->required();
  exporting->add_option("--chain", line.chain, "one chain only");
}

void add_access(CLI::App& app, CommandLine& line) {
  CLI::App* token = app.add_subcommand("token", "make a token that reads; prints it once");
  token->add_option("--db", line.db, kStoreMade)->required();
  token->add_option("--scope", line.scope, "audit: checkpoint, tiles, proofs; metrics: /metrics")->required()->check(CLI::IsMember({"audit", "metrics"}));
  token->add_option("--name", line.name, "whose it is")->required();
  CLI::App* revoke = app.add_subcommand("revoke", "end a device or a token, from its next request on");
  revoke->add_option("--db", line.db, kStore)->required();
  revoke->add_option("id", line.id, "its id, as credentials lists it")->required();
  CLI::App* credentials = app.add_subcommand("credentials", "list devices and tokens");
  credentials->add_option("--db", line.db, kStore)->required();
}

void add_account(CLI::App& app, CommandLine& line) {
  CLI::App* account = app.add_subcommand("account", "who may see the dashboard");
  account->require_subcommand(1);
  const auto verb = [&](const char* name, const char* what, bool of_one) {
    CLI::App* sub = account->add_subcommand(name, what);
    sub->add_option("--db", line.db, kStore)->required();
    if (!of_one) return sub;
    sub->add_option("name", line.account.name, "the account's name")->required();
    add_log_options(sub, line.account.by, line.log_key);
    return sub;
  };
  CLI::App* add = verb("add", "make an account; prints the address for its authenticator once", true);
  add->add_option("--role", line.account.role, "dpo, supervisor, manager or auditor")->required();
  add->add_option("--team", line.account.teams, "a team of a supervisor; may be repeated")->allow_extra_args(false);
  verb("list", "name, role, teams, created, disabled; tabs between", false);
  verb("disable", "end an account and its sessions, from its next request on", true);
  CLI::App* reset = verb("reset", "a new password and a new authenticator; an account that was disabled holds again", true);
  for (CLI::App* sub : {add, reset}) sub->add_option("--password-file", line.account.password_file, "its first line; without it TIRAI_PASSWORD, or asked for on the terminal");
}

void add_agent_verbs(CLI::App& app, CommandLine& line) {
  CLI::App* agent = app.add_subcommand("agent", "the second factors of those who work in the helpdesk");
  agent->require_subcommand(1);
  const std::pair<const char*, const char*> verbs[] = {{"add", "give an agent a second factor; prints the address for the authenticator once"},
                                                       {"list", "agent, factors, created, disabled; tabs between"},
                                                       {"reset", "another authenticator, and no keys; one that was disabled holds again"},
                                                       {"disable", "end it, and what it was shown for"}};
  for (const auto& [name, what] : verbs) {
    CLI::App* sub = agent->add_subcommand(name, what);
    sub->add_option("--db", line.db, kStore)->required();
    if (std::string_view(name) == "list") continue;
    sub->add_option("agent", line.agent.agent, "the agent's id, as enrol has it")->required();
    add_log_options(sub, line.agent.by, line.log_key);
  }
}

// Of a command with verbs.
template <typename Command>
int run_verb(const CLI::App& app, const char* name, Command command, const CommandLine& line, Result<std::string> (*run)(const Command&, std::int64_t)) {
  command.db = line.db;
  command.verb = app.get_subcommand(name)->get_subcommands().front()->get_name();
  if (!line.log_key.empty()) command.log_key = line.log_key;
  const auto text = run(command, now_ms());
  return text ? print(text.value()) : fail(text.error());
}

void add_care(CLI::App& app, CommandLine& line) {
  CLI::App* backup = app.add_subcommand("backup", "copy the store to a new file, one moment of it, while others write; checked after");
  backup->add_option("--db", line.db, kStore)->required();
  backup->add_option("file", line.file, "the copy")->required();
  CLI::App* restore = app.add_subcommand("restore", "make a store of a backup, where none is");
  restore->add_option("--db", line.db, "SQLite file to make")->required();
  restore->add_option("file", line.file, "the backup")->required();
  CLI::App* erase = app.add_subcommand("erase", "destroy a customer's keys and sealed texts, with a tombstone in the log; prints the pseudonym, keys, sealed texts");
  erase->add_option("--db", line.db, kStore)->required();
  CLI::Option* lookup = erase->add_option("--lookup", line.erasing.lookup, "the customer's lookup (tirai/pseudonym.h)");
  CLI::Option* id_file = erase->add_option("--id-file", line.erasing.id_file, "a file whose first line is the customer's id, e-mail address or telephone number")->excludes(lookup);
  lookup->excludes(id_file);
  add_log_options(erase, line.erasing.by, line.log_key);
  erase->callback([lookup, id_file] {
    if (lookup->count() + id_file->count() != 1) throw CLI::RequiredError("--lookup or --id-file");
  });
  CLI::App* check = app.add_subcommand("check-config", "say whether a config file is right");
  check->add_option("file", line.file, "as serve --config reads it")->required();
}

void add_report(CLI::App& app, CommandLine& line) {
  CLI::App* report = app.add_subcommand("report", "what is told outside: to a customer, or of a breach; on stdout");
  report->require_subcommand(1);
  const auto verb = [&](const char* name, const char* what) {
    CLI::App* sub = report->add_subcommand(name, what);
    sub->add_option("--db", line.db, kStore)->required();
    sub->add_option("--from", line.report.from, "milliseconds since 1970; without it from the beginning")->check(CLI::Range(std::int64_t{0}, std::int64_t{4'102'444'800'000}));
    sub->add_option("--to", line.report.to, "the first moment that is no longer meant")->check(CLI::Range(std::int64_t{0}, std::int64_t{4'102'444'800'000}));
    sub->add_option("--received", line.report.received, "when the question came, or the breach was known: the 3x24-hour clock runs from there; without it from now")->check(CLI::Range(std::int64_t{0}, std::int64_t{4'102'444'800'000}));
    sub->add_option("--lang", line.report.lang, "language")->check(CLI::IsMember({"id", "en"}))->capture_default_str();
    sub->add_option("--format", line.format, "a page to print, or JSON")->check(CLI::IsMember({"html", "json"}))->capture_default_str();
    return sub;
  };
  verb("subject", "who saw a customer's data, when and why")->add_option("--subject", line.report.subject, "any pseudonym of the customer")->required();
  CLI::App* breach = verb("breach", "whose data an agent or a device saw, and which");
  CLI::Option* agent = breach->add_option("--agent", line.report.agent, "the agent's id");
  breach->add_option("--device", line.report.device, "the device's id")->excludes(agent);
}

// Also beside a running serve, whose index it reads.
int run_report(const CLI::App& app, const CommandLine& line) {
  auto store = open_store(line.db, OpenMode::kExisting);
  if (!store) return fail(store.error());
  const bool subject = app.get_subcommand("report")->got_subcommand("subject");
  const auto report = subject ? subject_report(*store.value(), line.report, now_ms()) : breach_pack(*store.value(), line.report, now_ms());
  if (!report) return fail(report.error());
  return print(line.format == "json" ? report.value().dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" : report_html(report.value(), line.report.lang));
}

int run_care(const CLI::App& app, const CommandLine& line) {
  const auto done = app.got_subcommand("backup") ? back_up(line.db, line.file) : restore(line.file, line.db);
  return done ? 0 : fail(done.error());
}

int run_erase_command(CommandLine& line) {
  line.erasing.db = line.db;
  if (!line.log_key.empty()) line.erasing.log_key = line.log_key;
  const auto text = run_erase(line.erasing);
  return text ? print(text.value()) : fail(text.error());
}

void add_office(CLI::App& app, CommandLine& line) {
  add_kit(app, line.kit);
  add_coverage(app, line.coverage);
}

int run_office(const CLI::App& app, const CommandLine& line) {
  const auto text = app.got_subcommand("kit") ? run_kit(line.kit) : run_coverage(app, line.coverage);
  return text ? print(text.value()) : fail(text.error());
}

int parse_and_run(std::vector<std::string> arguments, bool only_check);

// What serve would do with it, up to the point where it would start.
int run_check_config(const std::string& file) { return parse_and_run({"serve", "--config", file}, true); }

int run(const CLI::App& app, CommandLine& line) {
  if (app.got_subcommand("backup") || app.got_subcommand("restore")) return run_care(app, line);
  if (app.got_subcommand("kit") || app.got_subcommand("coverage")) return run_office(app, line);
  if (app.got_subcommand("report")) return run_report(app, line);
  if (app.got_subcommand("account")) return run_verb(app, "account", line.account, line, run_account_command);
  if (app.got_subcommand("erase")) return run_erase_command(line);
  if (app.got_subcommand("agent")) return run_verb(app, "agent", line.agent, line, run_agent_command);
  if (app.got_subcommand("check-config")) return run_check_config(line.file);
  if (app.got_subcommand("token")) return run_token(line.db, line.scope, line.name);
  if (app.got_subcommand("revoke")) return run_revoke(line.db, line.id);
  if (app.got_subcommand("credentials")) return run_credentials(line.db);
  if (app.got_subcommand("enrol")) return run_enrol(line.db, line.enrolling);
  if (app.got_subcommand("export")) return run_export(line.db, line.chain);
  set_log_level(line.level == "info" ? LogLevel::kInfo : LogLevel::kError);
  line.serving.db = line.db;
  if (!line.policy.empty()) line.serving.policy = line.policy;
  if (!line.log_key.empty()) line.serving.log_key = line.log_key;
  if (!line.playground.empty()) line.serving.playground = line.playground;
  if (!line.dashboard.empty()) line.serving.dashboard = line.dashboard;
  if (!line.findings.empty()) line.serving.findings = line.findings;
  if (!line.exporters.empty()) line.serving.exporters = line.exporters;
  line.serving.findings_every = std::chrono::seconds(line.findings_every_s);
  line.serving.index_every = std::chrono::milliseconds(line.index_every_ms);
  line.serving.witness_every = std::chrono::milliseconds(line.witness_every_ms);
  line.serving.desk.sessions = {.idle_ms = line.session_idle_s * std::int64_t{1000}, .longest_ms = line.session_longest_s * std::int64_t{1000}};
  line.serving.device_desk = {.training_valid_ms = line.training_valid_days * std::int64_t{86'400'000},
                              .step_up_valid_ms = line.step_up_valid_s * std::int64_t{1000},
                              .approval_wait_ms = line.approval_wait_s * std::int64_t{1000}};
  line.serving.retention = {.sealed_ms = line.retain_sealed_days * std::int64_t{86'400'000}, .subjects_ms = line.retain_subjects_days * std::int64_t{86'400'000}};
  line.serving.retention_every = std::chrono::milliseconds(line.retention_every_ms);
  line.serving.http.timeout = std::chrono::milliseconds(line.timeout_ms);
  return run_serve(line.serving, line.listen);
}

int parse_and_run(std::vector<std::string> arguments, bool only_check) {
  auto whole = with_config(std::move(arguments));
  if (!whole) return fail(whole.error());
  CLI::App app{"Takes signed events from Tirai's clients, keeps them on disk, and hands them out for verification", "tirai-collector"};
  app.require_subcommand(1);
  app.set_version_flag("--version", TIRAI_VERSION);
  CommandLine line;
  for (const auto add : {add_serve, add_enrol, add_export, add_access, add_account, add_report, add_office, add_agent_verbs, add_care}) add(app, line);
  try {
    app.parse(std::vector<std::string>(whole.value().rbegin(), whole.value().rend()));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (const std::string* db : {&line.db, &line.kit.db, &line.coverage.db}) {
    const auto address = check_store_address(*db);
    if (address) continue;
    fail(address.error());
    return 2;
  }
  if (!line.origin.empty()) {
    auto party = read_relying_party(line.origin);
    if (!party) {
      fail(party.error());
      return 2;
    }
    line.serving.party = std::move(party).value();
  }
  if (!line.tls_cert.empty()) line.serving.tls = TlsFiles{line.tls_cert, line.tls_key};
  if (line.print_config) return print(print_config(options_of(whole.value())));
  if (!only_check) return run(app, line);
  if (!split_listen(line.listen, line.serving)) return fail({ErrorCode::kBadValue, "expected HOST:PORT, such as 127.0.0.1:8400", "listen"});
  if (const auto safe = check_listen(line.serving); !safe) return fail(safe.error());
  if (const auto limits = line.findings.empty() ? Result<FindingLimits>(default_limits()) : read_finding_limits(line.findings); !limits) return fail(limits.error());
  if (const auto exporters = line.exporters.empty() ? Result<std::vector<ExporterConfig>>(std::vector<ExporterConfig>()) : read_exporters(line.exporters); !exporters) return fail(exporters.error());
  return print("ok\n");
}
}  // namespace

int main(int argc, char** argv) {
  ::umask(0077);                  // the log is its owner's alone
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is an error we report
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk
  return parse_and_run({argv + 1, argv + argc}, false);
}
