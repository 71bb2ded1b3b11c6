#include "people/device_desk.h"

#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "base/clock.h"
#include "base/encode.h"
#include "http/answers.h"
#include "ingest/recorded.h"
#include "ingest/written.h"
#include "people/agents.h"
#include "people/consent_policy.h"
#include "people/device_answers.h"
#include "people/people_requests.h"
#include "tirai/sign_in.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

// Five tries, then one in 30 s: as at the dashboard's door (desk.cpp), where the password comes before.
constexpr double kCodesPerSecond = 1.0 / 30, kCodesAtOnce = 5;
// A browser learns a customer with each ticket it opens; a thousand at once are those of a week without a network.
constexpr double kSubjectsPerSecond = 5, kSubjectsAtOnce = 1000;
constexpr std::int64_t kRevisionEveryMs = 200, kOldestTrainingMs = 2'592'000'000;

Answer unknown_subject() { return refuse(404, "unknown_subject", "no key is kept for this pseudonym; expected POST /v1/subjects before", "pseudonym"); }
Answer erased_subject() { return refuse(410, "erased", "the key of this pseudonym was destroyed; expected a new one", "pseudonym"); }
json consent_json(const Consent& one) {
  return {{"id", one.consent_id}, {"pseudonym", one.pseudonym}, {"purpose", one.purpose}, {"state", one.state}, {"method", one.method}, {"notice", one.notice},
          {"recorded_by", one.recorded_by}, {"time_ms", one.time}, {"expires_ms", one.expires}};
}

json factors_of(const std::optional<Agent>& agent, bool webauthn) {
  json factors = json::array();
  if (!agent || agent->disabled != 0) return factors;
  if (!agent->totp_secret.empty()) factors.push_back("totp");
  if (webauthn && agent->keys > 0) factors.push_back("webauthn");
  return factors;
}

}  // namespace

DeviceDesk::DeviceDesk(std::unique_ptr<Store> reader, Writer& writer, OwnLog& own_log, std::string tenant_key, DeviceDeskOptions options)
    : reader_(std::move(reader)), writer_(writer), own_log_(own_log), tenant_key_(base64url(tenant_key)), options_(options), codes_(kCodesPerSecond, kCodesAtOnce),
      subjects_(kSubjectsPerSecond, kSubjectsAtOnce), heartbeats_(writer) {}

// A store that cannot be read now has the revision it had.
std::int64_t DeviceDesk::current_revision() {
  const std::lock_guard lock(revision_mutex_);
  if (now_ms() - revision_read_ < kRevisionEveryMs) return revision_;
  const std::lock_guard reading(reader_mutex_);
  if (const auto read = revision(*reader_)) revision_ = read.value();
  revision_read_ = now_ms();
  return revision_;
}

void DeviceDesk::heard(const Device& device) { heartbeats_.note(device, now_ms()); }

net::awaitable<Answer> DeviceDesk::answer(const Admission& admission, std::string body) {
  const std::string& name = admission.name;
  const auto behind = [&](std::string_view start) { return percent_decoded(std::string_view(name).substr(start.size())); };
  if (name == "subjects") {
    if (!subjects_.take(admission.device.device_id, steady_s())) co_return too_often();
    co_return co_await keep_subject_key(std::move(body));
  }
  if (name.starts_with("subjects/")) co_return subject_state(behind("subjects/"));
  if (name == "consents") co_return co_await take_consent(admission.device, std::move(body));
  if (name.starts_with("agents/")) co_return agent_state(admission.device, behind("agents/"));
  if (name == "training") co_return co_await take_training(admission.device, std::move(body));
  if (name == "step-up/totp") co_return co_await take_code(admission.device, std::move(body));
  if (name == "step-up") co_return step_up_state(admission.device, query_value(admission.query, "agent"));
  if (name == "approvals") co_return co_await ask_approval(admission.device, std::move(body));
  co_return co_await await_approval(admission.device, behind("approvals/"), admission.wait_s);
}

