#include "office/finder.h"

#include <malloc.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "base/clock.h"
#include "base/log.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kEntriesAtOnce = 3000, kMostAgain = 200, kAgainMs = kHourMs / 2;

// "v,v,…;h,h,…;g": by Measure, by hour, goes_on.
std::string text_of(const DayFigures& figures) {
  std::string text;
  for (const std::int64_t value : figures.values) text += std::to_string(value) + ",";
  for (const std::int64_t value : figures.by_hour) text += std::to_string(value) + ",";
  return text + (figures.goes_on ? "1" : "0");
}

DayFigures read_figures(std::int64_t day, const std::string& text) {
  DayFigures figures;
  figures.day = day;
  const char *at = text.data(), *end = at + text.size();
  const auto next = [&] {
    std::int64_t value = 0;
    at = std::from_chars(at, end, value).ptr;
    if (at != end) ++at;
    return value;
  };
  for (std::int64_t& value : figures.values) value = next();
  for (std::int64_t& value : figures.by_hour) value = next();
  figures.goes_on = next() == 1;
  return figures;
}

// No person opens more in a day: a device that floods the log is found by these, and must not keep the finder, and with it everybody's snapshot of the
// store, busy for as long as it likes. They are read in parts, for what is read of all of them at once is 20 MiB.
constexpr std::int64_t kMostOfDay = 20'000, kPart = 1000;

// The rows of an agent from `begin` to before `end`, in order, the first kMostOfDay of them. `sql` begins with the time and the place, takes $1 to $3, and is gone on with here.
Result<Done> each_row(Store& store, const std::string& sql, const std::string& agent, std::int64_t begin, std::int64_t end, const std::function<void(const SqlRows&, std::size_t)>& visit) {
  const std::string part = sql + " AND i.time >= $4 AND (i.time > $4 OR i.place > $5) ORDER BY i.time, i.place LIMIT $6";
  std::int64_t time = begin, place = -1;
  for (std::int64_t read = 0; read < kMostOfDay; read += kPart) {
    const auto rows = store.read({part, {agent, begin, end, time, place, kPart}});
    if (!rows) return rows.error();
    const std::size_t count = rows.value().size();
    for (std::size_t i = 0; i < count; ++i) visit(rows.value(), i);
    if (count < static_cast<std::size_t>(kPart)) break;
    time = rows.value().integer(count - 1, 0), place = rows.value().integer(count - 1, 1);
  }
  return Done{};
}

// What the log holds around each access: the ticket's last event before the day.
std::string accesses_sql(const Store& store) {
  return "SELECT i.time, i.place, h.device_id, i.purpose, i.subject, i.ticket, " + store.json_text("e.line", "tirai", "relationship") +
         ", (SELECT max(p.time) FROM event_index p WHERE p.ticket = i.ticket AND p.helpdesk = i.helpdesk AND p.time < $2), i.helpdesk, i.team, CAST(CASE WHEN " + store.json_text("e.line", "tirai", "ticket_closed") + " IS NULL THEN 0 ELSE 1 END AS bigint) "
         "FROM event_index i JOIN events e ON e.chain_uid = i.chain_uid AND e.sequence = i.sequence JOIN chain_head h ON h.chain_uid = i.chain_uid "
         "WHERE i.agent = $1 AND i.time < $3 AND i.kind = 'reveal'";
}

// When an agent went on with which ticket of which helpdesk, in order. Read once a day's figures: asked for once an access, a ticket of very many
// events would cost their square.
using FollowUps = std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>>;
constexpr const char* kFollowUpsSql =
    "SELECT i.time, i.place, i.helpdesk, i.ticket FROM event_index i WHERE i.agent = $1 AND i.time >= $2 AND i.time < $3 AND i.kind IN ('contact', 'verify', 'outbound', 'copy', 'compare')";

bool goes_on(const FollowUps& all, std::pair<std::string, std::string> ticket, std::int64_t time) {
  const auto found = all.find(ticket);
  if (found == all.end()) return false;
  const auto next = std::ranges::upper_bound(found->second, time);
  return next != found->second.end() && *next <= time + kFollowUpMs;
}

