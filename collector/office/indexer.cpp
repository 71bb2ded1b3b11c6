#include "office/indexer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_in.h"
#include "base/log.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

// Log entries of one step: the write lock of a SQLite file is held for some ten milliseconds, and the next batch waits no longer than for a commit.
constexpr std::int64_t kStep = 500;

// The collector's own device has no team, and is no agent.
SqlStatement team_row(const std::string& device_id, const std::string& text) {
  const json subject = json::parse(text, nullptr, false);
  const std::string agent = text_in(subject, "/type") == "agent" ? text_in(subject, "/id") : "";
  return {"INSERT INTO device_teams(device_id, team, agent) VALUES($1, $2, $3) ON CONFLICT(device_id) DO NOTHING", {device_id, text_in(subject, "/properties/teams/0"), agent}};
}

Result<std::vector<SqlStatement>> new_teams(Store& store) {
  const auto rows = store.read({"SELECT device_id, subject FROM devices WHERE device_id NOT IN (SELECT device_id FROM device_teams)"});
  if (!rows) return rows.error();
  std::vector<SqlStatement> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back(team_row(rows.value().text(i, 0), rows.value().text(i, 1)));
  return all;
}

constexpr const char* kFromLog =
    " FROM batches b JOIN events e ON e.chain_uid = b.chain_uid AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count "
    "JOIN chain_head h ON h.chain_uid = b.chain_uid LEFT JOIN device_teams t ON t.device_id = h.device_id WHERE b.log_index >= $1 AND b.log_index < $2";

std::string index_rows(const Store& store) {
  return std::string("INSERT INTO event_index(place, time, kind, class, purpose, entity_type, helpdesk, ticket, agent, team, chain_uid, sequence, subject) "
                     "SELECT b.log_index + 1 + e.sequence - b.first_sequence, e.time, coalesce(e.kind, ''), coalesce(e.class, ''), coalesce(e.purpose, ''), coalesce(e.entity_type, ''), "
                     "coalesce(e.helpdesk, ''), coalesce(e.ticket, ''), coalesce(e.agent, ''), coalesce(t.team, ''), e.chain_uid, e.sequence, coalesce(") +
         store.json_text("e.line", "tirai", "subject") + ", '')" + kFromLog;
}

constexpr const char* kCounts =
    "INSERT INTO event_counts(hour, kind, class, purpose, team, events) SELECT time / 3600000, kind, class, purpose, team, count(*) FROM event_index WHERE place > $1 AND place < $2 "
    "GROUP BY 1, 2, 3, 4, 5 ON CONFLICT(hour, kind, class, purpose, team) DO UPDATE SET events = event_counts.events + excluded.events";

// What a year is drawn from: one dimension each.
SqlStatement day_counts_of(const std::string& dimension, std::int64_t begin, std::int64_t end) {
  return {"INSERT INTO day_counts(dimension, kind, day, name, team, events) SELECT '" + dimension + "', kind, (time + 25200000) / 86400000, " + dimension + ", team, count(*) FROM event_index WHERE place > $1 AND place < $2 "
              "GROUP BY 2, 3, 4, 5 ON CONFLICT(dimension, kind, day, name, team) DO UPDATE SET events = day_counts.events + excluded.events",
          {begin, end}};
}

constexpr const char* kHourCounts =
    "INSERT INTO hour_counts(hour, kind, team, events) SELECT time / 3600000, kind, team, count(*) FROM event_index WHERE place > $1 AND place < $2 GROUP BY 1, 2, 3 "
    "ON CONFLICT(hour, kind, team) DO UPDATE SET events = hour_counts.events + excluded.events";

// The collector's own finding events, as the dashboard lists them.
std::string findings(const Store& store) {
  return "INSERT INTO findings(place, time, agent, team, finding, chain_uid, sequence) SELECT b.log_index + 1 + e.sequence - b.first_sequence, e.time, coalesce(e.agent, ''), coalesce(" +
         store.json_text("e.line", "tirai", "team") + ", ''), coalesce(" + store.json_text("e.line", "tirai", "finding") + ", ''), e.chain_uid, e.sequence" + kFromLog + " AND e.kind = 'finding'";
}

