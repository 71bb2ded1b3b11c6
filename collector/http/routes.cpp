#include "http/routes.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "http/answers.h"
#include "ingest/check.h"
#include "ingest/written.h"
#include "log/cosignatures.h"
#include "log/log_answers.h"
#include "office/desk.h"
#include "people/device_desk.h"
#include "people/people_requests.h"
#include "webauthn/ceremony_desk.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

constexpr unsigned kMostWaiting = 256;  // half of the connections there are by default: the others stay free

Answer health_of(const std::string& why) {
  if (why.empty()) return answer_json({{"status", "ok"}});
  Answer answer = answer_json({{"status", "failing"}, {"why", why}});
  answer.status = 503;
  answer.retry_after_s = kRetryAfter;
  return answer;
}

// An enrolment is one request of a device's life; a script that repeats it is told to slow down.
constexpr double kEnrolmentsPerSecond = 1, kEnrolmentsAtOnce = 20;

}  // namespace

// As many at once as in a second: a device that was offline for days has few and large batches.
Api::Api(std::unique_ptr<Store> reader, Writer& writer, Desk& desk, DeviceDesk& device_desk, CeremonyDesk& ceremony_desk, Cosignatures& cosignatures, std::optional<std::string> policy, Sites sites, Rates rates)
    : reader_(std::move(reader)), writer_(writer), desk_(desk), device_desk_(device_desk), ceremony_desk_(ceremony_desk), cosignatures_(cosignatures), sites_(std::move(sites)), rate_(rates.of_credential, rates.of_credential), enrolments_(kEnrolmentsPerSecond, kEnrolmentsAtOnce), strangers_(rates.of_stranger, 4 * rates.of_stranger) {
  if (policy) policy_.emplace(std::move(*policy));
}

net::awaitable<Answer> Api::answer(const Admission& admission, std::string_view if_none_match, std::string body) {
  Answer answer;
  switch (admission.route) {
    case Route::kHealth:
      answer = health();
      break;
    case Route::kReady:
      answer = readiness();
      break;
    case Route::kMetrics:
      if (auto text = metrics()) answer = Answer{.body = std::move(text).value(), .type = "text/plain; charset=utf-8"};
      else answer = storage_failed(text.error());
      break;
    case Route::kPolicy:
      device_desk_.heard(admission.device);
      answer = co_await policy_in_time(admission, std::string(if_none_match));
      break;
    case Route::kPlayground:
    case Route::kDashboard:
      answer = page(admission.route, admission.name, if_none_match);
      break;
    case Route::kCheckpoint:
    case Route::kTile:
    case Route::kProof:
    case Route::kGrowth:
      answer = log(admission);
      break;
    case Route::kCosignature:
      answer = co_await cosignatures_.take(std::move(body));
      break;
    case Route::kLogin:
    case Route::kLoginBegin:
    case Route::kLogout:
    case Route::kSession:
    case Route::kDesk:
    case Route::kDeskChange:
      answer = co_await desk_.answer(admission, std::move(body));
      break;
    case Route::kCeremonyBegin:
      answer = co_await ceremony_desk_.begin(admission.device, std::move(body));
      break;
    case Route::kCeremony:
      answer = co_await ceremony_desk_.answer(admission, std::move(body));
      break;
    case Route::kPeople:
      answer = co_await device_desk_.answer(admission, std::move(body));
      break;
    case Route::kEnrolment:
      answer = co_await enrol(admission.device, std::move(body));
      break;
    case Route::kEvents:
      answer = co_await take_events(admission.device, std::move(body));
      break;
  }
  answer.device_id = admission.device.device_id;
  co_return answer;
}

Answer Api::health() const { return health_of(writer_.failing()); }

// Ready is more than alive: a balancer sends nobody here who would be answered 503.
Answer Api::readiness() {
  std::string why = writer_.failing();
  if (why.empty() && policy_ && !policy_->current()) why = "the policy bundle cannot be read now";
  if (why.empty() && stopping_) why = "the process is stopping";
  return health_of(why);
}

Result<std::string> Api::metrics() {
  const std::lock_guard lock(reader_mutex_);
  const auto log = reader_->log_head();
  if (!log) return log.error();
  return metrics_text({.failing = !writer_.failing().empty(), .queued_batches = writer_.queued(), .log_size = log.value().head.size});
}

void Api::stop() {
  stopping_ = true;
  device_desk_.stop();
}

