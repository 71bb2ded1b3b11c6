#include "audit/description.h"

#include <optional>

#include "audit/fields.h"
#include "crypto/base64.h"

namespace tirai::audit {
namespace {
constexpr std::int64_t kMostCount = 10'000, kLongestReveal = 600'000;
constexpr std::size_t kMostRules = 256;

// {"type":"class","id":"identity.nik"}, or "class" among the properties of any other resource, as parse_request() reads it.
void read_resource(Fields resource, Description& out) {
  resource.only({"type", "id", "properties"});
  const std::string_view type = resource.text("type", kId);
  if (!resource.has("properties")) {
    if (type != "class") resource.fail(ErrorCode::kBadValue, "expected class, or properties with a class", "type");
    out.class_id = resource.text("id", kId);
    return;
  }
  Fields properties = resource.object("properties");
  properties.only({"class"});
  out.class_id = properties.text("class", kId);
}

// The AuthZEN request: who asked for what. Only ids go into the event; teams and names stay behind.
void read_request(Fields request, Description& out) {
  request.only({"subject", "action", "resource", "context"});
  Fields subject = request.object("subject");
  subject.only({"type", "id", "properties"});
  out.agent = subject.text("id", kAgentId);
  Fields properties = subject.object("properties");
  properties.only({"role", "teams", "helpdesk_names"});
  out.role = properties.text("role", kId);

  Fields action = request.object("action");
  action.only({"name"});
  out.action = action.text("name", kId);

  read_resource(request.object("resource"), out);

  Fields context = request.object("context");
  context.only({"relationship", "caller", "purpose", "consent", "retention", "restriction", "identity", "training", "risk"});
  for (std::size_t i = 0; i < kFactNames.size(); ++i) out.facts[i] = context.optional_text(kFactNames[i], kId);
  out.relationship = context.has("relationship") ? context.text("relationship", kRelationship) : "none";
  const std::string_view purpose = context.optional_text("purpose", kId);
  if (!out.purpose_id.empty() && !purpose.empty() && purpose != out.purpose_id) {
    context.fail(ErrorCode::kBadValue, "the request's purpose is not the event's", "purpose");
  }
}

void read_obligations(Fields obligations, Description& out) {
  obligations.only({"ask_purpose", "justification_min", "step_up", "approval", "time_to_live_s", "write_ahead", "offline_reveals", "watermark", "copy_allowed"});
  if (obligations.has("time_to_live_s")) out.time_to_live_s = obligations.integer("time_to_live_s", 1, 3600);
}

// The AuthZEN response. Its reason texts are for the agent's eyes and stay behind.
void read_decision(Fields decision, Description& out) {
  decision.only({"decision", "context"});
  out.permitted = decision.boolean("decision");
  Fields context = decision.object("context");
  context.only({"level", "obligations", "rules", "reason", "policy"});
  out.level_decided = context.text("level", kLevel);
  read_obligations(context.object("obligations"), out);
  out.rules = context.texts("rules", kId, kMostRules);
  Fields policy = context.object("policy");
  policy.only({"id", "version", "digest"});
  if (policy.text("digest", kDigestName) != out.policy_digest) {
    policy.fail(ErrorCode::kBadValue, "the decision was made by another policy", "digest");
  }
}

void read_purpose(Fields purpose, Description& out) {
  purpose.only({"id", "dpv", "legal_basis"});
  out.purpose_id = purpose.text("id", kId);
  out.purpose_dpv = purpose.text("dpv", kIri);
  out.purpose_legal_basis = purpose.text("legal_basis", kIri);
}

void read_policy(Fields policy, Description& out) {
  policy.only({"id", "version", "digest"});
  out.policy_id = policy.text("id", kId);
  out.policy_version = policy.integer("version", 0, kLargestInteger);
  out.policy_digest = policy.text("digest", kDigestName);
}

// The only free text there is, and it goes nowhere but into the seal.
void read_seal(Fields seal, Description& out) {
  seal.only({"key", "random", "text"});
  out.seal_key = seal.text("key", kKey);
  out.seal_random = crypto::base64_decode(seal.text("random", kKey)).value_or("");
  Fields text = seal.object("text");
  text.only({"reason", "subject", "ticket_url"});
  for (const std::string_view key : {"reason", "subject", "ticket_url"}) {
    if (!text.has(key)) continue;
    out.seal_text.append(out.seal_text.empty() ? "{\"" : ",\"").append(key).append("\":");
    append_string(out.seal_text, text.text(key, kFreeText));
  }
  out.seal_text += out.seal_text.empty() ? "{}" : "}";
}

// What every kind has.
void read_common(Fields& fields, Description& out) {
  out.time = fields.integer("time", 0, kLargestInteger);
  out.event_id = fields.text("event_id", kUuid);
  out.device_id = fields.text("device_id", kId);
  out.ticket = fields.optional_text("ticket", kTicket);
  out.enforcement_level = fields.text("enforcement_level", kEnforcementLevel);
  out.product_version = fields.text("product_version", kVersion);
  read_policy(fields.object("policy"), out);
}

void read_session_start(Fields& fields, Description& out) {
  fields.only({"kind", "time", "event_id", "device_id", "helpdesk", "ticket", "enforcement_level", "product_version", "policy", "previous_head"});
  read_common(fields, out);
  out.helpdesk = fields.optional_text("helpdesk", kId);
  out.previous_head = fields.text("previous_head", kHeadOrNone);
}

const char* key_of_its_own(std::string_view kind) { return kind == "refusal" ? "why" : kind == "reveal" ? "last_reveal_ms" : "outcome"; }

void read_disclosure(Fields& fields, Description& out) {
  fields.only({"kind", "time", "event_id", "device_id", "helpdesk", "ticket", "ticket_closed", "enforcement_level", "product_version", "policy", "request",
               "decision", "entity_type", "count", "level_before", "purpose", "seal", "subject", key_of_its_own(out.kind), out.kind == "verify" ? "caller" : "kind"});
  read_common(fields, out);
  out.helpdesk = fields.text("helpdesk", kId);
  if (fields.has("purpose")) read_purpose(fields.object("purpose"), out);
  read_request(fields.object("request"), out);
  read_decision(fields.object("decision"), out);
  out.entity_type = fields.text("entity_type", kEntityType);
  out.count = fields.integer("count", 1, kMostCount);
  out.level_before = fields.text("level_before", kLevel);
  out.subject = fields.optional_text("subject", kPseudonym);
  if (fields.has("ticket_closed")) out.ticket_closed = fields.boolean("ticket_closed");
  if (fields.has("seal")) read_seal(fields.object("seal"), out);
  if (out.kind == "reveal" && fields.has("last_reveal_ms")) out.last_reveal_ms = fields.integer("last_reveal_ms", 0, kLongestReveal);
  if (out.kind == "refusal") out.why = fields.text("why", kWhy);
  else if (out.kind != "reveal") out.outcome = fields.text("outcome", kWhy);
  if (out.kind == "verify") out.caller = fields.text("caller", kCaller);
  if (out.kind == "reveal" && !out.permitted) fields.fail(ErrorCode::kBadValue, "a reveal needs a decision that permits it", "decision");
}
}  // namespace

Result<Description> read_description(std::string_view json) {
  auto parsed = JsonText::read(json);
  if (!parsed) return Error{parsed.error().code, parsed.error().message, "description:" + parsed.error().at};
  std::optional<Error> error;
  Description out;
  out.source = std::move(parsed).value();
  Fields fields(&out.source.root(), "description:", error);
  out.kind = fields.text("kind", kKind);
  if (out.kind == "session_start") read_session_start(fields, out);
  else if (!error) read_disclosure(fields, out);
  if (error) return *std::move(error);
  return out;
}

}  // namespace tirai::audit
