#include "office/looks.h"

#include <algorithm>

#include "base/clock.h"
#include "http/answers.h"
#include "log/log_answers.h"
#include "office/auditor_bundle.h"
#include "office/coverage.h"
#include "office/office.h"
#include "office/office_consents.h"
#include "office/office_people.h"
#include "office/policy_names.h"
#include "office/report_html.h"
#include "office/reports.h"
#include "people/people.h"
#include "webauthn/keys.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

Result<Answer> json_answer(const Result<json>& value) {
  if (!value) return value.error();
  return answer_json(value.value());
}

Result<Answer> events_answer(Result<Exported> page, const char* type) {
  if (!page) return page.error();
  return Answer{.body = std::move(page.value().text), .type = type, .next = page.value().next};
}

Result<Answer> show_counts(Store& store, const Visitor& visitor, const Asked& asked) { return json_answer(counts(store, visitor, asked.filter)); }
Result<Answer> show_overview(Store& store, const Visitor& visitor, const Asked&) { return json_answer(overview(store, visitor)); }
Result<Answer> show_search(Store& store, const Visitor& visitor, const Asked& asked) { return json_answer(search(store, visitor, asked.filter)); }
Result<Answer> show_findings(Store& store, const Visitor& visitor, const Asked& asked) { return json_answer(findings(store, visitor, asked.filter)); }
Result<Answer> show_csv(Store& store, const Visitor& visitor, const Asked& asked) {
  return events_answer(export_events(store, visitor, asked.filter, "csv"), "text/csv; charset=utf-8; header=present");
}
Result<Answer> show_ndjson(Store& store, const Visitor& visitor, const Asked& asked) { return events_answer(export_events(store, visitor, asked.filter, "ndjson"), "application/x-ndjson"); }

// The event as it was signed, with its place in the log and the proof of it, where the log is signed.
Result<Answer> show_event(Store& store, const Visitor& visitor, const Asked& asked) {
  auto detail = event_detail(store, visitor, asked.place.chain_uid, static_cast<std::int64_t>(asked.place.sequence));
  if (!detail) return detail.error();
  const auto proof = proof_answer(store, "event/" + asked.place.chain_uid + "/" + std::to_string(asked.place.sequence));
  if (!proof) return proof.error();
  detail.value()["proof"] = proof.value().status == 200 ? proof.value().body : std::string();
  return answer_json(detail.value());
}

Result<Answer> show_sealed(Store& store, const Visitor&, const Asked& asked) {
  const auto text = sealed_text(store, asked.place.chain_uid, static_cast<std::int64_t>(asked.place.sequence));
  if (!text) return text.error();
  return answer_json({{"sealed", text.value()}});
}

Result<Answer> html_answer(const Result<json>& report, const std::string& lang) {
  if (!report) return report.error();
  return Answer{.body = report_html(report.value(), lang), .type = "text/html; charset=utf-8"};
}
Result<Answer> show_subject(Store& store, const Visitor&, const Asked& asked) { return json_answer(subject_report(store, asked.filter, now_ms())); }
Result<Answer> show_subject_page(Store& store, const Visitor&, const Asked& asked) { return html_answer(subject_report(store, asked.filter, now_ms()), asked.filter.lang); }
Result<Answer> show_breach(Store& store, const Visitor&, const Asked& asked) { return json_answer(breach_pack(store, asked.filter, now_ms())); }
Result<Answer> show_breach_page(Store& store, const Visitor&, const Asked& asked) { return html_answer(breach_pack(store, asked.filter, now_ms()), asked.filter.lang); }
Result<Answer> show_ocsf(Store& store, const Visitor& visitor, const Asked& asked) { return events_answer(export_ocsf(store, visitor, asked.filter), "application/x-ndjson"); }

Result<Answer> show_bundle(Store& store, const Visitor&, const Asked& asked) { return events_answer(bundle_part(store, asked.filter.before), "application/x-ndjson"); }

