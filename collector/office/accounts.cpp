#include "office/accounts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/encode.h"
#include "base/names.h"
#include "tirai/sign_in.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::size_t kTotpSecretBytes = 20;  // RFC 4226, 4: as long as the hash
constexpr const char* kColumns = "SELECT account_id, name, role, teams, password, totp_secret, totp_step, created, disabled FROM accounts";

bool is_team(const std::string& text) { return !text.empty() && text.size() <= 256 && json::accept('"' + text + '"'); }

Error bad(const char* at, const char* message) { return {ErrorCode::kBadValue, message, at}; }
Error unknown() { return {ErrorCode::kUnknownName, "there is no account of this name", "name"}; }

std::vector<std::string> read_teams(const std::string& text) {
  const json value = json::parse(text, nullptr, false);
  std::vector<std::string> teams;
  for (const json& team : value) {
    if (team.is_string()) teams.push_back(team.get<std::string>());
  }
  return teams;
}

// A role that this program does not know sees the least.
Role role_of(const std::string& text) { return read_role(text).value_or(Role::kManager); }

Account account_of(const SqlRows& rows, std::size_t row) {
  return {.account_id = rows.text(row, 0),
          .name = rows.text(row, 1),
          .role = role_of(rows.text(row, 2)),
          .teams = read_teams(rows.text(row, 3)),
          .password = rows.text(row, 4),
          .totp_secret = from_base64(rows.text(row, 5)).value_or(""),
          .totp_step = static_cast<std::uint64_t>(rows.integer(row, 6)),
          .created = rows.integer(row, 7),
          .disabled = rows.integer(row, 8)};
}

struct Secrets {
  std::string password_hash, totp_secret;
};
Result<Secrets> make_secrets(const std::string& password) {
  auto hash = hash_password(password, random_bytes(16));
  if (!hash) return hash.error();
  return Secrets{std::move(hash).value(), random_bytes(kTotpSecretBytes)};
}

// The key URI format that authenticators read.
std::string otpauth(const std::string& name, const std::string& secret) { return "otpauth://totp/Tirai:" + name + "?secret=" + base32(secret) + "&issuer=Tirai"; }

Result<Done> done(const Result<std::vector<std::int64_t>>& written) {
  if (!written) return written.error();
  return Done{};
}

std::optional<Error> check(const NewAccount& account) {
  if (!is_name(account.name, 64, "._-@")) return bad("name", "expected 1 to 64 letters, digits or . _ - @");
  const auto role = read_role(account.role);
  if (!role) return bad("--role", "expected dpo, supervisor, manager or auditor");
  if ((*role == Role::kSupervisor) == account.teams.empty()) return bad("--team", "expected at least one for a supervisor, and none for another role");
  if (!std::ranges::all_of(account.teams, is_team)) return bad("--team", "expected 1 to 256 bytes of UTF-8 without control characters or quotes");
  return std::nullopt;
}
}  // namespace

std::string_view to_string(Role role) {
  switch (role) {
    case Role::kDpo:
      return "dpo";
    case Role::kSupervisor:
      return "supervisor";
    case Role::kManager:
      return "manager";
    case Role::kAuditor:
      break;
  }
  return "auditor";
}

std::optional<Role> read_role(std::string_view text) {
  for (const Role role : {Role::kDpo, Role::kSupervisor, Role::kManager, Role::kAuditor}) {
    if (to_string(role) == text) return role;
  }
  return std::nullopt;
}

Result<MadeAccount> make_account(Store& store, const NewAccount& account, std::int64_t now_ms) {
  if (const auto error = check(account)) return *error;
  const auto known = find_account(store, account.name);
  if (!known) return known.error();
  if (known.value()) return bad("name", "there is an account of this name; expected another, or account reset");
  const auto secrets = make_secrets(account.password);
  if (!secrets) return secrets.error();
  return MadeAccount{{{"INSERT INTO accounts(account_id, name, role, teams, password, totp_secret, totp_step, created, disabled) VALUES($1, $2, $3, $4, $5, $6, 0, $7, 0)",
                       {random_uuid(), account.name, account.role, json(account.teams).dump(), secrets.value().password_hash, base64(secrets.value().totp_secret), now_ms}}},
                     otpauth(account.name, secrets.value().totp_secret)};
}

