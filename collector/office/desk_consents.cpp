// Consents of another system, and what the officer records by hand: all of a list, or none. Each is an event of the log first.
//
//   list ─▶ read (consent_import.h) ─▶ pseudonyms: of a customer's id, the key that counts; a customer nobody met gets one ─▶ events ─▶ records
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/encode.h"
#include "http/answers.h"
#include "ingest/written.h"
#include "office/desk.h"
#include "people/consent_import.h"
#include "people/consent_policy.h"
#include "people/people_events.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

// The pseudonym that counts: of one that is known any alias may stand there, of an id its lookup says who it is.
Result<std::string> pseudonym_of(Store& store, const std::string& tenant, const ImportedConsent& one) {
  if (one.customer.empty()) {
    const auto known = find_subject(store, one.consent.pseudonym);
    if (!known) return known.error();
    return known.value() ? known.value()->pseudonym : one.consent.pseudonym;
  }
  // A key that was destroyed is not asked for again: this one is new.
  const auto kept = keep_subject(store, subject_lookup(tenant, one.customer), base64url(random_bytes(32)), now_ms());
  if (!kept) return kept.error();
  return kept.value()->pseudonym;
}

Result<std::vector<Consent>> records_of(Store& store, const std::vector<ImportedConsent>& read, const std::string& by) {
  const auto tenant = tenant_key(store);
  if (!tenant) return tenant.error();
  std::vector<Consent> all;
  for (const ImportedConsent& one : read) {
    const auto pseudonym = pseudonym_of(store, tenant.value(), one);
    if (!pseudonym) return pseudonym.error();
    all.push_back({.consent_id = one.consent.id.empty() ? random_uuid() : one.consent.id, .pseudonym = pseudonym.value(), .purpose = one.consent.purpose, .state = one.consent.state, .method = one.consent.method,
                   .notice = one.consent.notice, .evidence_digest = one.consent.evidence_digest, .evidence_sealed = one.consent.evidence_sealed, .recorded_by = by, .time = one.time > 0 ? one.time : now_ms(),
                   .expires = one.consent.expires_ms, .terms = one.consent.terms});
  }
  if (const auto complete = complete_terms(store, all); !complete) return complete.error();
  return all;
}
}  // namespace

net::awaitable<Answer> Desk::import_consents(const Visitor& visitor, const std::string& body) {
  auto read = read_consents(body);
  if (!read) co_return refuse_body(read.error());
  std::function<Result<std::vector<Consent>>(Store&)> find = [list = std::move(read).value(), by = visitor.name](Store& store) { return records_of(store, list, by); };
  const auto found = co_await worked<std::vector<Consent>>(writer_, std::move(find));
  if (!found) co_return overloaded();
  if (!*found) co_return storage_failed(found->error());
  const std::vector<Consent>& all = found->value();
  for (const Consent& one : all) {
    json event = consent_event({visitor.name, ""}, one);
    const auto recorded = co_await own_log_.record(std::move(event));
    if (!recorded) co_return storage_failed(recorded.error());
  }
  std::function<Result<Done>(Store&)> work = [all](Store& store) { return add_consents(store, all); };
  const auto done = co_await worked<Done>(writer_, std::move(work));
  if (!done) co_return overloaded();
  if (!*done) co_return storage_failed(done->error());
  co_return answer_json({{"imported", all.size()}});
}

}  // namespace tirai::collector
