#include "audit_report.h"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "audit_words.h"

namespace tirai::cli {
namespace {
using nlohmann::ordered_json;

std::uint64_t back_in_time(const AuditReport& report) {
  return static_cast<std::uint64_t>(std::ranges::count(report.notes, AuditCheck::kTimeOrder, &Finding::check));
}

// What was looked at, in numbers.
std::string looked_at(const AuditReport& report, AuditCheck check, bool indonesian) {
  const VerifyReport& verify = report.verify;
  const auto numbers = [&](std::uint64_t count, const Words& what) { return std::to_string(count) + " " + what.in(indonesian); };
  switch (check) {
    case AuditCheck::kChain: return numbers(verify.events, {"peristiwa", "events"}) + ", " + numbers(verify.chains, {"rantai", "chains"});
    case AuditCheck::kSignatures: return numbers(verify.batches, {"kelompok", "batches"});
    case AuditCheck::kSealed: return numbers(verify.sealed, {"ada", "there"}) + ", " + numbers(verify.erased, {"dihapus", "erased"});
    case AuditCheck::kLog: return verify.log ? numbers(verify.log->size, {"baris", "lines"}) + ", " + verify.log->origin : Words{"tanpa checkpoint", "no checkpoint"}.in(indonesian);
    case AuditCheck::kWitnesses: return verify.log ? numbers(verify.log->witnesses, {"saksi", "witnesses"}) : "";
    case AuditCheck::kPolicies: return numbers(report.policies, {"kebijakan", "policies"});
    case AuditCheck::kReplay: return std::to_string(report.replayed) + Words{" dari ", " of "}.in(indonesian) + numbers(report.decisions, {"keputusan", "decisions"});
    case AuditCheck::kTimeOrder: return back_in_time(report) == 0 ? "" : numbers(back_in_time(report), {"catatan", "notes"});
    default: return "";
  }
}

std::string place_of(const Finding& finding, bool indonesian) {
  const std::string line = "line " + std::to_string(finding.line);
  return (finding.line == 0 || finding.error.at == line ? "" : in_words(line, indonesian) + ": ") + (finding.error.at.empty() ? "" : in_words(finding.error.at, indonesian) + ": ") + in_words(finding.error.message, indonesian);
}

// RFC 3339, UTC.
std::string time_text(std::int64_t time_ms) {
  const std::time_t seconds = static_cast<std::time_t>(time_ms / 1000);
  std::tm utc{};
  char text[32] = "";
  if (::gmtime_r(&seconds, &utc) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string erasure_line(const Erasure& one, bool id) {
  const std::string sealed = std::to_string(one.sealed) + (id ? " teks tersegel" : " sealed texts");
  if (one.subject.empty()) return (id ? "dihapus pada " : "erased on ") + time_text(one.time_ms) + ": " + sealed + (id ? " dari sebelum " : " from before ") + time_text(one.before);
  return (id ? "dihapus pada " : "erased on ") + time_text(one.time_ms) + (id ? ": pelanggan " : ": customer ") + one.subject + ", " + std::to_string(one.keys) + (id ? " kunci, " : " keys, ") + sealed;
}

std::string open_questions(const AuditReport& report, bool indonesian) {
  std::string out;
  for (const OpenQuestion question : report.open) {
    out += "  " + std::string(to_string(question)) + ": " + what_is_open(question).in(indonesian) + "\n      " + Words{"terjawab dengan: ", "closed by: "}.in(indonesian) + what_closes(question, report).in(indonesian) + "\n";
  }
  return out;
}

std::string verdict_line(const AuditReport& report, const AuditTelling& how) {
  const std::string open = std::to_string(report.open.size());
  if (report.broken()) return Words{"rusak", "broken"}.in(how.indonesian);
  if (report.intact()) return Words{"utuh", "intact"}.in(how.indonesian);
  if (how.strict) return Words{"tidak diterima (--strict): pertanyaan yang masih terbuka: ", "not accepted (--strict): open questions: "}.in(how.indonesian) + open;
  return Words{"tidak ada kesalahan yang ditemukan, tetapi keutuhan belum terbukti: pertanyaan yang masih terbuka: ", "no fault was found, but this does not prove it intact: open questions: "}.in(how.indonesian) + open;
}

ordered_json finding_json(const Finding& finding, bool indonesian) {
  return {{"check", to_string(finding.check)}, {"code", to_string(finding.error.code)}, {"message", in_words(finding.error.message, indonesian)}, {"at", finding.error.at},
          {"line", finding.line}, {"chain_uid", finding.chain_uid}, {"sequence", finding.sequence}};
}

const char* verdict_name(const AuditReport& report) { return report.broken() ? "broken" : report.intact() ? "intact" : "open"; }

ordered_json erasure_json(const Erasure& one) {
  ordered_json told{{"time", one.time_ms}, {"keys", one.keys}, {"sealed", one.sealed}};
  told[one.subject.empty() ? "before" : "subject"] = one.subject.empty() ? ordered_json(one.before) : ordered_json(one.subject);
  return told;
}

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? '?' : c;
  }
  return out;
}

// What is open of a check, or nothing.
std::string open_text(const AuditReport& report, AuditCheck check, bool indonesian) {
  std::string out;
  for (const OpenQuestion question : report.open) {
    if (check_of(question) == check) out += (out.empty() ? "" : "; ") + std::string(to_string(question)) + ": " + what_is_open(question).in(indonesian) + " (" + what_closes(question, report).in(indonesian) + ")";
  }
  return out;
}

std::string findings_text(const AuditReport& report, AuditCheck check, bool indonesian) {
  std::string out;
  for (const Finding& finding : report.verify.findings) {
    if (finding.check == check) out += "      " + xml(place_of(finding, indonesian)) + "\n";
  }
  return out;
}

enum class Case : std::uint8_t { kPassed, kFailed, kSkipped };
struct JUnitCase {
  Case outcome = Case::kPassed;
  std::string inside;  ///< of <testcase>
};

JUnitCase junit_case(const AuditReport& report, AuditCheck check, const AuditTelling& how) {
  const AuditVerdict verdict = report.checks[static_cast<std::size_t>(check)];
  if (verdict == AuditVerdict::kHolds) return {};
  if (verdict == AuditVerdict::kBroken) return {Case::kFailed, "<failure message=\"" + std::string(to_string(check)) + "\">\n" + findings_text(report, check, how.indonesian) + "      </failure>"};
  const std::string open = open_text(report, check, how.indonesian), message = " message=\"" + xml(open) + "\"/>";
  if (open.empty()) return {Case::kSkipped, "<skipped/>"};
  return how.strict ? JUnitCase{Case::kFailed, "<failure" + message} : JUnitCase{Case::kSkipped, "<skipped" + message};
}
}  // namespace

std::string audit_page(const AuditReport& report, const AuditTelling& how) {
  constexpr Words kVerdicts[] = {{"ya   ", "yes  "}, {"TIDAK", "NO   "}, {"-    ", "-    "}, {"-    ", "-    "}};
  const bool indonesian = how.indonesian;
  std::string out;
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) {
    const auto check = static_cast<AuditCheck>(i);
    const std::string numbers = looked_at(report, check, indonesian);
    out += kVerdicts[static_cast<std::size_t>(report.checks[i])].in(indonesian) + " " + question_of(check).in(indonesian) + (numbers.empty() ? "" : " (" + numbers + ")") + "\n";
  }
  if (!report.erasures.empty()) out += "\n";
  for (const Erasure& one : report.erasures) out += "  " + erasure_line(one, indonesian) + "\n";
  if (!report.verify.findings.empty()) out += indonesian ? "\nTemuan:\n" : "\nFindings:\n";
  for (const Finding& finding : report.verify.findings) out += "  " + place_of(finding, indonesian) + "\n";
  if (!report.notes.empty()) out += indonesian ? "\nCatatan (tidak ada yang rusak):\n" : "\nNotes (nothing is broken):\n";
  for (const Finding& note : report.notes) out += "  " + place_of(note, indonesian) + "\n";
  if (!report.open.empty()) out += (indonesian ? "\nPertanyaan terbuka (berkas ini saja tidak menjawabnya):\n" : "\nOpen questions (this file alone does not answer them):\n") + open_questions(report, indonesian);
  return out + "\n" + verdict_line(report, how) + "\n";
}