// An agent's accesses of a day; each text that they name stands there once.
class DayAccesses {
 public:
  void add(const SqlRows& rows, std::size_t i, std::int64_t day, const FollowUps& follow_ups, std::int64_t now_ms) {
    const std::string& ticket = rows.text(i, 5);
    const std::int64_t time = rows.integer(i, 0), before = rows.integer(i, 7);
    all_.push_back({.time_ms = time, .device = keep(rows.text(i, 2)), .purpose = keep(rows.text(i, 3)), .customer = keep(rows.text(i, 4).empty() ? ticket : rows.text(i, 4)), .related = rows.text(i, 6) != "none",
                    .ticket_idle_days = !ticket.empty() && before > 0 ? (start_of_day(day) - before) / kDayMs : 0, .ticket_closed = rows.integer(i, 10) == 1,
                    .followed = ticket.empty() || time + kFollowUpMs > now_ms || goes_on(follow_ups, {rows.text(i, 8), ticket}, time)});
    team_ = rows.text(i, 9);
  }
  [[nodiscard]] const std::vector<Access>& all() const { return all_; }
  [[nodiscard]] const std::string& last_team() const { return team_; }

 private:
  std::string_view keep(const std::string& text) { return *texts_.insert(text).first; }

  std::set<std::string> texts_;
  std::vector<Access> all_;
  std::string team_;
};
}  // namespace

Result<std::vector<FindingRun::AgentDay>> FindingRun::touched(std::int64_t begin, std::int64_t end, std::int64_t now_ms) {
  const bool fresh = begin < end;
  const auto rows = fresh ? store_.read({"SELECT DISTINCT agent, (time + 25200000) / 86400000 FROM event_index WHERE place >= $1 AND place < $2 AND kind = 'reveal' AND agent <> '' ORDER BY 2, 1", {begin, end}})
                          : store_.read({"SELECT agent, day FROM agent_days WHERE again > 0 AND again <= $1 ORDER BY day, agent LIMIT $2", {now_ms, kMostAgain}});
  if (!rows) return rows.error();
  std::vector<AgentDay> days;
  for (std::size_t i = 0; i < rows.value().size(); ++i) days.push_back({rows.value().text(i, 0), rows.value().integer(i, 1)});
  return days;
}

Result<FindingRun::Seen> FindingRun::look_at(const AgentDay& of, std::int64_t now_ms) {
  const std::int64_t begin = start_of_day(of.day);
  FollowUps follow_ups;
  const auto later = each_row(store_, kFollowUpsSql, of.agent, begin, begin + kDayMs + kFollowUpMs + 1, [&](const SqlRows& rows, std::size_t i) { follow_ups[{rows.text(i, 2), rows.text(i, 3)}].push_back(rows.integer(i, 0)); });
  if (!later) return later.error();
  DayAccesses accesses;
  const auto read = each_row(store_, accesses_sql(store_), of.agent, begin, begin + kDayMs, [&](const SqlRows& rows, std::size_t i) { accesses.add(rows, i, of.day, follow_ups, now_ms); });
  if (!read) return read.error();
  const auto before = store_.read({"SELECT max(time) FROM event_index WHERE agent = $1 AND time < $2 AND time >= $3 AND kind = 'reveal'", {of.agent, begin, begin - kDayMs}});
  if (!before) return before.error();
  Seen seen{of, accesses.last_team(), figures_of(of.day, accesses.all(), before.value().integer(0, 0), limits_)};
  seen.figures.hours_over = std::clamp<std::int64_t>((now_ms - begin) / kHourMs, 0, 24);
  return seen;
}

Result<std::vector<DayFigures>> FindingRun::history(const char* where, const std::string& name, std::int64_t day) {
  const auto rows = store_.read({std::string("SELECT day, figures FROM agent_days WHERE ") + where + " = $1 AND day >= $2 AND day <= $3", {name, day - limits_.history_days, day}});
  if (!rows) return rows.error();
  std::vector<DayFigures> days;
  for (std::size_t i = 0; i < rows.value().size(); ++i) days.push_back(read_figures(rows.value().integer(i, 0), rows.value().text(i, 1)));
  return days;
}

namespace {
std::string key_of(const DayFinding& found) { return found.agent + "\n" + std::to_string(found.day) + "\n" + std::string(to_string(found.finding.measure)); }
}  // namespace

Result<bool> FindingRun::is_told(const DayFinding& found) {
  if (told_.contains(key_of(found))) return true;
  const auto rows = store_.read({"SELECT finding FROM findings WHERE agent = $1 AND time >= $2", {found.agent, start_of_day(found.day)}});
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const auto other = read_finding(json::parse(rows.value().text(i, 0), nullptr, false));
    if (other && other->day == found.day && other->finding.measure == found.finding.measure) return true;
  }
  return false;
}

