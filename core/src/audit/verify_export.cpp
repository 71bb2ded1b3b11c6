// verify_export(): a whole export, line by line, in one pass.
//
//   {"export":…}                     line 1
//   {"device":{…}}                   keys, before the first batch of the device
//   {"batch":{…},"signature":…}      opens a batch; a header is trusted once its signature holds
//     event … event                  until the next line that opens something
//     {"sealed":…} …                 what its events name for the data protection officer's eyes; may have been erased
//   {"checkpoint":…}                 the last line, of a whole log
//
//   {"policy":…}                     a policy that decided; no entry of the log, for its digest stands in the events
//
// INVARIANT: the chain is the one truth of "which event comes next". A trusted header says which event must stand where, so that a line
// nobody can read any more is still named. Where a header is broken, the events go on by what they say themselves.
#include "audit/verify_export.h"

#include "crypto/ed25519.h"
#include "log/lines.h"

namespace tirai::verify {
namespace {
constexpr std::string_view kExportLine = R"({"export":{"format":"tirai.export/v1"}})";
constexpr std::size_t kMostFindings = 100;

AuditCheck check_of(ErrorCode code) {
  if (code == ErrorCode::kBadSignature || code == ErrorCode::kUnknownName) return AuditCheck::kSignatures;
  return code == ErrorCode::kChainBroken ? AuditCheck::kChain : AuditCheck::kCanonicalForm;
}
}  // namespace

VerifyReport ExportVerifier::run(std::string_view ndjson) {
  std::string_view rest = ndjson;
  while (!rest.empty()) {
    ++line_;
    const auto line = log::take_line(rest);
    if (!line) {
      find({ErrorCode::kBadSyntax, "the last line ends without a newline", at_line()});
      take(rest);
      break;
    }
    take(*line);
  }
  close_batch();
  if (line_ == 0) find({ErrorCode::kBadSyntax, "the file is empty", "line 1"}, {}, 0, 1);
  judge_devices();
  judge_sessions();
  if (!checkpoint_ && !trust_.log_vkey.empty()) find({ErrorCode::kMissingKey, "expected a last line with the log's checkpoint", at_line()}, {}, 0, 0, AuditCheck::kLog);
  if (auto error = log_.judge_since(report_.log)) find(*std::move(error), {}, 0, 0, AuditCheck::kSince);
  report_.chains = chains_.size();
  return std::move(report_);
}

void ExportVerifier::find(Error error, std::string chain_uid, std::uint64_t sequence, std::uint64_t line, AuditCheck check) {
  if (report_.findings.size() == kMostFindings) return;
  const AuditCheck told = check == AuditCheck::kByCode ? check_of(error.code) : check;
  report_.findings.push_back({std::move(error), line == 0 ? line_ : line, std::move(chain_uid), sequence, told});
}

void ExportVerifier::find_event(std::string_view uid, std::uint64_t sequence, ErrorCode code, const std::string& message, AuditCheck check) {
  const std::string chain_uid(uid);
  find({code, message, "event " + std::to_string(sequence) + " of chain " + (chain_uid.empty() ? "unknown" : chain_uid)}, chain_uid, sequence, 0, check);
}

void ExportVerifier::take(std::string_view line) {
  const auto begins = [&](std::string_view prefix) { return line.substr(0, prefix.size()) == prefix; };
  if (line_ == 1 && line == kExportLine) return;
  if (line_ == 1) find({ErrorCode::kBadSyntax, "expected " + std::string(kExportLine), "line 1"});
  if (checkpoint_) find({ErrorCode::kBadSyntax, "a line after the checkpoint", at_line()});
  if (begins("{\"checkpoint\":")) return take_checkpoint(line);
  if (begins("{\"sealed\":")) return take_sealed(line);
  if (begins("{\"policy\":")) return take_policy(line);
  if (line_ > 1) log_.add(line);
  if (begins("{\"device\":")) return take_device(line);
  if (begins("{\"batch\":")) return take_header(line);
  if (line_ > 1) take_event(line);
}

void ExportVerifier::take_checkpoint(std::string_view line) {
  close_batch();
  checkpoint_ = true;
  LogReport report;
  for (Error& error : log_.judge(line, trust_, report)) {
    const bool of_witnesses = error.message.starts_with("cosigned by");
    find(std::move(error), {}, 0, 0, of_witnesses ? AuditCheck::kWitnesses : AuditCheck::kLog);
  }
  if (!report.origin.empty()) report_.log = std::move(report);
}

void ExportVerifier::take_policy(std::string_view line) {
  close_batch();
  auto policy = read_policy_line(line);
  if (!policy) return find({policy.error().code, "policy: " + policy.error().message, at_line()}, {}, 0, 0, AuditCheck::kPolicies);
  if (!policies_.insert(policy.value().digest).second) find({ErrorCode::kBadValue, "a policy that stands twice", at_line()}, {}, 0, 0, AuditCheck::kPolicies);
}

void ExportVerifier::take_sealed(std::string_view line) {
  if (!open_) return find({ErrorCode::kBadSyntax, "a sealed text outside a batch", at_line()}, {}, 0, 0, AuditCheck::kSealed);
  const auto problem = open_->sealed.take(line);
  if (problem && problem->sequence) find_event(last_chain_, *problem->sequence, problem->error.code, problem->error.message, AuditCheck::kSealed);
  else if (problem) find({problem->error.code, problem->error.message, at_line()}, {}, 0, 0, AuditCheck::kSealed);
}

void ExportVerifier::take_device(std::string_view line) {
  close_batch();
  auto device = read_device(line);
  if (!device) return find({device.error().code, "device: " + device.error().message, at_line()});
  auto& [device_id, public_key] = device.value();
  if (!devices_.emplace(device_id, Device{line_, public_key}).second) {
    find({ErrorCode::kBadValue, "the device " + device_id + " stands twice", at_line()});
  }
}

void ExportVerifier::take_header(std::string_view line) {
  close_batch();
  ++report_.batches;
  open_.emplace().line = line_;
  auto header = read_header(line);
  if (!header) return find({header.error().code, "batch header: " + header.error().message, at_line()});
  const auto device = devices_.find(header.value().device_id);
  if (device == devices_.end()) {
    unknown_device_ = true;
    return find({ErrorCode::kUnknownName, "batch header: its device " + header.value().device_id + " is not listed above it", at_line()}, header.value().chain_uid, header.value().first_sequence);
  }
  ++device->second.batches;
  if (!crypto::ed25519_verify(device->second.public_key, header.value().statement, header.value().signature)) {
    ++device->second.bad_signatures;
    return find({ErrorCode::kBadSignature, "batch header: the signature is not its device's over this header", at_line()}, header.value().chain_uid, header.value().first_sequence);
  }
  open_->trusted = true;
  open_->header = std::move(header).value();
  place_batch();
}

Chain& ExportVerifier::chain_of(std::string_view chain_uid, std::string_view device_id) {
  const auto found = chains_.find(chain_uid);
  return found != chains_.end() ? found->second : chains_.emplace(chain_uid, Chain{std::string(device_id), 0, {}, {}, 0}).first->second;
}

// No signature of a device holds, or its name is gone: then the device's line is as suspect as the batches are.
void ExportVerifier::judge_devices() {
  for (const auto& [device_id, device] : devices_) {
    const bool all_bad = device.batches > 0 && device.bad_signatures == device.batches;
    const bool unused = device.batches == 0 && unknown_device_;
    if (all_bad) find({ErrorCode::kBadSignature, "device: no batch is signed by this key", "line " + std::to_string(device.line)}, {}, 0, device.line);
    if (unused) find({ErrorCode::kUnknownName, "device: no batch is of this device, and one is of a device that is not listed", "line " + std::to_string(device.line)}, {}, 0, device.line);
  }
}

// One chain of a device may begin an export; if another names a head that is nowhere in it, the end of a chain has been cut off.
void ExportVerifier::judge_sessions() {
  for (const Start& start : sessions_.with_a_lost_end()) {
    find({ErrorCode::kChainBroken, "the event it names as the end of the chain before is missing", "event 0 of chain " + start.chain_uid}, start.chain_uid, 0, start.line, AuditCheck::kGaps);
  }
}

}  // namespace tirai::verify

namespace tirai {

VerifyReport verify_export(std::string_view ndjson, const LogTrust& trust) { return verify::ExportVerifier(ndjson, trust).run(ndjson); }

}  // namespace tirai
