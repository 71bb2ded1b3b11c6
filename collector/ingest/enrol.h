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

/// What is to be kept, and the credential, which is kept nowhere. Who may send or read is an event of the log first; so nothing is kept yet.
struct Enrolment {
  NewDevice device;
  std::string token;  ///< "tirai_" and 32 random bytes, base64url
};
[[nodiscard]] Result<Enrolment> make_enrolment(const EnrolOptions& options, std::int64_t now_ms);

struct IssuedToken {
  NewToken row;
  std::string token;  ///< as an enrolment's
};
/// `name` says whose it is: 1 to 128 letters, digits or . _ : - / @ +
[[nodiscard]] Result<IssuedToken> make_token(Scope scope, const std::string& name, std::int64_t now_ms);

}  // namespace tirai::collector