// How many findings of the day are new; each is an event on the disk before this returns.
Result<std::size_t> FindingRun::judge_day(const Seen& seen, std::int64_t now_ms) {
  const auto own = history("agent", seen.of.agent, seen.of.day), team = history("team", seen.team, seen.of.day);
  if (!own) return own.error();
  if (!team) return team.error();
  const Baseline own_usual = baseline_of(own.value(), seen.of.day, limits_);
  const auto [peers, made] = peers_.try_emplace({seen.team, seen.of.day});
  if (made) peers->second = baseline_of(team.value(), seen.of.day, limits_);
  std::vector<DayFigures> that_day;
  std::ranges::copy_if(team.value(), std::back_inserter(that_day), [&](const DayFigures& figures) { return figures.day == seen.of.day; });
  const Baseline team_today = baseline_of(that_day, seen.of.day + 1, limits_);
  std::size_t count = 0;
  for (const AgentFinding& one : judge(seen.figures, own_usual, peers->second, &team_today, limits_)) {
    const DayFinding found{one, seen.of.day, seen.of.agent, seen.team};
    const auto told = is_told(found);
    if (!told) return told.error();
    if (told.value()) continue;
    if (!record_(finding_event(found, now_ms))) return Error{ErrorCode::kInternal, "storage: a finding's event was not kept; it is looked for again", "findings"};
    told_.insert(key_of(found));
    ++count;
  }
  return count;
}

Result<FinderProgress> FindingRun::step(std::int64_t now_ms) {
  const auto mine = lease_.take(now_ms);
  if (!mine) return mine.error();
  if (!mine.value()) return FinderProgress{};  // another collector of this log looks
  const auto cursors = store_.read({"SELECT f.next, i.next FROM findings_cursor f, index_cursor i WHERE f.id = 1 AND i.id = 1"});
  if (!cursors) return cursors.error();
  if (cursors.value().empty()) return FinderProgress{};
  const std::int64_t begin = cursors.value().integer(0, 0), end = std::min(begin + kEntriesAtOnce, cursors.value().integer(0, 1));
  const auto days = touched(begin, end, now_ms);
  if (!days) return days.error();
  peers_.clear();
  std::vector<Seen> all;
  std::vector<SqlStatement> rows;
  for (const AgentDay& of : days.value()) {
    auto seen = look_at(of, now_ms);
    if (!seen) return seen.error();
    const std::int64_t again = now_ms < start_of_day(of.day) + kDayMs + kFollowUpMs ? now_ms + kAgainMs : 0;
    rows.push_back({"INSERT INTO agent_days(agent, day, team, figures, again) VALUES($1, $2, $3, $4, $5) ON CONFLICT(agent, day) DO UPDATE SET team = excluded.team, figures = excluded.figures, again = excluded.again",
                    {of.agent, of.day, seen.value().team, text_of(seen.value().figures), again}});
    all.push_back(std::move(seen).value());
  }
  // First the figures of all, for they are each other's team; then the findings, whose events are kept before the cursor moves on.
  if (!rows.empty()) {
    if (const auto written = store_.write(rows); !written) return written.error();
  }
  FinderProgress progress{.caught_up = end == cursors.value().integer(0, 1) && (begin < end || days.value().size() < static_cast<std::size_t>(kMostAgain))};
  for (const Seen& seen : all) {
    const auto found = judge_day(seen, now_ms);
    if (!found) return found.error();
    progress.findings += found.value();
  }
  if (begin < end) {
    const SqlStatement moved{"UPDATE findings_cursor SET next = $1 WHERE id = 1", {end}};
    if (const auto written = store_.write({&moved, 1}); !written) return written.error();
    progress.caught_up = false;  // the days that are to be looked at again come with the next step
  }
  return progress;
}

Finder::Finder(std::unique_ptr<Store> store, FindingLimits limits, std::chrono::milliseconds every, RecordEvent record)
    : store_(std::move(store)), run_(*store_, std::move(limits), std::move(record)), every_(every), background_(every, [this] { return step(); }) {}

std::chrono::milliseconds Finder::step() {
  const auto began = std::chrono::steady_clock::now();
  const auto step = run_.step(now_ms());
  if (!step) {
    faults_.tell(step.error());
    return every_;
  }
  faults_.over();
  // What a day took for a moment is given back: what glibc keeps for this thread's next time is the process's for good.
  malloc_trim(0);
  // Half of the time at most, while there is something to catch up with: whoever sends events and whoever looks go first.
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  return step.value().caught_up ? every_ : took;
}

}  // namespace tirai::collector
