#include <algorithm>
#include <map>
#include <set>

#include "audit/canonical_json.h"
#include "audit/replay.h"
#include "audit/verify_export.h"
#include "log/lines.h"
#include "tirai/auditor.h"

namespace tirai {
namespace {
constexpr std::size_t kMostFindings = 200, kMostNotes = 100;
constexpr std::int64_t kClocksDiffer = 60'000;

std::int64_t integer_at(const audit::Json* object, std::string_view key) {
  const audit::Json* value = object == nullptr ? nullptr : object->find(key);
  const std::int64_t* number = value == nullptr ? nullptr : value->integer();
  return number == nullptr || *number < 0 ? 0 : *number;
}

std::string text_at(const audit::Json* object, std::string_view key) {
  const audit::Json* value = object == nullptr ? nullptr : object->find(key);
  const std::string* text = value == nullptr ? nullptr : value->string();
  return text == nullptr ? std::string() : *text;
}

// What the collector writes when something is erased (collector/own-event.schema.json).
std::optional<Erasure> read_tombstone(std::string_view line) {
  if (line.find("\"kind\":\"erasure\"") == line.npos && line.find("\"kind\":\"retention\"") == line.npos) return std::nullopt;
  const auto event = audit::read_json(line);
  if (!event) return std::nullopt;
  const audit::Json *tirai = event.value().find("tirai"), *entity = event.value().find("entity");
  const std::string kind = text_at(tirai, "kind");
  if (kind != "erasure" && kind != "retention") return std::nullopt;
  return Erasure{integer_at(&event.value(), "time"), kind == "erasure" ? text_at(entity, "uid") : std::string(), integer_at(tirai, "before"),
                 static_cast<std::uint64_t>(integer_at(tirai, "keys")), static_cast<std::uint64_t>(integer_at(tirai, "texts"))};
}

std::string event_name(const verify::EventLine& event) { return "event " + std::to_string(event.sequence) + " of chain " + std::string(event.chain_uid); }

class Auditor {
 public:
  Auditor(std::string_view ndjson, std::span<const std::string> policies) {
    for (const std::string& text : policies) replay_.add(text);
    for (std::string_view rest = ndjson; !rest.empty();) {  // wherever they stand, before any event asks for them
      const auto line = log::take_line(rest);
      if (!line) break;
      if (!line->starts_with("{\"policy\":")) continue;
      if (auto policy = verify::read_policy_line(*line)) replay_.add(std::move(policy).value().text);
    }
  }

  AuditReport run(std::string_view ndjson, const LogTrust& trust) {
    const auto reader = [this](std::string_view line, const verify::EventLine& event, std::uint64_t number) { take(line, event, number); };
    report_.verify = verify::ExportVerifier(ndjson, trust, reader).run(ndjson);
    std::vector<Finding>& all = report_.verify.findings;
    std::move(findings_.begin(), findings_.end(), std::back_inserter(all));
    std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) { return a.line < b.line; });
    report_.policies = replay_.policies();
    account_for_erased();
    judge(trust);
    return std::move(report_);
  }

 private:
  void take(std::string_view line, const verify::EventLine& event, std::uint64_t number) {
    if (auto tombstone = read_tombstone(line)) report_.erasures.push_back(std::move(*tombstone));
    const auto outcome = replay_.again(line);
    order(event, number, outcome.time_ms);
    if (!outcome.decided) return;
    ++report_.decisions;
    if (outcome.same) ++report_.replayed;
    if (!outcome.unknown_policy.empty()) return miss(outcome.unknown_policy, event, number);
    if (!outcome.problem.empty()) find({ErrorCode::kBadValue, outcome.problem, event_name(event)}, event, number, AuditCheck::kReplay);
  }

  void miss(const std::string& digest, const verify::EventLine& event, std::uint64_t number) {
    if (!missing_.insert(digest).second) return;
    find({ErrorCode::kUnknownName, "the policy " + digest + " that decided is neither in the export nor given; expected --policy FILE", event_name(event)}, event, number, AuditCheck::kPolicies);
  }

  void find(Error error, const verify::EventLine& event, std::uint64_t number, AuditCheck check) {
    if (findings_.size() < kMostFindings) findings_.push_back({std::move(error), number, std::string(event.chain_uid), event.sequence, check});
  }

