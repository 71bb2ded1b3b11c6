// Everything the collector reads from a stranger before a signature was checked (collector/check.h). The first byte chooses the reader.
// A batch is also read with the key that signed the seed, so that what lies behind the signature is reached from there.
#include <cstdlib>

#include "base/encode.h"
#include "ingest/check.h"
#include "log/log_paths.h"
#include "office/filter.h"
#include "people/consent_import.h"
#include "people/helpdesk_agents.h"
#include "people/people_requests.h"
#include "webauthn/fido.h"

namespace {
using namespace tirai;
using namespace tirai::collector;

constexpr std::string_view kDeviceId = "00000000-0000-4000-8000-000000000001";
// The public key of the Ed25519 secret of 32 zero bytes. It signed tests/fuzz/corpus/collector_check/batch.
constexpr std::string_view kSeedKey = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

void require(bool holds) {
  if (!holds) std::abort();
}

void check_bearer(std::string_view text) {
  const std::string_view token = bearer_token(text);
  require(token.size() <= 128 && token.find_first_of(" \r\n'\",") == std::string_view::npos);
}

void check_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  require(!bytes || base64(*bytes) == text);
  require(from_base64(base64(text)) == std::string(text));
}

void check_enrolment(std::string_view text) {
  const auto key = read_enrolment(text);
  require(key ? key.value().size() == 32 : !key.error().message.empty());
}

void check_cookie(std::string_view text) {
  const std::string_view value = cookie_value(text, "__Host-tirai");
  require(value.size() <= 128 && value.find_first_of(" ;=\r\n") == std::string_view::npos);
  require(value.empty() || cookie_value(std::string("__Host-tirai=").append(value), "__Host-tirai") == value);
}

void check_login(std::string_view text) {
  const auto login = read_login(text);
  require(login ? login.value().name.size() <= 64 && login.value().password.size() <= 256 && login.value().code.size() <= 6 && login.value().ticket.size() <= 64 : !login.error().message.empty());
}

void check_filter(std::string_view text) {
  const auto filter = read_filter(text);
  if (!filter) return require(filter.error().at.starts_with("query:/"));
  require(filter.value().limit >= 1 && filter.value().limit <= 200 && filter.value().agent.size() <= 256 && filter.value().agent.find('\0') == std::string::npos);
}

// Whatever one of them takes, the log can say; an error is one line, and repeats nothing.
template <typename T>
bool judged(const Result<T>& read) {
  if (!read) require(!read.error().message.empty() && read.error().message.find('\n') == std::string::npos && read.error().at.starts_with("body:"));
  return read.ok();
}

void check_people(std::string_view text) {
  if (const auto subject = read_subject(text); judged(subject)) require(subject.value().lookup.size() == 43 && subject.value().key.size() == 43);
  if (const auto consent = read_consent(text); judged(consent)) {
    const auto& one = consent.value();
    require(is_pseudonym(one.pseudonym) && (one.id.empty() || is_uuid(one.id)) && !one.purpose.empty() && one.evidence_digest.empty() == one.evidence_sealed.empty() && one.expires_ms >= 0);
  }
  if (const auto training = read_training(text); judged(training)) require(!training.value().agent.empty() && training.value().acknowledged_ms > 0);
  if (const auto ceremony = read_ceremony(text); judged(ceremony)) require(ceremony.value().what == "key" || ceremony.value().what == "step_up");
  if (const auto code = read_code(text); judged(code)) require(code.value().code.size() == 6);
  if (const auto approval = read_approval(text); judged(approval)) require(approval.value().seconds >= 1 && approval.value().seconds <= 3600 && !approval.value().data_class.empty());
}

constexpr const char* kOrigin = "https://collector.example";
template <typename T>
bool said_by_a_key(const Result<T>& read) {
  if (!read) require(!read.error().message.empty() && read.error().message.find('\n') == std::string::npos && read.error().at.starts_with("credential"));
  return read.ok();
}

