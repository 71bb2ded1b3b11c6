// An agent's second factor (RFC 6238), and how long a device stays stepped up after it was shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

struct Agent {
  std::string agent;
  std::string totp_secret;      ///< 20 bytes; empty: keys alone
  std::uint64_t totp_step = 0;  ///< of the last code that was taken
  std::int64_t created = 0;
  std::int64_t disabled = 0;  ///< 0: it holds
  std::int64_t keys = 0;      ///< security keys
};

/// For whom a device is enrolled; empty: for nobody.
[[nodiscard]] std::string agent_of(const Device& device);

/// Whether the agent's id is one, and has a second factor or, to be added, none.
[[nodiscard]] Result<Done> check_factor_change(Store& store, const std::string& agent, bool add);
/// The otpauth address for the agent's authenticator, shown once. The id is an enrolment's: 1 to 128 letters, digits or . _ : - / @ +
[[nodiscard]] Result<std::string> add_agent(Store& store, const std::string& agent, std::int64_t now_ms);
/// A new secret, no keys; what was stepped up is not; an agent that was disabled holds again.
[[nodiscard]] Result<std::string> reset_agent(Store& store, const std::string& agent);
/// Ends what was stepped up, too.
[[nodiscard]] Result<Done> disable_agent(Store& store, const std::string& agent, std::int64_t now_ms);
[[nodiscard]] Result<std::vector<Agent>> agents(Store& store);
[[nodiscard]] Result<std::optional<Agent>> find_agent(Store& store, const std::string& agent);

/// False: a code of this step or a later one was taken before, or the second factor is no more.
[[nodiscard]] Result<bool> use_agent_code(Store& store, const std::string& agent, std::uint64_t step);
struct StepUp {
  std::string device_id, agent;
  std::int64_t ends = 0;
};
[[nodiscard]] Result<Done> step_up(Store& store, const StepUp& step_up);
/// When the device's step-up ends; 0: it has none that holds.
[[nodiscard]] Result<std::int64_t> stepped_up_until(Store& store, const std::string& device_id, const std::string& agent, std::int64_t now_ms);

}  // namespace tirai::collector