  void order(const verify::EventLine& event, std::uint64_t number, std::int64_t time_ms) {
    const auto found = last_time_.find(event.chain_uid);
    if (found == last_time_.end()) return void(last_time_.emplace(event.chain_uid, time_ms));
    const std::int64_t back = found->second - time_ms;
    found->second = time_ms;
    if (back <= kClocksDiffer || report_.notes.size() == kMostNotes) return;
    report_.notes.push_back({{ErrorCode::kBadValue, "its time is " + std::to_string(back / 1000) + " s before that of the event before it", event_name(event)}, number, std::string(event.chain_uid), event.sequence, AuditCheck::kTimeOrder});
  }

  void account_for_erased() {
    std::uint64_t told = 0;
    for (const Erasure& one : report_.erasures) told += one.sealed;
    const std::uint64_t gone = report_.verify.erased;
    if (gone <= told || report_.notes.size() == kMostNotes) return;
    report_.notes.push_back({{ErrorCode::kMissingKey, std::to_string(gone - told) + " of " + std::to_string(gone) + " erased texts are told of by no tombstone", "sealed"}, 0, "", 0, AuditCheck::kSealed});
  }

  AuditVerdict& verdict(AuditCheck check) { return report_.checks[static_cast<std::size_t>(check)]; }
  [[nodiscard]] bool noted(AuditCheck check) const { return std::ranges::count(report_.notes, check, &Finding::check) > 0; }

  void open_questions(const LogTrust& trust) {
    const auto& log = report_.verify.log;
    const bool owned = log && log->signed_by_log, witnessed = log && trust.quorum > 0;
    const auto ask = [this](OpenQuestion question, bool open) {
      if (open) report_.open.push_back(question);
    };
    ask(OpenQuestion::kTruncation, !owned);
    ask(OpenQuestion::kOmission, !owned);
    ask(OpenQuestion::kSigner, !owned);
    ask(OpenQuestion::kNewest, !witnessed);
    ask(OpenQuestion::kRewritten, !witnessed && !trust.since);  // a witness cosigns only what goes on from what it saw before
    ask(OpenQuestion::kClocks, noted(AuditCheck::kTimeOrder));
    ask(OpenQuestion::kErasures, noted(AuditCheck::kSealed));
  }

  void judge(const LogTrust& trust) {
    open_questions(trust);
    for (const OpenQuestion question : report_.open) verdict(check_of(question)) = AuditVerdict::kMissing;
    if (!trust.since) verdict(AuditCheck::kSince) = AuditVerdict::kMissing;
    if (report_.decisions > report_.replayed && !missing_.empty()) verdict(AuditCheck::kReplay) = AuditVerdict::kMissing;
    if (report_.decisions == 0) verdict(AuditCheck::kReplay) = verdict(AuditCheck::kPolicies) = AuditVerdict::kNothing;
    for (const Finding& finding : report_.verify.findings) verdict(finding.check) = AuditVerdict::kBroken;
  }

  audit::Replay replay_;
  AuditReport report_;
  std::vector<Finding> findings_;
  std::set<std::string> missing_;
  std::map<std::string, std::int64_t, std::less<>> last_time_;
};
}  // namespace

std::string_view to_string(AuditCheck check) {
  constexpr std::string_view kNames[] = {"canonical_form", "chain", "gaps", "signatures", "sealed", "log", "witnesses", "since", "policies", "replay", "time_order", ""};
  return kNames[static_cast<std::size_t>(check)];
}

std::string_view to_string(AuditVerdict verdict) {
  constexpr std::string_view kNames[] = {"holds", "broken", "missing", "nothing"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view to_string(OpenQuestion question) {
  constexpr std::string_view kNames[kOpenQuestionCount] = {"truncation", "omission", "signer", "newest", "rewritten", "clocks", "erasures"};
  return kNames[static_cast<std::size_t>(question)];
}

AuditCheck check_of(OpenQuestion question) {
  constexpr AuditCheck kChecks[kOpenQuestionCount] = {AuditCheck::kGaps, AuditCheck::kGaps, AuditCheck::kLog, AuditCheck::kWitnesses, AuditCheck::kSince, AuditCheck::kTimeOrder, AuditCheck::kSealed};
  return kChecks[static_cast<std::size_t>(question)];
}

AuditReport audit_export(std::string_view ndjson, const LogTrust& trust, std::span<const std::string> policies) { return Auditor(ndjson, policies).run(ndjson, trust); }

}  // namespace tirai
