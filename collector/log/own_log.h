// What is done at the dashboard is in the same log as what is seen in the helpdesk: the collector is a device of its own, with a key out of the
// log's key, a chain for each of its processes, and batches of one event each.
//
//   session_start (6002) ─▶ login, login_refused, logout (3002 Authentication) · look (6001, read)        collector/own-event.schema.json
//
// INVARIANT: an answer that rests on a look is given after its event is on the disk. No log, no look.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "ingest/writer.h"
#include "office/accounts.h"
#include "tirai/device.h"

namespace tirai::collector {

/// Whoever was refused is named only if there is such an account: what is typed into a wrong field is nobody's to keep.
struct SignIn {
  enum class What : std::uint8_t { kLogin, kRefused, kLogout } what = What::kLogin;
  std::string account;
  std::string role;
  std::string_view factor = "totp";  ///< or webauthn
  std::string_view why = {};         ///< of a refusal: counter, where a key's went back
};
[[nodiscard]] nlohmann::json sign_in_event(const SignIn& sign_in);

/// `view` is what was looked at ("search", "event", "report"), `filter` what was asked for: names of the policy and of agents, never a value.
[[nodiscard]] nlohmann::json look_event(const Visitor& visitor, std::string_view view, const nlohmann::json& filter);

class OwnLog {
 public:
  enum class Haste : std::uint8_t { kAtOnce, kPatient };

  /// `previous_head`: of the last chain of this device in the store.
  OwnLog(Writer& writer, DeviceKey key, std::string previous_head) : writer_(writer), key_(std::move(key)), acknowledged_(std::move(previous_head)) {}

  /// On the disk when it says so. A look is in no haste (writer.h): there are many, and who looks does not notice.
  [[nodiscard]] boost::asio::awaitable<Result<Done>> record(nlohmann::json event, Haste haste = Haste::kAtOnce);

 private:
  [[nodiscard]] Result<SignedBatch> next_batch(nlohmann::json event);
  [[nodiscard]] Result<std::string> chained(nlohmann::json event);
  void settle(const std::string& chain_uid, const Result<AppendAnswer>& answer);

  Writer& writer_;
  const DeviceKey key_;
  std::atomic<bool> enrolled_ = false;
  std::mutex mutex_;  ///< batches are queued in the order in which they were chained
  ChainHead chain_;   ///< empty: a new one is to begin
  std::string acknowledged_;
};

/// The end of the newest chain of a device, or empty.
[[nodiscard]] Result<std::string> last_head_of(Store& store, const std::string& device_id);

}  // namespace tirai::collector
