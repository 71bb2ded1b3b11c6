// AuthZEN request → facts. Nothing unknown is an error: it becomes kMissing, and kMissing is covered.
#include <string>

#include "codec/json.h"
#include "decide/derive.h"
#include "decide/facts.h"

namespace tirai::decision {
namespace {
using codec::JsonValue;
using Kind = JsonValue::Kind;
constexpr std::size_t kMostRecords = 10'000;

std::size_t index_of(Fact fact) { return static_cast<std::size_t>(fact); }

const JsonValue* find_at(const JsonValue* value, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) value = value == nullptr ? nullptr : value->find(key);
  return value;
}

// {"type":"class","id":"identity.nik"}, or "class" among the properties of any other resource.
const JsonValue* class_of(const JsonValue& request) {
  if (const JsonValue* named = find_at(&request, {"resource", "properties", "class"})) return named;
  const std::string* type = request.string_at({"resource", "type"});
  return type != nullptr && *type == "class" ? find_at(&request, {"resource", "id"}) : nullptr;
}

std::optional<std::int64_t> time_of(const JsonValue* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is(Kind::kInteger) && value->integer >= 0 && value->integer < (std::int64_t{1} << 53)) return value->integer;
  return value->is(Kind::kString) ? read_rfc3339(value->string) : std::nullopt;
}

// A fact that is absent has its default; one that is there but is no known name is missing.
void read_facts(const Policy& policy, const JsonValue& root, Request& request) {
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    const JsonValue* value = fact == Fact::kAction  ? find_at(&root, {"action", "name"})
                             : fact == Fact::kRole  ? find_at(&root, {"subject", "properties", "role"})
                             : fact == Fact::kClass ? class_of(root)
                                                    : find_at(&root, {"context", to_string(fact)});
    const bool named = value != nullptr && value->is(Kind::kString);
    request.facts[i] = value == nullptr ? default_of(policy, fact) : named ? domain_index(policy, fact, value->string) : kMissing;
    request.from[i] = value == nullptr ? FactSource::kAbsent : request.facts[i] == kMissing ? FactSource::kUnknown : FactSource::kGiven;
  }
}

void set(Request& request, Fact fact, std::uint16_t value) {
  request.facts[index_of(fact)] = value;
  request.from[index_of(fact)] = value == kMissing ? FactSource::kUnknown : FactSource::kDerived;
}
bool is_absent(const Request& request, Fact fact) { return request.from[index_of(fact)] == FactSource::kAbsent; }

// Whether `names` (a string, or a list of them) holds `name`.
bool mentions(const JsonValue* names, const std::string& name) {
  if (names == nullptr) return false;
  if (names->is(Kind::kString)) return names->string == name;
  for (const JsonValue& item : names->items) {
    if (item.is(Kind::kString) && item.string == name) return true;
  }
  return false;
}

void read_relationship(const Policy& policy, const JsonValue& root, Request& request) {
  const JsonValue* ticket = find_at(&root, {"context", "ticket"});
  if (ticket == nullptr || !is_absent(request, Fact::kRelationship)) return;
  const std::string* id = root.string_at({"subject", "id"});
  const std::string* group = ticket->string_at({"group"});
  const bool assigned = id != nullptr && mentions(ticket->find("assignee"), *id);
  const bool team = group != nullptr && mentions(find_at(&root, {"subject", "properties", "groups"}), *group);
  set(request, Fact::kRelationship, domain_index(policy, Fact::kRelationship, assigned ? "assigned" : team ? "team" : "none"));
}

// A time that has passed no longer ago than `valid_ms`: `fresh`, else `stale`.
void read_freshness(const Situation& situation, const JsonValue* value, Fact fact, std::int64_t valid_ms, std::string_view fresh, std::string_view stale, Request& request) {
  if (value == nullptr || !is_absent(request, fact)) return;
  const auto at = time_of(value);
  if (!at || !situation.now) return set(request, fact, kMissing);
  const bool holds = *at <= *situation.now && *situation.now - *at < valid_ms;
  set(request, fact, domain_index(*situation.policy, fact, holds ? fresh : stale));
}

ConsentRecord read_consent(const Policy& policy, const JsonValue& item) {
  ConsentRecord record;
  const std::string* purpose = item.string_at({"purpose"});
  if (purpose != nullptr && *purpose != kNoPurpose) record.purpose = domain_index(policy, Fact::kPurpose, *purpose);
  const auto read = [&](std::string_view key, std::optional<std::int64_t>& at) {
    at = time_of(item.find(key));
    if (!at && item.find(key) != nullptr) record.readable = false;
  };
  read("given_at", record.given_at);
  read("refused_at", record.refused_at);
  read("withdrawn_at", record.withdrawn_at);
  read("expires_at", record.expires_at);
  return record;
}

void read_consents(const JsonValue* value, Situation& situation) {
  if (value == nullptr) return;
  situation.consents.emplace();
  for (const JsonValue& item : value->items) {
    if (situation.consents->size() < kMostRecords) situation.consents->push_back(read_consent(*situation.policy, item));
  }
}

void read_reveals(const JsonValue* value, Situation& situation) {
  if (value == nullptr) return;
  situation.reveals_unreadable = !value->is(Kind::kArray) || value->items.size() > kMostRecords;
  situation.reveals.emplace();
  for (const JsonValue& item : value->items) {
    const std::string* name = item.string_at({"class"});
    const auto at = time_of(item.find("at"));
    if (!at) situation.reveals_unreadable = true;
    situation.reveals->push_back({name == nullptr ? kMissing : domain_index(*situation.policy, Fact::kClass, *name), at.value_or(0)});
  }
}

void read_collected_for(const JsonValue* value, Situation& situation) {
  if (value == nullptr) return;
  situation.collected_for.emplace();
  const auto add = [&](const JsonValue& item) {
    if (!item.is(Kind::kString) || item.string == kNoPurpose) return;
    const auto below = domain_below(*situation.policy, Fact::kPurpose, item.string);
    situation.collected_for->insert(situation.collected_for->end(), below.begin(), below.end());
  };
  add(*value);
  for (const JsonValue& item : value->items) add(item);
}
}  // namespace

Result<Situation> read_situation(const Policy& policy, std::string_view json) {
  const Result<JsonValue> read = codec::read_json(json, "request");
  if (!read) return read.error();
  const JsonValue& root = read.value();
  if (!root.is(Kind::kObject)) return Error{ErrorCode::kBadValue, "expected an object", "request"};
  Situation situation{.policy = &policy};
  read_facts(policy, root, situation.given);
  situation.now = time_of(find_at(&root, {"context", "now"}));
  const JsonValue* closed = find_at(&root, {"context", "ticket", "closed_at"});
  if (closed != nullptr && closed->is(Kind::kNull)) closed = nullptr;  // an open ticket
  situation.closed_at = time_of(closed);
  situation.closed_unreadable = closed != nullptr && !situation.closed_at;
  read_relationship(policy, root, situation.given);
  read_freshness(situation, find_at(&root, {"subject", "properties", "mfa_at"}), Fact::kIdentity, policy.mfa_valid_s * std::int64_t{1000}, "mfa", "session", situation.given);
  read_freshness(situation, find_at(&root, {"subject", "properties", "trained_at"}), Fact::kTraining, policy.training_valid_days * std::int64_t{86'400'000}, "valid", "expired", situation.given);
  read_consents(find_at(&root, {"context", "consents"}), situation);
  read_reveals(find_at(&root, {"context", "recent_reveals"}), situation);
  read_collected_for(find_at(&root, {"resource", "properties", "collected_for"}), situation);
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
