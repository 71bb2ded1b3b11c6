#include "office/filter.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "base/encode.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kLatest = 4'102'444'800'000, kMostRows = 200;  // the year 2100

Error bad(std::string_view key, const char* expected) { return {ErrorCode::kBadValue, expected, "query:/" + std::string(key)}; }

// A value of a form: "+" is a space, and nothing but what a JSON string holds without escapes.
std::optional<std::string> form_value(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  auto value = from_percent(spaced);
  return value && json::accept('"' + *value + '"') ? value : std::nullopt;
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return std::stoll(text);
}

Result<bool> set(Filter& filter, std::string_view key, const std::string& value) {
  const struct { std::string_view key; std::int64_t* number; std::int64_t least, most; } numbers[] = {
      {"from", &filter.from, 0, kLatest}, {"to", &filter.to, 0, kLatest}, {"received", &filter.received, 0, kLatest}, {"before", &filter.before, 0, std::int64_t{1} << 48}, {"limit", &filter.limit, 1, kMostRows}};
  for (const auto& one : numbers) {
    if (one.key != key) continue;
    const auto number = whole_number(value);
    if (!number || *number < one.least || *number > one.most) return bad(key, "expected a whole number in its range");
    *one.number = *number;
    return true;
  }
  const struct { std::string_view key; std::string* text; } texts[] = {{"kind", &filter.kind}, {"class", &filter.data_class}, {"purpose", &filter.purpose}, {"team", &filter.team},
                                                                        {"agent", &filter.agent}, {"ticket", &filter.ticket}, {"subject", &filter.subject},
                                                                        {"device", &filter.device}, {"record", &filter.record}, {"lang", &filter.lang}, {"by", &filter.by}, {"step", &filter.step}};
  for (const auto& one : texts) {
    if (one.key != key) continue;
    if (value.size() > 256) return bad(key, "expected at most 256 bytes");
    *one.text = value;
    return true;
  }
  return bad(key, "no such parameter");
}
}  // namespace

Result<Filter> read_filter(std::string_view query) {
  Filter filter;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end), key = pair.substr(0, pair.find('='));
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    if (std::ranges::find(filter.given, key) != filter.given.end()) return bad("", "a parameter stands twice");
    filter.given.emplace_back(key);
    const auto value = form_value(pair.substr(std::min(key.size() + 1, pair.size())));
    if (!value) return bad("", "not percent-encoded UTF-8 without control characters or quotes");
    if (const auto known = set(filter, key, *value); !known) return known.error();
  }
  if (std::string_view by = filter.by; by != "class" && by != "purpose" && by != "team" && by != "kind") return bad("by", "expected class, purpose, team or kind");
  if (filter.step != "hour" && filter.step != "day") return bad("step", "expected hour or day");
  if (filter.lang != "id" && filter.lang != "en") return bad("lang", "expected id or en");
  return filter;
}

}  // namespace tirai::collector
