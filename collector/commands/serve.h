// `tirai-collector serve`: puts store, writer, routes and HTTP together, and takes them down in the right order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/log.h"
#include "http/http.h"
#include "office/desk.h"
#include "people/device_desk.h"
#include "people/erasure.h"
#include "webauthn/credential_json.h"

namespace tirai::collector {

struct ServeOptions {
  std::string db;
  std::string host = "127.0.0.1";
  std::uint16_t port = 8400;
  std::optional<std::string> policy;
  std::optional<std::string> log_key;     ///< nothing: the one beside `db`, made when it is not there
  std::optional<std::string> playground, dashboard;  ///< folders
  std::chrono::milliseconds index_every{1000};       ///< how often what came is made searchable
  std::optional<std::string> findings;               ///< limits; nothing: the defaults
  std::chrono::seconds findings_every{300};          ///< how often days that stand out are looked for
  std::optional<std::string> exporters;              ///< file of where else events go
  std::vector<std::string> witnesses;     ///< as read_witness_peer() reads them
  std::chrono::milliseconds witness_every{1000};
  std::optional<RelyingParty> party;  ///< of security keys; nothing: none are taken
  DeskOptions desk;
  DeviceDeskOptions device_desk;
  Retention retention;
  std::chrono::milliseconds retention_every{3'600'000};
  Rates rates;
  unsigned threads = 2;
  std::size_t queued_batches = 512;
  HttpLimits http;
  std::optional<TlsFiles> tls;
};

/// What an address other than this machine's own asks for: TLS, or a proxy that has it.
[[nodiscard]] Result<Done> check_listen(const ServeOptions& options);
/// Serves until SIGINT or SIGTERM; SIGHUP reads the certificate again. Prints "listening on http://HOST:PORT" (or https) on stdout when it does.
[[nodiscard]] Result<Done> serve(const ServeOptions& options);

}  // namespace tirai::collector
