#include "decide/derive.h"

#include <algorithm>

#include "decide/facts.h"

namespace tirai::decision {
namespace {
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 86'400 * kSecond;

std::size_t index_of(Fact fact) { return static_cast<std::size_t>(fact); }

void derive(Request& request, Fact fact, std::uint16_t value) {
  request.facts[index_of(fact)] = value;
  request.from[index_of(fact)] = value == kMissing ? FactSource::kUnknown : FactSource::kDerived;
}
bool is_absent(const Request& request, Fact fact) { return request.from[index_of(fact)] == FactSource::kAbsent; }
bool holds(const std::vector<std::uint64_t>& bits, std::uint16_t value) {
  return bits.empty() || value == kMissing || (bits[value / 64] >> (value % 64) & 1) != 0;
}

// The nearest purpose at or above `purpose` that has a record.
std::vector<const ConsentRecord*> records_for(const Situation& situation, std::uint16_t purpose) {
  std::vector<const ConsentRecord*> found;
  if (purpose >= situation.policy->purposes.size()) return found;
  std::string_view name = situation.policy->purposes[purpose].id;
  for (; !name.empty() && found.empty(); name = name_above(*situation.policy, Fact::kPurpose, name)) {
    const std::uint16_t index = domain_index(*situation.policy, Fact::kPurpose, name);
    for (const ConsentRecord& record : *situation.consents) {
      if (record.purpose == index) found.push_back(&record);
    }
  }
  return found;
}

// GDPR Art. 7(3), UU PDP Art. 9: what is withdrawn stays withdrawn until it is given again.
std::uint16_t consent_of(const Situation& situation, std::uint16_t purpose) {
  const Policy& policy = *situation.policy;
  const auto named = [&](std::string_view name) { return domain_index(policy, Fact::kConsent, name); };
  std::int64_t latest = INT64_MIN;
  std::uint16_t state = named("unknown");
  for (const ConsentRecord* record : records_for(situation, purpose)) {
    if (!record->readable || !situation.now) return kMissing;
    const std::int64_t now = *situation.now;
    const auto event = [&](const std::optional<std::int64_t>& at, std::uint16_t becomes) {
      if (!at || *at > now || *at < latest) return;
      latest = *at;
      state = becomes;
    };
    const std::uint32_t days = policy.purposes[record->purpose].consent_days;
    auto end = record->expires_at;
    if (record->given_at && days > 0) end = std::min(end.value_or(INT64_MAX), *record->given_at + days * kDay);
    event(record->given_at, end && *end <= now ? named("expired") : named("given"));
    event(record->refused_at, named("refused"));
    event(record->withdrawn_at, named("withdrawn"));
  }
  return state;
}

// A class without an own period has that of the class above it.
std::uint32_t retention_days_of(const Policy& policy, std::uint16_t class_index) {
  for (std::string_view name = policy.classes[class_index].id; !name.empty(); name = name_above(policy, Fact::kClass, name)) {
    const std::uint16_t index = domain_index(policy, Fact::kClass, name);
    if (index != kMissing && policy.classes[index].retention_days > 0) return policy.classes[index].retention_days;
  }
  return 0;
}

std::uint16_t retention_of(const Situation& situation, std::uint16_t class_index) {
  if (situation.closed_unreadable || !situation.now || class_index == kMissing) return kMissing;
  const std::uint32_t days = retention_days_of(*situation.policy, class_index);
  const bool over = days > 0 && *situation.now - *situation.closed_at >= days * kDay;
  return domain_index(*situation.policy, Fact::kRetention, over ? "expired" : "active");
}

bool is_reached(const Situation& situation, const Limit& limit) {
  std::uint32_t count = 0;
  for (const PastReveal& reveal : *situation.reveals) {
    const bool inside = reveal.at > *situation.now - limit.within_s * kSecond;
    if (inside && holds(limit.classes, reveal.class_index)) ++count;
  }
  return count >= limit.reveals;
}

// 0 normal, 1 elevated, 2 high: the order of the domain. A limit never makes less of a risk that is given.
std::uint16_t risk_of(const Situation& situation, std::uint16_t class_index) {
  if (situation.reveals_unreadable || !situation.now) return kMissing;
  std::uint16_t risk = situation.given.facts[index_of(Fact::kRisk)];
  const std::uint16_t role = situation.given.facts[index_of(Fact::kRole)];
  for (const Limit& limit : situation.policy->limits) {
    if (risk == kMissing || !holds(limit.roles, role) || !holds(limit.classes, class_index) || !is_reached(situation, limit)) continue;
    risk = std::max<std::uint16_t>(risk, limit.deny ? 2 : 1);
  }
  return risk;
}
}  // namespace

Request Situation::request_under(std::uint16_t class_index, std::uint16_t purpose) const {
  Request request = given;
  request.facts[index_of(Fact::kClass)] = class_index;
  request.facts[index_of(Fact::kPurpose)] = purpose;
  if (consents && is_absent(given, Fact::kConsent)) derive(request, Fact::kConsent, consent_of(*this, purpose));
  if ((closed_at || closed_unreadable) && is_absent(given, Fact::kRetention)) derive(request, Fact::kRetention, retention_of(*this, class_index));
  if (reveals || reveals_unreadable) derive(request, Fact::kRisk, risk_of(*this, class_index));
  const bool named = purpose < policy->purposes.size();
  if (named && collected_for && std::find(collected_for->begin(), collected_for->end(), purpose) == collected_for->end()) derive(request, Fact::kPurpose, kMissing);
  return request;
}

}  // namespace tirai::decision
