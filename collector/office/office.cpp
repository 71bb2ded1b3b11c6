#include "office/office.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/clock.h"
#include "base/csv.h"
#include "export/ocsf.h"
#include "office/indexer.h"
#include "office/where.h"
#include "people/people.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kMostExported = 100'000, kMostOcsf = 20'000, kMostHours = 24 * 93;

Error bad(std::string_view key, const char* expected) { return {ErrorCode::kBadValue, expected, "query:/" + std::string(key)}; }

void add_names(Where& where, const Filter& filter) {
  const struct { const char* condition; const std::string* value; } names[] = {{"kind =", &filter.kind}, {"class =", &filter.data_class}, {"purpose =", &filter.purpose}, {"team =", &filter.team}};
  for (const auto& [condition, value] : names) {
    if (!value->empty()) where.add(condition, *value);
  }
}

// A customer is all of their pseudonyms, as in their report.
Result<std::vector<std::string>> pseudonyms_of(Store& store, const std::string& pseudonym) {
  const auto subject = find_subject(store, pseudonym);
  if (!subject) return subject.error();
  return subject.value() ? subject.value()->pseudonyms : std::vector<std::string>{pseudonym};
}

Result<Where> of_events(Store& store, const Visitor& visitor, const Filter& filter) {
  Where where;
  if (filter.from > 0) where.add("time >=", filter.from);
  if (filter.to > 0) where.add("time <", filter.to);
  add_names(where, filter);
  if (!filter.agent.empty()) where.add("agent =", filter.agent);
  if (!filter.ticket.empty()) where.add("ticket =", filter.ticket);
  if (!filter.device.empty()) add_device(where, filter.device);
  if (!filter.subject.empty()) {
    const auto pseudonyms = pseudonyms_of(store, filter.subject);
    if (!pseudonyms) return pseudonyms.error();
    where.add_one_of("subject", pseudonyms.value());
  }
  add_teams(where, visitor);
  return where;
}

// For a page that has a time: by time, and by place within the same time. `before` is a place; its time is asked for in the same question.
SqlStatement page_of(Where where, std::int64_t before, std::int64_t limit) {
  if (before > 0) {
    where.values.emplace_back(before);
    const std::string place = "$" + std::to_string(where.values.size());
    where.text += " AND (time, place) < ((SELECT time FROM event_index WHERE place = " + place + "), " + place + ")";
  }
  where.values.emplace_back(limit);
  return {"SELECT place, time, kind, class, purpose, entity_type, helpdesk, ticket, agent, team, chain_uid, sequence FROM event_index WHERE " + where.text + " ORDER BY time DESC, place DESC LIMIT $" +
              std::to_string(where.values.size()),
          std::move(where.values)};
}

Result<SqlStatement> page_asked(Store& store, const Visitor& visitor, const Filter& filter, std::int64_t limit) {
  auto where = of_events(store, visitor, filter);
  if (!where) return where.error();
  return page_of(std::move(where).value(), filter.before, limit);
}

// Of a full page the last one's place.
std::int64_t next_of(const SqlRows& rows, std::size_t column, std::int64_t most) { return rows.size() < static_cast<std::size_t>(most) ? 0 : rows.integer(rows.size() - 1, column); }

json event_of(const SqlRows& rows, std::size_t i) {
  return {{"place", rows.integer(i, 0)}, {"time", rows.integer(i, 1)}, {"kind", rows.text(i, 2)}, {"class", rows.text(i, 3)}, {"purpose", rows.text(i, 4)}, {"entity_type", rows.text(i, 5)},
          {"helpdesk", rows.text(i, 6)}, {"ticket", rows.text(i, 7)}, {"agent", rows.text(i, 8)}, {"team", rows.text(i, 9)}, {"chain_uid", rows.text(i, 10)}, {"sequence", rows.integer(i, 11)}};
}

constexpr const char* kColumns[] = {"place", "time", "kind", "class", "purpose", "entity_type", "helpdesk", "ticket", "agent", "team", "chain_uid", "sequence"};

}  // namespace

json asked_of(const Filter& filter) {
  json asked = json::object();
  for (const auto& [key, value] : {std::pair{"from", filter.from}, {"to", filter.to}, {"received", filter.received}}) {
    if (value > 0) asked[key] = value;
  }
  for (const auto& [key, value] : {std::pair{"kind", &filter.kind}, {"class", &filter.data_class}, {"purpose", &filter.purpose}, {"team", &filter.team}, {"agent", &filter.agent}, {"ticket", &filter.ticket}, {"subject", &filter.subject}, {"device", &filter.device}, {"record", &filter.record}}) {
    if (!value->empty()) asked[key] = *value;
  }
  return asked;
}

