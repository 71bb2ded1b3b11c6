// tirai: one binary, one command per verb. This file names commands and flags; each command lives in the file of its name.
#include <CLI/CLI.hpp>

#include <functional>

#include "commands.h"
#include "io.h"
#include "manual.h"
#include "tirai/facts.h"

namespace tirai::cli {
namespace {
constexpr const char* kExitCodes = "Exit codes: 0 ok, 1 internal, 2 usage, 3 input invalid, 4 verification or tests failed, 5 coverage below the bar, 6 got looser";

constexpr const char* kFormats = "text, jsonl, csv or eml; otherwise by the file's name";

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
  command->add_option("--format", options->format, kFormats)->check(CLI::IsMember({"text", "jsonl", "csv", "eml"}))->type_name("FORMAT");
  command->add_option("--policy", options->policy, "detectors and thresholds of this policy")->type_name("FILE");
  command->add_option("--offsets", options->offsets, "what begin and end count: byte (of UTF-8), utf16, codepoint")->check(CLI::IsMember({"byte", "utf16", "codepoint"}))->type_name("UNIT")->capture_default_str();
  command->add_option("files", options->files, "text files; none or -: standard input")->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_mask(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<MaskOptions>();
  CLI::App* command = add(app, "mask", "Print a text as somebody would see it under a policy",
                          "  tirai mask --policy policies/uu-pdp-contact-centre.json --role agent --relationship assigned < ticket.txt\n"
                          "  tirai mask --policy policies/uu-pdp-contact-centre.json --role agent --relationship assigned --action reveal --purpose complaint tickets.csv\n"
                          "  tirai mask --policy policies/uu-pdp-contact-centre.json --facts '{\"subject\":{\"properties\":{\"role\":\"supervisor\"}}}' ticket.txt\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--role", options->role, "role of who looks")->type_name("ROLE");
  command->add_option("--relationship", options->relationship, "assigned, team or none")->check(CLI::IsMember({"assigned", "team", "none"}))->type_name("REL");
  command->add_option("--facts", options->facts, "more facts, as an AuthZEN subject and context")->type_name("JSON");
  command->add_option("--purpose", options->purpose, "what for: a purpose of the policy")->type_name("PURPOSE");
  command->add_option("--action", options->action, "view: what is painted before anybody acts; reveal and the others: what that act would show, its obligations kept")->check(CLI::IsMember({"view", "reveal", "copy", "compare", "export", "send"}))->type_name("ACTION")->capture_default_str();
  command->add_option("--format", options->format, kFormats)->check(CLI::IsMember({"text", "jsonl", "csv", "eml"}))->type_name("FORMAT");
  command->add_option("file", options->file, "the file; none or -: standard input, at most 256 MiB")->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_explain(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = add(app, "explain", "Say what a policy answers to a request, and why",
                          "  tirai explain --policy policies/uu-pdp-contact-centre.json --request request.json\n"
                          "  echo '{\"subject\":{\"properties\":{\"role\":\"agent\"}},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"class\",\"id\":\"identity.nik\"}}' |\n"
                          "    tirai explain --policy policies/uu-pdp-contact-centre.json --lang id\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--request", options->request, "AuthZEN request; -: standard input")->type_name("FILE")->capture_default_str();
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--json", options->json, "the AuthZEN response, with what did not match");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_verify(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = add(app, "verify", "Check an export of the log, or a signed bundle, offline",
                          "  tirai verify log.ndjson\n  tirai-collector export --db log.db | tirai verify - --json --log-vkey log.vkey --witness office.vkey --quorum 1\n"
                          "  tirai verify --proof reveal.tlog-proof --log-vkey log.vkey event.json\n  tirai verify --proof kit.tlog-proof --log-vkey log.vkey kit.event.json --holds kit.en.html\n  tirai verify --bundle bundle.json --vkey dpo.vkey\n");
  command->add_option("file", options->file, "an export, or the line that --proof proves; -: standard input")->type_name("FILE");
  command->add_option("--log-vkey", options->log_vkey, "the log's verifier key, or a file that holds it: its checkpoint must be signed by it")->type_name("KEY");
  command->add_option("--witness", options->witnesses, "a witness's verifier key, or a file that holds it; may be repeated")->allow_extra_args(false)->type_name("KEY");
  command->add_option("--quorum", options->quorum, "how many of the witnesses must have cosigned; otherwise all")->check(CLI::Range(1, 64))->type_name("N");
  command->add_option("--proof", options->proof, "a proof file (.tlog-proof) that FILE's line is in the log")->type_name("FILE");
  command->add_option("--holds", options->held, "a file that the proven line must name by its SHA-256, such as a page of an audit kit; may be repeated")->allow_extra_args(false)->type_name("FILE");
  command->add_option("--bundle", options->bundle, "a signed policy bundle")->type_name("FILE");
  command->add_option("--vkey", options->vkeys, "a verifier key, or a file that holds it; several if several must have signed")->type_name("KEY");
  command->add_option("--signatures", options->signatures, "how many of these keys must have signed")->check(CLI::Range(1, 64))->type_name("N")->capture_default_str();
  command->add_option("--at", options->at, "the time to check the bundle for; otherwise now")->type_name("TIME");
  command->add_option("--highest-seen", options->highest_seen, "the highest version seen so far")->type_name("N");
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--json", options->json, "a report for programs");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_audit(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command = add(app, "audit", "Check an export offline, whole, and make every recorded decision again",
                          "  tirai audit log.ndjson --strict --log-vkey log.vkey --witness office.vkey\n  tirai audit log.ndjson --log-vkey log.vkey --since last.checkpoint --keep last.checkpoint\n  tirai audit log.ndjson --policy bundle-1.json --policy bundle-2.json --format junit > report.xml\n");
  command->add_option("file", options->file, "an export; -: standard input")->required()->type_name("FILE");
  command->add_option("--log-vkey", options->log_vkey, "the log's verifier key, or a file that holds it")->type_name("KEY");
  command->add_option("--witness", options->witnesses, "a witness's verifier key, or a file that holds it; may be repeated")->allow_extra_args(false)->type_name("KEY");
  command->add_option("--quorum", options->quorum, "how many of the witnesses must have cosigned; otherwise all")->check(CLI::Range(1, 64))->type_name("N");
  command->add_option("--since", options->since, "a checkpoint kept from the last audit (or that export, or an audit kit's JSON): the log must go on from it")->type_name("FILE");
  command->add_option("--keep", options->keep, "write this export's checkpoint, for the next --since; nothing is written where something is broken")->type_name("FILE");
  command->add_flag("--strict", options->strict, "a question that stays open is a failure (4), too: truncation, omission, signer, newest, rewritten, clocks, erasures");
  command->add_option("--policy", options->policies, "a policy that decided, or the bundle it came in, where the export does not carry it; may be repeated")->allow_extra_args(false)->type_name("FILE");
  command->add_option("--format", options->format, "text, json or junit")->check(CLI::IsMember({"text", "json", "junit"}))->type_name("FORMAT")->capture_default_str();
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_keygen(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<KeygenOptions>();
  CLI::App* command = add(app, "keygen", "Make a key pair for signing bundles or a log, or for a witness (C2SP signed note, Ed25519)",
                          "  tirai keygen --name tirai.example/policy --out dpo     writes dpo.key (secret) and dpo.vkey\n  tirai keygen --witness --name office.example/witness --out office\n"
                          "  tirai keygen --dpo --out reasons                       writes reasons.key (secret) and reasons.pub, for \"dpo\": {\"key\": …} in the policy\n");
  command->add_option("--name", options->name, "the key's name: a host and a path, without a space or +")->type_name("NAME");
  command->add_flag("--dpo", options->dpo, "a key that agents' reasons are sealed to (HPKE, X25519); has no name");
  command->add_flag("--witness", options->witness, "a key that cosigns a log's checkpoints, for tirai witness");
  command->add_option("--out", options->out, "writes PREFIX.key and PREFIX.vkey (--dpo: PREFIX.pub); a key that is there stays")->required()->type_name("PREFIX");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_unseal(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<UnsealOptions>();
  CLI::App* command = add(app, "unseal", "Read the reasons that agents wrote, with the data protection officer's key",
                          "  tirai unseal log.ndjson --key reasons.key\n  tirai unseal log.ndjson --key reasons.key --event 0190a0f0-0000-7000-8000-00000000000a:7 --json\n");
  command->add_option("file", options->file, "an export; -: standard input")->required()->type_name("FILE");
  command->add_option("--key", options->key, "the secret key of keygen --dpo")->required()->type_name("FILE");
  command->add_option("--event", options->event, "this event alone")->type_name("CHAIN:SEQUENCE");
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--json", options->json, "JSON lines, for programs");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_witness(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<WitnessOptions>();
  CLI::App* command = add(app, "witness", "Watch a log from outside: cosign each checkpoint that goes on from the one before (C2SP tlog-witness)",
                          "  tirai witness --key office.key --log-vkey log.vkey --state seen.checkpoint --follow https://collector.example\n"
                          "  tirai witness --key office.key --log-vkey log.vkey --state seen.checkpoint --listen 0.0.0.0:8500\n");
  command->add_option("--key", options->key, "the secret key of keygen --witness")->required()->type_name("FILE");
  command->add_option("--log-vkey", options->log_vkey, "the log's verifier key, from its owner: the key or a file that holds it")->required()->type_name("KEY");
  command->add_option("--state", options->state, "the checkpoint cosigned last; made by the first one. Never lose it: it is what this witness knows")->required()->type_name("FILE");
  command->add_option("--follow", options->follow, "the collector that keeps the log: it is asked for each new checkpoint, and given what is cosigned")->type_name("URL");
  command->add_option("--every-s", options->every_s, "how often it is asked")->check(CLI::Range(1, 86400))->type_name("SECONDS")->capture_default_str();
  command->add_option("--ca", options->ca, "certificates that sign the collector's, PEM; otherwise the system's")->type_name("FILE");
  command->add_option("--listen", options->listen, "address and port on which a log may ask, and anybody for the checkpoint cosigned last; port 0 takes a free one")->type_name("HOST:PORT");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_sign(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<SignOptions>();
  CLI::App* command = add(app, "sign", "Check a policy, and sign it with its adapters into a bundle",
                          "  tirai sign --key dpo.key --policy policies/uu-pdp-contact-centre.json --adapter adapters/request-tracker.json --version 1 --out bundle.json\n"
                          "  tirai sign --key dpo.key --policy policies/uu-pdp-contact-centre.json --version 2 --previous bundle.json --expires-in 30 --out bundle.json\n");
  command->add_option("--key", options->keys, "the secret key of keygen; several sign together")->required()->type_name("FILE");
  command->add_option("--looser-needs", options->looser_needs, "signatures of different keys, when the policy shows more than --previous")->check(CLI::Range(1, 64))->type_name("N")->capture_default_str();
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--adapter", options->adapters, "an adapter; the bundle names it by the \"helpdesk\" in the file")->type_name("FILE");
  command->add_option("--version", options->version, "only goes up")->required()->check(CLI::PositiveNumber)->type_name("N");
  command->add_option("--previous", options->previous, "the bundle before this one")->type_name("FILE");
  command->add_option("--not-before", options->not_before, "2026-11-21, 2026-11-21T08:00:00Z or milliseconds; otherwise now")->type_name("TIME");
  command->add_option("--expires-in", options->expires_in_days, "days after that")->check(CLI::Range(1, 3650))->type_name("DAYS")->capture_default_str();
  command->add_option("--out", options->out, "the bundle")->required()->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_check(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = add(app, "check", "Say whether policy files are right: mistakes with their place, and what is most likely not meant",
                          "  tirai check policies/uu-pdp-contact-centre.json\n  tirai check --strict --format sarif policy.json > findings.sarif\n");
  command->add_option("files", options->files, "policies")->required()->type_name("FILE");
  command->add_option("--format", options->format, "human, json or sarif (for code hosts and editors)")->check(CLI::IsMember({"human", "json", "sarif"}))->type_name("FORMAT")->capture_default_str();
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->add_flag("--strict", options->strict, "a warning counts as invalid");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_adapter(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<AdapterOptions>();
  CLI::App* command = add(app, "adapter", "Say whether helpdesk adapters are right: mistakes with their place",
                          "  tirai adapter check adapters/request-tracker.json\n  tirai adapter check --policy policies/support.json adapters/*.json\n");
  command->add_option("ask", options->ask, "check")->required()->check(CLI::IsMember({"check"}))->type_name("ACTION");
  command->add_option("--policy", options->policy, "the policy whose classes they name")->type_name("FILE");
  command->add_option("files", options->files, "adapters; -: standard input")->required()->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_test(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = add(app, "test", "Run the *.test.json files beside policies, and say how much of the policy they touch",
                          "  tirai test policies/\n  tirai test --filter NIK --format junit policies/ > report.xml\n  tirai test --min-coverage 100 --min-coverage conditions=80 policies/\n");
  command->add_option("paths", options->paths, "folders, searched whole, or test files")->required()->type_name("DIR");
  command->add_option("--filter", options->filter, "only tests whose name or file holds this text")->type_name("TEXT");
  command->add_option("--format", options->format, "tree, json, junit or tap")->check(CLI::IsMember({"tree", "json", "junit", "tap"}))->type_name("FORMAT")->capture_default_str();
  command->add_option("--min-coverage", options->min_coverage, "percent of rules (or conditions=N, cells=N) that tests must touch; else exit code 5")->type_name("N");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_query(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command = add(app, "query", "Ask a policy a question; the answer is exact, and shows a situation",
                          "  tirai query --policy policy.json who-can reveal identity.nik identity!=mfa\n"
                          "  tirai query --policy policy.json never payment.card              is a card number ever shown whole?\n"
                          "  tirai query --policy policy.json never --level token role=manager\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("ask", options->ask, "never, always or who-can")->required()->check(CLI::IsMember({"never", "always", "who-can"}))->type_name("QUESTION");
  command->add_option("words", options->words, "an action, class, role or purpose by its name; FACT=VALUE,VALUE or FACT!=VALUE")->type_name("WORD");
  command->add_option("--level", options->level, "shown at least as openly as this")->check(CLI::IsMember({"plain", "partial", "token", "full", "remove"}))->type_name("LEVEL")->capture_default_str();
  command->add_option("--format", options->format, "human or json")->check(CLI::IsMember({"human", "json"}))->type_name("FORMAT")->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_diff(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = add(app, "diff", "Say what a change of a policy shows or covers, in groups of situations; exit code 6 when it shows more",
                          "  tirai diff old.json new.json\n  tirai diff --format markdown --allow-looser old.json new.json >> pull-request.md\n");
  command->add_option("old", options->before, "the policy before")->required()->type_name("OLD");
  command->add_option("new", options->after, "the policy after")->required()->type_name("NEW");
  command->add_option("--format", options->format, "human, json or markdown")->check(CLI::IsMember({"human", "json", "markdown"}))->type_name("FORMAT")->capture_default_str();
  command->add_flag("--allow-looser", options->allow_looser, "showing more is meant: exit code 0");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_notice(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<NoticeOptions>();
  CLI::App* command = add(app, "notice", "Write the policy as a privacy notice for customers and a record of processing for the DPO",
                          "  tirai notice --lang id policy.json > pemberitahuan.md\n  tirai notice --format html policy.json > notice.html\n");
  command->add_option("policy", options->policy, "the policy")->required()->type_name("FILE");
  command->add_option("--format", options->format, "markdown or html")->check(CLI::IsMember({"markdown", "html"}))->type_name("FORMAT")->capture_default_str();
  command->add_option("--lang", options->language, "id or en")->check(CLI::IsMember({"id", "en"}))->type_name("LANG")->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_authzen(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<AuthzenOptions>();
  CLI::App* command = add(app, "authzen", "Answer an OpenID AuthZEN 1.0 request on standard input, one or a batch",
                          "  echo '{\"subject\":{\"type\":\"agent\",\"id\":\"sari\",\"properties\":{\"role\":\"agent\"}},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"class\",\"id\":\"contact.email\"}}' |\n"
                          "    tirai authzen --policy policy.json\n");
  command->add_option("--policy", options->policy, "the policy")->required()->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_flatten(CLI::App& app, Command& chosen) {
  auto options = std::make_shared<FlattenOptions>();
  CLI::App* command = add(app, "flatten", "Print a policy and all it extends as one file", "  tirai flatten policies/gdpr-support-desk.json > whole.json\n");
  command->add_option("policy", options->policy, "the policy")->required()->type_name("FILE");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

// Completion and manual are made from the flags above, so they cannot fall behind them.
void add_manual(CLI::App& app, Command& chosen) {
  CLI::App* completion = add(app, "completion", "Print completion for a shell", "  tirai completion bash > ~/.local/share/bash-completion/completions/tirai\n  tirai completion zsh > ~/.zfunc/_tirai      in a folder of $fpath\n  source <(tirai completion bash)             for this shell alone\n");
  auto shell = std::make_shared<std::string>();
  completion->add_option("shell", *shell, "bash or zsh")->required()->check(CLI::IsMember({"bash", "zsh"}))->type_name("SHELL");
  completion->callback([&app, shell, &chosen] { chosen = [&app, shell] { return write_out(completion_script(app, *shell)) ? kOk : kInternal; }; });
  CLI::App* manual = add(app, "man", "Print the manual page", "  tirai man > ~/.local/share/man/man1/tirai.1\n");
  manual->callback([&app, &chosen] { chosen = [&app] { return write_out(manual_page(app, kExitCodes)) ? kOk : kInternal; }; });
}

std::string first_line_lower(std::string text) {
  text = text.substr(0, text.find('\n'));
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z')) text[0] = static_cast<char>(text[0] + 32);
  return text;
}

// What is wrong with a command line, and whose help says more.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const auto chosen = app.get_subcommands();
  if (!chosen.empty()) return first_line_lower(error.what()) + "; see tirai " + chosen.front()->get_name() + " --help";
  const std::string_view first = argc > 1 ? argv[1] : "-";
  if (first.empty() || first[0] == '-') return first_line_lower(error.what()) + "; see tirai --help";
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return "unknown command \"" + std::string(first.substr(0, 64)) + "\"" + hint_for(first, std::vector<std::string_view>(names.begin(), names.end())) + "; see tirai --help";
}

int start(int argc, char** argv) {
  CLI::App app("tirai: draws a curtain over personal data, and keeps proof of every lift", "tirai");
  app.set_version_flag("--version", std::string("tirai ") + TIRAI_VERSION);
  app.require_subcommand(1);
  app.footer(std::string("tirai COMMAND --help shows a command's flags and examples\n") + kExitCodes);
  Command chosen;
  for (const auto adder : {add_check, add_adapter, add_test, add_query, add_diff, add_explain, add_notice, add_authzen, add_flatten, add_detect, add_mask, add_keygen, add_sign, add_verify, add_audit, add_unseal, add_witness, add_manual}) adder(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 ? kOk : kInternal;
    return fail(kUsage, usage_error(app, error, argc, argv));
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
