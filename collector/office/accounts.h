// Who may see the dashboard: an account has a role, a password (Argon2id) and an authenticator (TOTP), and a session is a random cookie of which
// only the hash is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

/// dpo sees and changes all; supervisor sees the events of their own teams; manager sees counts; auditor sees all and changes nothing.
enum class Role : std::uint8_t { kDpo, kSupervisor, kManager, kAuditor };
[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> read_role(std::string_view text);

struct Account {
  std::string account_id, name;
  Role role = Role::kAuditor;
  std::vector<std::string> teams;  ///< a supervisor's
  std::string password;            ///< hash
  std::string totp_secret;         ///< 20 bytes
  std::uint64_t totp_step = 0;     ///< of the last code that was taken
  std::int64_t created = 0;
  std::int64_t disabled = 0;  ///< 0: it holds
};

/// What a new account, or one that was reset, is known by from now on. The address is for the authenticator, and shown once.
struct NewAccount {
  std::string name, role;
  std::vector<std::string> teams;
  std::string password;
};
/// What keeps an account, and the otpauth address. Who comes in is an event of the log first; so nothing is kept yet.
struct MadeAccount {
  std::vector<SqlStatement> sql;
  std::string address;
};
/// Names are 1 to 64 letters, digits or . _ - @; a supervisor has at least one team, another role none.
[[nodiscard]] Result<MadeAccount> make_account(Store& store, const NewAccount& account, std::int64_t now_ms);
/// A new password and a new authenticator, and no keys; ends every session, and an account that was disabled holds again.
[[nodiscard]] Result<MadeAccount> make_reset(const std::string& name, const std::string& password);
/// Ends its sessions, too. Disabled before: as it was.
[[nodiscard]] Result<Done> disable_account(Store& store, const std::string& name, std::int64_t now_ms);
[[nodiscard]] Result<std::vector<Account>> accounts(Store& store);
[[nodiscard]] Result<std::optional<Account>> find_account(Store& store, const std::string& name);

struct SessionLimits {
  std::int64_t idle_ms = 900'000;         ///< 15 minutes without a request (NIST SP 800-63B, AAL2: at most 30)
  std::int64_t longest_ms = 28'800'000;  ///< 8 hours, then again the password (AAL2: at most 12)
};

struct Visitor {
  std::string account_id, name, session_hash;
  Role role = Role::kAuditor;
  std::vector<std::string> teams;
  std::int64_t created = 0, seen = 0;
};
/// Whoever is at the machine itself: sees what the officer sees.
[[nodiscard]] inline Visitor local_officer(std::string name) { return {.account_id = "", .name = std::move(name), .session_hash = "", .role = Role::kDpo, .teams = {}}; }
/// Whose session it is, if it holds now.
[[nodiscard]] Result<std::optional<Visitor>> find_session(Store& store, const std::string& session_hash, const SessionLimits& limits, std::int64_t now_ms);
/// False: a code of this step or a later one was taken before, or the account is no more.
[[nodiscard]] Result<bool> use_code(Store& store, const std::string& account_id, std::uint64_t step);
/// Begins a session; ends `before` (the one the browser had, or empty) and all that are too old.
[[nodiscard]] Result<Done> begin_session(Store& store, const Visitor& visitor, const std::string& before, const SessionLimits& limits);
[[nodiscard]] Result<Done> end_session(Store& store, const std::string& session_hash);
[[nodiscard]] SqlStatement see_session(const std::string& session_hash, std::int64_t now_ms);

}  // namespace tirai::collector
