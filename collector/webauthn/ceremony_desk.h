// The page on which an agent shows a security key. The extension has the device's token and no origin of the collector; the page has the origin and no token:
//
//   extension  POST /v1/step-up/webauthn {"agent","for"}  ─▶ the page's address, with a ticket behind the "#" (never in a log, never sent by the browser)
//   page       GET  /v1/ceremony                          ─▶ what to ask of the key        (Authorization: Bearer <ticket>)
//   page       POST /v1/ceremony <credential>             ─▶ stepped up, or the key kept; the ticket is over
//
// INVARIANT: a change is an event of the log first. A device speaks for the agent it is enrolled for, and a key is added by who is stepped up already.
#pragma once

#include <mutex>

#include "http/routes.h"
#include "log/own_log.h"
#include "webauthn/ceremonies.h"

namespace tirai::collector {

class CeremonyDesk {
 public:
  CeremonyDesk(std::unique_ptr<Store> reader, Writer& writer, OwnLog& own_log, const Ceremonies& ceremonies, std::int64_t step_up_valid_ms);

  /// Of a device: whether it may begin.
  [[nodiscard]] boost::asio::awaitable<Answer> begin(const Device& device, std::string body);
  /// By the ticket alone.
  [[nodiscard]] std::variant<Admission, Answer> admit(const Question& question);
  [[nodiscard]] boost::asio::awaitable<Answer> answer(const Admission& admission, std::string body);

 private:
  using Awaited = boost::asio::awaitable<Answer>;
  [[nodiscard]] std::optional<Answer> refuse_to_begin(const Device& device, const std::string& agent, Act act);
  [[nodiscard]] Answer show(const std::string& ticket);
  [[nodiscard]] Awaited finish(const std::string& ticket, std::string body);
  [[nodiscard]] Awaited keep_agent_key(Ceremony ceremony, std::string body);
  [[nodiscard]] Awaited step_up_by_key(Ceremony ceremony, std::string body);

  std::mutex reader_mutex_;
  std::unique_ptr<Store> reader_;
  Writer& writer_;
  OwnLog& own_log_;
  const Ceremonies& ceremonies_;
  const std::int64_t step_up_valid_ms_;
  RateLimit begins_;
};

}  // namespace tirai::collector
