// tirai check: is this a policy, and does it mean what it says.
#include <cctype>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
using Json = nlohmann::ordered_json;

struct Checked {
  std::string file;
  std::optional<Error> error;
  Json warnings = Json::array();
  std::string facts;  ///< "14 rules, 4 roles, …"
};

Checked check(const std::string& file) {
  Checked made{.file = file};
  const auto policy = read_policy(file);
  if (!policy) {
    made.error = policy.error();
    return made;
  }
  const Policy& read = policy.value();
  const auto counted = [](std::size_t count, const char* one) { return std::to_string(count) + " " + one + (count == 1 ? "" : std::string(one).back() == 's' ? "es" : "s"); };
  made.facts = counted(read.rules.size(), "rule") + ", " + counted(read.roles.size(), "role") + ", " + counted(read.classes.size(), "class") + ", " + counted(read.purposes.size(), "purpose");
  made.warnings = Json::parse(check_policy(read))["warnings"];
  return made;
}

std::string human(const std::vector<Checked>& all, const std::string& language) {
  std::string out;
  for (const Checked& one : all) {
    if (one.error) {
      out += coloured("error", "31") + "    " + one.error->text() + "\n";
      continue;
    }
    for (const Json& warning : one.warnings) {
      out += coloured("warning", "33") + "  " + one.file + ": " + warning["at"].get<std::string>() + ": " + warning["message"][language].get<std::string>() + " (" + warning["code"].get<std::string>() + ")\n";
    }
    out += coloured("ok", "32") + "       " + one.file + ": " + one.facts + "\n";
  }
  return out;
}

Json json_of(const std::vector<Checked>& all) {
  Json files = Json::array();
  for (const Checked& one : all) {
    Json made = {{"file", one.file}, {"valid", !one.error}};
    if (one.error) made["error"] = {{"code", to_string(one.error->code)}, {"message", one.error->message}, {"at", one.error->at}};
    made["warnings"] = one.warnings;
    files.push_back(std::move(made));
  }
  return {{"files", std::move(files)}};
}

// "name:/pointer (line 3, column 5)" → the numbers, for programs that mark the place.
Json region_of(const std::string& at) {
  int line = 0, column = 0;
  const std::size_t place = at.rfind("(line ");
  if (place == at.npos || std::sscanf(at.c_str() + place, "(line %d, column %d)", &line, &column) != 2) return Json::object();
  return {{"startLine", line}, {"startColumn", column}};
}

// A path as a URI reference (RFC 3986).
std::string uri_of(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x80 && std::isalnum(byte) != 0) || std::string_view("-._~/").find(c) != std::string_view::npos) out += c;
    else out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out;
}

Json location(const std::string& file, const Json& region) {
  Json physical = {{"artifactLocation", {{"uri", uri_of(file)}}}};
  if (!region.empty()) physical["region"] = region;
  return {{"physicalLocation", std::move(physical)}};
}

// SARIF 2.1.0 (OASIS): what code hosts and editors read.
Json sarif(const std::vector<Checked>& all, const std::string& language) {
  Json results = Json::array();
  for (const Checked& one : all) {
    if (one.error) {
      results.push_back({{"ruleId", to_string(one.error->code)}, {"level", "error"}, {"message", {{"text", one.error->message}}}, {"locations", {location(one.file, region_of(one.error->at))}}});
    }
    for (const Json& warning : one.warnings) {
      Json place = location(one.file, Json::object());
      place["logicalLocations"] = {{{"name", warning["at"]}}};
      results.push_back({{"ruleId", warning["code"]}, {"level", "warning"}, {"message", {{"text", warning["at"].get<std::string>() + ": " + warning["message"][language].get<std::string>()}}}, {"locations", Json::array({place})}});
    }
  }
  return {{"version", "2.1.0"}, {"runs", Json::array({{{"tool", {{"driver", {{"name", "tirai"}, {"version", TIRAI_VERSION}}}}}, {"results", std::move(results)}}})}};
}
}  // namespace

int run(const CheckOptions& options) {
  std::vector<Checked> all;
  bool valid = true, warned = false;
  for (const std::string& file : options.files) {
    all.push_back(check(file));
    valid = valid && !all.back().error;
    warned = warned || !all.back().warnings.empty();
  }
  const auto dump = [](const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; };
  const std::string out = options.format == "json" ? dump(json_of(all)) : options.format == "sarif" ? dump(sarif(all, options.language)) : human(all, options.language);
  if (!write_out(out)) return fail(kInternal, "cannot write to standard output");
  return valid && !(options.strict && warned) ? kOk : kInputInvalid;
}

}  // namespace tirai::cli
