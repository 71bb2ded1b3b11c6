// append_event(): a description becomes an OCSF 1.8.0 event, chained to the one before.
//
//   reveal, refusal     6001 Web Resources Activity, activity 2 Read, profiles host and security_control
//   compare, verify     6001, activity 5 Search: what the customer says was held against the value, which stayed covered
//   copy                6001, activity 7 Export      contact, outbound   6001, activity 8 Share
//   session_start       6002 Application Lifecycle, activity 3 Start, profile host
//
// OCSF has no field for purpose, legal basis or level: these stand in the `tirai` object. core/schema/event.schema.json says all of it.
#include <algorithm>

#include "audit/description.h"
#include "audit/fields.h"
#include "audit/object_writer.h"
#include "crypto/base64.h"
#include "crypto/ledger_hash.h"
#include "tirai/audit.h"
#include "tirai/seal.h"

namespace tirai {
namespace {
using audit::Description;
using audit::ObjectWriter;

constexpr std::string_view kFingerprintTag = "tirai-event-v1\n";
constexpr std::size_t kUsualLine = 2048;
constexpr int kBrowser = 8;        // device.type_id
constexpr int kInformational = 1;  // severity_id
constexpr int kLow = 2;
constexpr int kHigh = 4;

// What a policy permits in an emergency alone: somebody looks at each one. The purpose's id is the policy's word for it.
bool breaks_glass(const Description& d) { return d.kind == "reveal" && d.purpose_id == "break_glass"; }

bool is_start(const Description& d) { return d.kind == "session_start"; }

struct Sealed {
  std::string text, digest, key;  ///< what travels beside the event; what the event says of it
};

// An event as it is written: all of its members, each object's in their order.
class Line {
 public:
  Line(const Description& d, const ChainHead& before, const Sealed& sealed) : d_(d), before_(before), sealed_(sealed), sequence_(static_cast<std::int64_t>(before.next_sequence)) {
    out_.reserve(kUsualLine);
  }

  ChainedEvent write() {
    ObjectWriter event(out_);
    if (is_start(d_)) write_start(event);
    else write_act(event);
    event.end();
    const std::string fingerprint = fill_in_fingerprint();
    return {std::move(out_), {before_.chain_uid, before_.next_sequence + 1, fingerprint}, sealed_.text};
  }

 private:
  void write_start(ObjectWriter& event) {
    event.integer("activity_id", 3);
    write_product(event, "app");
    event.integer("category_uid", 6);
    event.integer("class_uid", 6002);
    write_device(event);
    write_metadata(event);
    write_policy(event);
    event.integer("severity_id", kInformational);
    event.integer("time", d_.time);
    write_tirai(event);
    event.integer("type_uid", 600203);
  }

  void write_act(ObjectWriter& event) {
    const bool refused = d_.kind == "refusal";
    event.integer("action_id", refused ? 2 : 1);  // Denied, Allowed
    event.integer("activity_id", activity());
    write_actor(event);
    event.integer("category_uid", 6);
    event.integer("class_uid", 6001);
    write_device(event);
    event.integer("disposition_id", refused ? 2 : 1);  // Blocked, Allowed
    write_metadata(event);
    write_policy(event);
    event.integer("severity_id", refused ? kLow : breaks_glass(d_) ? kHigh : kInformational);
    event.integer("time", d_.time);
    write_tirai(event);
    event.integer("type_uid", 600100 + activity());
    event.json("web_resources", "[");
    ObjectWriter resource(out_);
    resource.text("type", d_.class_id);
    resource.end();
    out_ += ']';
  }

  [[nodiscard]] int activity() const {
    constexpr int kRead = 2, kSearch = 5, kExport = 7, kShare = 8;
    if (d_.kind == "compare" || d_.kind == "verify") return kSearch;
    if (d_.kind == "copy") return kExport;
    return d_.kind == "contact" || d_.kind == "outbound" ? kShare : kRead;
  }

  void write_actor(ObjectWriter& event) {
    ObjectWriter actor = event.object("actor"), user = actor.object("user");
    user.text("uid", d_.agent);
    user.end();
    actor.end();
  }
  void write_product(ObjectWriter& object, std::string_view key) {
    ObjectWriter product = object.object(key);
    product.text("name", "Tirai");
    product.text("vendor_name", "Tirai");
    product.text("version", d_.product_version);
    product.end();
  }
  void write_device(ObjectWriter& event) {
    ObjectWriter device = event.object("device");
    device.integer("type_id", kBrowser);
    device.text("uid", d_.device_id);
    device.end();
  }
  void write_metadata(ObjectWriter& event) {
    ObjectWriter metadata = event.object("metadata");
    write_product(metadata, "product");
    metadata.json("profiles", is_start(d_) ? R"(["host"])" : R"(["host","security_control"])");
    metadata.integer("sequence", sequence_);
    metadata.text("uid", d_.event_id);
    metadata.text("version", "1.8.0");
    metadata.end();
  }
  void write_policy(ObjectWriter& event) {
    ObjectWriter policy = event.object("policy");
    policy.text("uid", d_.policy_id);
    policy.integer_text("version", d_.policy_version);
    policy.end();
  }

