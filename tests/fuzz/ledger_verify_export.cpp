// An export from a stranger: a report, whatever it holds, and never more findings than are kept.
#include <cstdlib>

#include "tirai/audit.h"
#include "tirai/auditor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto report = tirai::verify_export(text);
  if (report.findings.size() > 100) std::abort();
  if (report.findings.empty() && (text.empty() || text.back() != '\n')) std::abort();
  for (const auto& finding : report.findings) {
    if (finding.line == 0 || finding.error.message.empty() || finding.error.at.empty()) std::abort();
  }
  const auto audit = tirai::audit_export(text);
  if (audit.verify.findings.size() < report.findings.size() || audit.replayed > audit.decisions) std::abort();
  return 0;
}
