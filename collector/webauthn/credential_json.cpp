#include "webauthn/credential_json.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/json_in.h"
#include "base/encode.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::size_t kMostIdBytes = 1023;      // WebAuthn, 4: credential ID
constexpr std::size_t kLeastAuthenticator = 37;  // WebAuthn, 6.1: hash, flags and counter
constexpr std::size_t kMostPart = 8192;

// The first thing that is wrong is the error; no value is repeated in it. A browser's next version says more: what is not asked for is passed over.
class Reader {
 public:
  explicit Reader(std::string_view text) {
    if (text.size() > kMostCredentialBytes) error_ = Error{ErrorCode::kTooLarge, "expected at most 16384 bytes", "credential"};
    else value_ = json_in(text);
    if (!error_ && (!value_.is_object() || !value_.contains("response") || !value_["response"].is_object())) {
      error_ = Error{ErrorCode::kBadSyntax, "expected a public key credential as toJSON() writes it", "credential"};
    }
    if (!error_ && (!value_.contains("type") || value_["type"] != "public-key")) error_ = Error{ErrorCode::kBadValue, "expected public-key", "credential:/type"};
  }

  std::string id() { return bytes(value_, "id", "credential:/id", 1, kMostIdBytes); }
  std::string part(const char* key, std::size_t least) { return bytes(error_ ? value_ : value_["response"], key, std::string("credential:/response/") + key, least, kMostPart); }
  template <typename T>
  [[nodiscard]] Result<T> result(T value) const {
    if (error_) return *error_;
    return value;
  }

 private:
  std::string bytes(const json& object, const char* key, std::string at, std::size_t least, std::size_t most) {
    if (error_) return {};
    const auto found = object.find(key);
    const auto decoded = found != object.end() && found->is_string() ? from_base64url(found->get_ref<const std::string&>()) : std::nullopt;
    if (decoded && decoded->size() >= least && decoded->size() <= most) return *decoded;
    error_ = Error{ErrorCode::kBadValue, "expected base64url of " + std::to_string(least) + " to " + std::to_string(most) + " bytes", std::move(at)};
    return {};
  }

  json value_;
  std::optional<Error> error_;
};

bool is_host(std::string_view host) {
  const bool letters = host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == host.npos && host.find_first_of("abcdefghijklmnopqrstuvwxyz") != host.npos;
  return letters && !host.empty() && host.size() <= 253 && host.front() != '.' && host.back() != '.' && host.front() != '-' && host.find("..") == host.npos;
}
bool is_port(std::string_view port) { return !port.empty() && port.size() <= 5 && port.front() != '0' && port.find_first_not_of("0123456789") == port.npos && std::stoul(std::string(port)) <= 65535; }
}  // namespace

Result<RelyingParty> read_relying_party(std::string_view origin) {
  const Error bad{ErrorCode::kBadValue, "expected https://HOST[:PORT] in lower case, as browsers see it, or http://localhost[:PORT]; HOST is a name", "--origin"};
  const bool secure = origin.starts_with("https://");
  if (!secure && !origin.starts_with("http://")) return bad;
  const std::string_view rest = origin.substr(secure ? 8 : 7), host = rest.substr(0, rest.find(':'));
  if (!is_host(host) || (host.size() < rest.size() && !is_port(rest.substr(host.size() + 1)))) return bad;
  // What browsers leave out of an origin (RFC 6454, 6.2) is never in what they sign.
  if (rest.substr(host.size()) == (secure ? ":443" : ":80")) return bad;
  if (!secure && host != "localhost" && !host.ends_with(".localhost")) return bad;
  return RelyingParty{std::string(host), std::string(origin)};
}

Result<NewCredential> read_new_credential(std::string_view text) {
  Reader reader(text);
  NewCredential out{.id = reader.id(), .client_data = reader.part("clientDataJSON", 2), .authenticator_data = reader.part("authenticatorData", kLeastAuthenticator)};
  return reader.result(std::move(out));
}

Result<Assertion> read_assertion(std::string_view text) {
  Reader reader(text);
  Assertion out{.id = reader.id(), .client_data = reader.part("clientDataJSON", 2), .authenticator_data = reader.part("authenticatorData", kLeastAuthenticator), .signature = reader.part("signature", 8)};
  return reader.result(std::move(out));
}

bool client_data_fits(std::string_view client_data, ClientDataType type, std::string_view challenge, const RelyingParty& party) {
  const json said = json_in(client_data);
  if (!said.is_object()) return false;
  const auto text = [&](const char* key) { return said.contains(key) && said[key].is_string() ? said[key].get<std::string>() : std::string(); };
  const bool framed = said.contains("crossOrigin") && said["crossOrigin"] != false;
  return !framed && !said.contains("topOrigin") && text("type") == (type == ClientDataType::kCreate ? "webauthn.create" : "webauthn.get") && equal_in_constant_time(text("challenge"), challenge) &&
         text("origin") == party.origin;
}

}  // namespace tirai::collector