// Whoever sent anything was there: also a session that began and in which nothing was looked at.
std::string heard() {
  return std::string("INSERT INTO heard_days(agent, day, last) SELECT t.agent, (e.time + 25200000) / 86400000, max(e.time)") + kFromLog +
         " AND coalesce(t.agent, '') <> '' GROUP BY 1, 2 ON CONFLICT(agent, day) DO UPDATE SET last = CASE WHEN excluded.last > heard_days.last THEN excluded.last ELSE heard_days.last END";
}

// A browser that was offline still sends what it wrote of a customer who was erased meanwhile.
constexpr const char* kErased =
    "DELETE FROM sealed WHERE (chain_uid, sequence) IN (SELECT e.chain_uid, e.sequence FROM event_index e JOIN erasures x ON x.pseudonym = e.subject WHERE e.place > $1 AND e.place < $2)";

// Of a collector's own events there is no policy.
std::string policies(const Store& store) {
  const std::string policy = store.json_text("e.line", "policy", "uid"), version = store.json_text("e.line", "policy", "version");
  return "INSERT INTO policy_versions(policy, version, first, last, events) SELECT " + policy + ", " + version + ", min(e.time), max(e.time), count(*)" + kFromLog + " AND " + policy +
         " IS NOT NULL GROUP BY 1, 2 ON CONFLICT(policy, version) DO UPDATE SET events = policy_versions.events + excluded.events, "
         "first = CASE WHEN excluded.first < policy_versions.first THEN excluded.first ELSE policy_versions.first END, "
         "last = CASE WHEN excluded.last > policy_versions.last THEN excluded.last ELSE policy_versions.last END";
}

Result<std::int64_t> cursor_of(Store& store) {
  const auto rows = store.read({"SELECT next FROM index_cursor WHERE id = 1"});
  if (!rows) return rows.error();
  return rows.value().empty() ? 0 : rows.value().integer(0, 0);
}

// Where a step ends: behind a whole batch, that of the entry kStep on.
Result<std::int64_t> end_of_step(Store& store, std::int64_t begin, std::int64_t size) {
  if (size - begin <= kStep) return size;
  const auto rows = store.read({"SELECT log_index + count + 1 FROM batches WHERE log_index <= $1 ORDER BY log_index DESC LIMIT 1", {begin + kStep}});
  if (!rows) return rows.error();
  return rows.value().empty() ? begin + kStep : std::max(rows.value().integer(0, 0), begin + 1);
}
}  // namespace

Result<IndexProgress> index_some(Store& store) {
  const auto cursor = cursor_of(store);
  if (!cursor) return cursor.error();
  const auto log = store.log_head();
  if (!log) return log.error();
  const std::int64_t begin = cursor.value(), size = static_cast<std::int64_t>(log.value().head.size);
  if (begin >= size) return IndexProgress{.left = 0, .log_size = log.value().head.size};
  const auto end = end_of_step(store, begin, size);
  if (!end) return end.error();
  auto steps = new_teams(store);
  if (!steps) return steps.error();
  auto& all = steps.value();
  // Of two that index at once the second one meets the first one's rows (their places are a key), and all of its step is undone.
  all.push_back({index_rows(store), {begin, end.value()}});
  all.push_back({kCounts, {begin, end.value()}});
  for (const char* dimension : {"class", "purpose", "team", "kind"}) all.push_back(day_counts_of(dimension, begin, end.value()));
  all.push_back({kHourCounts, {begin, end.value()}});
  all.push_back({findings(store), {begin, end.value()}});
  all.push_back({policies(store), {begin, end.value()}});
  all.push_back({heard(), {begin, end.value()}});
  all.push_back({kErased, {begin, end.value()}});
  // Never back: a step without events meets no key of another indexer's.
  all.push_back({"UPDATE index_cursor SET next = $1 WHERE id = 1 AND next < $1", {end.value()}});
  if (const auto written = store.write(all); !written) {
    const auto now = cursor_of(store);
    if (!now || now.value() == begin) return written.error();
    return IndexProgress{.left = static_cast<std::uint64_t>(std::max(size - now.value(), std::int64_t{0})), .log_size = log.value().head.size};
  }
  return IndexProgress{.left = static_cast<std::uint64_t>(size - end.value()), .log_size = log.value().head.size, .stepped = static_cast<std::uint64_t>(end.value() - begin)};
}