  void write_tirai(ObjectWriter& event) {
    ObjectWriter tirai = event.object("tirai");
    tirai.text_if("action", d_.action);
    tirai.text_if("caller", d_.caller);
    tirai.text("chain_uid", before_.chain_uid);
    if (!is_start(d_)) write_decision(tirai);
    tirai.text("enforcement_level", d_.enforcement_level);
    tirai.text_if("entity_type", d_.entity_type);
    write_facts(tirai);
    fingerprint_begin_ = out_.size();
    fingerprint_at_ = tirai.place("fingerprint");
    tirai.text_if("helpdesk", d_.helpdesk);
    tirai.text("kind", d_.kind);
    if (d_.last_reveal_ms >= 0) tirai.integer("last_reveal_ms", d_.last_reveal_ms);
    if (!is_start(d_)) tirai.text("level_after", d_.kind == "reveal" || d_.kind == "copy" ? d_.level_decided : d_.level_before);
    tirai.text_if("level_before", d_.level_before);
    tirai.text_if("outcome", d_.outcome);
    tirai.text("policy_digest", d_.policy_digest);
    tirai.text("prev_event", before_.head);
    if (is_start(d_)) tirai.text("previous_head", d_.previous_head);
    else write_purpose(tirai);
    write_end(tirai);
    tirai.end();
  }
  // What a decision was made from, and what it was: whoever has the policy can make it again.
  void write_decision(ObjectWriter& tirai) {
    tirai.integer("count", d_.count);
    ObjectWriter decision = tirai.object("decision");
    decision.text("level", d_.level_decided);
    decision.truth("permit", d_.permitted);
    decision.end();
  }
  void write_facts(ObjectWriter& tirai) {
    if (std::ranges::all_of(d_.facts, [](std::string_view fact) { return fact.empty(); })) return;
    ObjectWriter facts = tirai.object("facts");
    for (std::size_t i = 0; i < d_.facts.size(); ++i) facts.text_if(audit::kFactNames[i], d_.facts[i]);
    facts.end();
  }
  void write_purpose(ObjectWriter& tirai) {
    if (!d_.purpose_id.empty()) {
      ObjectWriter purpose = tirai.object("purpose");
      purpose.text("dpv", d_.purpose_dpv);
      purpose.text("id", d_.purpose_id);
      purpose.text("legal_basis", d_.purpose_legal_basis);
      purpose.end();
    }
    tirai.text("relationship", d_.relationship);
    tirai.text("role", d_.role);
    tirai.texts("rules", [this](auto add) { d_.rules->all_inside([&](const audit::JsonNode& rule) { return add(rule.string), true; }); });
  }
  void write_end(ObjectWriter& tirai) {
    if (!sealed_.text.empty()) {
      ObjectWriter sealed = tirai.object("sealed");
      sealed.text("digest", sealed_.digest);
      sealed.text("key", sealed_.key);
      sealed.end();
    }
    tirai.integer("sequence", sequence_);
    tirai.text_if("subject", d_.subject);
    tirai.text_if("ticket", d_.ticket);
    if (d_.ticket_closed) tirai.truth("ticket_closed", true);
    if (d_.kind == "reveal" && d_.time_to_live_s > 0) tirai.integer("time_to_live_s", d_.time_to_live_s);
    tirai.text_if("why", d_.why);
  }

  // Hashed without its fingerprint, which then goes where its place was kept.
  std::string fill_in_fingerprint() {
    const std::string_view line = out_, pieces[] = {kFingerprintTag, line.substr(0, fingerprint_begin_), line.substr(fingerprint_at_)};
    std::string fingerprint = crypto::to_hex(crypto::ledger::sha256(pieces));
    out_.insert(fingerprint_at_, '"' + fingerprint + '"');
    return fingerprint;
  }

  const Description& d_;
  const ChainHead& before_;
  const Sealed& sealed_;
  const std::int64_t sequence_;
  std::string out_;
  std::size_t fingerprint_begin_ = 0, fingerprint_at_ = 0;  ///< of the member, with the comma before it; of its value
};

Result<Sealed> seal_for(const ChainHead& before, const Description& d) {
  if (d.seal_key.empty()) return Sealed{};
  auto sealed = seal(d.seal_text, d.seal_key, before.chain_uid + ":" + std::to_string(before.next_sequence), d.seal_random);
  if (!sealed) return Error{sealed.error().code, sealed.error().message, "description:/seal/" + sealed.error().at};
  const std::string digest = crypto::ledger::sha256_name(sealed.value());
  return Sealed{std::move(sealed).value(), digest, crypto::to_hex(crypto::ledger::sha256(crypto::base64_decode(d.seal_key).value_or(""))).substr(0, 16)};
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
  const auto sealed = seal_for(before, description.value());
  if (!sealed) return sealed.error();
  return Line(description.value(), before, sealed.value()).write();
}

}  // namespace tirai
