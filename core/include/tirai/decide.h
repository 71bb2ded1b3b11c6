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

/// Where a fact's value came from.
enum class FactSource : std::uint8_t {
  kGiven,    ///< the request names it
  kDerived,  ///< computed from what the request tells of the ticket, the consents, the times
  kAbsent,   ///< the request says nothing: the default
  kUnknown,  ///< the request says something this policy does not know, or cannot be computed: kMissing
};
[[nodiscard]] std::string_view to_string(FactSource source);

struct Request {
  std::array<std::uint16_t, kFactCount> facts;
  std::array<FactSource, kFactCount> from{};
};

/// Matching permits combine by the most covering level; a deny covers at least as its level says; nothing permits → full.
/// The order of rules never matters. Never fails: what cannot be evaluated is covered. The answer lives as long as the policy.
[[nodiscard]] const Decision& decide(const Policy& policy, const Request& request);

/// The purposes under which `request` would be answered with a level below full, in the policy's order.
struct OfferedPurpose {
  std::uint32_t purpose = 0;  ///< index into policy.purposes
  Decision decision;
};
[[nodiscard]] std::vector<OfferedPurpose> offered_purposes(const Policy& policy, Request request);
/// The same from an AuthZEN request: consent, risk and compatibility are derived anew for every purpose.
[[nodiscard]] Result<std::vector<OfferedPurpose>> offered_purposes(const Policy& policy, std::string_view request_json);

/// AuthZEN request JSON → Request:
/// {"subject":{"type":"agent","id":"sari","properties":{"role":"agent"}},"action":{"name":"reveal"},
///  "resource":{"type":"class","id":"identity.nik"},"context":{"relationship":"assigned","purpose":"identity_verification",…}}
/// A resource of another type names its class in "properties":{"class":…}. Unknown roles, classes and purposes are kMissing (covered), not errors;
/// a fact with a value outside its domain is kMissing too. Facts not given: relationship `none`, caller `unverified`, purpose
/// none, consent `unknown`, retention `active`, restriction `none`, identity `session`, training `unknown`, risk `normal`.
///
/// A fact that is not given is derived where the request tells enough (times: milliseconds since 1970, or RFC 3339):
///   relationship  context.ticket {assignee, group} against subject.id and subject.properties.groups
///   retention     context.ticket.closed_at and context.now against the class's retention_days
///   consent       context.consents [{purpose, given_at, refused_at, withdrawn_at, expires_at}] at context.now; a consent covers narrower purposes
///   identity      subject.properties.mfa_at; training: subject.properties.trained_at
///   risk          context.recent_reveals [{class, at}] against the policy's limits; never below a risk that is given
///   purpose       is kMissing when resource.properties.collected_for names purposes and it is neither one of them nor narrower
/// What is there and cannot be read makes its fact kMissing.
[[nodiscard]] Result<Request> parse_request(const Policy& policy, std::string_view json);

/// AuthZEN response JSON: {"decision":bool,"context":{"level","obligations":{…},"rules":[ids],"reason":{"id","en"},"policy":{"id","version","digest"}}}
[[nodiscard]] std::string to_json(const Policy& policy, const Decision& decision);

/// The same with every fact and where it came from, per matching rule its effect, level and articles, per rule that did not match
/// the first condition that failed, and the inputs whose absence made a rule fail: what `tirai explain` prints.
[[nodiscard]] std::string explain_json(const Policy& policy, const Request& request);

}  // namespace tirai
