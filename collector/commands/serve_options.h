// The options of `serve` on the command line, and what they come to.
#pragma once

#include <CLI/CLI.hpp>

#include "commands/serve.h"

namespace tirai::collector {

struct ServeLine {
  std::string listen = "127.0.0.1:8400", origin, tls_cert, tls_key, policy, log_key, playground, dashboard, findings, exporters, level = "info", config;
  bool print_config = false;
  unsigned timeout_ms = 15000, witness_every_ms = 1000;
  unsigned training_valid_days = 365, step_up_valid_s = 900, approval_wait_s = 600;
  unsigned retain_sealed_days = 0, retain_subjects_days = 0, retention_every_ms = 3600000;
  unsigned session_idle_s = 900, session_longest_s = 28800, index_every_ms = 1000, findings_every_s = 300;
  ServeOptions options;  ///< what needs no other form
};

void add_serve(CLI::App& app, ServeLine& line);
/// All but the address. The error is of --origin.
[[nodiscard]] Result<ServeOptions> serve_options(const ServeLine& line);
/// False: not HOST:PORT.
[[nodiscard]] bool read_listen(const std::string& listen, ServeOptions& options);
/// Up to the point where it would start: the address, and the files it reads.
[[nodiscard]] Result<Done> check_serve(const ServeLine& line, ServeOptions options);

}  // namespace tirai::collector
