// Who asks, whether they may, and whether they ask too often: before a body is read. What is answered is routes.cpp.
#include "base/clock.h"
#include "http/answers.h"
#include "http/routes.h"
#include "office/desk.h"
#include "people/device_desk.h"
#include "tirai/digest.h"
#include "webauthn/ceremony_desk.h"

namespace tirai::collector {
namespace {
// A page's relative addresses need the slash.
std::variant<Admission, Answer> admit_page(const RouteEntry& entry, std::string_view path) {
  if (path.size() < entry.path.size()) return Answer{.status = 308, .location = std::string(entry.path)};
  return Admission{.route = entry.route, .name = std::string(path.substr(entry.path.size()))};
}

Answer too_many(bool stranger, bool same_origin) {
  Answer answer = refuse(429, "rate", stranger ? "this address asks too often; ask again later" : "asked too often; ask again later", stranger ? "address" : "authorization");
  answer.retry_after_s = 1;
  answer.same_origin = same_origin;
  return answer;
}
}  // namespace

// Whoever shows no credential that holds is known by the address alone. A credential that holds is never held up by what others do behind the same address.
std::variant<Admission, Answer> Api::admit(const Question& question) {
  auto recognised = recognise(question);
  const RouteEntry* entry = find_route(question.path);
  const bool own = entry != nullptr && is_desk(entry->route);
  if (const auto* admission = std::get_if<Admission>(&recognised)) {
    if (!may_ask(*admission, question)) return too_many(admission->credential.empty() && admission->device.device_id.empty() && !admission->visitor, own);
  } else if (std::get<Answer>(recognised).status == 401 && !strangers_.take(std::string(question.address), steady_s())) {
    return too_many(true, own);
  }
  return recognised;
}

bool Api::may_ask(const Admission& admission, const Question& question) {
  const double now = steady_s();
  switch (admission.route) {
    case Route::kHealth:
    case Route::kReady:  // a balancer's word on us must not depend on who else is behind it
    case Route::kPlayground:
    case Route::kDashboard:
    case Route::kLogin:
    case Route::kLoginBegin:  // the desk's own limits
      return true;
    case Route::kCheckpoint:
    case Route::kGrowth:
    case Route::kCosignature:
    case Route::kCeremony:
      return strangers_.take(std::string(question.address), now);
    case Route::kEnrolment:
      if (!enrolments_.take(admission.device.device_id, now)) return false;
      break;
    default:
      break;
  }
  return rate_.take(admission.visitor ? admission.visitor->session_hash : !admission.credential.empty() ? admission.credential : admission.device.device_id, now);
}

std::variant<Admission, Answer> Api::recognise(const Question& question) {
  const RouteEntry* entry = find_route(question.path);
  if (!entry) return refuse(404, "not_found", "expected /healthz, /readyz, /metrics, /playground/, /dashboard/, /v1/enrolment, /v1/policy, /v1/events, /v1/checkpoint, /v1/cosignature, /v1/tile/, /v1/proof/, /v1/login, /v1/login/begin, /v1/logout, /v1/session, /v1/desk/, /v1/subjects, /v1/consents, /v1/agents/, /v1/training, /v1/step-up, /v1/ceremony or /v1/approvals", "path");
  if (question.method == "OPTIONS") return Answer{.status = 204, .allow = std::string(entry->method) + ", OPTIONS", .same_origin = is_desk(entry->route)};
  if (!allows(*entry, question.method)) {
    Answer answer = refuse(405, "method_not_allowed", "expected " + std::string(entry->method), "method");
    answer.allow = std::string(entry->method) + ", OPTIONS";
    return answer;
  }
  switch (entry->route) {
    case Route::kHealth:
    case Route::kReady:
    case Route::kCheckpoint:
    case Route::kCosignature:
      return Admission{.route = entry->route};
    case Route::kGrowth:
      return Admission{.route = entry->route, .name = "consistency/" + std::string(question.path.substr(entry->path.size()))};
    case Route::kPlayground:
    case Route::kDashboard:
      return admit_page(*entry, question.path);
    case Route::kLogin:
    case Route::kLoginBegin:
    case Route::kLogout:
    case Route::kSession:
    case Route::kDesk:
    case Route::kDeskChange:
      return desk_.admit(entry->route, question);
    case Route::kCeremony:
      return ceremony_desk_.admit(question);
    case Route::kMetrics:
    case Route::kTile:
    case Route::kProof:
      return admit_token(entry->route, question.authorization, question.path.substr(entry->path.size()));
    default:
      break;
  }
  auto admitted = admit_device(entry->route, question.authorization);
  if (auto* admission = std::get_if<Admission>(&admitted)) {
    constexpr std::string_view kVersion = "/v1/";
    admission->wait_s = read_wait(question.query);
    admission->name = question.path.substr(std::min(kVersion.size(), question.path.size()));
    admission->query = question.query;
  }
  return admitted;
}

std::variant<Admission, Answer> Api::admit_device(Route route, std::string_view authorization) {
  Result<std::optional<Device>> device = device_of(authorization);
  if (!device) return storage_failed(device.error());
  if (!device.value()) return refuse(401, "unauthorized", "expected the bearer token of an enrolled device", "authorization");
  return Admission{.route = route, .device = std::move(*device.value())};
}

std::variant<Admission, Answer> Api::admit_token(Route route, std::string_view authorization, std::string_view name) {
  const std::string_view token = bearer_token(authorization);
  const std::string hash = sha256_hex(token);
  std::optional<Scope> scope;
  if (!token.empty()) {
    const std::lock_guard lock(reader_mutex_);
    const auto found = reader_->find_token(hash);
    if (!found) return storage_failed(found.error());
    scope = found.value();
  }
  if (!scope) return refuse(401, "unauthorized", "expected a bearer token with a scope, of tirai-collector token", "authorization");
  if (*scope != Scope::kAudit && route != Route::kMetrics) return refuse(403, "wrong_scope", "the token has another scope; expected audit", "authorization");
  return Admission{.route = route, .name = std::string(name), .credential = hash};
}

Result<std::optional<Device>> Api::device_of(std::string_view authorization) {
  const std::string_view token = bearer_token(authorization);
  if (token.empty()) return std::optional<Device>();
  const std::string hash = sha256_hex(token);
  const std::lock_guard lock(reader_mutex_);
  return reader_->find_device(hash);
}

}  // namespace tirai::collector
