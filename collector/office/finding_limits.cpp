#include "office/finding_limits.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace tirai::collector {
namespace {
using nlohmann::json;

struct Field {
  const char* name;
  std::int64_t* value;
  std::int64_t least, most;
};

// Sets what the object names; an unknown key or a number out of its range is an error at its place.
Result<bool> set_all(const json& object, std::initializer_list<Field> fields, const std::string& at, std::string_view beside = "") {
  for (const auto& [key, value] : object.items()) {
    if (key == beside) continue;
    const Field* found = nullptr;
    for (const Field& field : fields) {
      if (key == field.name) found = &field;
    }
    if (found == nullptr) return Error{ErrorCode::kUnknownKey, "findings: unknown key", at + "/" + key};
    if (!value.is_number_integer() || value < found->least || value > found->most)
      return Error{ErrorCode::kBadValue, "findings: expected a number from " + std::to_string(found->least) + " to " + std::to_string(found->most), at + "/" + key};
    *found->value = value.get<std::int64_t>();
  }
  return true;
}

Result<bool> set_measures(const json& measures, FindingLimits& limits, const std::string& at) {
  if (!measures.is_object()) return Error{ErrorCode::kBadValue, "findings: expected an object by measure", at};
  for (const auto& [name, values] : measures.items()) {
    const auto measure = read_measure(name);
    if (!measure || !values.is_object()) return Error{ErrorCode::kUnknownName, "findings: expected a measure of tirai/findings.h and its limits", at + "/" + name};
    MeasureLimits& of = limits.measures[static_cast<std::size_t>(*measure)];
    const auto set = set_all(values, {{"least", &of.least, 0, 1'000'000}, {"own_deviations", &of.own_deviations, 0, 10'000}, {"peer_deviations", &of.peer_deviations, 0, 10'000}, {"slack_percent", &of.slack_percent, 0, 1000}, {"slack", &of.slack, 0, 1'000'000}}, at + "/" + name);
    if (!set) return set.error();
  }
  return true;
}
}  // namespace

Result<FindingLimits> parse_finding_limits(const std::string& text, const std::string& name) {
  const json config = json::parse(text, nullptr, false, true);
  if (!config.is_object()) return Error{ErrorCode::kBadSyntax, "findings: not a JSON object", name};
  FindingLimits limits = default_limits();
  const auto set = set_all(config, {{"history_days", &limits.history_days, 7, 365}, {"fewest_days", &limits.fewest_days, 3, 365}, {"dormant_days", &limits.dormant_days, 1, 3650}, {"serial_gap_s", &limits.serial_gap_s, 1, 3600}, {"walk_s", &limits.walk_s, 1, 86400}, {"fewest_for_share", &limits.fewest_for_share, 1, 100'000}}, name + ":", "measures");
  if (!set) return set.error();
  if (config.contains("measures")) {
    if (const auto measures = set_measures(config["measures"], limits, name + ":/measures"); !measures) return measures.error();
  }
  return limits;
}

Result<FindingLimits> read_finding_limits(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kBadValue, "findings: cannot be read", path};
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.size() > 65536) return Error{ErrorCode::kTooLarge, "findings: expected at most 64 KiB", path};
  return parse_finding_limits(text, path);
}

}  // namespace tirai::collector
