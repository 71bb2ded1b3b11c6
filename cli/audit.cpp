// tirai audit: one file from the collector, checked by somebody who trusts nobody's server. As a page to read, as JSON, as JUnit.
#include <nlohmann/json.hpp>

#include "audit_report.h"
#include "commands.h"
#include "export_file.h"
#include "io.h"
#include "log_trust.h"
#include "tirai/auditor.h"
#include "tirai/bundle.h"

namespace tirai::cli {
namespace {
using nlohmann::json;

// A policy file as it was signed, or a bundle that holds it.
Result<std::string> read_policy_text(const std::string& path) {
  auto text = read_all(path, 16u << 20);
  if (!text) return text.error();
  const json bundle = json::parse(text.value(), nullptr, false);
  if (bundle.is_object() && bundle.contains("manifest") && bundle.contains("policy") && bundle["policy"].is_string()) return bundle["policy"].get<std::string>();
  return text;
}

std::string report_text(const AuditReport& report, const AuditOptions& options) {
  const AuditTelling how{.indonesian = options.language == "id", .strict = options.strict};
  if (options.format == "json") return audit_json(report, how);
  return options.format == "junit" ? audit_junit(report, how) : audit_page(report, how);
}

// For the next audit's --since. Of a broken file nothing is kept: what was kept before still tells where it was whole.
Result<bool> keep_checkpoint(const AuditReport& report, const std::string& path) {
  if (path.empty() || report.broken()) return false;
  if (!report.verify.log) return Error{ErrorCode::kMissingKey, "the export ends in no checkpoint; expected one of the whole log", "--keep"};
  return write_file(path, report.verify.log->note, 0644, true);
}
}  // namespace

int run(const AuditOptions& options) {
  if (options.log_vkey.empty() && !options.witnesses.empty()) return fail(kUsage, "audit: --witness needs --log-vkey");
  auto trust = read_trust(options.log_vkey, options.witnesses, options.quorum);
  if (!trust) return fail(kInputInvalid, trust.error());
  if (!options.since.empty()) {
    const auto kept = read_kept_checkpoint(options.since);
    if (!kept) return fail(kInputInvalid, kept.error());
    trust.value().since = kept.value();
  }
  std::vector<std::string> policies;
  for (const std::string& path : options.policies) {
    auto text = read_policy_text(path);
    if (!text) return fail(kInputInvalid, text.error());
    policies.push_back(std::move(text).value());
  }
  const auto file = ExportFile::open(options.file);
  if (!file) return fail(kInputInvalid, file.error());
  const AuditReport report = audit_export(file.value().text(), trust.value(), policies);
  if (!write_out(report_text(report, options))) return fail(kInternal, "cannot write to standard output");
  if (const auto kept = keep_checkpoint(report, options.keep); !kept) return fail(kInputInvalid, kept.error());
  return report.broken() || (options.strict && !report.intact()) ? kVerificationFailed : kOk;
}

}  // namespace tirai::cli
