#include "commands/credential_command.h"

#include <algorithm>
#include <cstdio>

#include "base/clock.h"
#include "commands/logged_change.h"
#include "commands/store_options.h"
#include "people/people_events.h"

namespace tirai::collector {
namespace {
Result<Done> logged(const CredentialCommand& command, nlohmann::json event, std::function<Result<Done>(Store&)> change) {
  return logged_change(command.db, command.log_key, std::move(event), std::move(change));
}

Result<Credential> find_credential(const CredentialCommand& command) {
  auto store = open_store(command.db, OpenMode::kExisting);
  if (!store) return store.error();
  const auto all = store.value()->credentials();
  if (!all) return all.error();
  const auto found = std::ranges::find(all.value(), command.id, &Credential::id);
  if (found == all.value().end()) return Error{ErrorCode::kUnknownName, "no device and no token has this id", "id"};
  return *found;
}
}  // namespace

void add_credentials(CLI::App& app, CredentialCommand& command) {
  const auto verb = [&](const char* name, const char* what, const char* db) {
    CLI::App* sub = app.add_subcommand(name, what);
    sub->add_option("--db", command.db, db)->required();
    return sub;
  };
  CLI::App* enrol = verb("enrol", "enrol a device; prints its bearer token once", kStoreMade);
  enrol->add_option("--agent", command.enrolling.agent, "the agent's id")->required();
  enrol->add_option("--role", command.enrolling.role, "the agent's role in the policy")->required();
  enrol->add_option("--team", command.enrolling.teams, "a team of the agent; may be repeated");
  enrol->add_option("--helpdesk-name", command.enrolling.helpdesk_names, "a name the helpdesk writes for the agent; may be repeated");
  CLI::App* token = verb("token", "make a token that reads; prints it once", kStoreMade);
  token->add_option("--scope", command.scope, "audit: checkpoint, tiles, proofs; metrics: /metrics")->required()->check(CLI::IsMember({"audit", "metrics"}));
  token->add_option("--name", command.name, "whose it is")->required();
  CLI::App* revoke = verb("revoke", "end a device or a token, from its next request on", kStore);
  revoke->add_option("id", command.id, "its id, as credentials lists it")->required();
  for (CLI::App* change : {enrol, token, revoke}) add_log_options(change, command.by, command.log_key);
  verb("credentials", "list devices and tokens", kStore);
}

Result<std::string> run_enrol(const CredentialCommand& command) {
  const auto made = make_enrolment(command.enrolling, now_ms());
  if (!made) return made.error();
  const Enrolment& enrolment = made.value();
  if (auto store = open_store(command.db, OpenMode::kCreate); !store) return store.error();
  const auto done = logged(command, enrolled_event({command.by, ""}, enrolment.device.device_id, command.enrolling.agent, command.enrolling.role), [&](Store& store) { return store.add_device(enrolment.device); });
  if (!done) return done.error();
  std::fprintf(stderr, "enrolled device %s for %s; the token below is shown once\n", enrolment.device.device_id.c_str(), command.enrolling.agent.c_str());
  return enrolment.token + "\n";
}

Result<std::string> run_token(const CredentialCommand& command) {
  const auto made = make_token(*read_scope(command.scope), command.name, now_ms());
  if (!made) return made.error();
  const NewToken& token = made.value().row;
  if (auto store = open_store(command.db, OpenMode::kCreate); !store) return store.error();
  const auto done = logged(command, token_event({command.by, ""}, token.token_id, command.scope, token.name), [&](Store& store) { return store.add_token(token); });
  if (!done) return done.error();
  std::fprintf(stderr, "made token %s with scope %s; it is shown once\n", token.token_id.c_str(), command.scope.c_str());
  return made.value().token + "\n";
}

// One that has ended already stays as it was, and nothing is written of it.
Result<std::string> run_revoke(const CredentialCommand& command) {
  const auto found = find_credential(command);
  if (!found) return found.error();
  if (found.value().revoked != 0) return std::string();
  const auto done = logged(command, revoked_event({command.by, ""}, found.value().kind == "device" ? "device" : "token", command.id), [&](Store& store) { return store.revoke(command.id, now_ms()); });
  return done ? Result<std::string>(std::string()) : Result<std::string>(done.error());
}

Result<std::string> run_credentials(const CredentialCommand& command) {
  auto store = open_store(command.db, OpenMode::kExisting);
  if (!store) return store.error();
  const auto found = store.value()->credentials();
  if (!found) return found.error();
  std::string text;
  for (const Credential& one : found.value()) {
    text += one.id + "\t" + one.kind + "\t" + one.name + "\t" + std::to_string(one.created) + "\t" + (one.revoked ? std::to_string(one.revoked) : "-") + "\n";
  }
  return text;
}

}  // namespace tirai::collector