// The JSON around a key's answer, and what lies in it: libfido2 reads that, and reads it of whoever sends it.
void check_key(std::string_view text) {
  const RelyingParty party{"collector.example", kOrigin};
  if (const auto made = read_new_credential(text); said_by_a_key(made)) (void)check_new_key(made.value(), party);
  if (const auto shown = read_assertion(text); said_by_a_key(shown)) require(!check_assertion(shown.value(), {-7, std::string(64, 'k')}, party));
  require(!client_data_fits(text, ClientDataType::kGet, std::string(43, 'A'), party) || text.find(kOrigin) != std::string_view::npos);
  if (const auto read = read_relying_party(text)) require(read.value().origin == text && read.value().id.find_first_of("/:@ ") == std::string::npos);
}
void check_key_data(std::string_view text) {
  const RelyingParty party{"collector.example", kOrigin};
  if (text.empty()) return;
  const std::string data(text.substr(1));
  const auto key = check_new_key({.id = data.size() < 87 ? "" : data.substr(55, 32), .client_data = "{}", .authenticator_data = data}, party);
  require(!key || (!key->key.bytes.empty() && key->credential_id.size() == 32));
  const std::int64_t algorithm = kAlgorithms[static_cast<unsigned char>(text.front()) % 3];
  require(!check_assertion({.id = "k", .client_data = "{}", .authenticator_data = data, .signature = data}, {algorithm, data.substr(0, 64)}, party));
}

void check_import(std::string_view text) {
  const auto all = read_consents(text);
  if (!all) return require(!all.error().message.empty() && all.error().message.find('\n') == std::string::npos);
  require(!all.value().empty() && all.value().size() <= kMostImported);
  for (const ImportedConsent& one : all.value()) require(is_pseudonym(one.consent.pseudonym) && one.time >= 0 && !one.consent.purpose.empty());
}

void check_helpdesk(std::string_view text) {
  const auto all = read_helpdesk_agents(text);
  if (!all) return require(!all.error().message.empty() && all.error().message.find('\n') == std::string::npos);
  require(!all.value().empty() && all.value().size() <= kMostHelpdeskAgents);
  for (const HelpdeskAgent& one : all.value()) require(!one.agent.empty() && one.agent.size() <= 256 && one.agent.find('\n') == std::string::npos && one.last > 0 && one.last <= 4'102'444'800'000);
}

void check_query(std::string_view text) {
  require(percent_decoded(text).size() <= text.size() && query_value(text, "agent").size() <= text.size());
  const auto bytes = from_base64url(text);
  require(!bytes || base64url(*bytes) == text);
}

void check_tile(std::string_view text) {
  const auto tile = read_tile_path(text);
  require(!tile || (tile->width >= 1 && tile->width <= 256 && tile->index >> 48 == 0 && tile->level.value_or(0) <= 5));
}

void check_batch(std::string_view text) {
  const Device device{.device_id = std::string(kDeviceId), .subject = "{}", .public_key = *from_base64(kSeedKey)};
  const auto batch = read_batch(std::string(text), device, 0);
  if (!batch) return require(!batch.error().message.empty() && batch.error().message.find('\n') == std::string::npos);
  require(!batch.value().events.empty() && batch.value().device_id == kDeviceId);
  std::string again = std::string(batch.value().header) + "\n";
  for (const EventRow& row : batch.value().events) again.append(row.line) += '\n';
  require(again == text);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'a':
      check_bearer(text);
      break;
    case 'f':
      check_filter(text);
      break;
    case 'c':
      check_cookie(text);
      break;
    case 'l':
      check_login(text);
      break;
    case 'P':
      check_people(text);
      break;
    case 'i':
      check_import(text);
      break;
    case 'w':
      check_key(text);
      break;
    case 'W':
      check_key_data(text);
      break;
    case 'q':
      check_query(text);
      break;
    case 'h':
      check_helpdesk(text);
      break;
    case 'e':
      (void)etag_matches(text, "\"tag\"");
      break;
    case 'k':
      check_enrolment(text);
      break;
    case 'b':
      check_base64(text);
      break;
    case 't':
      check_tile(text);
      break;
    case 'p':
      (void)read_proof_path(text);
      break;
    default:
      check_batch(text);
      break;
  }
  return 0;
}
