// tirai audit: one file from the collector, checked by somebody who trusts nobody's server. As a page to read, as JSON, as JUnit.
#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "export_file.h"
#include "io.h"
#include "log_trust.h"
#include "tirai/auditor.h"
#include "tirai/bundle.h"

namespace tirai::cli {
namespace {
using nlohmann::json;
using nlohmann::ordered_json;

struct Words {
  const char *id, *en;
  [[nodiscard]] std::string in(bool indonesian) const { return indonesian ? id : en; }
};

// In the order of AuditCheck.
constexpr Words kQuestions[kAuditCheckCount] = {
    {"Setiap baris ditulis dalam bentuk baku", "Every line is in canonical form"},
    {"Setiap peristiwa tersambung dengan yang sebelumnya", "Every event is linked to the one before it"},
    {"Tidak ada peristiwa yang hilang", "No event is missing"},
    {"Setiap kelompok ditandatangani perangkatnya", "Every batch is signed by its device"},
    {"Setiap teks tersegel adalah yang disebut peristiwanya", "Every sealed text is the one that its event names"},
    {"Baris-barisnya persis isi pohon yang ditandatangani log", "The lines are the leaves of the tree that the log signed"},
    {"Saksi di luar telah melihat log ini", "Outside witnesses have seen this log"},
    {"Setiap kebijakan yang memutuskan tersedia dan utuh", "Every policy that decided is there, as its digest says"},
    {"Setiap keputusan, bila dibuat ulang, sama", "Every decision, made again, is the same"},
    {"Waktu berjalan maju", "Time goes forward"},
};

std::uint64_t back_in_time(const AuditReport& report) {
  return static_cast<std::uint64_t>(std::ranges::count(report.notes, AuditCheck::kTimeOrder, &Finding::check));
}

// Time that went back is told by its notes; what else is open, another file could tell.
bool needs_more(const AuditReport& report) {
  const auto open = std::ranges::count(report.checks, AuditVerdict::kMissing);
  return open > (report.checks[static_cast<std::size_t>(AuditCheck::kTimeOrder)] == AuditVerdict::kMissing ? 1 : 0);
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

std::string place_of(const Finding& finding) {
  const std::string line = "line " + std::to_string(finding.line);
  return (finding.line == 0 || finding.error.at == line ? "" : line + ": ") + finding.error.text();
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

std::string page(const AuditReport& report, bool indonesian) {
  constexpr Words kVerdicts[] = {{"ya   ", "yes  "}, {"TIDAK", "NO   "}, {"-    ", "-    "}};
  std::string out;
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) {
    const std::string numbers = looked_at(report, static_cast<AuditCheck>(i), indonesian);
    out += kVerdicts[static_cast<std::size_t>(report.checks[i])].in(indonesian) + " " + kQuestions[i].in(indonesian) + (numbers.empty() ? "" : " (" + numbers + ")") + "\n";
  }
  if (!report.erasures.empty()) out += "\n";
  for (const Erasure& one : report.erasures) out += "  " + erasure_line(one, indonesian) + "\n";
  if (!report.verify.findings.empty()) out += indonesian ? "\nTemuan:\n" : "\nFindings:\n";
  for (const Finding& finding : report.verify.findings) out += "  " + place_of(finding) + "\n";
  if (!report.notes.empty()) out += indonesian ? "\nCatatan (tidak ada yang rusak):\n" : "\nNotes (nothing is broken):\n";
  for (const Finding& note : report.notes) out += "  " + place_of(note) + "\n";
  if (needs_more(report)) out += Words{"\n-: tidak dapat dijawab dari berkas ini; --log-vkey, --witness, dan --policy memberi yang kurang\n", "\n-: this file alone does not tell; --log-vkey, --witness and --policy give what is missing\n"}.in(indonesian);
  return out + (report.intact() ? Words{"\nutuh\n", "\nintact\n"} : Words{"\nrusak\n", "\nbroken\n"}).in(indonesian);
}

ordered_json finding_json(const Finding& finding) {
  return {{"check", to_string(finding.check)}, {"code", to_string(finding.error.code)}, {"message", finding.error.message}, {"at", finding.error.at},
          {"line", finding.line}, {"chain_uid", finding.chain_uid}, {"sequence", finding.sequence}};
}

std::string as_json(const AuditReport& report) {
  const VerifyReport& verify = report.verify;
  ordered_json out{{"intact", report.intact()}, {"events", verify.events}, {"batches", verify.batches}, {"chains", verify.chains}, {"sealed", verify.sealed}, {"erased", verify.erased},
                   {"policies", report.policies}, {"decisions", report.decisions}, {"replayed", report.replayed}, {"checks", ordered_json::object()},
                   {"findings", ordered_json::array()}, {"notes", ordered_json::array()}, {"erasures", ordered_json::array()}};
  for (const Erasure& one : report.erasures) {
    ordered_json told{{"time", one.time_ms}, {"keys", one.keys}, {"sealed", one.sealed}};
    told[one.subject.empty() ? "before" : "subject"] = one.subject.empty() ? ordered_json(one.before) : ordered_json(one.subject);
    out["erasures"].push_back(std::move(told));
  }
  if (verify.log) out["log"] = {{"origin", verify.log->origin}, {"size", verify.log->size}, {"signed_by_log", verify.log->signed_by_log}, {"witnesses", verify.log->witnesses}};
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) out["checks"][std::string(to_string(static_cast<AuditCheck>(i)))] = to_string(report.checks[i]);
  for (const Finding& finding : verify.findings) out["findings"].push_back(finding_json(finding));
  for (const Finding& note : report.notes) out["notes"].push_back(finding_json(note));
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
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

std::string as_junit(const AuditReport& report, bool indonesian) {
  std::size_t failed = 0, skipped = 0;
  std::string cases;
  for (std::size_t i = 0; i < kAuditCheckCount; ++i) {
    std::string inside;
    for (const Finding& finding : report.verify.findings) {
      if (static_cast<std::size_t>(finding.check) == i) inside += "      " + xml(place_of(finding)) + "\n";
    }
    const AuditVerdict verdict = report.checks[i];
    cases += "    <testcase classname=\"tirai.audit\" name=\"" + xml(kQuestions[i].in(indonesian)) + "\"";
    if (verdict == AuditVerdict::kHolds) cases += "/>\n";
    else if (verdict == AuditVerdict::kMissing) cases += "><skipped/></testcase>\n", ++skipped;
    else cases += ">\n      <failure message=\"" + std::string(to_string(static_cast<AuditCheck>(i))) + "\">\n" + inside + "      </failure>\n    </testcase>\n", ++failed;
  }
  const std::string counts = " tests=\"" + std::to_string(kAuditCheckCount) + "\" failures=\"" + std::to_string(failed) + "\" skipped=\"" + std::to_string(skipped) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite name=\"tirai audit\"" + counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

// A policy file as it was signed, or a bundle that holds it.
Result<std::string> read_policy_text(const std::string& path) {
  auto text = read_all(path, 16u << 20);
  if (!text) return text.error();
  const json bundle = json::parse(text.value(), nullptr, false);
  if (bundle.is_object() && bundle.contains("manifest") && bundle.contains("policy") && bundle["policy"].is_string()) return bundle["policy"].get<std::string>();
  return text;
}

std::string report_text(const AuditReport& report, const AuditOptions& options) {
  const bool indonesian = options.language == "id";
  if (options.format == "json") return as_json(report);
  return options.format == "junit" ? as_junit(report, indonesian) : page(report, indonesian);
}
}  // namespace

int run(const AuditOptions& options) {
  if (options.log_vkey.empty() && !options.witnesses.empty()) return fail(kUsage, "audit: --witness needs --log-vkey");
  const auto trust = read_trust(options.log_vkey, options.witnesses, options.quorum);
  if (!trust) return fail(kInputInvalid, trust.error());
  std::vector<std::string> policies;
  for (const std::string& path : options.policies) {
    auto text = read_policy_text(path);
    if (!text) return fail(kInputInvalid, text.error());
    policies.push_back(std::move(text).value());
  }
  const auto file = ExportFile::open(options.file);
  if (!file) return fail(kInputInvalid, file.error());
  const AuditReport report = audit_export(file.value().text(), trust.value(), policies);
  if (!write_out(report_text(report, options))) return fail(kInternal, "cannot write to standard output");
  return report.intact() ? kOk : kVerificationFailed;
}

}  // namespace tirai::cli