namespace {
bool is_midnight(std::int64_t time) { return start_of_day(day_of(time)) == time; }

// By what the table that answers is named for; a year of one dimension is some thousand rows, where the hours of all of them are millions.
SqlStatement counts_by_day(const Visitor& visitor, const Filter& filter) {
  Where where;
  where.add("dimension =", filter.by);
  if (!filter.kind.empty()) where.add("kind =", filter.kind);
  if (filter.from > 0) where.add("day >=", day_of(filter.from));
  if (filter.to > 0) where.add("day <", day_of(filter.to));
  add_teams(where, visitor);
  return {"SELECT day, name, CAST(sum(events) AS bigint) FROM day_counts WHERE " + where.text + " GROUP BY 1, 2 ORDER BY 1, 2", where.values};
}

SqlStatement counts_by_hour(const Visitor& visitor, const Filter& filter, const char* table) {
  Where where;
  if (filter.from > 0) where.add("hour >=", filter.from / kHourMs);
  if (filter.to > 0) where.add("hour <", (filter.to + kHourMs - 1) / kHourMs);
  add_names(where, filter);
  add_teams(where, visitor);
  // Days are those of UTC+7, Jakarta's: a day that begins at 07:00 would cut each morning in two.
  const std::string slot = filter.step == "day" ? "(hour + 7) / 24" : "hour";
  return {"SELECT " + slot + ", " + filter.by + ", CAST(sum(events) AS bigint) FROM " + table + " WHERE " + where.text + " GROUP BY 1, 2 ORDER BY 1, 2", where.values};
}

SqlStatement counts_sql(const Visitor& visitor, const Filter& filter) {
  const bool of_kind_alone = filter.data_class.empty() && filter.purpose.empty() && filter.team.empty();
  const bool whole_days = (filter.from == 0 || is_midnight(filter.from)) && (filter.to == 0 || is_midnight(filter.to));
  if (filter.step == "day" && of_kind_alone && whole_days) return counts_by_day(visitor, filter);
  const bool by_kind_or_team = filter.data_class.empty() && filter.purpose.empty() && (filter.by == "kind" || filter.by == "team");
  return counts_by_hour(visitor, filter, by_kind_or_team ? "hour_counts" : "event_counts");
}
}  // namespace

Result<json> counts(Store& store, const Visitor& visitor, const Filter& filter) {
  const std::int64_t step = filter.step == "hour" ? kHourMs : kDayMs;
  if (filter.step == "hour" && (filter.to <= filter.from || filter.to - filter.from > kMostHours * kHourMs)) return bad("step", "expected, of hours, from and to at most 93 days apart");
  const auto rows = store.read(counts_sql(visitor, filter));
  if (!rows) return rows.error();
  std::map<std::string, json> series;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const std::int64_t time = step == kDayMs ? start_of_day(rows.value().integer(i, 0)) : rows.value().integer(i, 0) * kHourMs;
    series.try_emplace(rows.value().text(i, 1), json::array()).first->second.push_back({time, rows.value().integer(i, 2)});
    total += rows.value().integer(i, 2);
  }
  json all = json::array();
  for (auto& [key, points] : series) all.push_back({{"key", key}, {"points", std::move(points)}});
  return json{{"step_ms", step}, {"series", std::move(all)}, {"total", total}};
}

Result<json> search(Store& store, const Visitor& visitor, const Filter& filter) {
  const auto behind = events_behind(store);
  if (!behind) return behind.error();
  const auto page = page_asked(store, visitor, filter, filter.limit);
  if (!page) return page.error();
  const auto rows = store.read(page.value());
  if (!rows) return rows.error();
  json events = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) events.push_back(event_of(rows.value(), i));
  return json{{"next", next_of(rows.value(), 0, filter.limit)}, {"behind", behind.value()}, {"events", std::move(events)}};
}

