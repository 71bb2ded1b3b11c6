#include "base/clock.h"
#include "commands/logged_change.h"
#include "commands/office_commands.h"
#include "commands/store_options.h"
#include "log/own_log.h"
#include "office/indexer.h"
#include "office/report_html.h"
#include "office/reports.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

// What was asked for, as the dashboard's looks have it.
json told_of(const ReportCommand& command) {
  const Filter& asked = command.asked;
  json told = {{"lang", asked.lang}};
  for (const auto& [key, time] : {std::pair("from", asked.from), std::pair("to", asked.to), std::pair("received", asked.received)}) {
    if (time > 0) told[key] = time;
  }
  for (const auto& [key, text] : {std::pair("subject", asked.subject), std::pair("agent", asked.agent), std::pair("device", asked.device)}) {
    if (!text.empty()) told[key] = text;
  }
  return told;
}
}  // namespace

void add_report(CLI::App& app, ReportCommand& command) {
  CLI::App* report = app.add_subcommand("report", "what is told outside: to a customer, or of a breach; on stdout");
  report->require_subcommand(1);
  const auto moment = CLI::Range(std::int64_t{0}, kLatestMoment);
  const auto verb = [&](const char* name, const char* what) {
    CLI::App* sub = report->add_subcommand(name, what);
    sub->add_option("--db", command.db, kStore)->required();
    sub->add_option("--from", command.asked.from, "milliseconds since 1970; without it from the beginning")->check(moment);
    sub->add_option("--to", command.asked.to, "the first moment that is no longer meant")->check(moment);
    sub->add_option("--received", command.asked.received, "when the question came, or the breach was known: the 3x24-hour clock runs from there; without it the report has none")->check(moment);
    sub->add_option("--lang", command.asked.lang, "language")->check(CLI::IsMember({"id", "en"}))->capture_default_str();
    sub->add_option("--format", command.format, "a page to print, or JSON")->check(CLI::IsMember({"html", "json"}))->capture_default_str();
    add_log_options(sub, command.by, command.log_key);
    return sub;
  };
  verb("subject", "who saw a customer's data, when and why")->add_option("--subject", command.asked.subject, "any pseudonym of the customer")->required();
  CLI::App* breach = verb("breach", "whose data an agent or a device saw, and which");
  CLI::Option* agent = breach->add_option("--agent", command.asked.agent, "the agent's id");
  breach->add_option("--device", command.asked.device, "the device's id")->excludes(agent);
}

Result<std::string> run_report(const CLI::App& app, const ReportCommand& command) {
  auto store = open_store(command.db, OpenMode::kExisting);
  if (!store) return store.error();
  if (const auto caught_up = catch_up(*store.value(), kReportWait); !caught_up) return caught_up.error();
  const bool subject = app.get_subcommand("report")->got_subcommand("subject");
  const auto report = subject ? subject_report(*store.value(), command.asked, now_ms()) : breach_pack(*store.value(), command.asked, now_ms());
  if (!report) return report.error();
  const json asked = told_of(command);
  const auto recorded = logged_change(command.db, command.log_key, look_event(local_officer(command.by), subject ? "subject_report" : "breach_pack", asked), [](Store&) -> Result<Done> { return Done{}; });
  if (!recorded) return recorded.error();
  return command.format == "json" ? report.value().dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" : report_html(report.value(), command.asked.lang);
}

}  // namespace tirai::collector
