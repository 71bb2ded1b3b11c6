// tirai adapter check: is this an adapter the browser will take.
#include "commands.h"
#include "io.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
std::string counted(std::size_t count, const char* one) { return std::to_string(count) + " " + one + (count == 1 ? "" : "s"); }

Result<AdapterSummary> summary_of(const std::string& file, const Policy* policy) {
  const auto text = read_all(file);
  return text ? check_adapter(text.value(), name_of(file), policy) : Result<AdapterSummary>(text.error());
}
}  // namespace

int run(const AdapterOptions& options) {
  std::optional<Policy> policy;
  if (!options.policy.empty()) {
    auto read = read_policy(options.policy);
    if (!read) return fail(kInputInvalid, read.error());
    policy = std::move(read).value();
  }
  std::string out;
  bool valid = true;
  for (const std::string& file : options.files) {
    const auto read = summary_of(file, policy ? &*policy : nullptr);
    valid = valid && read.ok();
    if (!read) {
      out += coloured("error", "31") + "    " + read.error().text() + "\n";
      continue;
    }
    const AdapterSummary& found = read.value();
    out += coloured("ok", "32") + "       " + name_of(file) + ": " + found.helpdesk + ": " + counted(found.facts, "fact") + ", " + counted(found.fields, "field") + ", " + counted(found.places, "place") + "\n";
  }
  if (!write_out(out)) return fail(kInternal, "cannot write to standard output");
  return valid ? kOk : kInputInvalid;
}

}  // namespace tirai::cli
