#include "commands/agent_command.h"

#include <cstdio>

#include "commands/logged_change.h"
#include "people/people_events.h"

namespace tirai::collector {
namespace {
std::string agent_line(const Agent& agent) {
  std::string factors = agent.totp_secret.empty() ? "" : "totp";
  if (agent.keys > 0) factors += (factors.empty() ? "" : ", ") + std::string("webauthn ") + std::to_string(agent.keys);
  return agent.agent + "\t" + (factors.empty() ? "-" : factors) + "\t" + std::to_string(agent.created) + "\t" + (agent.disabled ? std::to_string(agent.disabled) : "-") + "\n";
}

Result<std::string> agent_lines(Store& store) {
  const auto all = agents(store);
  if (!all) return all.error();
  std::string text;
  for (const Agent& agent : all.value()) text += agent_line(agent);
  return text;
}
}  // namespace

// What can fail is looked at before the event is written.
Result<std::string> run_agent_command(const AgentCommand& command, std::int64_t now_ms) {
  auto store = open_store(command.db, command.verb == "add" ? OpenMode::kCreate : OpenMode::kExisting);
  if (!store) return store.error();
  if (command.verb == "list") return agent_lines(*store.value());
  if (const auto may = check_factor_change(*store.value(), command.agent, command.verb == "add"); !may) return may.error();
  std::string address;
  const char* what = command.verb == "add" ? "added" : command.verb == "reset" ? "reset" : "disabled";
  const auto done = logged_change(command.db, command.log_key, second_factor_event({command.by, ""}, command.agent, what), [&](Store& writing) -> Result<Done> {
    if (command.verb == "disable") return disable_agent(writing, command.agent, now_ms);
    auto made = command.verb == "add" ? add_agent(writing, command.agent, now_ms) : reset_agent(writing, command.agent);
    if (!made) return made.error();
    address = std::move(made).value();
    return Done{};
  });
  if (!done) return done.error();
  if (address.empty()) return std::string();
  std::fprintf(stderr, "%s: the address below is for the authenticator, and shown once\n", command.agent.c_str());
  return address + "\n";
}

}  // namespace tirai::collector
