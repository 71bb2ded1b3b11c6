// TLS in the process: OpenSSL through Boost.Asio, 1.2 and newer, ciphers with forward secrecy alone. The certificate and its key are files, read again
// on SIGHUP: who has the new one by then gets it with their next connection, and a pair that cannot be read leaves the one in force.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "tirai/result.h"

namespace tirai::collector {

struct TlsFiles {
  std::string cert;  ///< PEM: the certificate, and the chain to its issuer behind it
  std::string key;   ///< PEM, mode 0600 or 0640
};

class Tls {
 public:
  using Context = std::shared_ptr<boost::asio::ssl::context>;

  [[nodiscard]] static Result<std::unique_ptr<Tls>> open(TlsFiles files);
  /// An error leaves what is in force.
  [[nodiscard]] Result<std::monostate> reload();
  [[nodiscard]] Context context();

 private:
  explicit Tls(TlsFiles files) : files_(std::move(files)) {}

  const TlsFiles files_;
  std::mutex mutex_;
  Context context_;
};

}  // namespace tirai::collector
