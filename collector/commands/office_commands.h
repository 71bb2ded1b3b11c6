// `tirai-collector kit`: the periodic audit kit, in files. `coverage import|list`: who works in the helpdesk, and is not heard of. `report subject|breach`:
// what is told outside; also beside a running serve, whose index it reads.
//
//   kit   figures ─▶ pages, JSON ─▶ SHA-256 of each ─▶ event (look, dashboard.audit_kit) on the disk ─▶ OUT.id.html, OUT.en.html, OUT.json, OUT.event.json, OUT.tlog-proof
//
// The kit is signed by being in the log: the event names its files by their hashes, and the proof leads from the event to a checkpoint that the log's key
// signed and the witnesses cosigned. Nobody can make another kit of that day later on.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "office/filter.h"

namespace tirai::collector {

struct KitCommand {
  std::string db, out, quarter, by = "tirai-collector";
  std::optional<std::string> log_key;
  std::int64_t from = 0, to = 0;
  unsigned training_valid_days = 365;
};
struct ReportCommand {
  std::string db, format = "html", by = "tirai-collector";
  std::optional<std::string> log_key;
  Filter asked;
};
struct CoverageCommand {
  std::string db, file, helpdesk, by = "tirai-collector", format = "text";
  std::optional<std::string> log_key;
  Filter period;
};

void add_kit(CLI::App& app, KitCommand& command);
void add_coverage(CLI::App& app, CoverageCommand& command);
void add_report(CLI::App& app, ReportCommand& command);
/// What goes to stdout: the files' names, a line each.
[[nodiscard]] Result<std::string> run_kit(const KitCommand& command);
/// Of import: how many; of list: agent, helpdesk's name, team, state, last active there, last heard here; tabs between.
[[nodiscard]] Result<std::string> run_coverage(const CLI::App& app, const CoverageCommand& command);
/// The page or the JSON. A look, so an event of the log before it is told, as at the dashboard.
[[nodiscard]] Result<std::string> run_report(const CLI::App& app, const ReportCommand& command);

}  // namespace tirai::collector
