#include "office/finding_event.h"

#include "tirai/digest.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

json usual_json(const Usual& usual, std::int64_t limit, std::int64_t days) { return {{"median", usual.median}, {"mad", usual.mad}, {"limit", limit}, {"days", days}}; }

std::int64_t number(const json& from, const char* key) {
  const auto found = from.find(key);
  return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Usual read_usual(const json& from) { return {.median = number(from, "median"), .mad = number(from, "mad")}; }
}  // namespace

json finding_numbers(const DayFinding& found) {
  const AgentFinding& of = found.finding;
  json numbers = {{"measure", to_string(of.measure)}, {"day", found.day}, {"value", of.value}, {"least", of.least}, {"busy_percent", of.busy_percent}, {"peers", usual_json(of.peers, of.peer_limit, of.peer_days)}};
  if (of.own_counts) numbers["own"] = usual_json(of.own, of.own_limit, of.own_days);
  return numbers;
}

std::optional<DayFinding> read_finding(const json& numbers) {
  if (!numbers.is_object() || !numbers.contains("measure") || !numbers["measure"].is_string() || !numbers.contains("peers") || !numbers["peers"].is_object()) return std::nullopt;
  const auto measure = read_measure(numbers["measure"].get<std::string>());
  if (!measure) return std::nullopt;
  DayFinding found{.finding = {.measure = *measure, .value = number(numbers, "value"), .least = number(numbers, "least")}, .day = number(numbers, "day"), .agent = "", .team = ""};
  const json &peers = numbers["peers"], own = numbers.value("own", json::object());
  found.finding.own_counts = numbers.contains("own");
  found.finding.own = read_usual(own);
  found.finding.own_limit = number(own, "limit");
  found.finding.own_days = number(own, "days");
  found.finding.peers = read_usual(peers);
  found.finding.peer_limit = number(peers, "limit");
  found.finding.peer_days = number(peers, "days");
  found.finding.busy_percent = number(numbers, "busy_percent");
  return found;
}

json finding_event(const DayFinding& found, std::int64_t now_ms) {
  const std::string measure(to_string(found.finding.measure));
  const std::string uid = sha256_hex("tirai finding v1\n" + found.agent + "\n" + std::to_string(found.day) + "\n" + measure);  // the same finding again has the same
  return {{"activity_id", 1}, {"category_uid", 2}, {"class_uid", 2006}, {"type_uid", 200601}, {"severity_id", 3}, {"status_id", 1}, {"actor", {{"user", {{"uid", found.agent}}}}},
          {"finding_info", {{"created_time", now_ms}, {"desc", words_of(found.finding, "en")}, {"title", "unusual access: " + measure}, {"types", {"tirai." + measure}}, {"uid", uid}}},
          {"tirai", {{"kind", "finding"}, {"team", found.team}, {"finding", finding_numbers(found)}}}};
}

}  // namespace tirai::collector
