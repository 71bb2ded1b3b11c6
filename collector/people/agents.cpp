#include "people/agents.h"

#include <nlohmann/json.hpp>

#include "base/encode.h"
#include "base/json_in.h"
#include "base/names.h"
#include "ingest/enrol.h"
#include "store/schema_people.h"
#include "tirai/sign_in.h"

namespace tirai::collector {
namespace {
constexpr std::size_t kTotpSecretBytes = 20;  // RFC 4226, 4: as long as the hash
constexpr const char* kColumns =
    "SELECT a.agent, a.totp_secret, a.totp_step, a.created, a.disabled, (SELECT count(*) FROM security_keys k WHERE k.kind = 'agent' AND k.owner = a.agent) FROM agents a";

Agent agent_of(const SqlRows& rows, std::size_t row) {
  return {.agent = rows.text(row, 0),
          .totp_secret = from_base64(rows.text(row, 1)).value_or(""),
          .totp_step = static_cast<std::uint64_t>(rows.integer(row, 2)),
          .created = rows.integer(row, 3),
          .disabled = rows.integer(row, 4),
          .keys = rows.integer(row, 5)};
}

// "Tirai agent": an authenticator that also has a dashboard's account shows which is which.
std::string otpauth(const std::string& agent, const std::string& secret) {
  std::string label;
  for (const char c : agent) label += c == '/' ? "%2F" : c == ':' ? "%3A" : c == '+' ? "%2B" : std::string(1, c);
  return "otpauth://totp/Tirai%20agent:" + label + "?secret=" + base32(secret) + "&issuer=Tirai%20agent";
}

Error unknown() { return {ErrorCode::kUnknownName, "this agent has no second factor; expected agent add before", "agent"}; }
Error exists() { return {ErrorCode::kBadValue, "this agent has a second factor; expected agent reset for another", "agent"}; }
}  // namespace

std::string agent_of(const Device& device) { return text_in(nlohmann::json::parse(device.subject, nullptr, false), "/id"); }

Result<Done> check_factor_change(Store& store, const std::string& agent, bool add) {
  if (!is_agent_name(agent)) return Error{ErrorCode::kBadValue, "expected 1 to 128 letters, digits or . _ : - / @ +", "agent"};
  const auto known = find_agent(store, agent);
  if (!known) return known.error();
  if (!add && !known.value()) return unknown();
  if (add && known.value()) return exists();
  return Done{};
}

Result<std::string> add_agent(Store& store, const std::string& agent, std::int64_t now_ms) {
  const std::string secret = random_bytes(kTotpSecretBytes);
  const SqlStatement steps[] = {
      {"INSERT INTO agents(agent, totp_secret, totp_step, created, disabled) VALUES($1, $2, 0, $3, 0) ON CONFLICT(agent) DO NOTHING", {agent, base64(secret), now_ms}}, kRaiseRevision};
  const auto written = store.write(steps);
  if (!written) return written.error();
  if (written.value()[0] == 0) return exists();
  return otpauth(agent, secret);
}

Result<std::string> reset_agent(Store& store, const std::string& agent) {
  const std::string secret = random_bytes(kTotpSecretBytes);
  const SqlStatement steps[] = {{"UPDATE agents SET totp_secret = $2, totp_step = 0, disabled = 0 WHERE agent = $1", {agent, base64(secret)}},
                                {"DELETE FROM security_keys WHERE kind = 'agent' AND owner = $1", {agent}},
                                {"DELETE FROM step_ups WHERE agent = $1", {agent}},
                                kRaiseRevision};
  const auto written = store.write(steps);
  if (!written) return written.error();
  if (written.value()[0] == 0) return unknown();
  return otpauth(agent, secret);
}

Result<Done> disable_agent(Store& store, const std::string& agent, std::int64_t now_ms) {
  const SqlStatement steps[] = {{"UPDATE agents SET disabled = CASE WHEN disabled = 0 THEN $2 ELSE disabled END WHERE agent = $1", {agent, now_ms}},
                                {"DELETE FROM step_ups WHERE agent = $1", {agent}},
                                kRaiseRevision};
  const auto written = store.write(steps);
  if (!written) return written.error();
  return written.value()[0] == 0 ? Result<Done>(unknown()) : Result<Done>(Done{});
}

Result<std::vector<Agent>> agents(Store& store) {
  const auto rows = store.read({std::string(kColumns) + " ORDER BY a.agent"});
  if (!rows) return rows.error();
  std::vector<Agent> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back(agent_of(rows.value(), i));
  return all;
}

Result<std::optional<Agent>> find_agent(Store& store, const std::string& agent) {
  const auto rows = store.read({std::string(kColumns) + " WHERE a.agent = $1", {agent}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::optional<Agent>() : std::optional(agent_of(rows.value(), 0));
}

// One statement decides, so that of two collectors one takes the code.
Result<bool> use_agent_code(Store& store, const std::string& agent, std::uint64_t step) {
  const SqlStatement use{"UPDATE agents SET totp_step = $2 WHERE agent = $1 AND totp_step < $2 AND disabled = 0", {agent, static_cast<std::int64_t>(step)}};
  const auto written = store.write({&use, 1});
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<Done> step_up(Store& store, const StepUp& one) {
  const SqlStatement set{"INSERT INTO step_ups(device_id, agent, ends) VALUES($1, $2, $3) ON CONFLICT(device_id) DO UPDATE SET agent = excluded.agent, ends = excluded.ends",
                         {one.device_id, one.agent, one.ends}};
  const auto written = store.write({&set, 1});
  if (!written) return written.error();
  return Done{};
}

Result<std::int64_t> stepped_up_until(Store& store, const std::string& device_id, const std::string& agent, std::int64_t now_ms) {
  const auto rows = store.read({"SELECT ends FROM step_ups WHERE device_id = $1 AND agent = $2 AND ends > $3", {device_id, agent, now_ms}});
  if (!rows) return rows.error();
  return rows.value().empty() ? 0 : rows.value().integer(0, 0);
}

}  // namespace tirai::collector
