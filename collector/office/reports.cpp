#include "office/reports.h"

#include <algorithm>
#include <map>
#include <set>

#include "office/indexer.h"
#include "office/policy_names.h"
#include "office/where.h"
#include "people/people.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

Error bad(std::string_view key, const char* expected) { return {ErrorCode::kBadValue, expected, "query:/" + std::string(key)}; }

// Null: when the question came was not said, and nothing is said of a deadline.
json clock_of(const Filter& filter, std::int64_t now_ms) {
  if (filter.received == 0) return nullptr;
  return {{"received", filter.received}, {"made", now_ms}, {"deadline", filter.received + kClockMs}, {"left_ms", filter.received + kClockMs - now_ms}};
}

}  // namespace

Result<json> log_state(Store& store) {
  const auto log = newest_checkpoint(store);
  if (!log) return log.error();
  const auto head = store.log_head();
  if (!head) return head.error();
  const auto cursor = store.read({"SELECT next FROM index_cursor WHERE id = 1"});
  if (!cursor) return cursor.error();
  const std::int64_t indexed = cursor.value().empty() ? 0 : cursor.value().integer(0, 0);
  const auto behind = events_behind(store);
  if (!behind) return behind.error();
  return json{{"size", head.value().head.size}, {"indexed", indexed}, {"behind", behind.value()}, {"complete", behind.value() == 0}, {"checkpoint", log.value().checkpoint}};
}

namespace {
void add_period(Where& where, const Filter& filter) {
  if (filter.from > 0) where.add("time >=", filter.from);
  if (filter.to > 0) where.add("time <", filter.to);
}

// The kinds in which somebody came to see a value, or tried.
constexpr const char* kAboutData = " AND kind IN ('reveal', 'refusal', 'compare', 'verify', 'contact', 'copy', 'outbound')";
constexpr const char* kShown = " AND kind IN ('reveal', 'copy', 'outbound', 'contact')";

json event_of(const SqlRows& rows, std::size_t i) {
  constexpr const char* kTexts[] = {"kind", "class", "entity_type", "purpose", "agent", "team", "ticket", "helpdesk", "chain_uid"};
  json event = {{"time", rows.integer(i, 0)}, {"sequence", rows.integer(i, 10)}, {"place", rows.integer(i, 11)}};
  for (std::size_t column = 0; column < std::size(kTexts); ++column) event[kTexts[column]] = rows.text(i, column + 1);
  return event;
}

// {"<name>": …, "events", "first", "last"}, the most first.
json counted(const json& events, std::initializer_list<const char*> names) {
  std::map<std::vector<std::string>, json> groups;
  for (const json& event : events) {
    std::vector<std::string> key;
    json fresh = {{"events", 0}, {"first", event["time"]}, {"last", event["time"]}};
    for (const char* name : names) key.push_back(event[name].get<std::string>()), fresh[name] = event[name];
    json& group = groups.try_emplace(key, std::move(fresh)).first->second;
    group["events"] = group["events"].get<std::int64_t>() + 1;
    group["first"] = std::min(group["first"].get<std::int64_t>(), event["time"].get<std::int64_t>());
    group["last"] = std::max(group["last"].get<std::int64_t>(), event["time"].get<std::int64_t>());
  }
  std::vector<json> sorted;
  for (auto& [key, group] : groups) sorted.push_back(std::move(group));
  std::ranges::stable_sort(sorted, std::greater(), [](const json& group) { return group["events"].get<std::int64_t>(); });
  return sorted;
}

// A report is read by people outside: what its ids mean goes with it.
Result<json> with_names(Store& store, json report) {
  const auto names = policy_names(store);
  if (!names) return names.error();
  report["names"] = names_said(names.value(), report);
  return report;
}

Result<json> consent_list(Store& store, const std::string& pseudonym) {
  constexpr std::int64_t kAll = 1'000'000;
  const auto found = consents(store, {.pseudonym = pseudonym, .purpose = "", .state = "", .limit = kAll});
  if (!found) return found.error();
  json list = json::array();
  for (const Consent& one : found.value()) list.push_back({{"purpose", one.purpose}, {"state", one.state}, {"method", one.method}, {"notice", one.notice}, {"time", one.time}, {"expires", one.expires}, {"recorded_by", one.recorded_by}});
  return list;
}
}  // namespace