Result<json> work(Store& store, const Visitor& visitor, const Filter& filter) {
  constexpr std::int64_t kPurposeMs = 900'000;
  Where where;
  where.add("kind =", std::string("reveal"));
  if (filter.from > 0) where.add("time >=", filter.from);
  if (filter.to > 0) where.add("time <", filter.to);
  add_teams(where, visitor);
  const auto rows = store.read({"SELECT i.time, i.agent, i.ticket, i.purpose, CAST(" + store.json_text("e.line", "tirai", "last_reveal_ms") + " AS bigint) FROM "
                                "(SELECT time, agent, ticket, purpose, chain_uid, sequence FROM event_index WHERE " + where.text + " ORDER BY time DESC LIMIT 5000) i "
                                "JOIN events e ON e.chain_uid = i.chain_uid AND e.sequence = i.sequence ORDER BY i.time DESC", where.values});
  if (!rows) return rows.error();
  std::map<std::string, std::int64_t> given;
  std::set<std::string> tickets;
  std::set<std::int64_t> hours;
  std::int64_t prompts = 0;
  std::vector<std::int64_t> took;
  for (std::size_t i = rows.value().size(); i-- > 0;) {
    const std::int64_t time = rows.value().integer(i, 0);
    const std::string ticket = rows.value().text(i, 1) + "\n" + rows.value().text(i, 2);
    const auto [before, first] = given.try_emplace(ticket + "\n" + rows.value().text(i, 3), 0);
    if (first || time - before->second >= kPurposeMs) ++prompts;
    before->second = time;
    tickets.insert(ticket);
    hours.insert(time / kHourMs);
    if (const std::int64_t ms = rows.value().integer(i, 4); ms > 0) took.push_back(ms);
  }
  const auto middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
  std::ranges::nth_element(took, middle);
  return json{{"reveals", rows.value().size()}, {"tickets", tickets.size()}, {"prompts", prompts}, {"hours", hours.size()}, {"timed", took.size()}, {"median_ms", took.empty() ? 0 : *middle}};
}

Result<std::string> sealed_text(Store& store, const std::string& chain_uid, std::int64_t sequence) {
  const auto rows = store.read({"SELECT text FROM sealed WHERE chain_uid = $1 AND sequence = $2", {chain_uid, sequence}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::string() : rows.value().text(0, 0);
}

Result<json> event_detail(Store& store, const Visitor& visitor, const std::string& chain_uid, std::int64_t sequence) {
  const auto place = store.find_entry(chain_uid, static_cast<std::uint64_t>(sequence));
  if (!place) return place.error();
  const Error unknown{ErrorCode::kUnknownName, "there is no such event, or it is another team's", "path"};
  if (!place.value()) return unknown;
  Where where;
  where.add("place =", static_cast<std::int64_t>(*place.value()));
  add_teams(where, visitor);
  const auto seen = store.read({"SELECT place FROM event_index WHERE " + where.text, where.values});
  if (!seen) return seen.error();
  if (seen.value().empty()) return unknown;
  const auto lines = store.entries(*place.value(), *place.value() + 1);
  if (!lines) return lines.error();
  if (lines.value().empty()) return unknown;
  return json{{"line", lines.value().front()}, {"log_index", *place.value()}};
}

Result<json> overview(Store& store, const Visitor& visitor) {
  json policies = json::array();
  if (visitor.role != Role::kSupervisor) {
    const auto rows = store.read({"SELECT policy, version, first, last, events FROM policy_versions ORDER BY last DESC, version DESC LIMIT 100"});
    if (!rows) return rows.error();
    for (std::size_t i = 0; i < rows.value().size(); ++i)
      policies.push_back({{"policy", rows.value().text(i, 0)}, {"version", rows.value().text(i, 1)}, {"first", rows.value().integer(i, 2)}, {"last", rows.value().integer(i, 3)}, {"events", rows.value().integer(i, 4)}});
  }
  const auto cursor = store.read({"SELECT next FROM index_cursor WHERE id = 1"});
  if (!cursor) return cursor.error();
  const auto behind = events_behind(store);
  if (!behind) return behind.error();
  const auto log = store.log_head();
  if (!log) return log.error();
  return json{{"policies", std::move(policies)}, {"behind", behind.value()}, {"indexed", cursor.value().empty() ? 0 : cursor.value().integer(0, 0)}, {"log_size", log.value().head.size}};
}

Result<Exported> export_events(Store& store, const Visitor& visitor, const Filter& filter, std::string_view format) {
  const auto page = page_asked(store, visitor, filter, kMostExported);
  if (!page) return page.error();
  const auto rows = store.read(page.value());
  if (!rows) return rows.error();
  std::string out;
  if (format == "csv") out = csv_heads(kColumns);
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const json event = event_of(rows.value(), i);
    out += format == "csv" ? csv_line(event, kColumns) : event.dump() + "\n";
  }
  return Exported{std::move(out), next_of(rows.value(), 0, kMostExported)};
}

Result<Exported> export_ocsf(Store& store, const Visitor& visitor, const Filter& filter) {
  auto page = page_asked(store, visitor, filter, kMostOcsf);
  if (!page) return page.error();
  page.value().text = "SELECT e.line, p.place FROM (" + page.value().text + ") p JOIN events e ON e.chain_uid = p.chain_uid AND e.sequence = p.sequence ORDER BY p.time DESC, p.place DESC";
  const auto rows = store.read(page.value());
  if (!rows) return rows.error();
  std::string out;
  for (std::size_t i = 0; i < rows.value().size(); ++i) out += ocsf_of(rows.value().text(i, 0)) + "\n";
  return Exported{std::move(out), next_of(rows.value(), 1, kMostOcsf)};
}

}  // namespace tirai::collector
