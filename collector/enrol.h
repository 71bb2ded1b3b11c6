// `tirai-collector enrol`: a device's row, and the token that is its credential until it has bound a key.
#pragma once

#include <string>
#include <vector>

#include "store.h"

namespace tirai::collector {

struct EnrolOptions {
  std::string agent;
  std::string role;
  std::vector<std::string> teams;
  std::vector<std::string> helpdesk_names;  ///< how the helpdesk writes this agent's name: tells whose ticket it is
};

struct Enrolment {
  std::string device_id;
  std::string token;  ///< "tirai_" and 32 random bytes, base64url; kept nowhere
};

[[nodiscard]] Result<Enrolment> enrol(Store& store, const EnrolOptions& options, std::int64_t now_ms);

}  // namespace tirai::collector