Result<json> subject_report(Store& store, const Filter& filter, std::int64_t now_ms) {
  if (filter.subject.empty()) return bad("subject", "expected a pseudonym");
  const auto subject = find_subject(store, filter.subject);
  if (!subject) return subject.error();
  const std::vector<std::string> pseudonyms = subject.value() ? subject.value()->pseudonyms : std::vector<std::string>{filter.subject};
  const std::string counts = subject.value() ? subject.value()->pseudonym : filter.subject;
  Where where;
  add_period(where, filter);
  where.add_one_of("subject", pseudonyms);
  const auto rows = store.read({"SELECT time, kind, class, entity_type, purpose, agent, team, ticket, helpdesk, chain_uid, sequence, place FROM event_index WHERE " + where.text + kAboutData + " ORDER BY time, place", where.values});
  if (!rows) return rows.error();
  json events = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) events.push_back(event_of(rows.value(), i));
  auto log = log_state(store);
  if (!log) return log.error();
  auto consented = consent_list(store, counts);
  if (!consented) return consented.error();
  const auto restricted = is_restricted(store, counts);
  if (!restricted) return restricted.error();
  json agents = counted(events, {"agent", "team"}), classes = counted(events, {"class", "purpose"});
  json report = {{"report", "subject"}, {"pseudonyms", pseudonyms}, {"from", filter.from}, {"to", filter.to}, {"clock", clock_of(filter, now_ms)}, {"log", std::move(log).value()}, {"agents", std::move(agents)},
              {"classes", std::move(classes)}, {"events", std::move(events)}, {"consents", std::move(consented).value()}, {"restricted", restricted.value()}};
  return with_names(store, std::move(report));
}

namespace {
struct Exposed {
  std::map<std::string, std::int64_t> classes;
  std::set<std::string> tickets;
  std::int64_t first = 0, last = 0, events = 0;
};

SqlStatement exposed_sql(const Filter& filter) {
  Where where;
  add_period(where, filter);
  if (!filter.agent.empty()) where.add("agent =", filter.agent);
  if (!filter.device.empty()) add_device(where, filter.device);
  // A customer counts once, under the pseudonym that counts, whichever it was seen under.
  return {"SELECT coalesce(f.pseudonym, g.subject), g.class, g.ticket, g.events, g.first, g.last FROM "
          "(SELECT subject, class, ticket, count(*) AS events, min(time) AS first, max(time) AS last FROM event_index WHERE " + where.text + kShown + " GROUP BY 1, 2, 3) g "
          "LEFT JOIN subject_keys a ON a.pseudonym = g.subject LEFT JOIN subject_keys f ON f.lookup = a.lookup AND f.first = 1 ORDER BY 1, 2, 3", where.values};
}

json exposed_json(const std::string& subject, const Exposed& exposed) {
  json classes = json::array();
  for (const auto& [name, events] : exposed.classes) classes.push_back({{"class", name}, {"events", events}});
  return {{"subject", subject}, {"classes", std::move(classes)}, {"tickets", exposed.tickets}, {"events", exposed.events}, {"first", exposed.first}, {"last", exposed.last}};
}
}  // namespace

Result<json> breach_pack(Store& store, const Filter& filter, std::int64_t now_ms) {
  if (filter.agent.empty() && filter.device.empty()) return bad("agent", "expected an agent or a device");
  const auto rows = store.read(exposed_sql(filter));
  if (!rows) return rows.error();
  std::map<std::string, Exposed> subjects;
  std::map<std::string, std::int64_t> classes;
  std::int64_t events = 0;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    Exposed& of = subjects[rows.value().text(i, 0)];
    const std::int64_t count = rows.value().integer(i, 3), first = rows.value().integer(i, 4);
    of.classes[rows.value().text(i, 1)] += count;
    classes[rows.value().text(i, 1)] += count;
    if (!rows.value().text(i, 2).empty()) of.tickets.insert(rows.value().text(i, 2));
    of.first = of.events == 0 ? first : std::min(of.first, first);
    of.last = std::max(of.last, rows.value().integer(i, 5));
    of.events += count;
    events += count;
  }
  auto log = log_state(store);
  if (!log) return log.error();
  json list = json::array(), totals = json::array();
  for (const auto& [subject, exposed] : subjects) list.push_back(exposed_json(subject, exposed));
  for (const auto& [name, count] : classes) totals.push_back({{"class", name}, {"events", count}});
  json report = {{"report", "breach"}, {"agent", filter.agent}, {"device", filter.device}, {"from", filter.from}, {"to", filter.to}, {"clock", clock_of(filter, now_ms)}, {"log", std::move(log).value()},
              {"events", events}, {"subjects", std::move(list)}, {"classes", std::move(totals)}};
  return with_names(store, std::move(report));
}

}  // namespace tirai::collector
