#include "http/tls.h"

#include <sys/stat.h>

#include <boost/asio/ssl.hpp>

namespace tirai::collector {
namespace {
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

// TLS 1.3's own are always on; of 1.2 only what has forward secrecy and authenticated encryption (BSI TR-02102-2, Mozilla's "intermediate").
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

Error unusable(const char* flag, const std::string& what) { return {ErrorCode::kBadValue, what, flag}; }

Result<std::monostate> check_mode(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return unusable("--tls-key", "cannot be read");
  if ((found.st_mode & 037) != 0) return unusable("--tls-key", "others can read it; expected mode 0600 or 0640");
  return std::monostate{};
}

Result<Tls::Context> make_context(const TlsFiles& files) {
  if (const auto private_enough = check_mode(files.key); !private_enough) return private_enough.error();
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  error_code error;
  context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION |
                           SSL_OP_CIPHER_SERVER_PREFERENCE,
                       error);
  if (error || SSL_CTX_set_cipher_list(context->native_handle(), kCiphers) != 1) return unusable("--tls-cert", "TLS cannot be set up");
  context->use_certificate_chain_file(files.cert, error);
  if (error) return unusable("--tls-cert", "not a certificate in PEM that can be read");
  context->use_private_key_file(files.key, ssl::context::pem, error);
  if (error) return unusable("--tls-key", "not the certificate's key in PEM, or not readable");
  return context;
}
}  // namespace

Result<std::unique_ptr<Tls>> Tls::open(TlsFiles files) {
  std::unique_ptr<Tls> tls(new Tls(std::move(files)));
  if (const auto loaded = tls->reload(); !loaded) return loaded.error();
  return tls;
}

Result<std::monostate> Tls::reload() {
  auto context = make_context(files_);
  if (!context) return context.error();
  const std::lock_guard lock(mutex_);
  context_ = std::move(context).value();
  return std::monostate{};
}

Tls::Context Tls::context() {
  const std::lock_guard lock(mutex_);
  return context_;
}

}  // namespace tirai::collector
