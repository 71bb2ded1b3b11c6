// What an audit found, told three ways that agree: a page to read, JSON, JUnit.
#pragma once

#include <string>

#include "tirai/auditor.h"

namespace tirai::cli {

struct AuditTelling {
  bool indonesian = false;
  bool strict = false;  ///< an open question is a failure
};
[[nodiscard]] std::string audit_page(const AuditReport& report, const AuditTelling& how);
[[nodiscard]] std::string audit_json(const AuditReport& report, const AuditTelling& how);
[[nodiscard]] std::string audit_junit(const AuditReport& report, const AuditTelling& how);

}  // namespace tirai::cli
