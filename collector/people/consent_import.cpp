#include "people/consent_import.h"

#include <nlohmann/json.hpp>

#include "base/rows.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

struct Places {
  const char *id, *pseudonym, *purpose, *state, *method, *notice, *time, *expires;
};
constexpr Places kOwn = {"/id", "/pseudonym", "/purpose", "/state", "/method", "/notice", "/time", "/expires"};
constexpr Places kStandard = {"/record_id", "/pii_principal_id", "/pii_processing/purpose", "/events/0/event_type", "/events/0/event_method", "/pii_processing/privacy_notice", "/events/0/event_time", "/events/0/validity_expires"};

Result<ImportedConsent> consent_of(const json& row, std::size_t number) {
  if (!row.is_object()) return wrong_row(number, "expected an object");
  const Places& at = row.contains("pii_principal_id") ? kStandard : kOwn;
  const auto time = cell_moment(row, at.time), expires = cell_moment(row, at.expires);
  if (!time || !expires) return wrong_cell(number, !time ? "time" : "expires", "expected milliseconds since 1970");
  json request = {{"pseudonym", cell_text(row, at.pseudonym)}, {"purpose", cell_text(row, at.purpose)}, {"state", cell_text(row, at.state)}, {"method", cell_text(row, at.method)}, {"notice", cell_text(row, at.notice)}};
  if (const std::string id = cell_text(row, at.id); !id.empty()) request["id"] = id;
  if (*expires > 0) request["expires_ms"] = *expires;
  const auto read = read_consent(request.dump(-1, ' ', false, json::error_handler_t::replace));
  if (!read) return Error{read.error().code, read.error().message, "row " + std::to_string(number) + read.error().at.substr(read.error().at.find(':'))};
  return ImportedConsent{read.value(), *time};
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
