// append_event(): a description becomes an OCSF 1.8.0 event, chained to the one before.
//
//   reveal, refusal     6001 Web Resources Activity, activity 2 Read, profiles host and security_control
//   compare, verify     6001, activity 5 Search: what the customer says was held against the value, which stayed covered
//   copy                6001, activity 7 Export      contact, outbound   6001, activity 8 Share
//   session_start       6002 Application Lifecycle, activity 3 Start, profile host
//
// OCSF has no field for purpose, legal basis or level: these stand in the `tirai` object. core/schema/event.schema.json says all of it.
#include <cstring>

#include "audit/canonical_json.h"
#include "audit/description.h"
#include "audit/fields.h"
#include "crypto/base64.h"
#include "crypto/ledger_hash.h"
#include "tirai/audit.h"
#include "tirai/seal.h"

namespace tirai {
namespace {
using audit::Description;
using audit::Json;

constexpr std::string_view kFingerprintTag = "tirai-event-v1\n";
constexpr const char* kNoFingerprint = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr int kBrowser = 8;        // device.type_id
constexpr int kInformational = 1;  // severity_id
constexpr int kLow = 2;
constexpr int kHigh = 4;

// What a policy permits in an emergency alone: somebody looks at each one. The purpose's id is the policy's word for it.
bool breaks_glass(const Description& d) { return d.kind == "reveal" && d.purpose_id == "break_glass"; }

bool is_start(const Description& d) { return d.kind == "session_start"; }

Json product(const Description& d) {
  return Json::Object{{"name", "Tirai"}, {"vendor_name", "Tirai"}, {"version", d.product_version}};
}

Json metadata(const Description& d, std::int64_t sequence) {
  Json::Array profiles{"host"};
  if (!is_start(d)) profiles.push_back("security_control");
  return Json::Object{{"product", product(d)}, {"profiles", profiles}, {"sequence", sequence}, {"uid", d.event_id}, {"version", "1.8.0"}};
}

// Empty means "not given": the key is left out.
void add_text(Json& object, std::string key, const std::string& text) {
  if (!text.empty()) object.add(std::move(key), text);
}

// What a decision was made from, and what it was: whoever has the policy can make it again.
void add_decision(Json& tirai, const Description& d) {
  tirai.add("action", d.action);
  tirai.add("decision", Json::Object{{"level", d.level_decided}, {"permit", d.permitted}});
  if (!d.facts.empty()) tirai.add("facts", d.facts);
}

void add_disclosure(Json& tirai, const Description& d) {
  add_decision(tirai, d);
  tirai.add("count", d.count);
  tirai.add("entity_type", d.entity_type);
  tirai.add("level_before", d.level_before);
  tirai.add("level_after", d.kind == "reveal" || d.kind == "copy" ? d.level_decided : d.level_before);
  tirai.add("relationship", d.relationship);
  tirai.add("role", d.role);
  tirai.add("rules", d.rules);
  if (d.kind == "reveal" && d.time_to_live_s > 0) tirai.add("time_to_live_s", d.time_to_live_s);
  if (!d.purpose_id.empty()) {
    tirai.add("purpose", Json::Object{{"dpv", d.purpose_dpv}, {"id", d.purpose_id}, {"legal_basis", d.purpose_legal_basis}});
  }
  add_text(tirai, "subject", d.subject);
  add_text(tirai, "why", d.why);
  add_text(tirai, "outcome", d.outcome);
  add_text(tirai, "caller", d.caller);
}

Json tirai_object(const Description& d, const ChainHead& before, std::int64_t sequence) {
  Json tirai = Json::Object{{"chain_uid", before.chain_uid}, {"enforcement_level", d.enforcement_level}, {"kind", d.kind},
                            {"policy_digest", d.policy_digest}, {"prev_event", before.head}, {"sequence", sequence}};
  add_text(tirai, "helpdesk", d.helpdesk);
  add_text(tirai, "ticket", d.ticket);
  if (is_start(d)) tirai.add("previous_head", d.previous_head);
  else add_disclosure(tirai, d);
  return tirai;
}

int activity_of(std::string_view kind) {
  constexpr int kRead = 2, kSearch = 5, kExport = 7, kShare = 8;
  if (kind == "compare" || kind == "verify") return kSearch;
  if (kind == "copy") return kExport;
  return kind == "contact" || kind == "outbound" ? kShare : kRead;
}

void add_class(Json& event, const Description& d) {
  if (is_start(d)) {
    event.add("activity_id", 3);
    event.add("category_uid", 6);
    event.add("class_uid", 6002);
    event.add("type_uid", 600203);
    event.add("app", product(d));
    event.add("severity_id", kInformational);
    return;
  }
  const bool refused = d.kind == "refusal";
  event.add("activity_id", activity_of(d.kind));
  event.add("category_uid", 6);
  event.add("class_uid", 6001);
  event.add("type_uid", 600100 + activity_of(d.kind));
  event.add("action_id", refused ? 2 : 1);       // Denied, Allowed
  event.add("disposition_id", refused ? 2 : 1);  // Blocked, Allowed
  event.add("severity_id", refused ? kLow : breaks_glass(d) ? kHigh : kInformational);
  event.add("actor", Json::Object{{"user", Json::Object{{"uid", d.agent}}}});
  event.add("web_resources", Json::Array{Json::Object{{"type", d.class_id}}});
}

struct Sealed {
  std::string text;
  Json named;  ///< what the event says of it
};
Result<Sealed> seal_for(const ChainHead& before, const Description& d) {
  auto sealed = seal(audit::write_json(d.seal_text), d.seal_key, before.chain_uid + ":" + std::to_string(before.next_sequence), d.seal_random);
  if (!sealed) return Error{sealed.error().code, sealed.error().message, "description:/seal/" + sealed.error().at};
  const std::string key = crypto::to_hex(crypto::ledger::sha256(crypto::base64_decode(d.seal_key).value_or(""))).substr(0, 16);
  return Sealed{sealed.value(), Json::Object{{"digest", crypto::ledger::sha256_name(sealed.value())}, {"key", key}}};
}

// Everything but `tirai`.
Json ocsf_event(const Description& d, std::int64_t sequence) {
  Json event = Json::Object{};
  add_class(event, d);
  event.add("device", Json::Object{{"type_id", kBrowser}, {"uid", d.device_id}});
  event.add("metadata", metadata(d, sequence));
  event.add("policy", Json::Object{{"uid", d.policy_id}, {"version", std::to_string(d.policy_version)}});
  event.add("time", d.time);
  return event;
}

// Written once, and hashed around the place of its own fingerprint. The key stands in the line once: a quotation mark in a text is written \".
std::string write_fingerprint(std::string& line) {
  constexpr std::string_view kMember = "\"fingerprint\":\"";
  const std::size_t at = line.find(kMember), value = at + kMember.size(), behind = value + std::strlen(kNoFingerprint) + 2;  // the quotation mark and the comma before "kind"
  const std::string_view pieces[] = {kFingerprintTag, std::string_view(line).substr(0, at), std::string_view(line).substr(behind)};
  const std::string fingerprint = crypto::to_hex(crypto::ledger::sha256(pieces));
  line.replace(value, fingerprint.size(), fingerprint);
  return fingerprint;
}

std::optional<Error> check(const ChainHead& before) {
  const bool first = before.next_sequence == 0;
  if (!audit::kUuid.fits(before.chain_uid)) return Error{ErrorCode::kBadValue, "expected a lower-case UUID", "head:/chain_uid"};
  if (!audit::kHeadOrNone.fits(before.head) || before.head.empty() != first) {
    return Error{ErrorCode::kBadValue, "expected the last event's fingerprint, empty at sequence 0 and only there", "head:/head"};
  }
  if (before.next_sequence >= static_cast<std::uint64_t>(audit::kLargestInteger)) {
    return Error{ErrorCode::kTooLarge, "the chain is full", "head:/next_sequence"};
  }
  return std::nullopt;
}
}  // namespace

Result<ChainedEvent> append_event(const ChainHead& before, std::string_view description_json) {
  if (const auto error = check(before)) return *error;
  const auto description = audit::read_description(description_json);
  if (!description) return description.error();
  const Description& d = description.value();
  const auto sequence = static_cast<std::int64_t>(before.next_sequence);

  Json event = ocsf_event(d, sequence);
  Json tirai = tirai_object(d, before, sequence);
  std::string sealed;
  if (!d.seal_key.empty()) {
    auto made = seal_for(before, d);
    if (!made) return made.error();
    sealed = std::move(made.value().text);
    tirai.add("sealed", std::move(made.value().named));
  }
  tirai.add("fingerprint", kNoFingerprint);
  event.add("tirai", std::move(tirai));
  std::string line = audit::write_json(event);
  const std::string fingerprint = write_fingerprint(line);
  return ChainedEvent{std::move(line), {before.chain_uid, before.next_sequence + 1, fingerprint}, std::move(sealed)};
}

}  // namespace tirai
