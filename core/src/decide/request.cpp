// AuthZEN request → facts. Nothing unknown is an error: it becomes kMissing, and kMissing is covered.
#include "codec/json_flat.h"
#include "decide/derive.h"
#include "decide/facts.h"

namespace tirai::decision {
namespace {
using codec::FlatValue;
using Kind = codec::JsonValue::Kind;
constexpr std::size_t kMostRecords = 10'000;

std::size_t index_of(Fact fact) { return static_cast<std::size_t>(fact); }

// The parts of a request that facts are read from, each looked for once.
struct Parts {
  explicit Parts(FlatValue root)
      : subject(root["subject"]), who(subject["properties"]), action(root["action"]), resource(root["resource"]), about(resource["properties"]), context(root["context"]), ticket(context["ticket"]) {}
  FlatValue subject, who, action, resource, about, context, ticket;
};

// {"type":"class","id":"identity.nik"}, or "class" among the properties of any other resource.
FlatValue class_of(const Parts& parts) {
  const FlatValue named = parts.about["class"];
  if (named.exists()) return named;
  return parts.resource["type"].string() == "class" ? parts.resource["id"] : FlatValue();
}
FlatValue value_of(const Parts& parts, Fact fact) {
  if (fact == Fact::kAction) return parts.action["name"];
  if (fact == Fact::kRole) return parts.who["role"];
  return fact == Fact::kClass ? class_of(parts) : parts.context[to_string(fact)];
}

std::optional<std::int64_t> time_of(FlatValue value) {
  if (const auto integer = value.integer(); integer && *integer >= 0 && *integer < (std::int64_t{1} << 53)) return integer;
  const auto string = value.string();
  return string ? read_rfc3339(*string) : std::nullopt;
}

// A fact that is absent has its default; one that is there but is no known name is missing.
void read_facts(const Policy& policy, const Parts& parts, Request& request) {
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    const FlatValue value = value_of(parts, fact);
    const auto name = value.string();
    request.facts[i] = !value.exists() ? default_of(policy, fact) : name ? domain_index(policy, fact, *name) : kMissing;
    request.from[i] = !value.exists() ? FactSource::kAbsent : request.facts[i] == kMissing ? FactSource::kUnknown : FactSource::kGiven;
  }
}

void set(Request& request, Fact fact, std::uint16_t value) {
  request.facts[index_of(fact)] = value;
  request.from[index_of(fact)] = value == kMissing ? FactSource::kUnknown : FactSource::kDerived;
}
bool is_absent(const Request& request, Fact fact) { return request.from[index_of(fact)] == FactSource::kAbsent; }

// Whether `names` (a string, or a list of them) holds `name`.
bool mentions(FlatValue names, std::string_view name) {
  bool found = names.string() == name;
  names.each_item([&](FlatValue item) { found = found || item.string() == name; });
  return found;
}

void read_relationship(const Policy& policy, const Parts& parts, Request& request) {
  if (!parts.ticket.exists() || !is_absent(request, Fact::kRelationship)) return;
  const auto id = parts.subject["id"].string();
  const auto group = parts.ticket["group"].string();
  const bool assigned = id && mentions(parts.ticket["assignee"], *id);
  const bool team = group && mentions(parts.who["groups"], *group);
  set(request, Fact::kRelationship, domain_index(policy, Fact::kRelationship, assigned ? "assigned" : team ? "team" : "none"));
}

// A time that has passed no longer ago than `valid_ms`: `fresh`, else `stale`.
void read_freshness(const Situation& situation, FlatValue value, Fact fact, std::int64_t valid_ms, std::string_view fresh, std::string_view stale, Request& request) {
  if (!value.exists() || !is_absent(request, fact)) return;
  const auto at = time_of(value);
  if (!at || !situation.now) return set(request, fact, kMissing);
  const bool holds = *at <= *situation.now && *situation.now - *at < valid_ms;
  set(request, fact, domain_index(*situation.policy, fact, holds ? fresh : stale));
}

ConsentRecord read_consent(const Policy& policy, FlatValue item) {
  ConsentRecord record;
  const auto purpose = item["purpose"].string();
  if (purpose && *purpose != kNoPurpose) record.purpose = domain_index(policy, Fact::kPurpose, *purpose);
  const auto read = [&](std::string_view key, std::optional<std::int64_t>& at) {
    at = time_of(item[key]);
    if (!at && item[key].exists()) record.readable = false;
  };
  read("given_at", record.given_at);
  read("refused_at", record.refused_at);
  read("withdrawn_at", record.withdrawn_at);
  read("expires_at", record.expires_at);
  return record;
}

void read_consents(FlatValue value, Situation& situation) {
  if (!value.exists()) return;
  situation.consents.emplace();
  value.each_item([&](FlatValue item) {
    if (situation.consents->size() < kMostRecords) situation.consents->push_back(read_consent(*situation.policy, item));
  });
}

void read_reveals(FlatValue value, Situation& situation) {
  if (!value.exists()) return;
  situation.reveals.emplace();
  value.each_item([&](FlatValue item) {
    const auto name = item["class"].string();
    const auto at = time_of(item["at"]);
    if (!at) situation.reveals_unreadable = true;
    situation.reveals->push_back({name ? domain_index(*situation.policy, Fact::kClass, *name) : kMissing, at.value_or(0)});
  });
  if (!value.is(Kind::kArray) || situation.reveals->size() > kMostRecords) situation.reveals_unreadable = true;
}

void read_collected_for(FlatValue value, Situation& situation) {
  if (!value.exists()) return;
  situation.collected_for.emplace();
  const auto add = [&](FlatValue item) {
    const auto name = item.string();
    if (!name || *name == kNoPurpose) return;
    const auto below = domain_below(*situation.policy, Fact::kPurpose, *name);
    situation.collected_for->insert(situation.collected_for->end(), below.begin(), below.end());
  };
  add(value);
  value.each_item(add);
}

// What is wrong with a text that is no JSON, and where.
Error error_in(std::string_view json) {
  const Result<codec::JsonValue> read = codec::read_json(json, "request");
  return read ? Error{ErrorCode::kBadSyntax, "not JSON", "request"} : read.error();
}
}  // namespace

