#include "people/consent_import.h"

#include <iterator>
#include <nlohmann/json.hpp>

#include "base/json_in.h"
#include "base/rows.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

struct Places {
  const char *id, *who, *purpose, *state, *method, *notice, *time, *expires, *digest, *sealed;
  const char* terms[std::size(kConsentTerms)];
};
constexpr Places kOwn = {"/id", "/pseudonym", "/purpose", "/state", "/method", "/notice", "/time", "/expires", "/evidence_digest", "/evidence_sealed",
                         {"/controller", "/pii_categories", "/notice_version", "/language", "/jurisdiction", "/withdrawal_method"}};
// As office_people.cpp writes it (collector/consent.schema.json); of the categories there is a list.
constexpr Places kStandard = {"/record_id", "/pii_principal_id", "/pii_processing/purposes/0/purpose", "/events/0/event_state", "/pii_processing/purposes/0/collection_method", "/pii_processing/privacy_notice",
                              "/events/0/event_time", "/events/0/valid_until", "/events/0/evidence/digest", "/events/0/evidence/sealed",
                              {"/party_identification/0/party_name", nullptr, "/pii_processing/notice_version", "/pii_processing/language", "/pii_processing/purposes/0/jurisdiction", "/pii_processing/purposes/0/withdrawal_method"}};

std::string categories_of(const json& row) {
  const json::json_pointer place("/pii_processing/purposes/0/pii_information");
  std::string ids;
  for (const json& one : row.contains(place) ? row[place] : json::array()) ids += (ids.empty() ? "" : " ") + text_in(one, "/pii_type");
  return ids;
}

// Without a pseudonym it is whom the other system knows the customer as.
std::string customer_of(const json& row, const Places& at) {
  const std::string who = text_in(row, at.who);
  if (is_pseudonym(who)) return {};
  return normal_id(&at == &kStandard ? who : who.empty() ? text_in(row, "/customer") : std::string());
}

json request_of(const json& row, const Places& at) {
  json request = {{"pseudonym", text_in(row, at.who)}, {"purpose", text_in(row, at.purpose)}, {"state", text_in(row, at.state)}, {"method", text_in(row, at.method)}, {"notice", text_in(row, at.notice)}};
  if (const std::string id = text_in(row, at.id); !id.empty()) request["id"] = id;
  const std::string digest = text_in(row, at.digest), sealed = text_in(row, at.sealed);
  if (!digest.empty() || !sealed.empty()) request["evidence"] = {{"digest", digest}, {"sealed", sealed}};
  for (std::size_t i = 0; i < std::size(kConsentTerms); ++i) request[kConsentTerms[i].name] = at.terms[i] == nullptr ? categories_of(row) : text_in(row, at.terms[i]);
  return request;
}

Result<ImportedConsent> consent_of(const json& row, std::size_t number) {
  if (!row.is_object()) return wrong_row(number, "expected an object");
  const Places& at = row.contains("pii_principal_id") ? kStandard : kOwn;
  const auto time = cell_moment(row, at.time, OfDay::kBegin), expires = cell_moment(row, at.expires, OfDay::kEnd);
  if (!time || !expires) return wrong_cell(number, !time ? "time" : "expires", "expected a time, such as 2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970");
  json request = request_of(row, at);
  if (*expires > 0) request["expires_ms"] = *expires;
  ImportedConsent read{.consent = {}, .customer = customer_of(row, at), .time = *time};
  if (read.customer.size() > kMostCustomerBytes) return wrong_cell(number, "customer", "expected at most 256 bytes");
  if (!read.customer.empty()) request["pseudonym"] = std::string(43, 'A');  // its own is made of the id (desk_consents.cpp)
  auto consent = read_consent(request.dump(-1, ' ', false, json::error_handler_t::replace));
  if (!consent) return Error{consent.error().code, consent.error().message, "row " + std::to_string(number) + consent.error().at.substr(consent.error().at.find(':'))};
  read.consent = std::move(consent).value();
  if (!read.consent.evidence_sealed.empty() && read.consent.id.empty()) return wrong_cell(number, "id", "expected the id that the evidence belongs to");
  if (!read.customer.empty()) read.consent.pseudonym.clear();
  return read;
}
}  // namespace

Result<std::vector<ImportedConsent>> read_consents(std::string_view text) {
  const auto rows = read_table(text, kMostImported);
  if (!rows) return rows.error();
  std::vector<ImportedConsent> all;
  for (const json& row : rows.value()) {
    auto consent = consent_of(row, all.size() + 1);
    if (!consent) return consent.error();
    all.push_back(std::move(consent).value());
  }
  if (all.empty()) return Error{ErrorCode::kMissingKey, "no consent is in it", "body"};
  return all;
}

}  // namespace tirai::collector