Result<Answer> show_consents(Store& store, const Visitor&, const Asked& asked) { return json_answer(consent_page(store, asked.filter)); }
Result<Answer> show_consents_csv(Store& store, const Visitor&, const Asked& asked) { return events_answer(export_consents(store, asked.filter, "csv"), "text/csv; charset=utf-8; header=present"); }
Result<Answer> show_consents_json(Store& store, const Visitor&, const Asked& asked) { return events_answer(export_consents(store, asked.filter, "json"), "application/json"); }
Result<Answer> show_evidence(Store& store, const Visitor&, const Asked& asked) {
  const auto text = consent_evidence(store, asked.filter.record);
  if (!text) return text.error();
  return answer_json({{"sealed", text.value()}});
}
Result<Answer> show_restrictions(Store& store, const Visitor&, const Asked&) { return json_answer(restriction_page(store)); }
Result<Answer> show_approvals(Store& store, const Visitor& visitor, const Asked&) { return json_answer(approval_page(store, visitor, now_ms())); }
Result<Answer> show_requests(Store& store, const Visitor&, const Asked& asked) { return json_answer(request_page(store, asked.filter, now_ms())); }
Result<Answer> show_agents(Store& store, const Visitor& visitor, const Asked&) { return json_answer(agent_page(store, visitor)); }
Result<Answer> show_coverage(Store& store, const Visitor& visitor, const Asked& asked) { return json_answer(coverage(store, visitor, asked.filter)); }
Result<Answer> show_work(Store& store, const Visitor& visitor, const Asked& asked) { return json_answer(work(store, visitor, asked.filter)); }

Result<Answer> show_names(Store& store, const Visitor&, const Asked&) { return json_answer(policy_names(store)); }

// One's own, and nobody else's.
Result<Answer> show_keys(Store& store, const Visitor& visitor, const Asked&) {
  const auto keys = security_keys(store, KeyKind::kAccount, visitor.account_id);
  if (!keys) return keys.error();
  json all = json::array();
  for (const SecurityKey& key : keys.value()) all.push_back({{"id", key.key_id}, {"name", key.name}, {"created", key.created}, {"used", key.used}});
  return answer_json({{"keys", std::move(all)}});
}

constexpr std::chrono::milliseconds kSearchWait{250}, kNoWait{0};
constexpr std::string_view kOfCounts[] = {"from", "to", "kind", "class", "purpose", "team", "by", "step"};
constexpr std::string_view kOfSearch[] = {"from", "to", "kind", "class", "purpose", "team", "agent", "ticket", "subject", "device", "before", "limit"};
constexpr std::span kOfExport = std::span(kOfSearch).first(std::size(kOfSearch) - 1);  // no limit
constexpr std::string_view kPeriod[] = {"from", "to"};
constexpr std::string_view kOfFindings[] = {"from", "to", "agent", "team"};
constexpr std::string_view kOfSubject[] = {"subject", "from", "to", "received", "lang"};
constexpr std::string_view kOfBreach[] = {"agent", "device", "from", "to", "received", "lang"};
constexpr std::string_view kOfBundle[] = {"before"};
constexpr std::string_view kOfConsents[] = {"subject", "purpose", "before", "limit"}, kOfEvidence[] = {"record"};
constexpr std::span kOfConsentFile = std::span(kOfConsents).first(std::size(kOfConsents) - 1);

