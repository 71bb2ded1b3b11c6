// An event as plain OCSF 1.8, for systems that know nothing of Tirai: what is ours alone stands under `unmapped`, as the standard has it.
#pragma once

#include <string>
#include <string_view>

namespace tirai::collector {

/// `line` is an event as it was signed. One line, no newline.
[[nodiscard]] std::string ocsf_of(std::string_view line);

}  // namespace tirai::collector
