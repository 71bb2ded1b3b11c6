// What an enrolled browser asks beside events: of its customers by pseudonym, of its agent, and a second person's word.
//
//   POST /v1/subjects           keeps a subject's key, or gives the one that counts        GET /v1/subjects/<pseudonym>   consents, restriction
//   POST /v1/consents           a record of what the customer said                          GET /v1/agents/<agent>         training, second factors
//   POST /v1/training           GET /v1/step-up · POST /v1/step-up/totp                     POST /v1/approvals · GET /v1/approvals/<id>?wait=25
//
// INVARIANT: a change is an event of the log first (people_events.h), and is made after. A device speaks for the agent it is enrolled for, no other.
#pragma once

#include <atomic>
#include <mutex>

#include "base/rate_limit.h"
#include "http/routes.h"
#include "log/own_log.h"
#include "people/heartbeats.h"
#include "people/people_events.h"

namespace tirai::collector {

struct DeviceDeskOptions {
  std::int64_t training_valid_ms = 31'536'000'000;  ///< a year
  std::int64_t step_up_valid_ms = 900'000;
  bool webauthn = false;  ///< security keys are taken
  std::int64_t approval_wait_ms = 600'000;  ///< a question that nobody answers expires
};

class DeviceDesk {
 public:
  DeviceDesk(std::unique_ptr<Store> reader, Writer& writer, OwnLog& own_log, std::string tenant_key, DeviceDeskOptions options);

  /// `admission.name` is the path behind /v1/.
  [[nodiscard]] boost::asio::awaitable<Answer> answer(const Admission& admission, std::string body);
  /// base64url: what lookups are made with.
  [[nodiscard]] const std::string& tenant_key() const { return tenant_key_; }
  /// As it was at most a fifth of a second ago, whoever changed it.
  [[nodiscard]] std::int64_t current_revision();
  /// A browser of this device lives.
  void heard(const Device& device);
  /// Nobody waits any longer.
  void stop() { stopping_ = true; }

 private:
  using Awaited = boost::asio::awaitable<Answer>;
  [[nodiscard]] Awaited keep_subject_key(std::string body);
  [[nodiscard]] Answer subject_state(const std::string& pseudonym);
  [[nodiscard]] Awaited take_consent(const Device& device, std::string body);
  [[nodiscard]] Result<Done> completed(std::vector<Consent>& consents);
  [[nodiscard]] Answer agent_state(const Device& device, const std::string& agent);
  [[nodiscard]] Awaited take_training(const Device& device, std::string body);
  [[nodiscard]] Answer step_up_state(const Device& device, const std::string& agent);
  [[nodiscard]] Awaited take_code(const Device& device, std::string body);
  [[nodiscard]] Awaited ask_approval(const Device& device, std::string body);
  [[nodiscard]] Awaited await_approval(const Device& device, std::string id, unsigned wait_s);
  /// recorded(), and the revision is read anew.
  [[nodiscard]] boost::asio::awaitable<std::optional<Answer>> change(nlohmann::json event, std::function<Result<Done>(Store&)> work);

  std::mutex reader_mutex_;
  std::unique_ptr<Store> reader_;
  Writer& writer_;
  OwnLog& own_log_;
  const std::string tenant_key_;
  const DeviceDeskOptions options_;
  RateLimit codes_, subjects_;
  Heartbeats heartbeats_;
  std::mutex revision_mutex_;
  std::int64_t revision_ = 0, revision_read_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<unsigned> waiting_ = 0;
};

}  // namespace tirai::collector
