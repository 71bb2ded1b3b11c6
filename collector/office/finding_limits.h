// `serve --findings FILE`: what counts as unusual (tirai/findings.h), as JSON; what the file leaves out stays as it is by default.
// collector/findings.schema.json says the same for editors.
#pragma once

#include <string>

#include "tirai/findings.h"

namespace tirai::collector {

/// Errors name the file and the key.
[[nodiscard]] Result<FindingLimits> read_finding_limits(const std::string& path);
/// The same of the file's text.
[[nodiscard]] Result<FindingLimits> parse_finding_limits(const std::string& text, const std::string& name);

}  // namespace tirai::collector
