#include "office/office_consents.h"

#include <sstream>

#include "base/csv.h"
#include "base/moments.h"
#include "people/people.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::size_t kMostConsents = 100'000;
constexpr std::int64_t kStep = 1000;

json consent_row(const Consent& one) {
  json row = {{"id", one.consent_id}, {"pseudonym", one.pseudonym}, {"purpose", one.purpose}, {"state", one.state}, {"method", one.method}, {"notice", one.notice}, {"evidence_digest", one.evidence_digest},
              {"recorded_by", one.recorded_by}, {"time", one.time}, {"expires", one.expires}};
  for (const auto& term : kConsentTerms) row[term.name] = one.terms.*term.text;
  return row;
}

// As they are imported again.
constexpr const char* kConsentColumns[] = {"id", "pseudonym", "purpose", "state", "method", "notice", "time", "expires", "controller", "pii_categories", "notice_version", "language", "jurisdiction", "withdrawal_method", "recorded_by",
                                    "evidence_digest", "evidence_sealed"};

json csv_row(const Consent& one) {
  json row = consent_row(one);
  row["evidence_sealed"] = one.evidence_sealed;
  return row;
}

void add_if(json& to, const char* key, const std::string& text) {
  if (!text.empty()) to[key] = text;
}

// ISO/IEC TS 27560:2023, 6.3: a header, the processing, the parties, what happened; the names are the standard's. What nobody said is not there.
json consent_27560(const Consent& one) {
  json event = {{"event_time", rfc3339(one.time)}, {"event_type", "explicit"}, {"event_state", one.state}, {"entity_id", one.recorded_by}};
  if (one.expires > 0) event["valid_until"] = rfc3339(one.expires);
  add_if(event["evidence"], "digest", one.evidence_digest);
  add_if(event["evidence"], "sealed", one.evidence_sealed);
  if (event["evidence"].is_null()) event.erase("evidence");
  json purpose = {{"purpose", one.purpose}, {"lawful_basis", "consent"}, {"collection_method", one.method}, {"pii_information", json::array()}};
  std::istringstream ids(one.terms.pii_categories);
  for (std::string id; ids >> id;) purpose["pii_information"].push_back({{"pii_type", id}});
  add_if(purpose, "jurisdiction", one.terms.jurisdiction);
  add_if(purpose, "withdrawal_method", one.terms.withdrawal_method);
  json parties = json::array();
  if (!one.terms.controller.empty()) {
    purpose["pii_controllers"] = {"controller"};
    parties.push_back({{"party_id", "controller"}, {"party_role", "pii_controller"}, {"party_name", one.terms.controller}});
  }
  json processing = {{"privacy_notice", one.notice}, {"purposes", json::array({std::move(purpose)})}};
  add_if(processing, "notice_version", one.terms.notice_version);
  add_if(processing, "language", one.terms.language);
  return {{"schema_version", "iso-27560-2023"}, {"record_id", one.consent_id}, {"pii_principal_id", one.pseudonym}, {"pii_processing", std::move(processing)}, {"party_identification", std::move(parties)},
          {"events", json::array({std::move(event)})}};
}

Result<ConsentFilter> filter_of(Store& store, const Filter& filter) {
  ConsentFilter of{.pseudonym = filter.subject, .purpose = filter.purpose, .state = "", .before = filter.before};
  if (filter.subject.empty()) return of;
  const auto subject = find_subject(store, filter.subject);
  if (!subject) return subject.error();
  if (subject.value()) of.pseudonym = subject.value()->pseudonym;  // records stand under the one that counts
  return of;
}

struct Taken {
  std::vector<Consent> all;
  std::int64_t next = 0;
};
// A page ends between two moments: where it goes on is a time, and what an import wrote at one moment is not parted.
Result<Taken> take(Store& store, ConsentFilter next, std::size_t most) {
  Taken taken;
  for (next.limit = kStep;;) {
    const auto page = consents(store, next);
    if (!page) return page.error();
    for (const Consent& one : page.value()) {
      if (taken.all.size() >= most && one.time != taken.all.back().time) {
        taken.next = taken.all.back().time;
        return taken;
      }
      taken.all.push_back(one);
    }
    if (static_cast<std::int64_t>(page.value().size()) < kStep) return taken;
    next.before = taken.all.back().time;
    next.before_id = taken.all.back().consent_id;
  }
}

Result<Taken> taken_of(Store& store, const Filter& filter, std::size_t most) {
  const auto of = filter_of(store, filter);
  if (!of) return of.error();
  return take(store, of.value(), most);
}
}  // namespace

Result<json> consent_page(Store& store, const Filter& filter) {
  const auto taken = taken_of(store, filter, static_cast<std::size_t>(filter.limit));
  if (!taken) return taken.error();
  json list = json::array();
  for (const Consent& one : taken.value().all) list.push_back(consent_row(one));
  return json{{"consents", std::move(list)}, {"next", taken.value().next}};
}

Result<Exported> export_consents(Store& store, const Filter& filter, std::string_view format) {
  const auto taken = taken_of(store, filter, kMostConsents);
  if (!taken) return taken.error();
  Exported out{.text = format == "csv" ? csv_heads(kConsentColumns) : "[", .next = taken.value().next};
  for (const Consent& one : taken.value().all) {
    if (format == "csv") out.text += csv_line(csv_row(one), kConsentColumns);
    else out.text.append(out.text.size() > 1 ? ",\n" : "\n").append(consent_27560(one).dump(-1, ' ', false, json::error_handler_t::replace));
  }
  if (format != "csv") out.text += "\n]\n";
  return out;
}

}  // namespace tirai::collector