Result<MadeAccount> make_reset(const std::string& name, const std::string& password) {
  const auto secrets = make_secrets(password);
  if (!secrets) return secrets.error();
  return MadeAccount{{{"UPDATE accounts SET password = $2, totp_secret = $3, totp_step = 0, disabled = 0 WHERE name = $1", {name, secrets.value().password_hash, base64(secrets.value().totp_secret)}},
                    {"DELETE FROM security_keys WHERE kind = 'account' AND owner IN (SELECT account_id FROM accounts WHERE name = $1)", {name}},
                    {"DELETE FROM sessions WHERE account_id IN (SELECT account_id FROM accounts WHERE name = $1)", {name}}},
                   otpauth(name, secrets.value().totp_secret)};
}

Result<Done> disable_account(Store& store, const std::string& name, std::int64_t now_ms) {
  const SqlStatement steps[] = {{"UPDATE accounts SET disabled = CASE WHEN disabled = 0 THEN $2 ELSE disabled END WHERE name = $1", {name, now_ms}},
                                {"DELETE FROM sessions WHERE account_id IN (SELECT account_id FROM accounts WHERE name = $1)", {name}}};
  const auto written = store.write(steps);
  if (!written) return written.error();
  return written.value()[0] == 0 ? Result<Done>(unknown()) : Result<Done>(Done{});
}

Result<std::vector<Account>> accounts(Store& store) {
  const auto rows = store.read({std::string(kColumns) + " ORDER BY name"});
  if (!rows) return rows.error();
  std::vector<Account> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back(account_of(rows.value(), i));
  return all;
}

Result<std::optional<Account>> find_account(Store& store, const std::string& name) {
  const auto rows = store.read({std::string(kColumns) + " WHERE name = $1", {name}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::optional<Account>() : std::optional(account_of(rows.value(), 0));
}

Result<std::optional<Visitor>> find_session(Store& store, const std::string& session_hash, const SessionLimits& limits, std::int64_t now_ms) {
  const auto rows = store.read({"SELECT a.account_id, a.name, a.role, a.teams, s.created, s.seen, s.session_hash FROM sessions s JOIN accounts a ON a.account_id = s.account_id "
                                "WHERE s.session_hash = $1 AND a.disabled = 0 AND s.created > $2 AND s.seen > $3",
                                {session_hash, now_ms - limits.longest_ms, now_ms - limits.idle_ms}});
  if (!rows) return rows.error();
  const SqlRows& found = rows.value();
  if (found.empty() || !equal_in_constant_time(found.text(0, 6), session_hash)) return std::optional<Visitor>();
  return std::optional<Visitor>(Visitor{.account_id = found.text(0, 0),
                                        .name = found.text(0, 1),
                                        .session_hash = session_hash,
                                        .role = role_of(found.text(0, 2)),
                                        .teams = read_teams(found.text(0, 3)),
                                        .created = found.integer(0, 4),
                                        .seen = found.integer(0, 5)});
}

// One statement decides, so that of two collectors one takes the code.
Result<bool> use_code(Store& store, const std::string& account_id, std::uint64_t step) {
  const SqlStatement use{"UPDATE accounts SET totp_step = $2 WHERE account_id = $1 AND totp_step < $2 AND disabled = 0", {account_id, static_cast<std::int64_t>(step)}};
  const auto written = store.write({&use, 1});
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<Done> begin_session(Store& store, const Visitor& visitor, const std::string& before, const SessionLimits& limits) {
  const SqlStatement steps[] = {{"DELETE FROM sessions WHERE session_hash = $1 OR created <= $2 OR seen <= $3", {before, visitor.created - limits.longest_ms, visitor.created - limits.idle_ms}},
                                {"INSERT INTO sessions(session_hash, account_id, created, seen) VALUES($1, $2, $3, $3)", {visitor.session_hash, visitor.account_id, visitor.created}}};
  return done(store.write(steps));
}

Result<Done> end_session(Store& store, const std::string& session_hash) {
  const SqlStatement end{"DELETE FROM sessions WHERE session_hash = $1", {session_hash}};
  return done(store.write({&end, 1}));
}

SqlStatement see_session(const std::string& session_hash, std::int64_t now_ms) {
  return {"UPDATE sessions SET seen = $2 WHERE session_hash = $1 AND seen < $2", {session_hash, now_ms}};
}

}  // namespace tirai::collector
