// The decision point: request + policy → decision. Shapes outside follow OpenID AuthZEN Authorization API 1.0.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tirai/policy.h"

namespace tirai {

/// One value per fact, as indices into the fact's domain. `kMissing` where the request names nothing known:
/// a permit that asks for that fact does not match, a deny that asks for it does.
inline constexpr std::uint16_t kMissing = 0xFFFF;
struct Request {
  std::array<std::uint16_t, kFactCount> facts;
};

struct Decision {
  Level level = Level::kFull;
  bool permitted = false;                   ///< some permit matched and no deny did
  Obligations obligations;
  std::vector<std::uint32_t> rules;         ///< indices of the determining rules, ascending
};

/// Matching permits combine by the most covering level; a deny covers at least as its level says; nothing permits → full.
/// The order of rules never matters. Never fails: what cannot be evaluated is covered.
[[nodiscard]] Decision decide(const Policy& policy, const Request& request);

/// The purposes under which `request` would be answered with a level below full, in the policy's order.
struct OfferedPurpose {
  std::uint32_t purpose = 0;  ///< index into policy.purposes
  Decision decision;
};
[[nodiscard]] std::vector<OfferedPurpose> offered_purposes(const Policy& policy, Request request);

/// AuthZEN request JSON → Request:
/// {"subject":{"type":"agent","id":"sari","properties":{"role":"agent"}},"action":{"name":"reveal"},
///  "resource":{"type":"class","id":"identity.nik"},"context":{"relationship":"assigned","purpose":"identity_verification",…}}
/// A resource of another type names its class in "properties":{"class":…}. Unknown roles, classes and purposes are kMissing (covered), not errors;
/// a fact with a value outside its domain is kMissing too. Facts not given: relationship `none`, caller `unverified`, purpose
/// none, consent `unknown`, retention `active`, restriction `none`, identity `session`, training `unknown`, risk `normal`.
[[nodiscard]] Result<Request> parse_request(const Policy& policy, std::string_view json);

/// AuthZEN response JSON: {"decision":bool,"context":{"level","obligations":{…},"rules":[ids],"reason":{"id","en"},"policy":{"id","version","digest"}}}
[[nodiscard]] std::string to_json(const Policy& policy, const Decision& decision);

/// The same with, per rule that did not match, the first condition that failed: what `tirai explain` prints.
[[nodiscard]] std::string explain_json(const Policy& policy, const Request& request);

}  // namespace tirai
