#include "commands/serve_options.h"

#include <chrono>

#include "base/clock.h"
#include "commands/store_options.h"
#include "export/exporter_config.h"
#include "office/finding_limits.h"

namespace tirai::collector {

void add_serve(CLI::App& app, ServeLine& line) {
  CLI::App* serve = app.add_subcommand("serve", "serve HTTP until SIGINT or SIGTERM; prints the URL on stdout");
  const auto number = [&](const char* name, auto& value, const char* what, int least, int most) {
    serve->add_option(name, value, what)->check(CLI::Range(least, most))->capture_default_str();
  };
  serve->add_option("--db", line.options.db, kStoreMade)->required();
  serve->add_option("--listen", line.listen, "address and port; port 0 takes a free one")->capture_default_str();
  serve->add_option("--policy", line.policy, "signed policy bundle to serve; read again when it changes");
  serve->add_option("--log-key", line.log_key, "signs the log's checkpoints (tirai keygen); without it DB-log.key, made when it is not there");
  serve->add_option("--witness", line.options.witnesses, "https://HOST:PORT[/PREFIX],VKEY (or http) of a tirai witness, or VKEY alone of one that follows this log by itself; may be repeated")->allow_extra_args(false);
  serve->add_option("--playground", line.playground, "folder of the policy playground, served under /playground/");
  serve->add_option("--dashboard", line.dashboard, "folder of the dashboard, served under /dashboard/");
  serve->add_option("--findings", line.findings, "JSON file of what counts as unusual access (findings.schema.json)");
  serve->add_option("--exporters", line.exporters, "JSON file of where else the events go: files, syslog, OTLP, Kafka (exporters.schema.json)");
  serve->add_option("--log-level", line.level, "what goes to stderr")->check(CLI::IsMember({"info", "error"}))->capture_default_str();
  serve->add_option("--config", line.config, "JSON file of these options, named as they are without dashes; what stands here goes before it");
  serve->add_flag("--print-config", line.print_config, "print what is set, keys and witnesses as <set>, and end");
  CLI::Option* cert = serve->add_option("--tls-cert", line.tls_cert, "certificate and its chain, PEM; serves https; read again on SIGHUP");
  CLI::Option* key = serve->add_option("--tls-key", line.tls_key, "its key, PEM, mode 0600 or 0640");
  cert->needs(key);
  key->needs(cert);
  serve->add_flag("--behind-proxy", line.options.http.proxies.any, "a proxy with TLS stands before it: the last X-Forwarded-For is who asks");
  serve->add_option("--proxy-address", line.options.http.proxies.addresses, "with --behind-proxy: the proxy's address, who alone is believed; may be repeated; without it whoever connects")->allow_extra_args(false);
  serve->add_option("--origin", line.origin, "https://HOST[:PORT], as browsers see it; security keys (WebAuthn) are taken for it, and none without it");
  number("--session-idle-s", line.session_idle_s, "a session of the dashboard ends after so many seconds without a request", 1, 86400);
  number("--session-longest-s", line.session_longest_s, "and after so many in any case", 1, 604800);
  number("--training-valid-days", line.training_valid_days, "an agent's training holds for so many days", 1, 3650);
  number("--step-up-valid-s", line.step_up_valid_s, "a second factor that an agent showed holds for so many seconds", 1, 86400);
  number("--approval-wait-s", line.approval_wait_s, "a question for a second person expires after so many seconds", 1, 86400);
  number("--retain-sealed-days", line.retain_sealed_days, "sealed texts are erased after so many days, with a tombstone in the log; 0: never", 0, 36500);
  number("--retain-subjects-days", line.retain_subjects_days, "a customer of whom no event is younger is erased, with a tombstone in the log; 0: never", 0, 36500);
  number("--retention-every-ms", line.retention_every_ms, "how often what is older than its time is let go of", 100, 86400000);
  number("--index-every-ms", line.index_every_ms, "how often what came is made searchable", 10, 3600000);
  number("--findings-every-s", line.findings_every_s, "how often days that stand out are looked for", 1, 86400);
  number("--rate", line.options.rates.of_credential, "requests a second of one device, token or session; one more is answered 429", 1, 1000000);
  number("--stranger-rate", line.options.rates.of_stranger, "requests a second of one address that no credential stands for (open paths, and what is refused 401), four seconds' at once; one more is answered 429", 1, 1000000);
  number("--sign-ins-per-minute", line.options.desk.sign_ins_per_minute, "sign-ins to the dashboard of one address, two minutes' at once; one more is answered 429", 1, 100000);
  number("--threads", line.options.threads, "threads that read and verify", 1, 64);
  number("--timeout-ms", line.timeout_ms, "longest wait for a head, a body, or a reader of an answer", 100, 600000);
  number("--witness-every-ms", line.witness_every_ms, "how often a new checkpoint is shown to the witnesses", 10, 3600000);
  number("--max-connections", line.options.http.connections, "one more is answered 503", 1, 65536);
  number("--queue", line.options.queued_batches, "batches that may wait for the disk; one more is answered 503", 1, 65536);
}

Result<ServeOptions> serve_options(const ServeLine& line) {
  ServeOptions options = line.options;
  if (!line.policy.empty()) options.policy = line.policy;
  if (!line.log_key.empty()) options.log_key = line.log_key;
  if (!line.playground.empty()) options.playground = line.playground;
  if (!line.dashboard.empty()) options.dashboard = line.dashboard;
  if (!line.findings.empty()) options.findings = line.findings;
  if (!line.exporters.empty()) options.exporters = line.exporters;
  options.findings_every = std::chrono::seconds(line.findings_every_s);
  options.index_every = std::chrono::milliseconds(line.index_every_ms);
  options.witness_every = std::chrono::milliseconds(line.witness_every_ms);
  options.desk.sessions = {.idle_ms = line.session_idle_s * std::int64_t{1000}, .longest_ms = line.session_longest_s * std::int64_t{1000}};
  options.device_desk = {.training_valid_ms = line.training_valid_days * kDayMs,
                              .step_up_valid_ms = line.step_up_valid_s * std::int64_t{1000},
                              .approval_wait_ms = line.approval_wait_s * std::int64_t{1000}};
  options.retention = {.sealed_ms = line.retain_sealed_days * kDayMs, .subjects_ms = line.retain_subjects_days * kDayMs};
  options.retention_every = std::chrono::milliseconds(line.retention_every_ms);
  options.http.timeout = std::chrono::milliseconds(line.timeout_ms);
  if (!line.tls_cert.empty()) options.tls = TlsFiles{line.tls_cert, line.tls_key};
  if (line.origin.empty()) return options;
  auto party = read_relying_party(line.origin);
  if (!party) return party.error();
  options.party = std::move(party).value();
  return options;
}

bool read_listen(const std::string& listen, ServeOptions& options) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  const std::string port = listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos || std::stoul(port) > 65535)
    return false;
  options.port = static_cast<std::uint16_t>(std::stoul(port));
  options.host = listen.substr(0, colon);
  if (options.host.size() > 2 && options.host.front() == '[' && options.host.back() == ']')
    options.host = options.host.substr(1, options.host.size() - 2);
  return true;
}

Result<Done> check_serve(const ServeLine& line, ServeOptions options) {
  if (!read_listen(line.listen, options)) return Error{ErrorCode::kBadValue, "expected HOST:PORT, such as 127.0.0.1:8400", "listen"};
  if (const auto safe = check_listen(options); !safe) return safe.error();
  if (const auto limits = line.findings.empty() ? Result<FindingLimits>(default_limits()) : read_finding_limits(line.findings); !limits) return limits.error();
  if (const auto exporters = line.exporters.empty() ? Result<std::vector<ExporterConfig>>(std::vector<ExporterConfig>()) : read_exporters(line.exporters); !exporters) return exporters.error();
  return Done{};
}

}  // namespace tirai::collector