constexpr Look kLooks[] = {
    {"keys", "keys", Seers::kEverybody, false, false, false, show_keys},
    {"names", "names", Seers::kEverybody, false, false, true, show_names},
    {"counts", "counts", Seers::kEverybody, false, false, true, show_counts, kNoWait, kOfCounts},
    {"overview", "overview", Seers::kEverybody, false, false, false, show_overview},
    {"events", "search", Seers::kNoManager, false, false, false, show_search, kSearchWait, kOfSearch},
    {"findings", "findings", Seers::kNoManager, false, false, true, show_findings, kNoWait, kOfFindings},
    {"export.csv", "export", Seers::kNoManager, false, true, false, show_csv, kNoWait, kOfExport},
    {"export.ndjson", "export", Seers::kNoManager, false, true, false, show_ndjson, kNoWait, kOfExport},
    {"export.ocsf.ndjson", "export", Seers::kNoManager, false, true, false, show_ocsf, kNoWait, kOfExport},
    {"bundle.ndjson", "bundle", Seers::kOfficerAndAuditor, false, true, false, show_bundle, kNoWait, kOfBundle},
    {"report/subject.json", "subject_report", Seers::kOfficerAndAuditor, false, true, false, show_subject, kReportWait, kOfSubject},
    {"report/subject.html", "subject_report", Seers::kOfficerAndAuditor, false, true, false, show_subject_page, kReportWait, kOfSubject},
    {"report/breach.json", "breach_pack", Seers::kOfficerAndAuditor, false, true, false, show_breach, kReportWait, kOfBreach},
    {"report/breach.html", "breach_pack", Seers::kOfficerAndAuditor, false, true, false, show_breach_page, kReportWait, kOfBreach},
    {"consents", "consents", Seers::kOfficerAndAuditor, false, false, false, show_consents, kNoWait, kOfConsents},
    {"consents.csv", "consents", Seers::kOfficerAndAuditor, false, true, false, show_consents_csv, kNoWait, kOfConsentFile},
    {"consents.json", "consents", Seers::kOfficerAndAuditor, false, true, false, show_consents_json, kNoWait, kOfConsentFile},
    {"evidence", "evidence", Seers::kOfficer, false, false, false, show_evidence, kNoWait, kOfEvidence},
    {"restrictions", "restrictions", Seers::kOfficerAndAuditor, false, false, false, show_restrictions},
    {"requests", "requests", Seers::kOfficerAndAuditor, false, false, false, show_requests, kNoWait, kPeriod},
    {"approvals", "approvals", Seers::kNoManager, false, false, false, show_approvals},
    {"agents", "agents", Seers::kNoManager, false, false, true, show_agents},
    {"coverage", "coverage", Seers::kNoManager, false, false, true, show_coverage, kNoWait, kPeriod},
    {"work", "work", Seers::kNoManager, false, false, true, show_work, kNoWait, kPeriod},
    {"event/", "event", Seers::kNoManager, true, false, false, show_event},
    {"sealed/", "sealed", Seers::kOfficer, true, false, false, show_sealed},
};
}  // namespace

const Look* find_look(std::string_view path) {
  for (const Look& look : kLooks) {
    if (look.of_one_event ? path.starts_with(look.path) : path == look.path) return &look;
  }
  return nullptr;
}

bool may_see(Role role, Seers seers) {
  switch (seers) {
    case Seers::kEverybody:
      return true;
    case Seers::kNoManager:
      return role != Role::kManager;
    case Seers::kOfficerAndAuditor:
      return role == Role::kDpo || role == Role::kAuditor;
    case Seers::kOfficer:
      break;
  }
  return role == Role::kDpo;
}

Result<Asked> read_asked(const Look& look, std::string_view path, std::string_view query) {
  auto filter = read_filter(query);
  if (!filter) return filter.error();
  for (const std::string& key : filter.value().given) {
    if (std::ranges::find(look.takes, key) == look.takes.end()) return Error{ErrorCode::kBadValue, "cannot be asked for here", "query:/" + key};
  }
  Asked asked{.filter = std::move(filter).value(), .place = {}};
  if (!look.of_one_event) return asked;
  const auto read = read_proof_path("event/" + std::string(path.substr(look.path.size())));
  if (!read || !std::holds_alternative<EventPlace>(*read)) return Error{ErrorCode::kUnknownName, "expected " + std::string(look.path) + "<chain>/<sequence>", "path"};
  asked.place = std::get<EventPlace>(*read);
  return asked;
}

json noted(const Look& look, const Asked& asked) {
  if (look.of_one_event) return {{"chain_uid", asked.place.chain_uid}, {"sequence", asked.place.sequence}};
  return asked_of(asked.filter);
}

}  // namespace tirai::collector