net::awaitable<std::optional<Answer>> DeviceDesk::change(json event, std::function<Result<Done>(Store&)> work) {
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return failed;
  const std::lock_guard lock(revision_mutex_);
  revision_read_ = 0;
  co_return std::nullopt;
}

// --- customers ----------------------------------------------------------------------------------------------------------

net::awaitable<Answer> DeviceDesk::keep_subject_key(std::string body) {
  const auto asked = read_subject(body);
  if (!asked) co_return refuse_body(asked.error());
  std::function<Result<std::optional<Subject>>(Store&)> work = [request = asked.value()](Store& store) { return keep_subject(store, request.lookup, request.key, now_ms()); };
  const auto kept = co_await worked<std::optional<Subject>>(writer_, std::move(work));
  if (!kept) co_return overloaded();
  if (!*kept) co_return storage_failed(kept->error());
  if (!kept->value()) co_return erased_subject();
  const Subject& subject = *kept->value();
  co_return answer_json({{"key", subject.key}, {"pseudonym", subject.pseudonym}, {"state", asked.value().key == subject.key ? "kept" : "other"}, {"revision", current_revision()}});
}

Answer DeviceDesk::subject_state(const std::string& pseudonym) {
  if (!is_pseudonym(pseudonym)) return refuse(400, "bad_value", "expected base64url of 32 bytes", "pseudonym");
  const std::int64_t number = current_revision();
  const std::lock_guard lock(reader_mutex_);
  const auto subject = find_subject(*reader_, pseudonym);
  if (!subject) return storage_failed(subject.error());
  if (!subject.value()) {
    const auto erased = erased_at(*reader_, pseudonym);
    if (!erased) return storage_failed(erased.error());
    return erased.value() != 0 ? erased_subject() : unknown_subject();
  }
  const auto consent = consent_states(*reader_, subject.value()->pseudonym, now_ms());
  if (!consent) return storage_failed(consent.error());
  const auto restricted = is_restricted(*reader_, subject.value()->pseudonym);
  if (!restricted) return storage_failed(restricted.error());
  return answer_json({{"pseudonym", subject.value()->pseudonym},
                      {"consent", json(consent.value())},
                      {"restriction", restricted.value() ? "restricted" : "none"},
                      {"revision", number}});
}

Result<Done> DeviceDesk::completed(std::vector<Consent>& consents) {
  const std::lock_guard lock(reader_mutex_);
  return complete_terms(*reader_, consents);
}

