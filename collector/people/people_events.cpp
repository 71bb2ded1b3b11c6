#include "people/people_events.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

// OCSF 1.8, class 3004: activity_id.
enum Activity { kCreate = 1, kUpdate = 3, kDelete = 4 };

json event_of(const Doer& doer, std::string_view kind, int activity, const char* entity, const std::string& uid) {
  json event = {{"activity_id", activity}, {"category_uid", 3}, {"class_uid", 3004}, {"type_uid", 300400 + activity}, {"severity_id", 1},
                {"actor", {{"user", {{"uid", doer.name}}}}}, {"entity", {{"type", entity}, {"uid", uid}}}, {"tirai", {{"kind", kind}}}};
  if (!doer.device_id.empty()) event["tirai"]["device_id"] = doer.device_id;
  return event;
}
}  // namespace

json consent_event(const Doer& doer, const Consent& consent) {
  json event = event_of(doer, "consent", kCreate, "subject", consent.pseudonym);
  event["tirai"].update({{"record", consent.consent_id}, {"purpose", consent.purpose}, {"state", consent.state}, {"method", consent.method}});
  if (!consent.evidence_digest.empty()) event["tirai"]["evidence"] = consent.evidence_digest;
  return event;
}

json restriction_event(const Doer& doer, const Restriction& restriction) {
  json event = event_of(doer, "restriction", kUpdate, "subject", restriction.pseudonym);
  event["tirai"]["state"] = restriction.restricted ? "restricted" : "none";
  return event;
}

json training_event(const Doer& doer, const Training& training) {
  json event = event_of(doer, "training", kUpdate, "agent", training.agent);
  event["tirai"].update({{"module", training.module}, {"acknowledged", training.acknowledged}});
  return event;
}

json second_factor_event(const Doer& doer, const std::string& agent, std::string_view what) {
  json event = event_of(doer, "second_factor", kUpdate, "agent", agent);
  event["tirai"]["state"] = what;
  return event;
}

json account_event(const Doer& doer, const std::string& account, std::string_view what) {
  json event = event_of(doer, "account", kUpdate, "account", account);
  event["tirai"]["state"] = what;
  return event;
}

json enrolled_event(const Doer& doer, const std::string& device_id, const std::string& agent, const std::string& role) {
  json event = event_of(doer, "credential", kCreate, "device", device_id);
  event["tirai"].update({{"state", "added"}, {"agent", agent}, {"policy_role", role}});
  return event;
}

json token_event(const Doer& doer, const std::string& token_id, const std::string& scope, const std::string& holder) {
  json event = event_of(doer, "credential", kCreate, "token", token_id);
  event["tirai"].update({{"state", "added"}, {"scope", scope}, {"holder", holder}});
  return event;
}

json revoked_event(const Doer& doer, const char* what, const std::string& id) {
  json event = event_of(doer, "credential", kDelete, what, id);
  event["tirai"]["state"] = "revoked";
  return event;
}

json step_up_event(const Doer& doer, std::string_view factor, bool refused, std::string_view why) {
  json event = {{"activity_id", 1}, {"category_uid", 3}, {"class_uid", 3002}, {"type_uid", 300201}, {"severity_id", refused ? 2 : 1}, {"status_id", refused ? 2 : 1}, {"is_mfa", true},
                {"service", {{"name", "tirai-collector"}}}, {"user", {{"uid", doer.name}}}, {"actor", {{"user", {{"uid", doer.name}}}}},
                {"tirai", {{"kind", refused ? "step_up_refused" : "step_up"}, {"factor", factor}}}};
  if (!why.empty()) event["tirai"]["why"] = why;
  if (!doer.device_id.empty()) event["tirai"]["device_id"] = doer.device_id;
  return event;
}

json helpdesk_agents_event(const Doer& doer, const std::string& helpdesk, std::size_t count) {
  json event = event_of(doer, "helpdesk_agents", kUpdate, "helpdesk", helpdesk);
  event["tirai"]["agents"] = count;
  return event;
}

json approval_asked_event(const Doer& doer, const Approval& approval) {
  json event = event_of(doer, "approval_asked", kCreate, "approval", approval.approval_id);
  event["tirai"].update({{"class", approval.data_class}, {"purpose", approval.purpose}, {"time_to_live_s", approval.seconds}});
  if (!approval.pseudonym.empty()) event["tirai"]["subject"] = approval.pseudonym;
  return event;
}

json approval_event(const Doer& doer, const Approval& approval, bool approve) {
  json event = event_of(doer, "approval", kUpdate, "approval", approval.approval_id);
  event["tirai"].update({{"state", approve ? "approved" : "refused"}, {"class", approval.data_class}, {"purpose", approval.purpose}, {"agent", approval.agent}});
  if (!approval.pseudonym.empty()) event["tirai"]["subject"] = approval.pseudonym;
  return event;
}

json request_event(const Doer& doer, const RightsRequest& request) {
  const bool opened = request.outcome.empty();
  json event = event_of(doer, "subject_request", opened ? kCreate : kUpdate, "request", request.id);
  event["tirai"].update({{"request", request.request}, {"state", opened ? "opened" : "answered"}, {"received", request.received}});
  if (!opened) event["tirai"]["outcome"] = request.outcome;
  if (!request.pseudonym.empty()) event["tirai"]["subject"] = request.pseudonym;
  return event;
}

json erasure_event(const Doer& doer, const Erased& erased) {
  json event = event_of(doer, "erasure", kDelete, "subject", erased.pseudonym);
  event["tirai"].update({{"keys", erased.keys}, {"texts", erased.sealed}});
  return event;
}

}  // namespace tirai::collector