Result<std::int64_t> events_behind(Store& store) {
  const auto rows = store.read({"SELECT CAST(coalesce(sum(b.count), 0) AS bigint) FROM batches b JOIN chain_head h ON h.chain_uid = b.chain_uid JOIN devices d ON d.device_id = h.device_id "
                                "WHERE b.log_index >= (SELECT next FROM index_cursor WHERE id = 1) AND d.subject NOT LIKE '%\"type\":\"collector\"%'"});
  if (!rows) return rows.error();
  return rows.value().integer(0, 0);
}

Result<bool> catch_up(Store& store, std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  const auto log = store.log_head();
  if (!log) return log.error();
  const std::uint64_t size = log.value().head.size;
  while (true) {
    const auto step = index_some(store);
    if (!step) return step.error();
    if (step.value().log_size - step.value().left >= size) return true;
    if (std::chrono::steady_clock::now() >= until) return false;
  }
}

Indexer::Indexer(std::unique_ptr<Store> store, std::chrono::milliseconds every) : store_(std::move(store)), every_(every), background_(every, [this] { return step(); }) {}

void Indexer::catch_up(std::chrono::milliseconds wait, Done done) {
  {
    std::unique_lock lock(mutex_);
    if (Clock::now() + wait < caught_up_at_) {
      lock.unlock();
      return done(false);
    }
    waiting_.push_back({.until = Clock::now() + wait, .done = std::move(done)});
  }
  background_.wake();
}

void Indexer::stop() {
  background_.stop();
  tell_all_no();
}

std::chrono::milliseconds Indexer::step() {
  const auto ms = [](Clock::duration time) { return std::chrono::ceil<std::chrono::milliseconds>(time); };
  const auto began = Clock::now();
  if (began < rest_until_) return ms(rest_until_ - began);
  begin_waiting();
  const auto progress = index_some(*store_);
  store_->tidy();  // where nobody sends, nobody else would: an index made anew would leave gigabytes beside the database
  const auto took = Clock::now() - began;
  if (!progress) {
    if (progress.error().code != ErrorCode::kBadValue) faults_.tell(progress.error());
    tell_all_no();
    return every_;
  }
  faults_.over();
  // While events come in, a tenth of the time at most is ours, whoever asks: those who send them go first. In quiet hours the rest is caught up with.
  const auto [left, size, stepped] = progress.value();
  const auto rest = left > 0 && size != size_ ? 9 * took : Clock::duration(0);
  size_ = size;
  rest_until_ = began + took + rest;
  tell(progress.value(), static_cast<double>(std::chrono::nanoseconds(took + rest).count()) / static_cast<double>(std::max<std::uint64_t>(stepped, 1)));
  return left == 0 ? every_ : ms(rest);
}

void Indexer::begin_waiting() {
  const std::lock_guard lock(mutex_);
  for (Waiting& one : waiting_) one.begun = true;
}

void Indexer::tell(const IndexProgress& progress, double entry_ns) {
  const std::uint64_t indexed = progress.log_size - progress.left;
  std::vector<std::pair<Done, bool>> answers;
  {
    const std::lock_guard lock(mutex_);
    const auto in_time = [&](double entries) { return std::chrono::nanoseconds(static_cast<std::int64_t>(entries * entry_ns)); };
    caught_up_at_ = rest_until_ + in_time(static_cast<double>(progress.left));
    std::erase_if(waiting_, [&](Waiting& one) {
      if (!one.begun) return false;
      if (one.size == 0) one.size = progress.log_size;
      const double left = static_cast<double>(one.size) - static_cast<double>(indexed);
      const bool there = left <= 0;
      if (!there && rest_until_ + in_time(left) <= one.until) return false;
      answers.emplace_back(std::move(one.done), there);
      return true;
    });
  }
  for (const auto& [done, there] : answers) done(there);
}

void Indexer::tell_all_no() {
  std::vector<Waiting> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(waiting_);
  }
  for (const Waiting& one : all) one.done(false);
}

}  // namespace tirai::collector
