// Where another system is, as administrators write it in options and configuration.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tirai::wire {

struct Endpoint {
  std::string host;  ///< a name or an address; of IPv6 without brackets
  std::string port;  ///< 1 to 65535
  bool tls = true;
  std::string ca_file = {};  ///< PEM of who signs the other side's certificate; empty: the system's
  /// "HOST:PORT", IPv6 in brackets: of a Host header, and of errors.
  [[nodiscard]] std::string authority() const { return (host.find(':') == host.npos ? host : "[" + host + "]") + ":" + port; }
};

struct Url {
  Endpoint to;
  std::string target;  ///< from the first slash on, visible ASCII; may be empty
};
/// "https://HOST[:PORT][/PATH]" or "http://…" (RFC 3986), the ports 443 and 80 where none stands; nothing if it is not. No user, no fragment.
[[nodiscard]] std::optional<Url> read_url(std::string_view text);

}  // namespace tirai::wire