Result<Situation> read_situation(const Policy& policy, std::string_view json) {
  codec::FlatJson read;
  if (!read.read(json)) return error_in(json);
  if (!read.root().is(Kind::kObject)) return Error{ErrorCode::kBadValue, "expected an object", "request"};
  const Parts parts(read.root());
  Situation situation{.policy = &policy};
  read_facts(policy, parts, situation.given);
  situation.now = time_of(parts.context["now"]);
  const FlatValue closed = parts.ticket["closed_at"];
  const bool is_closed = closed.exists() && !closed.is(Kind::kNull);  // null: an open ticket
  situation.closed_at = is_closed ? time_of(closed) : std::nullopt;
  situation.closed_unreadable = is_closed && !situation.closed_at;
  read_relationship(policy, parts, situation.given);
  read_freshness(situation, parts.who["mfa_at"], Fact::kIdentity, policy.mfa_valid_s * std::int64_t{1000}, "mfa", "session", situation.given);
  read_freshness(situation, parts.who["trained_at"], Fact::kTraining, policy.training_valid_days * std::int64_t{86'400'000}, "valid", "expired", situation.given);
  read_consents(parts.context["consents"], situation);
  read_reveals(parts.context["recent_reveals"], situation);
  read_collected_for(parts.about["collected_for"], situation);
  return situation;
}

}  // namespace tirai::decision

namespace tirai {

Result<Request> parse_request(const Policy& policy, std::string_view json) {
  const Result<decision::Situation> situation = decision::read_situation(policy, json);
  if (!situation) return situation.error();
  const Request& given = situation.value().given;
  return situation.value().request_under(given.facts[static_cast<std::size_t>(Fact::kClass)], given.facts[static_cast<std::size_t>(Fact::kPurpose)]);
}

}  // namespace tirai
