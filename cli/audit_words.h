// An audit in Indonesian and English: its questions, what stays open and what closes it, and every message of a finding.
#pragma once

#include <string>
#include <string_view>

#include "tirai/auditor.h"

namespace tirai::cli {

struct Words {
  const char *id, *en;
  [[nodiscard]] std::string in(bool indonesian) const { return indonesian ? id : en; }
};
[[nodiscard]] const Words& question_of(AuditCheck check);
[[nodiscard]] const Words& what_is_open(OpenQuestion question);
/// The option or the file that answers it; another where the export has no checkpoint at all.
[[nodiscard]] const Words& what_closes(OpenQuestion question, const AuditReport& report);

/// A message or a place as the core says it, or in Indonesian.
[[nodiscard]] std::string in_words(std::string_view message, bool indonesian);

}  // namespace tirai::cli