std::string audit_json(const AuditReport& report, const AuditTelling& how) {
  const VerifyReport& verify = report.verify;
  ordered_json out{{"verdict", verdict_name(report)}, {"intact", report.intact()}, {"accepted", report.intact() || !(report.broken() || how.strict)}, {"events", verify.events}, {"batches", verify.batches}, {"chains", verify.chains}, {"sealed", verify.sealed}, {"erased", verify.erased},
                   {"policies", report.policies}, {"decisions", report.decisions}, {"replayed", report.replayed}, {"checks", ordered_json::object()},
                   {"open", ordered_json::array()}, {"findings", ordered_json::array()}, {"notes", ordered_json::array()}, {"erasures", ordered_json::array()}};
  for (const Erasure& one : report.erasures) out["erasures"].push_back(erasure_json(one));
  if (verify.log) out["log"] = {{"origin", verify.log->origin}, {"size", verify.log->size}, {"signed_by_log", verify.log->signed_by_log}, {"witnesses", verify.log->witnesses}};
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) out["checks"][std::string(to_string(static_cast<AuditCheck>(i)))] = to_string(report.checks[i]);
  for (const OpenQuestion question : report.open) {
    out["open"].push_back({{"question", to_string(question)}, {"check", to_string(check_of(question))}, {"what", what_is_open(question).in(how.indonesian)}, {"closed_by", what_closes(question, report).in(how.indonesian)}});
  }
  for (const Finding& finding : verify.findings) out["findings"].push_back(finding_json(finding, how.indonesian));
  for (const Finding& note : report.notes) out["notes"].push_back(finding_json(note, how.indonesian));
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string audit_junit(const AuditReport& report, const AuditTelling& how) {
  std::size_t failed = 0, skipped = 0;
  std::string cases;
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) {
    const auto check = static_cast<AuditCheck>(i);
    const JUnitCase one = junit_case(report, check, how);
    failed += one.outcome == Case::kFailed ? 1 : 0;
    skipped += one.outcome == Case::kSkipped ? 1 : 0;
    cases += "    <testcase classname=\"tirai.audit\" name=\"" + xml(question_of(check).in(how.indonesian)) + "\"" + (one.inside.empty() ? "/>\n" : ">\n      " + one.inside + "\n    </testcase>\n");
  }
  const std::string counts = " tests=\"" + std::to_string(kAuditCheckCount) + "\" failures=\"" + std::to_string(failed) + "\" skipped=\"" + std::to_string(skipped) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite name=\"tirai audit\"" + counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace tirai::cli
