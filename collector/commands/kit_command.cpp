#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "base/clock.h"
#include "base/new_file.h"
#include "commands/office_commands.h"
#include "commands/run_recorded.h"
#include "commands/store_options.h"
#include "log/log_answers.h"
#include "office/indexer.h"
#include "office/kit.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

struct KitFile {
  std::string suffix, text;
};

// Never over a file that is there: a kit that was handed over stays what it was.
Result<Done> write_new(const std::string& path, const std::string& text) {
  const NewFile made = write_new_file(path, text, 0640);
  if (made == NewFile::kCannotBeMade) return Error{ErrorCode::kBadValue, "cannot be made; expected a folder that can be written, and no such file in it", path};
  if (made == NewFile::kNotWhole) return Error{ErrorCode::kInternal, "cannot be written whole; expected free space on the disk", path};
  return Done{};
}

Result<Done> check_free(const std::string& out) {
  for (const char* suffix : {"id.html", "en.html", "json", "event.json", "tlog-proof"}) {
    const std::string path = out + "." + suffix;
    if (::access(path.c_str(), F_OK) == 0) return Error{ErrorCode::kBadValue, "is there already; expected another --out", path};
  }
  return Done{};
}

// "2026-11-13", in Jakarta's time.
std::string day_text(std::int64_t time_ms) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day_of(time_ms)))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Result<KitPeriod> period_of(const KitCommand& command) {
  if (!command.quarter.empty()) return read_quarter(command.quarter);
  if (command.from <= 0 || command.to <= command.from) return Error{ErrorCode::kBadValue, "expected --quarter, or --from and a later --to", "--from"};
  return KitPeriod{day_text(command.from) + " – " + day_text(command.to - 1), command.from, command.to};
}

// The event that names these files, as it was signed, and its proof.
Result<std::vector<KitFile>> event_and_proof(Store& store, const std::string& hash) {
  if (const auto caught_up = catch_up(store, std::chrono::seconds(60)); !caught_up) return caught_up.error();
  const auto rows = store.read({"SELECT i.chain_uid, i.sequence, e.line FROM event_index i JOIN events e ON e.chain_uid = i.chain_uid AND e.sequence = i.sequence WHERE i.class = 'dashboard.audit_kit' ORDER BY i.time DESC, i.place DESC LIMIT 20"});
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    if (rows.value().text(i, 2).find(hash) == std::string::npos) continue;
    const auto proof = proof_answer(store, "event/" + rows.value().text(i, 0) + "/" + std::to_string(rows.value().integer(i, 1)));
    if (!proof) return proof.error();
    if (proof.value().status != 200) break;
    return std::vector<KitFile>{{"event.json", rows.value().text(i, 2) + "\n"}, {"tlog-proof", proof.value().body}};
  }
  return Error{ErrorCode::kInternal, "the kit's event is not in the log yet; make the kit again", "--db"};
}
}  // namespace

void add_kit(CLI::App& app, KitCommand& command) {
  CLI::App* kit = app.add_subcommand("kit", "the periodic audit kit of a quarter: pages to print in id and en, JSON, and the proof that the log holds their hashes");
  const auto moment = CLI::Range(std::int64_t{1}, kLatestMoment);
  kit->add_option("--db", command.db, kStore)->required();
  CLI::Option* quarter = kit->add_option("--quarter", command.quarter, "such as 2026-Q3, in Jakarta's time");
  CLI::Option* from = kit->add_option("--from", command.from, "instead of a quarter: milliseconds since 1970")->check(moment)->excludes(quarter);
  CLI::Option* to = kit->add_option("--to", command.to, "the first moment that is no longer meant")->check(moment);
  from->needs(to);
  to->needs(from);
  kit->add_option("--out", command.out, "what the files' names begin with, such as kits/audit-2026-Q3; none of them is written over")->required();
  add_log_options(kit, command.by, command.log_key);
  kit->add_option("--training-valid-days", command.training_valid_days, "as serve has it")->check(CLI::Range(1, 3650))->capture_default_str();
  kit->footer("Example:\n  tirai-collector kit --db log.db --quarter 2026-Q3 --out audit-2026-Q3\n  tirai verify --proof audit-2026-Q3.tlog-proof --log-vkey log.db-log.vkey audit-2026-Q3.event.json --holds audit-2026-Q3.en.html");
}

Result<std::string> run_kit(const KitCommand& command) {
  const auto period = period_of(command);
  if (!period) return period.error();
  if (const auto free = check_free(command.out); !free) return free.error();
  auto writing = open_writing(command.db, command.log_key, OpenMode::kExisting);
  if (!writing) return writing.error();
  auto reading = open_store(command.db, OpenMode::kExisting);
  if (!reading) return reading.error();
  const auto kit = audit_kit(*reading.value(), {.period = period.value(), .training_valid_ms = command.training_valid_days * std::int64_t{86'400'000}}, now_ms());
  if (!kit) return kit.error();
  std::vector<KitFile> files = {{"id.html", audit_kit_html(kit.value(), "id")}, {"en.html", audit_kit_html(kit.value(), "en")}, {"json", kit.value().dump(1, ' ', false, json::error_handler_t::replace) + "\n"}};
  json asked = {{"from", period.value().from}, {"to", period.value().to}};
  for (const KitFile& file : files) asked[file.suffix] = sha256_hex(file.text);
  Result<Done> recorded = Done{};
  run_recorded(std::move(writing).value(), [&](Writer&, OwnLog& own_log) -> boost::asio::awaitable<void> {
    json event = look_event(local_officer(command.by), "audit_kit", asked);
    recorded = co_await own_log.record(std::move(event));
  });
  if (!recorded) return recorded.error();
  const auto proven = event_and_proof(*reading.value(), asked["json"].get<std::string>());
  if (!proven) return proven.error();
  files.insert(files.end(), proven.value().begin(), proven.value().end());
  std::string names;
  for (const KitFile& file : files) {
    const std::string path = command.out + "." + file.suffix;
    if (const auto written = write_new(path, file.text); !written) return written.error();
    names += path + "\n";
  }
  return names;
}

}  // namespace tirai::collector
