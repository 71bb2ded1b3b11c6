// tirai: one binary, one command per verb. This file names commands and flags; each command lives in the file of its name.
#include <CLI/CLI.hpp>

#include <functional>

#include "commands.h"
#include "io.h"

namespace tirai::cli {
namespace {
constexpr const char* kExitCodes = "Exit codes: 0 ok, 1 internal, 2 usage, 3 input invalid, 4 verification failed";

using Command = std::function<int()>;

CLI::App* add(CLI::App& app, const char* name, const char* what, const char* examples) {
  CLI::App* command = app.add_subcommand(name, what);
  command->footer(std::string("Examples:\n") + examples + "\n" + kExitCodes);
  return command;
}

void add_detect(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<DetectOptions>();
  CLI::App* command = add(app, "detect", "Find personal data in text; never prints a value",
                          "  tirai detect ticket.txt\n  echo '{\"id\":1,\"text\":\"mail siti@example.com\"}' | tirai detect --jsonl --offsets utf16\n");
  command->add_flag("--jsonl", options->jsonl, "JSON lines {\"id\",\"text\"} in, {\"id\",\"detections\"} out, in the same order, streaming");
  command->add_option("--policy", options->policy, "detectors and thresholds of this policy")->type_name("FILE");
  command->add_option("--offsets", options->offsets, "what begin and end count: byte (of UTF-8), utf16, codepoint")->check(CLI::IsMember({"byte", "utf16", "codepoint"}))->type_name("UNIT")->capture_default_str();
  command->add_option("files", options->files, "text files; none or -: standard input")->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_mask(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<MaskOptions>();
  CLI::App* command = add(app, "mask", "Print a text as somebody would see it under a policy",
                          "  tirai mask --policy policies/support.json --role agent --relationship assigned < ticket.txt\n"
                          "  tirai mask --policy policies/support.json --facts '{\"subject\":{\"properties\":{\"role\":\"supervisor\"}}}' ticket.txt\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--role", options->role, "role of who looks")->type_name("ROLE");
  command->add_option("--relationship", options->relationship, "assigned, team or none")->check(CLI::IsMember({"assigned", "team", "none"}))->type_name("REL");
  command->add_option("--facts", options->facts, "more facts, as an AuthZEN subject and context")->type_name("JSON");
  static std::string action = "view";
  command->add_option("--action", action, "view is the only one: what is painted before anybody acts")->check(CLI::IsMember({"view"}))->type_name("ACTION")->capture_default_str();
  command->add_option("file", options->file, "the text; none or -: standard input, at most 64 MiB")->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_explain(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = add(app, "explain", "Say what a policy answers to a request, and why",
                          "  tirai explain --policy policies/support.json --request request.json\n"
                          "  echo '{\"subject\":{\"properties\":{\"role\":\"agent\"}},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"class\",\"id\":\"identity.nik\"}}' |\n"
                          "    tirai explain --policy policies/support.json --lang id\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--request", options->request, "AuthZEN request; -: standard input")->type_name("FILE")->capture_default_str();
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--json", options->json, "the AuthZEN response, with what did not match");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_verify(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = add(app, "verify", "Check an export of the log, or a signed bundle, offline",
                          "  tirai verify log.ndjson\n  tirai-collector export --db log.db | tirai verify - --json\n  tirai verify --bundle bundle.json --vkey dpo.vkey\n");
  command->add_option("file", options->file, "an export; -: standard input")->type_name("FILE");
  command->add_option("--bundle", options->bundle, "a signed policy bundle")->type_name("FILE");
  command->add_option("--vkey", options->vkey, "the bundle's verifier key, or a file that holds it")->type_name("KEY");
  command->add_option("--at", options->at, "the time to check the bundle for; otherwise now")->type_name("TIME");
  command->add_option("--highest-seen", options->highest_seen, "the highest version seen so far")->type_name("N");
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--json", options->json, "a report for programs");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_keygen(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<KeygenOptions>();
  CLI::App* command = add(app, "keygen", "Make a key pair for signing bundles (C2SP signed note, Ed25519)", "  tirai keygen --name tirai.example/policy --out dpo     writes dpo.key (secret) and dpo.vkey\n");
  command->add_option("--name", options->name, "the key's name: a host and a path, without a space or +")->required()->type_name("NAME");
  command->add_option("--out", options->out, "writes PREFIX.key and PREFIX.vkey; a key that is there stays")->required()->type_name("PREFIX");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_sign(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<SignOptions>();
  CLI::App* command = add(app, "sign", "Check a policy, and sign it with its adapters into a bundle",
                          "  tirai sign --key dpo.key --policy policies/support.json --adapter adapters/request-tracker.json --version 1 --out bundle.json\n"
                          "  tirai sign --key dpo.key --policy policies/support.json --version 2 --previous bundle.json --expires-in 30 --out bundle.json\n");
  command->add_option("--key", options->key, "the secret key of keygen")->required()->type_name("FILE");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--adapter", options->adapters, "an adapter; the bundle names it by the \"helpdesk\" in the file")->type_name("FILE");
  command->add_option("--version", options->version, "only goes up")->required()->check(CLI::PositiveNumber)->type_name("N");
  command->add_option("--previous", options->previous, "the bundle before this one")->type_name("FILE");
  command->add_option("--not-before", options->not_before, "2026-11-21, 2026-11-21T08:00:00Z or milliseconds; otherwise now")->type_name("TIME");
  command->add_option("--expires-in", options->expires_in_days, "days after that")->check(CLI::Range(1, 3650))->type_name("DAYS")->capture_default_str();
  command->add_option("--out", options->out, "the bundle")->required()->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

std::string first_line_lower(std::string text) {
  text = text.substr(0, text.find('\n'));
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z')) text[0] = static_cast<char>(text[0] + 32);
  return text;
}

int start(int argc, char** argv) {
  CLI::App app("tirai: draws a curtain over personal data, and keeps proof of every lift", "tirai");
  app.set_version_flag("--version", std::string("tirai ") + TIRAI_VERSION);
  app.require_subcommand(1);
  app.footer(std::string("tirai COMMAND --help shows a command's flags and examples\n") + kExitCodes);
  Command chosen;
  for (const auto adder : {add_detect, add_mask, add_explain, add_verify, add_keygen, add_sign}) adder(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 ? kOk : kInternal;
    return fail(kUsage, first_line_lower(error.what()) + "; see tirai --help");
  }
  return chosen();
}
}  // namespace
}  // namespace tirai::cli

int main(int argc, char** argv) {
  try {
    return tirai::cli::start(argc, argv);
  } catch (const std::exception&) {
    // What was thrown may quote the input: it is not repeated.
    return tirai::cli::fail(tirai::cli::kInternal, "internal fault; please report it with the command line");
  }
}
