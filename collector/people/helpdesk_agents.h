// The helpdesk's own list of its agents, brought along as CSV or JSON: whom it knows, and when each was last active there. A fuzz target.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

inline constexpr std::size_t kMostHelpdeskAgents = 10'000;

struct HelpdeskAgent {
  std::string agent;      ///< as the helpdesk writes it: an id or a name
  std::int64_t last = 0;  ///< milliseconds since 1970
};
/// Columns agent and last_active: milliseconds, "2026-11-20", or RFC 3339 ("2026-11-20T09:30:00+07:00", a space for the T, no zone: Jakarta's).
/// A day alone counts to its end. All of them, or the first that is wrong, by its row from 1 on.
[[nodiscard]] Result<std::vector<HelpdeskAgent>> read_helpdesk_agents(std::string_view text);
/// A helpdesk's name in the import: 1 to 128 letters, digits or . _ : - / @ +
[[nodiscard]] bool is_helpdesk(std::string_view name);

struct HelpdeskImport {
  std::string helpdesk, by;
  std::vector<HelpdeskAgent> agents;
};
/// Who is not in the list stays as they were; an older last activity than the one there is changes nothing.
[[nodiscard]] Result<Done> keep_helpdesk_agents(Store& store, const HelpdeskImport& import, std::int64_t now_ms);

}  // namespace tirai::collector