net::awaitable<Answer> DeviceDesk::take_consent(const Device& device, std::string body) {
  const auto asked = read_consent(body);
  if (!asked) co_return refuse_body(asked.error());
  const ConsentRequest& request = asked.value();
  Result<std::optional<Subject>> subject = std::optional<Subject>();
  {
    const std::lock_guard lock(reader_mutex_);
    subject = find_subject(*reader_, request.pseudonym);
  }
  if (!subject) co_return storage_failed(subject.error());
  if (!subject.value()) co_return unknown_subject();
  std::vector<Consent> all{{.consent_id = request.id.empty() ? random_uuid() : request.id,
                        .pseudonym = subject.value()->pseudonym,
                        .purpose = request.purpose,
                        .state = request.state,
                        .method = request.method,
                        .notice = request.notice,
                        .evidence_digest = request.evidence_digest,
                        .evidence_sealed = request.evidence_sealed,
                        .recorded_by = agent_of(device),
                        .time = now_ms(),
                        .expires = request.expires_ms,
                        .terms = request.terms}};
  const auto complete = completed(all);
  if (!complete) co_return storage_failed(complete.error());
  const Consent& consent = all.front();
  json event = consent_event({consent.recorded_by, device.device_id}, consent);
  std::function<Result<Done>(Store&)> work = [all](Store& store) { return add_consents(store, all); };
  auto failed = co_await change(std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return with_status(answer_json(consent_json(consent)), 201);
}

// --- agents -------------------------------------------------------------------------------------------------------------

Answer DeviceDesk::agent_state(const Device& device, const std::string& agent) {
  if (agent != agent_of(device)) return foreign_agent();
  const std::int64_t number = current_revision();
  const std::lock_guard lock(reader_mutex_);
  const auto trained = trainings(*reader_, agent);
  if (!trained) return storage_failed(trained.error());
  const auto known = find_agent(*reader_, agent);
  if (!known) return storage_failed(known.error());
  return answer_json({{"training", training_state(trained.value(), options_.training_valid_ms, now_ms())}, {"second_factors", factors_of(known.value(), options_.webauthn)}, {"revision", number}});
}

// A browser may have been without a network when the agent read it, but not for a month, and its clock does not run ahead of ours.
net::awaitable<Answer> DeviceDesk::take_training(const Device& device, std::string body) {
  const auto asked = read_training(body);
  if (!asked) co_return refuse_body(asked.error());
  if (asked.value().agent != agent_of(device)) co_return foreign_agent();
  const std::int64_t now = now_ms(), at = std::min(asked.value().acknowledged_ms, now);
  if (now - at > kOldestTrainingMs) co_return refuse(400, "bad_value", "expected a time of the last 30 days", "body:/acknowledged_ms");
  const Training training{asked.value().agent, asked.value().module, at, asked.value().agent};
  json event = training_event({training.agent, device.device_id}, training);
  std::function<Result<Done>(Store&)> work = [training](Store& store) { return add_training(store, training); };
  auto failed = co_await change(std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return with_status(answer_json({{"agent", training.agent}, {"module", training.module}, {"acknowledged_ms", training.acknowledged}}), 201);
}

Answer DeviceDesk::step_up_state(const Device& device, const std::string& agent) {
  if (agent != agent_of(device)) return foreign_agent();
  const std::lock_guard lock(reader_mutex_);
  const auto ends = stepped_up_until(*reader_, device.device_id, agent, now_ms());
  if (!ends) return storage_failed(ends.error());
  return answer_json({{"identity", ends.value() == 0 ? "session" : "mfa"}, {"until_ms", ends.value()}});
}

// The same answer for a wrong code, a used one, and an agent without a second factor.
net::awaitable<Answer> DeviceDesk::take_code(const Device& device, std::string body) {
  const auto asked = read_code(body);
  if (!asked) co_return refuse_body(asked.error());
  const std::string agent = asked.value().agent;
  if (agent != agent_of(device)) co_return foreign_agent();
  if (!codes_.take(agent, steady_s())) co_return too_often();
  Result<std::optional<Agent>> found = std::optional<Agent>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_agent(*reader_, agent);
  }
  if (!found) co_return storage_failed(found.error());
  const std::optional<Agent>& known = found.value();
  const bool holds = known && known->disabled == 0 && !known->totp_secret.empty();
  const auto step = match_totp(holds ? known->totp_secret : random_bytes(20), asked.value().code, now_ms(), holds ? known->totp_step : 0);
  bool fits = false;
  if (holds && step) {
    std::function<Result<bool>(Store&)> work = [agent, step = *step](Store& store) { return use_agent_code(store, agent, step); };
    const auto used = co_await worked<bool>(writer_, std::move(work));
    if (!used) co_return overloaded();
    if (!*used) co_return storage_failed(used->error());
    fits = used->value();
  }
  json event = step_up_event({agent, device.device_id}, "totp", !fits, "");
  const StepUp stepped{device.device_id, agent, now_ms() + options_.step_up_valid_ms};
  std::function<Result<Done>(Store&)> work = [stepped, fits](Store& store) { return fits ? step_up(store, stepped) : Result<Done>(Done{}); };
  auto failed = co_await change(std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  if (!fits) co_return refuse(401, "bad_code", "the code is not right, or it was used; expected the next code", "body:/code");
  co_return answer_json({{"identity", "mfa"}, {"until_ms", stepped.ends}});
}

// --- a second person's word ---------------------------------------------------------------------------------------------

}  // namespace tirai::collector
