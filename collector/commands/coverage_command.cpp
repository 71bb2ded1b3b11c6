#include <fstream>
#include <iterator>

#include "base/clock.h"
#include "base/rows.h"
#include "commands/logged_change.h"
#include "commands/office_commands.h"
#include "commands/store_options.h"
#include "office/coverage.h"
#include "people/helpdesk_agents.h"
#include "people/people_events.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

Result<std::string> read_list(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kBadValue, "cannot be read; expected CSV or JSON with agent and last_active", path};
  std::string text(kMostTableBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

Result<std::string> import_list(const CoverageCommand& command) {
  if (!is_helpdesk(command.helpdesk)) return Error{ErrorCode::kBadValue, "expected 1 to 128 letters, digits or . _ : - / @ +", "--helpdesk"};
  const auto text = read_list(command.file);
  if (!text) return text.error();
  auto agents = read_helpdesk_agents(text.value());
  if (!agents) return Error{agents.error().code, agents.error().message, command.file + " " + agents.error().at};
  const HelpdeskImport import{.helpdesk = command.helpdesk, .by = command.by, .agents = std::move(agents).value()};
  const auto kept = logged_change(command.db, command.log_key, helpdesk_agents_event({command.by, ""}, import.helpdesk, import.agents.size()), [&](Store& store) { return keep_helpdesk_agents(store, import, now_ms()); });
  if (!kept) return kept.error();
  return std::to_string(import.agents.size()) + "\n";
}

std::string text_of(const json& found) {
  std::string text;
  for (const json& one : found["agents"]) {
    text += one.value("agent", "") + "\t" + one.value("name", "") + "\t" + one.value("team", "") + "\t" + one.value("state", "") + "\t" + std::to_string(one.value("there", std::int64_t{0})) + "\t" + std::to_string(one.value("here", std::int64_t{0})) + "\n";
  }
  return text;
}

Result<std::string> list_agents(const CoverageCommand& command) {
  auto store = open_store(command.db, OpenMode::kExisting);
  if (!store) return store.error();
  const auto found = coverage(*store.value(), local_officer(command.by), command.period);
  if (!found) return found.error();
  return command.format == "json" ? found.value().dump(1, ' ', false, json::error_handler_t::replace) + "\n" : text_of(found.value());
}
}  // namespace

void add_coverage(CLI::App& app, CoverageCommand& command) {
  CLI::App* coverage = app.add_subcommand("coverage", "agents who work in the helpdesk, and of whom nothing is heard here");
  coverage->require_subcommand(1);
  const auto verb = [&](const char* name, const char* what) {
    CLI::App* sub = coverage->add_subcommand(name, what);
    sub->add_option("--db", command.db, kStore)->required();
    return sub;
  };
  CLI::App* import = verb("import", "bring along the helpdesk's own list of its agents, CSV or JSON: agent (id or name), last_active (a day, RFC 3339, or milliseconds since 1970)");
  import->add_option("--helpdesk", command.helpdesk, "which helpdesk")->required();
  add_log_options(import, command.by, command.log_key);
  import->add_option("file", command.file, "the list")->required();
  CLI::App* list = verb("list", "agent, the helpdesk's name, team, state, last active there, last heard here; tabs between; the silent first");
  const auto moment = CLI::Range(std::int64_t{0}, kLatestMoment);
  list->add_option("--from", command.period.from, "milliseconds since 1970; without it from the beginning")->check(moment);
  list->add_option("--to", command.period.to, "the first moment that is no longer meant")->check(moment);
  list->add_option("--format", command.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
}

Result<std::string> run_coverage(const CLI::App& app, const CoverageCommand& command) {
  return app.get_subcommand("coverage")->got_subcommand("import") ? import_list(command) : list_agents(command);
}

}  // namespace tirai::collector
