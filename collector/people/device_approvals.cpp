// A second person's word: asked for by a device, and waited for.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "base/clock.h"
#include "base/encode.h"
#include "base/json_in.h"
#include "ingest/recorded.h"
#include "ingest/written.h"
#include "people/agents.h"
#include "people/device_answers.h"
#include "people/device_desk.h"
#include "people/people_requests.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

constexpr std::int64_t kMostWaitingOfAgent = 20;
constexpr unsigned kMostWaiting = 128;

// As the index has it (indexer.cpp): the first one.
std::string team_of(const Device& device) { return text_in(json::parse(device.subject, nullptr, false), "/properties/teams/0"); }

Answer approval_answer(const Approval& one) {
  json body = {{"state", one.state}, {"expires_ms", one.expires}};
  if (!one.decided_by.empty()) body["by"] = one.decided_by;
  return answer_json(body);
}
}  // namespace

net::awaitable<Answer> DeviceDesk::ask_approval(const Device& device, std::string body) {
  const auto asked = read_approval(body);
  if (!asked) co_return refuse_body(asked.error());
  const ApprovalRequest& request = asked.value();
  if (request.agent != agent_of(device)) co_return foreign_agent();
  Result<std::int64_t> waiting = std::int64_t{0};
  {
    const std::lock_guard lock(reader_mutex_);
    waiting = waiting_approvals(*reader_, request.agent, now_ms());
  }
  if (!waiting) co_return storage_failed(waiting.error());
  if (waiting.value() >= kMostWaitingOfAgent) co_return too_often();
  const std::int64_t now = now_ms();
  const Approval approval{.approval_id = random_uuid(),
                          .agent = request.agent,
                          .device_id = device.device_id,
                          .team = team_of(device),
                          .pseudonym = request.ticket_pseudonym,
                          .data_class = request.data_class,
                          .purpose = request.purpose,
                          .seconds = request.seconds,
                          .state = "pending",
                          .decided_by = "",
                          .asked = now,
                          .decided = 0,
                          .expires = now + options_.approval_wait_ms};
  json event = approval_asked_event({approval.agent, device.device_id}, approval);
  std::function<Result<Done>(Store&)> work = [approval](Store& store) { return add_approval(store, approval); };
  auto failed = co_await change(std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return with_status(answer_json({{"id", approval.approval_id}, {"expires_ms", approval.expires}}), 201);
}

net::awaitable<Answer> DeviceDesk::await_approval(const Device& device, std::string id, unsigned wait_s) {
  struct Place {
    std::atomic<unsigned>& waiting;
    const bool free = ++waiting <= kMostWaiting;
    ~Place() { --waiting; }
  } place{waiting_};
  const std::int64_t until = now_ms() + (place.free ? std::int64_t{wait_s} * 1000 : 0);
  net::steady_timer timer(co_await net::this_coro::executor);
  for (;;) {
    Result<std::optional<Approval>> found = std::optional<Approval>();
    {
      const std::lock_guard lock(reader_mutex_);
      found = find_approval(*reader_, id, now_ms());
    }
    if (!found) co_return storage_failed(found.error());
    // Another device's question does not exist.
    if (!found.value() || found.value()->device_id != device.device_id) co_return refuse(404, "not_found", "this device asked no such question", "id");
    if (found.value()->state != "pending" || now_ms() >= until || stopping_) co_return approval_answer(*found.value());
    timer.expires_after(std::chrono::milliseconds(500));
    co_await timer.async_wait(net::use_awaitable);
  }
}

}  // namespace tirai::collector
