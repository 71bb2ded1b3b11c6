#include "people/helpdesk_agents.h"

#include <chrono>

#include "base/clock.h"
#include "base/names.h"
#include "base/rows.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kMinuteMs = 60'000, kLatest = 4'102'444'800'000;  // the year 2100

// So many digits from `at` on, which moves behind them.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count || text.substr(0, count).find_first_not_of("0123456789") != text.npos) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) value = value * 10 + (c - '0');
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

// Of "YYYY-MM-DD": the day's beginning in UTC.
std::optional<std::int64_t> day_start(std::string_view& text) {
  const auto year = digits(text, 4);
  if (!year || !skip(text, "-")) return std::nullopt;
  const auto month = digits(text, 2);
  if (!month || !skip(text, "-")) return std::nullopt;
  const auto day = digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * kDayMs;
}

// Of "HH:MM[:SS[.fraction]]": since the day's beginning.
std::optional<std::int64_t> time_of_day(std::string_view& text) {
  const auto hour = digits(text, 2);
  if (!hour || *hour > 23 || !skip(text, ":")) return std::nullopt;
  const auto minute = digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  if (skip(text, ":")) second = digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  if (skip(text, ".")) text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  return *hour * kHourMs + *minute * kMinuteMs + *second * 1000;
}

// Of "Z", "+07:00" or nothing (Jakarta's): east of UTC.
std::optional<std::int64_t> zone(std::string_view& text) {
  if (text.empty()) return kJakartaMs;
  if (skip(text, "Zz")) return 0;
  const bool west = text.front() == '-';
  if (!skip(text, "+-")) return std::nullopt;
  const auto hours = digits(text, 2);
  if (!hours || *hours > 14) return std::nullopt;
  skip(text, ":");
  const auto minutes = text.empty() ? std::optional(0) : digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return (west ? -1 : 1) * (*hours * kHourMs + *minutes * kMinuteMs);
}

std::optional<std::int64_t> written_moment(std::string_view text) {
  const auto day = day_start(text);
  if (!day) return std::nullopt;
  if (text.empty()) return *day - kJakartaMs + kDayMs - 1;
  if (!skip(text, "Tt ")) return std::nullopt;
  const auto time = time_of_day(text);
  if (!time) return std::nullopt;
  const auto east = zone(text);
  if (!east || !text.empty()) return std::nullopt;
  return *day + *time - *east;
}

Result<HelpdeskAgent> agent_of(const json& row, std::size_t number) {
  if (!row.is_object()) return wrong_row(number, "expected an object");
  HelpdeskAgent read{.agent = cell_text(row, "/agent")};
  if (read.agent.empty() || read.agent.size() > 256 || read.agent.find_first_of(std::string_view("\0\r\n\t", 4)) != read.agent.npos) return wrong_cell(number, "agent", "expected 1 to 256 bytes on one line");
  auto last = cell_moment(row, "/last_active");
  if (!last) last = written_moment(cell_text(row, "/last_active"));
  if (!last || *last <= 0 || *last > kLatest) return wrong_cell(number, "last_active", "expected a time, such as 2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970");
  read.last = *last;
  return read;
}
}  // namespace

Result<std::vector<HelpdeskAgent>> read_helpdesk_agents(std::string_view text) {
  const auto rows = read_table(text, kMostHelpdeskAgents);
  if (!rows) return rows.error();
  std::vector<HelpdeskAgent> all;
  for (const json& row : rows.value()) {
    auto agent = agent_of(row, all.size() + 1);
    if (!agent) return agent.error();
    all.push_back(std::move(agent).value());
  }
  if (all.empty()) return Error{ErrorCode::kMissingKey, "no agent is in it; expected columns agent and last_active", "body"};
  return all;
}

bool is_helpdesk(std::string_view name) { return is_agent_name(name); }

Result<Done> keep_helpdesk_agents(Store& store, const HelpdeskImport& import, std::int64_t now_ms) {
  std::vector<SqlStatement> all;
  for (const HelpdeskAgent& one : import.agents) {
    all.push_back({"INSERT INTO helpdesk_agents(helpdesk, agent, last, imported, imported_by) VALUES($1, $2, $3, $4, $5) ON CONFLICT(helpdesk, agent) DO UPDATE SET imported = excluded.imported, "
                   "imported_by = excluded.imported_by, last = CASE WHEN excluded.last > helpdesk_agents.last THEN excluded.last ELSE helpdesk_agents.last END",
                   {import.helpdesk, one.agent, one.last, now_ms, import.by}});
  }
  const auto written = store.write(all);
  if (!written) return written.error();
  return Done{};
}

}  // namespace tirai::collector
