// tirai diff: what a change of the policy changes for the people it is about.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
using Json = nlohmann::ordered_json;

std::string joined(const Json& names, const char* by) {
  std::string out;
  for (const Json& name : names) out += (out.empty() ? "" : by) + name.get<std::string>();
  return out;
}
std::string where(const Json& when) {
  std::string out;
  for (const auto& [fact, names] : when.items()) out += (out.empty() ? "" : "; ") + fact + " " + joined(names, ", ");
  return out.empty() ? "everywhere" : out;
}
std::string example(const Json& witness) {
  std::string out;
  for (const auto& [fact, value] : witness.items()) out += (out.empty() ? "" : ", ") + fact + " " + value.get<std::string>();
  return out;
}
std::string obligations(const Json& group) {
  if (!group.contains("obligations")) return "";
  return group["obligations"]["from"].dump() + " → " + group["obligations"]["to"].dump();
}

std::string human(const Json& diff) {
  std::string out;
  for (const Json& group : diff["groups"]) {
    const std::string change = group["change"];
    out += coloured(change, change == "looser" ? "31" : "32") + (change == "looser" ? "   " : "  ") + group["from"].get<std::string>() + " → " + group["to"].get<std::string>() + ", " + std::to_string(group["cells"].get<std::uint64_t>()) + " situations: " + where(group["when"]) + "\n";
    if (group.contains("obligations")) out += "         obligations " + obligations(group) + "\n";
    out += "         such as " + example(group["witness"]) + "\n";
  }
  if (diff["groups_left_out"] != 0) out += "and " + std::to_string(diff["groups_left_out"].get<std::uint64_t>()) + " groups more\n";
  for (const Json& one : diff["settings"]) {
    const std::string change = one["change"];
    out += coloured(change, change == "looser" ? "31" : change == "tighter" ? "32" : "33") + std::string(9 - change.size(), ' ') + one["at"].get<std::string>() + ": " + one["from"].get<std::string>() + " → " + one["to"].get<std::string>() + "\n";
  }
  if (out.empty()) return "no answer changes\n";
  return out + std::to_string(diff["cells"]["looser"].get<std::uint64_t>()) + " situations looser, " + std::to_string(diff["cells"]["tighter"].get<std::uint64_t>()) + " tighter\n";
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != text.npos; at += 2) text.insert(at, "\\");
  return text;
}
std::string markdown(const Json& diff) {
  if (diff["groups"].empty() && diff["settings"].empty()) return "No answer changes.\n";
  std::string out = "**" + std::to_string(diff["cells"]["looser"].get<std::uint64_t>()) + " situations looser, " + std::to_string(diff["cells"]["tighter"].get<std::uint64_t>()) + " tighter**\n";
  if (!diff["groups"].empty()) out += "\n| change | from → to | situations | where | such as |\n|---|---|---|---|---|\n";
  for (const Json& group : diff["groups"]) {
    const std::string more = obligations(group);
    out += "| " + group["change"].get<std::string>() + " | " + group["from"].get<std::string>() + " → " + group["to"].get<std::string>() + (more.empty() ? "" : "; " + cell(more)) + " | " + std::to_string(group["cells"].get<std::uint64_t>()) + " | " + cell(where(group["when"])) + " | " + cell(example(group["witness"])) + " |\n";
  }
  if (diff["groups_left_out"] != 0) out += "\nand " + std::to_string(diff["groups_left_out"].get<std::uint64_t>()) + " groups more\n";
  if (!diff["settings"].empty()) out += "\n| change | setting | from | to |\n|---|---|---|---|\n";
  for (const Json& one : diff["settings"]) out += "| " + one["change"].get<std::string>() + " | " + cell(one["at"].get<std::string>()) + " | " + cell(one["from"].get<std::string>()) + " | " + cell(one["to"].get<std::string>()) + " |\n";
  return out;
}
}  // namespace

int run(const DiffOptions& options) {
  const auto before = read_policy(options.before);
  if (!before) return fail(kInputInvalid, before.error());
  const auto after = read_policy(options.after);
  if (!after) return fail(kInputInvalid, after.error());
  const std::string found = diff_policies(before.value(), after.value());
  const Json diff = Json::parse(found);
  if (!write_out(options.format == "json" ? found + "\n" : options.format == "markdown" ? markdown(diff) : human(diff))) return fail(kInternal, "cannot write to standard output");
  return diff["looser"].get<bool>() && !options.allow_looser ? kLooser : kOk;
}

}  // namespace tirai::cli
