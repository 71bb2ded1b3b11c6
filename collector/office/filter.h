// What the dashboard asks for, read from a query string. A fuzz target.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::collector {

/// Of a query string: times in milliseconds, names as they are in the log. An empty name is not asked for.
struct Filter {
  std::int64_t from = 0, to = 0;
  std::string kind, data_class, purpose, team, agent, ticket;
  std::string subject, device;  ///< a pseudonym; a device's id
  std::string record;           ///< a consent's id
  std::int64_t received = 0;    ///< when a customer's question came; 0: now
  std::string lang = "id";      ///< of a report: id or en
  std::string by = "class";  ///< class, purpose, team or kind
  std::string step = "day";  ///< hour or day
  std::int64_t before = 0;   ///< the next page: a place in the log; of consents a time
  std::int64_t limit = 50;
  std::vector<std::string> given;  ///< the keys that were
};
/// "from=…&to=…&…", percent-encoded, each key once. The error names the key.
[[nodiscard]] Result<Filter> read_filter(std::string_view query);

}  // namespace tirai::collector
