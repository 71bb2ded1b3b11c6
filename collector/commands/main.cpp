// The command line. Exit codes: 0 done, 1 failed (the reason is on stderr), 2 used wrongly.
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "base/clock.h"
#include "commands/account_command.h"
#include "commands/agent_command.h"
#include "commands/config.h"
#include "commands/credential_command.h"
#include "commands/erase_command.h"
#include "commands/office_commands.h"
#include "commands/request_command.h"
#include "commands/serve_options.h"
#include "commands/store_options.h"
#include "store/backup.h"

namespace {
using namespace tirai;
using namespace tirai::collector;

int fail(const Error& error) {
  std::fprintf(stderr, "tirai-collector: %s\n", error.text().c_str());
  return 1;
}

int run_serve(ServeOptions options, const std::string& listen) {
  if (!read_listen(listen, options)) {
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

int answer(const Result<std::string>& text) { return text ? print(text.value()) : fail(text.error()); }

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

struct CommandLine {
  std::string db, chain, file;
  ServeLine serve;
  CredentialCommand credential;
  AccountCommand account;
  AgentCommand agent;
  EraseCommand erasing;
  ReportCommand report;
  KitCommand kit;
  CoverageCommand coverage;
  RequestCommand request;
};

void add_export(CLI::App& app, CommandLine& line) {
  CLI::App* exporting = app.add_subcommand("export", "write the log to stdout as tirai verify reads it");
  exporting->add_option("--db", line.db, kStore)->required();
  exporting->add_option("--chain", line.chain, "one chain only");
}

void add_account(CLI::App& app, CommandLine& line) {
  CLI::App* account = app.add_subcommand("account", "who may see the dashboard");
  account->require_subcommand(1);
  const auto verb = [&](const char* name, const char* what, bool of_one) {
    CLI::App* sub = account->add_subcommand(name, what);
    sub->add_option("--db", line.db, kStore)->required();
    if (!of_one) return sub;
    sub->add_option("name", line.account.name, "the account's name")->required();
    add_log_options(sub, line.account.by, line.account.log_key);
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
    add_log_options(sub, line.agent.by, line.agent.log_key);
  }
}

// Of a command with verbs.
template <typename Command>
int run_verb(const CLI::App& app, const char* name, Command command, const CommandLine& line, Result<std::string> (*run)(const Command&, std::int64_t)) {
  command.db = line.db;
  command.verb = app.get_subcommand(name)->get_subcommands().front()->get_name();
  return answer(run(command, now_ms()));
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
  add_log_options(erase, line.erasing.by, line.erasing.log_key);
  erase->callback([lookup, id_file] {
    if (lookup->count() + id_file->count() != 1) throw CLI::RequiredError("--lookup or --id-file");
  });
  CLI::App* check = app.add_subcommand("check-config", "say whether a config file is right");
  check->add_option("file", line.file, "as serve --config reads it")->required();
}

int run_care(const CLI::App& app, const CommandLine& line) {
  const auto done = app.got_subcommand("backup") ? back_up(line.db, line.file) : restore(line.file, line.db);
  return done ? 0 : fail(done.error());
}

int run_erase_command(CommandLine& line) {
  line.erasing.db = line.db;
  return answer(run_erase(line.erasing));
}

int parse_and_run(std::vector<std::string> arguments, bool only_check);

// What serve would do with it, up to the point where it would start.
int run_check_config(const std::string& file) { return parse_and_run({"serve", "--config", file}, true); }

int run(const CLI::App& app, CommandLine& line, const ServeOptions& serving) {
  if (app.got_subcommand("backup") || app.got_subcommand("restore")) return run_care(app, line);
  if (app.got_subcommand("kit")) return answer(run_kit(line.kit));
  if (app.got_subcommand("coverage")) return answer(run_coverage(app, line.coverage));
  if (app.got_subcommand("request")) return answer(run_request_command(app, line.request, now_ms()));
  if (app.got_subcommand("report")) return answer(run_report(app, line.report));
  if (app.got_subcommand("account")) return run_verb(app, "account", line.account, line, run_account_command);
  if (app.got_subcommand("erase")) return run_erase_command(line);
  if (app.got_subcommand("agent")) return run_verb(app, "agent", line.agent, line, run_agent_command);
  if (app.got_subcommand("check-config")) return run_check_config(line.file);
  if (app.got_subcommand("token")) return answer(run_token(line.credential));
  if (app.got_subcommand("revoke")) return answer(run_revoke(line.credential));
  if (app.got_subcommand("credentials")) return answer(run_credentials(line.credential));
  if (app.got_subcommand("enrol")) return answer(run_enrol(line.credential));
  if (app.got_subcommand("export")) return run_export(line.db, line.chain);
  set_log_level(line.serve.level == "info" ? LogLevel::kInfo : LogLevel::kError);
  return run_serve(serving, line.serve.listen);
}

int parse_and_run(std::vector<std::string> arguments, bool only_check) {
  auto whole = with_config(std::move(arguments));
  if (!whole) return fail(whole.error());
  CLI::App app{"Takes signed events from Tirai's clients, keeps them on disk, and hands them out for verification", "tirai-collector"};
  app.require_subcommand(1);
  app.set_version_flag("--version", TIRAI_VERSION);
  CommandLine line;
  add_serve(app, line.serve);
  add_credentials(app, line.credential);
  for (const auto add : {add_export, add_account}) add(app, line);
  add_report(app, line.report);
  add_kit(app, line.kit);
  add_coverage(app, line.coverage);
  add_requests(app, line.request);
  for (const auto add : {add_agent_verbs, add_care}) add(app, line);
  try {
    app.parse(std::vector<std::string>(whole.value().rbegin(), whole.value().rend()));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (const std::string* db : {&line.db, &line.serve.options.db, &line.credential.db, &line.report.db, &line.kit.db, &line.coverage.db, &line.request.db}) {
    const auto address = check_store_address(*db);
    if (address) continue;
    fail(address.error());
    return 2;
  }
  const auto serving = serve_options(line.serve);
  if (!serving) {
    fail(serving.error());
    return 2;
  }
  if (line.serve.print_config) return print(print_config(options_of(whole.value())));
  if (!only_check) return run(app, line, serving.value());
  if (const auto checked = check_serve(line.serve, serving.value()); !checked) return fail(checked.error());
  return print("ok\n");
}
}  // namespace

int main(int argc, char** argv) {
  ::umask(0077);                  // the log is its owner's alone
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is an error we report
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk
  return parse_and_run({argv + 1, argv + argc}, false);
}
