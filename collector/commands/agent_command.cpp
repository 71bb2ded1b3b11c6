#include "commands/agent_command.h"

#include <cstdio>

namespace tirai::collector {
namespace {
std::string line_of(const Agent& agent) {
  std::string factors = agent.totp_secret.empty() ? "" : "totp";
  if (agent.keys > 0) factors += (factors.empty() ? "" : ", ") + std::string("webauthn ") + std::to_string(agent.keys);
  return agent.agent + "\t" + (factors.empty() ? "-" : factors) + "\t" + std::to_string(agent.created) + "\t" + (agent.disabled ? std::to_string(agent.disabled) : "-") + "\n";
}

Result<std::string> list(Store& store) {
  const auto all = agents(store);
  if (!all) return all.error();
  std::string text;
  for (const Agent& agent : all.value()) text += line_of(agent);
  return text;
}
}  // namespace

Result<std::string> run_agent_command(const AgentCommand& command, std::int64_t now_ms) {
  auto store = open_store(command.db, command.verb == "add" ? OpenMode::kCreate : OpenMode::kExisting);
  if (!store) return store.error();
  if (command.verb == "list") return list(*store.value());
  if (command.verb == "disable") {
    const auto disabled = disable_agent(*store.value(), command.agent, now_ms);
    return disabled ? Result<std::string>(std::string()) : Result<std::string>(disabled.error());
  }
  auto address = command.verb == "add" ? add_agent(*store.value(), command.agent, now_ms) : reset_agent(*store.value(), command.agent);
  if (!address) return address.error();
  std::fprintf(stderr, "%s: the address below is for the authenticator, and shown once\n", command.agent.c_str());
  return address.value() + "\n";
}

}  // namespace tirai::collector
