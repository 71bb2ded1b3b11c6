// `tirai-collector enrol` and `token`: a device's row, or a scope, and the bearer token that is its credential.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

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

struct IssuedToken {
  std::string token_id;
  std::string token;  ///< as an enrolment's
};
/// `name` says whose it is: 1 to 128 letters, digits or . _ : - / @ +
[[nodiscard]] Result<IssuedToken> issue_token(Store& store, Scope scope, const std::string& name, std::int64_t now_ms);

}  // namespace tirai::collector
