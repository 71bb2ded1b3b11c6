// tirai verify: an export of the log, or a signed bundle. What an auditor runs, offline.
#include <nlohmann/json.hpp>
#include <optional>

#include "commands.h"
#include "export_file.h"
#include "io.h"
#include "log_trust.h"
#include "tirai/audit.h"
#include "tirai/bundle.h"
#include "tirai/digest.h"
#include "tirai/log.h"

namespace tirai::cli {
namespace {
using nlohmann::ordered_json;

constexpr std::size_t kMostFindings = 100;

std::string counted(std::uint64_t count, const char* one, const char* many) { return std::to_string(count) + " " + (count == 1 ? one : many); }

std::string what_was_read(const VerifyReport& report, bool indonesian) {
  if (indonesian) return std::to_string(report.events) + " peristiwa dalam " + std::to_string(report.batches) + " kelompok dari " + std::to_string(report.chains) + " rantai";
  return counted(report.events, "event", "events") + " in " + counted(report.batches, "batch", "batches") + " of " + counted(report.chains, "chain", "chains");
}

std::string log_verdict(const VerifyReport& report, bool indonesian) {
  if (!report.log) return indonesian ? "; apakah ada yang hilang di akhirnya tidak dapat diketahui tanpa titik periksa log" : "; whether its end is missing cannot be told without the log's checkpoint";
  const std::string size = std::to_string(report.log->size), witnesses = std::to_string(report.log->witnesses);
  if (!report.log->signed_by_log) return indonesian ? "; " + size + " baris sesuai checkpoint-nya (tanda tangannya tidak diperiksa: berikan --log-vkey)" : "; its " + size + " lines are those of the checkpoint (whose signature was not checked: give --log-vkey)";
  return indonesian ? "; " + size + " baris sesuai checkpoint yang ditandatangani " + report.log->origin + ", " + witnesses + " saksi" : "; its " + size + " lines are those of the checkpoint signed by " + report.log->origin + ", " + counted(report.log->witnesses, "witness", "witnesses");
}

std::string verdict(const VerifyReport& report, bool indonesian) {
  const std::string read = what_was_read(report, indonesian);
  if (report.findings.empty()) return (indonesian ? "utuh: " + read + "; setiap sidik, sambungan, dan tanda tangan benar" : "intact: " + read + "; every fingerprint, link and signature holds") + log_verdict(report, indonesian);
  const std::string more = report.findings.size() == kMostFindings ? (indonesian ? " atau lebih" : " or more") : "";
  if (indonesian) return "rusak: " + std::to_string(report.findings.size()) + more + " temuan pada " + read;
  return "broken: " + std::to_string(report.findings.size()) + more + (report.findings.size() == 1 ? " finding in " : " findings in ") + read;
}

std::string report_text(const VerifyReport& report, bool indonesian) {
  std::string out;
  for (const Finding& finding : report.findings) {
    const std::string line = "line " + std::to_string(finding.line);
    out += (finding.error.at == line ? "" : line + ": ") + finding.error.text() + "\n";
  }
  return out + verdict(report, indonesian) + "\n";
}

std::string report_json(const VerifyReport& report) {
  ordered_json out{{"intact", report.findings.empty()}, {"events", report.events}, {"batches", report.batches}, {"chains", report.chains}, {"sealed", report.sealed}, {"erased", report.erased}, {"findings", ordered_json::array()}};
  if (report.log) out["log"] = {{"origin", report.log->origin}, {"size", report.log->size}, {"signed_by_log", report.log->signed_by_log}, {"witnesses", report.log->witnesses}};
  for (const Finding& finding : report.findings) {
    out["findings"].push_back({{"code", to_string(finding.error.code)}, {"message", finding.error.message}, {"at", finding.error.at},
                               {"line", finding.line}, {"chain_uid", finding.chain_uid}, {"sequence", finding.sequence}});
  }
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

// One line, out of a file that ends it with a newline or not.
Result<std::string> read_entry(const std::string& path) {
  auto text = read_all(path, 1 << 20);
  if (!text) return text.error();
  std::string line = std::move(text).value();
  if (line.ends_with('\n')) line.pop_back();
  if (line.find('\n') != line.npos) return Error{ErrorCode::kBadSyntax, "expected one line of the log", name_of(path)};
  return line;
}

std::string proof_text(const ProvenEntry& entry, const VerifyOptions& options) {
  const std::string index = std::to_string(entry.index), size = std::to_string(entry.checkpoint.head.size);
  if (options.json) return ordered_json{{"intact", true}, {"index", entry.index}, {"size", entry.checkpoint.head.size}, {"origin", entry.checkpoint.origin}, {"witnessed_at", entry.witnessed_at}, {"holds", options.held}}.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  const bool indonesian = options.language == "id";
  std::string text = indonesian ? "utuh: baris ini entri " + index + " dari " + size + " dalam log " + entry.checkpoint.origin + ", " + std::to_string(entry.witnessed_at.size()) + " saksi\n"
                                : "intact: the line is entry " + index + " of " + size + " in the log " + entry.checkpoint.origin + ", " + counted(entry.witnessed_at.size(), "witness", "witnesses") + "\n";
  for (const std::string& path : options.held) text += path + (indonesian ? ": seperti yang tercatat dalam baris ini\n" : ": as the line names it\n");
  return text;
}

// The first file that cannot be read, or that is not the one the line names.
std::optional<int> find_foreign(const VerifyOptions& options, const std::string& entry) {
  for (const std::string& path : options.held) {
    const auto text = read_all(path);
    if (!text) return fail(kInputInvalid, text.error());
    if (entry.find("\"" + sha256_hex(text.value()) + "\"") == entry.npos) return fail(kVerificationFailed, Error{ErrorCode::kDigestMismatch, "its SHA-256 is not in the proven line; expected the file as it was when the line was made", name_of(path)});
  }
  return std::nullopt;
}

int verify_entry(const VerifyOptions& options) {
  const auto trust = read_trust(options.log_vkey, options.witnesses, options.quorum);
  if (!trust) return fail(kInputInvalid, trust.error());
  const auto proof = read_all(options.proof, 1 << 17), entry = read_entry(options.file);
  if (!proof || !entry) return fail(kInputInvalid, proof ? entry.error() : proof.error());
  const auto proven = verify_proof(proof.value(), entry.value(), trust.value().log_vkey, trust.value().witness_vkeys, trust.value().quorum);
  if (!proven) {
    const bool refused = proven.error().code == ErrorCode::kBadSignature || proven.error().code == ErrorCode::kChainBroken;
    return fail(refused ? kVerificationFailed : kInputInvalid, proven.error());
  }
  if (const auto foreign = find_foreign(options, entry.value())) return *foreign;
  return write_out(proof_text(proven.value(), options)) ? kOk : fail(kInternal, "cannot write to standard output");
}

int verify_log(const VerifyOptions& options) {
  const auto trust = read_trust(options.log_vkey, options.witnesses, options.quorum);
  if (!trust) return fail(kInputInvalid, trust.error());
  const auto file = ExportFile::open(options.file);
  if (!file) return fail(kInputInvalid, file.error());
  const VerifyReport report = verify_export(file.value().text(), trust.value());
  if (!write_out(options.json ? report_json(report) : report_text(report, options.language == "id"))) return fail(kInternal, "cannot write to standard output");
  return report.findings.empty() ? kOk : kVerificationFailed;
}

bool is_about_trust(ErrorCode code) {
  return code == ErrorCode::kBadSignature || code == ErrorCode::kExpired || code == ErrorCode::kNotYetValid || code == ErrorCode::kRollback || code == ErrorCode::kDigestMismatch;
}

std::string bundle_text(const Bundle& bundle, bool json) {
  ordered_json adapters = ordered_json::array();
  for (const auto& [id, file] : bundle.parts.adapters) adapters.push_back(id);
  const ordered_json out{{"intact", true}, {"version", bundle.manifest.version}, {"not_before", bundle.manifest.not_before_ms}, {"expires", bundle.manifest.expires_ms}, {"digest", bundle.digest}, {"adapters", adapters}};
  if (json) return out.dump() + "\n";
  return "intact: version " + std::to_string(bundle.manifest.version) + ", " + bundle.digest + ", the policy and " + counted(bundle.parts.adapters.size(), "adapter", "adapters") + " are as they were signed\n";
}

// The bundle, once enough different keys signed it. Two signatures of one key are one; a key given twice, too.
Result<Bundle> open_signed(const VerifyOptions& options, const std::string& text, std::int64_t at) {
  std::vector<std::string> keys;
  for (const std::string& given : options.vkeys) {
    auto vkey = read_vkey(given);
    if (!vkey) return vkey.error();
    keys.push_back(std::move(vkey).value());
  }
  auto opened = open_bundle(text, keys, at, options.highest_seen);
  if (!opened || opened.value().signatures >= options.signatures) return opened;
  return Error{ErrorCode::kBadSignature, "signed by " + std::to_string(opened.value().signatures) + " of these keys; expected " + std::to_string(options.signatures), "manifest"};
}

int verify_bundle(const VerifyOptions& options) {
  const auto at = options.at.empty() ? Result<std::int64_t>(now_ms()) : read_time(options.at);
  if (!at) return fail(kUsage, at.error());
  const auto text = read_all(options.bundle);
  if (!text) return fail(kInputInvalid, text.error());
  const auto bundle = open_signed(options, text.value(), at.value());
  if (!bundle) return fail(is_about_trust(bundle.error().code) ? kVerificationFailed : kInputInvalid, bundle.error());
  return write_out(bundle_text(bundle.value(), options.json)) ? kOk : fail(kInternal, "cannot write to standard output");
}
}  // namespace

int run(const VerifyOptions& options) {
  if (options.bundle.empty() == options.file.empty()) return fail(kUsage, "verify: expected FILE, or --bundle FILE with --vkey");
  if (options.bundle.empty() != options.vkeys.empty()) return fail(kUsage, "verify: --bundle and --vkey go together");
  if (options.log_vkey.empty() && !(options.witnesses.empty() && options.proof.empty())) return fail(kUsage, "verify: --proof and --witness need --log-vkey");
  if (!options.held.empty() && options.proof.empty()) return fail(kUsage, "verify: --holds needs --proof");
  if (!options.proof.empty()) return options.file.empty() ? fail(kUsage, "verify: --proof needs the FILE with the line it proves") : verify_entry(options);
  return options.bundle.empty() ? verify_log(options) : verify_bundle(options);
}

}  // namespace tirai::cli