// Long poll: the client learns of a new policy within a second, for one request a minute; and of a consent that was withdrawn, an approval, where it says
// which revision it knows.
net::awaitable<Answer> Api::policy_in_time(const Admission& admission, std::string if_none_match) {
  struct Place {
    std::atomic<unsigned>& waiting;
    const bool free = ++waiting <= kMostWaiting;
    ~Place() { --waiting; }
  };
  const std::string known = query_value(admission.query, "revision");
  const auto now = [&] {
    Answer answer = policy(if_none_match);
    answer.revision = device_desk_.current_revision();
    return answer;
  };
  const auto is_news = [&](const Answer& answer) { return answer.status != 304 || (!known.empty() && std::to_string(answer.revision.value_or(0)) != known); };
  Answer answer = now();
  if (admission.wait_s == 0 || is_news(answer)) co_return answer;
  const Place place{waiting_};
  net::steady_timer timer(co_await net::this_coro::executor);
  for (unsigned waited = 0; place.free && waited < admission.wait_s && !is_news(answer) && !stopping_; ++waited) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(net::use_awaitable);
    answer = now();
  }
  co_return answer;
}

// Whatever decides is kept, so that its decisions can be made again: a policy that cannot be kept is not served.
bool Api::kept(const PolicyBytes& found) {
  const std::lock_guard lock(reader_mutex_);
  if (found.policy.empty() || found.etag == kept_etag_) return true;
  const auto done = reader_->keep_policy({found.policy_digest, found.policy, now_ms()});
  if (done) kept_etag_ = found.etag;
  else log_error(done.error());
  return done.ok();
}

Answer Api::policy(std::string_view if_none_match) {
  if (!policy_) return refuse(404, "no_policy", "this collector serves no policy; expected serve --policy", "policy");
  const auto current = policy_->current();
  if (!current) {
    log_error(current.error());
    return unavailable("policy_unreadable", "the policy bundle cannot be read now");
  }
  const PolicyBytes& found = *current.value();
  if (!kept(found)) return unavailable("storage", "the policy cannot be kept beside the log now");
  if (etag_matches(if_none_match, found.etag)) return Answer{.status = 304, .etag = found.etag};
  return Answer{.body = found.bytes, .etag = found.etag};
}

Answer Api::log(const Admission& admission) {
  const std::lock_guard lock(reader_mutex_);
  auto answer = admission.route == Route::kCheckpoint ? checkpoint_answer(*reader_)
                : admission.route == Route::kTile     ? tile_answer(*reader_, admission.name)
                                                      : proof_answer(*reader_, admission.name);
  return answer ? std::move(answer).value() : storage_failed(answer.error());
}

Answer Api::page(Route route, std::string_view name, std::string_view if_none_match) const {
  const bool dashboard = route == Route::kDashboard;
  const std::optional<Site>& site = dashboard ? sites_.dashboard : sites_.playground;
  if (!site) return dashboard ? refuse(404, "no_dashboard", "this collector serves no dashboard; expected serve --dashboard", "path") : refuse(404, "no_playground", "this collector serves no playground; expected serve --playground", "path");
  const SiteFile* file = site->find(name);
  if (file == nullptr) return refuse(404, "not_found", dashboard ? "the dashboard has no such file" : "the playground has no such file", "path");
  if (etag_matches(if_none_match, file->etag)) return Answer{.status = 304, .etag = file->etag, .same_origin = dashboard};
  return Answer{.body = file->bytes, .etag = file->etag, .type = file->type, .same_origin = dashboard};
}

net::awaitable<Answer> Api::enrol(const Device& device, std::string body) {
  Result<std::string> key = read_enrolment(body);
  if (!key) co_return refuse(status_of(key.error()), to_string(key.error().code), key.error().message, key.error().at);
  KeyBinding binding{device.device_id, std::move(key).value()};
  const std::optional<Result<bool>> bound = co_await written<bool>(writer_, std::move(binding));
  if (!bound) co_return overloaded();
  if (!*bound) co_return storage_failed(bound->error());
  if (!bound->value())
    co_return refuse(409, "key_conflict", "another key is bound to this token; expected that key, or a new enrolment", "body:/public_key");
  co_return answer_json({{"device_id", device.device_id}, {"subject", json::parse(device.subject, nullptr, false)}, {"tenant_key", device_desk_.tenant_key()}});
}

net::awaitable<Answer> Api::take_events(const Device& device, std::string body) {
  if (device.public_key.empty())
    co_return refuse(403, "not_bound", "this device has bound no key; expected POST /v1/enrolment first", "authorization");
  Result<SignedBatch> batch = read_batch(std::move(body), device, now_ms());
  if (!batch) co_return refuse_batch(batch.error());
  const std::size_t count = batch.value().events.size();
  const std::optional<Result<AppendAnswer>> appended = co_await written<AppendAnswer>(writer_, std::move(batch).value());
  if (!appended) co_return overloaded();
  if (!*appended) co_return storage_failed(appended->error());
  co_return appended_answer(appended->value(), count);
}

}  // namespace tirai::collector
