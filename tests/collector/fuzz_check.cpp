// Everything the collector reads from the network before a signature was checked, or from a session (ingest/check.h and others). The first byte chooses the reader.
// A batch is also read with the key that signed the seed, so that what lies behind the signature is reached from there.
#include <cstdlib>

#include "base/encode.h"
#include "http/head.h"
#include "ingest/check.h"
#include "log/log_paths.h"
#include "log/witness_answer.h"
#include "office/change_requests.h"
#include "office/filter.h"
#include "people/consent_import.h"
#include "people/helpdesk_agents.h"
#include "people/people_requests.h"
#include "tirai/log.h"
#include "tirai/pseudonym.h"
#include "webauthn/fido.h"

namespace {
using namespace tirai;
using namespace tirai::collector;

constexpr std::string_view kDeviceId = "00000000-0000-4000-8000-000000000001";
// The public key of the Ed25519 secret of 32 zero bytes. It signed tests/fuzz/corpus/collector_check/batch.
constexpr std::string_view kSeedKey = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

// tests/vectors/ledger/tlog.json: a checkpoint, and the first of the witnesses that cosigned it.
const std::string kCheckpoint = "tirai.example/log\n5\nA8Bzm3kNqfqu5U7aD17yP3G96lqJWp2dS/XeVddD5uw=\n\n\xE2\x80\x94 tirai.example/log k4EGDAoCfYWlqDRPZdCOJo6EjmSD9wGKdueW8gkBOK+WuA31tjtNB1vLfoGtNb0WkMfOprhiguFUjXejQsDQTR1SNAU=\n";
const std::string kWitness = "witness.example/one+5aa9b808+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU";

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
  if (!read) require(!read.error().message.empty() && read.error().message.find('\n') == std::string::npos && read.error().at.starts_with("body"));
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
  for (const ImportedConsent& one : all.value()) require(is_pseudonym(one.consent.pseudonym) == one.customer.empty() && one.customer.size() <= kMostCustomerBytes && one.time >= 0 && !one.consent.purpose.empty());
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

// The first line is the request's target, the rest what one of its header fields says.
void check_head(std::string_view text) {
  const std::string_view target = text.substr(0, text.find('\n')), path = path_of(target), query = query_of(target);
  require(target == std::string(path).append(target.size() == path.size() ? "" : "?").append(query) && path.find('?') == path.npos);
  const RouteEntry* entry = find_route(path);
  require(known_path(path) == (entry ? entry->path : "other"));
  require(!entry || path == entry->path || path.starts_with(entry->path) || std::string(path) + "/" == entry->path);
  require(!entry || (allows(*entry, "GET") || allows(*entry, "POST")) && !allows(*entry, "") && !allows(*entry, ", "));
  require(!entry || most_body_bytes(entry->route) <= kMostBatchBytes);
  require(read_wait(query) <= 60 && (read_wait(query) == 0 || query.find("wait=") != query.npos));
  const std::string address = last_forwarded(text.substr(std::min(target.size() + 1, text.size())));
  require(address.size() <= 64 && address.find(',') == address.npos && !address.starts_with(' '));
  // Only a proxy that is known is believed; what it says is its last word, and says nothing where it is empty.
  const std::string_view header = text.substr(std::min(target.size() + 1, text.size()));
  for (const Proxies& strangers : {Proxies{}, Proxies{.addresses = {"10.0.0.1"}}, Proxies{true, {"10.0.0.1"}}}) require(who_asks(strangers, "10.0.0.2", header) == "10.0.0.2");
  for (const Proxies& known : {Proxies{true, {}}, Proxies{true, {"10.0.0.1"}}}) require(who_asks(known, "10.0.0.1", header) == (header.empty() ? "10.0.0.1" : address));
}

void check_witness(std::string_view text) {
  const std::string body(text), line = cosignature_in(body, kCheckpoint, kWitness);
  require(line.empty() || (line.find('\n') == line.size() - 1 && body.find(line) != body.npos && cosigned_at(kCheckpoint + line, kWitness)));
  const auto size = read_log_size(body);
  require(!size || (*size < 1'000'000'000'000'000'000 && body.find(std::to_string(*size)) != body.npos));
}

void check_changes(std::string_view text) {
  if (const auto asked = read_decision(text); judged(asked)) require(is_uuid(asked.value().id));
  if (const auto asked = read_restriction(text); judged(asked)) require(is_pseudonym(asked.value().pseudonym));
  if (const auto asked = read_open_request(text); judged(asked)) require(is_request(asked.value().request) && asked.value().received >= 0 && (asked.value().pseudonym.empty() || is_pseudonym(asked.value().pseudonym)));
  if (const auto asked = read_answer_request(text); judged(asked)) require(is_uuid(asked.value().id) && is_outcome(asked.value().outcome));
  if (const auto asked = read_factor(text); judged(asked)) require(asked.value().agent.find_first_of(" \n\"<") == std::string::npos && asked.value().what.size() <= 8);
  if (const auto asked = read_helpdesk(text); judged(asked)) require(is_helpdesk(asked.value().helpdesk));
  if (const auto asked = read_customer_id(text); judged(asked)) require(!asked.value().empty() && asked.value().size() <= 256 && normal_id(asked.value()) == asked.value());
  if (const auto asked = read_erasure(text); judged(asked)) require(is_pseudonym(asked.value()));
  if (const auto asked = read_new_key(text); judged(asked)) require(!asked.value().ticket.empty() && asked.value().name.size() <= 64 && !asked.value().credential.empty());
  require(read_key_id(text).size() <= text.size());
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
    case 'H':
      check_head(text);
      break;
    case 'd':
      check_changes(text);
      break;
    case 'v':
      check_witness(text);
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
