// verify_export(): a whole export, line by line, in one pass.
//
//   {"export":…}                     line 1
//   {"device":{…}}                   keys, before the first batch of the device
//   {"batch":{…},"signature":…}      opens a batch; a header is trusted once its signature holds
//     event … event                  until the next line that opens something
//   {"checkpoint":…}                 the last line, of a whole log
//
// INVARIANT: the chain is the one truth of "which event comes next". A trusted header says which event must stand where, so that a line
// nobody can read any more is still named. Where a header is broken, the events go on by what they say themselves.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "audit/verify_log.h"
#include "audit/verify_parts.h"
#include "audit/verify_sessions.h"
#include "crypto/ed25519.h"
#include "log/lines.h"
#include "tirai/audit.h"

namespace tirai {
namespace {
using verify::DeviceLine;
using verify::EventLine;
using verify::HeaderLine;

constexpr std::string_view kExportLine = R"({"export":{"format":"tirai.export/v1"}})";
constexpr std::size_t kMostFindings = 100;

struct Device {
  std::uint64_t line = 0;
  std::string public_key;
  std::uint64_t batches = 0;
  std::uint64_t bad_signatures = 0;
};

// Two fingerprints after an altered event: what it claims and what its bytes give. The next event may link to either, so that one
// altered event is one finding. Both empty: unknown, and the next link is not judged.
struct Chain {
  std::string device_id;
  std::uint64_t next = 0;
  std::string claimed;
  std::string computed;
  std::uint64_t told_missing_to = 0;
  [[nodiscard]] bool known() const { return next == 0 || !claimed.empty() || !computed.empty(); }
  [[nodiscard]] bool ends_with(std::string_view fingerprint) const { return fingerprint == claimed || fingerprint == computed; }
};

struct OpenBatch {
  bool trusted = false;
  bool repeats = false;  ///< the chain was past its first event already
  std::uint64_t line = 0;
  HeaderLine header;
  [[nodiscard]] std::uint64_t end() const { return header.first_sequence + header.count; }
};

std::string events_text(std::uint64_t first, std::uint64_t end) {
  return end - first == 1 ? "event " + std::to_string(first) : "events " + std::to_string(first) + " to " + std::to_string(end - 1);
}

class ExportVerifier {
 public:
  ExportVerifier(std::string_view ndjson, const LogTrust& trust) : trust_(trust), log_(ndjson) {}
  VerifyReport run(std::string_view ndjson) {
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
    if (!checkpoint_ && !trust_.log_vkey.empty()) find({ErrorCode::kMissingKey, "expected a last line with the log's checkpoint", at_line()});
    report_.chains = chains_.size();
    return std::move(report_);
  }

 private:
  [[nodiscard]] std::string at_line() const { return "line " + std::to_string(line_); }
  void find(Error error, std::string chain_uid = {}, std::uint64_t sequence = 0, std::uint64_t line = 0) {
    if (report_.findings.size() == kMostFindings) return;
    report_.findings.push_back({std::move(error), line == 0 ? line_ : line, std::move(chain_uid), sequence});
  }
  void find_event(std::string_view uid, std::uint64_t sequence, ErrorCode code, const std::string& message) {
    const std::string chain_uid(uid);
    find({code, message, "event " + std::to_string(sequence) + " of chain " + (chain_uid.empty() ? "unknown" : chain_uid)}, chain_uid, sequence);
  }

  void take(std::string_view line) {
    const auto begins = [&](std::string_view prefix) { return line.substr(0, prefix.size()) == prefix; };
    if (line_ == 1 && line == kExportLine) return;
    if (line_ == 1) find({ErrorCode::kBadSyntax, "expected " + std::string(kExportLine), "line 1"});
    if (checkpoint_) find({ErrorCode::kBadSyntax, "a line after the checkpoint", at_line()});
    if (begins("{\"checkpoint\":")) return take_checkpoint(line);
    if (line_ > 1) log_.add(line);
    if (begins("{\"device\":")) return take_device(line);
    if (begins("{\"batch\":")) return take_header(line);
    if (line_ > 1) take_event(line);
  }

  void take_checkpoint(std::string_view line) {
    close_batch();
    checkpoint_ = true;
    LogReport report;
    for (Error& error : log_.judge(line, trust_, report)) find(std::move(error));
    if (!report.origin.empty()) report_.log = std::move(report);
  }

  void take_device(std::string_view line) {
    close_batch();
    auto device = verify::read_device(line);
    if (!device) return find({device.error().code, "device: " + device.error().message, at_line()});
    auto& [device_id, public_key] = device.value();
    if (!devices_.emplace(device_id, Device{line_, public_key}).second) {
      find({ErrorCode::kBadValue, "the device " + device_id + " stands twice", at_line()});
    }
  }

  void take_header(std::string_view line) {
    close_batch();
    ++report_.batches;
    open_.emplace().line = line_;
    auto header = verify::read_header(line);
    if (!header) return find({header.error().code, "batch header: " + header.error().message, at_line()});
    const auto device = devices_.find(header.value().device_id);
    if (device == devices_.end()) {
      unknown_device_ = true;
      return find({ErrorCode::kUnknownName, "batch header: its device is not listed above it", at_line()}, header.value().chain_uid, header.value().first_sequence);
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

  // Where the batch stands in its chain: right after what came before, or there is a gap, or a repetition.
  void place_batch() {
    const HeaderLine& header = open_->header;
    Chain& chain = chain_of(header.chain_uid, header.device_id);
    const auto broken = [&](const std::string& what) { find_event(header.chain_uid, header.first_sequence, ErrorCode::kChainBroken, what); };
    if (chain.device_id != header.device_id) broken("the chain goes on under another device");
    if (header.first_sequence < chain.next) {
      open_->repeats = true;
      return broken("its batch is repeated or out of order");
    }
    if (header.first_sequence > chain.next) return skip_to(header.chain_uid, chain, header.first_sequence, header.prev_event);
    if (chain.known() && !chain.ends_with(header.prev_event)) broken("its batch does not link to the event before it");
  }

  void tell_missing(std::string_view chain_uid, Chain& chain, std::uint64_t end) {
    const std::uint64_t first = std::max(chain.next, chain.told_missing_to);
    if (first >= end) return;
    find_event(chain_uid, first, ErrorCode::kChainBroken, events_text(first, end) + " missing");
    chain.told_missing_to = end;
  }
  void skip_to(std::string_view chain_uid, Chain& chain, std::uint64_t sequence, std::string_view fingerprint_before) {
    tell_missing(chain_uid, chain, sequence);
    chain.next = sequence;
    chain.claimed = chain.computed = fingerprint_before;
  }

  Chain& chain_of(std::string_view chain_uid, std::string_view device_id) {
    const auto found = chains_.find(chain_uid);
    return found != chains_.end() ? found->second : chains_.emplace(chain_uid, Chain{std::string(device_id), 0, {}, {}, 0}).first->second;
  }

  void take_event(std::string_view line) {
    ++report_.events;
    const auto event = verify::read_event(line);
    if (!open_) {
      find({ErrorCode::kBadSyntax, "expected a device or a batch header", at_line()});
      open_.emplace().line = line_;
    } else if (open_->trusted && !open_->repeats && chains_.at(open_->header.chain_uid).next == open_->end()) {
      if (judge_surplus(event)) return;
    }
    if (open_->trusted && open_->repeats) return judge_repeated(event);
    if (!event) return take_unreadable(event.error());
    take_readable(event.value());
  }

  // More lines than the header counts: an event that stood before already, or a batch whose header is gone.
  bool judge_surplus(const Result<EventLine>& event) {
    if (event) {
      const auto chain = chains_.find(event.value().chain_uid);
      if (chain != chains_.end() && event.value().sequence < chain->second.next) {
        find_event(event.value().chain_uid, event.value().sequence, ErrorCode::kChainBroken, "repeated or out of order");
        return true;
      }
      find_event(event.value().chain_uid, event.value().sequence, ErrorCode::kChainBroken, "belongs to no batch: its header is missing");
    } else {
      find({ErrorCode::kBadSyntax, "neither an event of the batch above nor a batch header: " + event.error().message, at_line()});
    }
    open_ = OpenBatch{.line = line_};
    return !event;
  }

  void judge_repeated(const Result<EventLine>& event) {
    if (event && event.value().holds()) return;
    find({ErrorCode::kChainBroken, "an altered event in a repeated batch", at_line()}, open_->header.chain_uid, open_->header.first_sequence);
  }

  // Nobody can read it: its place names it.
  void take_unreadable(const Error& error) {
    const std::string& chain_uid = open_->trusted ? open_->header.chain_uid : last_chain_;
    const auto chain = chains_.find(chain_uid);
    if (chain == chains_.end()) return find({error.code, "an event of an unknown chain: " + error.message, at_line()});
    find_event(chain_uid, chain->second.next, error.code, error.message);
    ++chain->second.next;
    chain->second.claimed = chain->second.computed = {};
  }

  void take_readable(const EventLine& event) {
    const std::string_view chain_uid = open_->trusted ? std::string_view(open_->header.chain_uid) : event.chain_uid;
    Chain& chain = chain_of(chain_uid, open_->trusted ? std::string_view(open_->header.device_id) : event.device_id);
    last_chain_ = chain_uid;
    const auto broken = [&](std::uint64_t sequence, const char* what) { find_event(chain_uid, sequence, ErrorCode::kChainBroken, what); };
    if (!event.holds()) {
      broken(chain.next, "its bytes do not give its fingerprint");
    } else if (event.chain_uid != chain_uid || event.device_id != chain.device_id || (open_->trusted && event.sequence >= open_->end())) {
      return find_event(event.chain_uid, event.sequence, ErrorCode::kChainBroken, "stands in a batch that it is no part of");
    } else if (event.sequence < chain.next) {
      return broken(event.sequence, "repeated or out of order");
    } else if (event.sequence > chain.next) {
      skip_to(chain_uid, chain, event.sequence, event.prev_event);
    } else if (chain.known() && !chain.ends_with(event.prev_event)) {
      broken(event.sequence, "does not link to the event before it");
    }
    if (event.holds() && event.sequence == 0) sessions_.add({std::string(chain_uid), std::string(event.device_id), std::string(event.previous_head), line_});
    sessions_.see(event.fingerprint);
    ++chain.next;
    chain.claimed = event.fingerprint;
    chain.computed = event.computed;
  }

  void close_batch() {
    if (open_ && open_->trusted && !open_->repeats) {
      const HeaderLine& header = open_->header;
      Chain& chain = chains_.at(header.chain_uid);
      if (chain.next < open_->end()) tell_missing(header.chain_uid, chain, open_->end());
      else if (chain.known() && !chain.ends_with(header.head)) {
        find_event(header.chain_uid, open_->end() - 1, ErrorCode::kChainBroken, "is not the event whose fingerprint was signed as the head");
      }
    }
    open_.reset();
  }

  // No signature of a device holds, or its name is gone: then the device's line is as suspect as the batches are.
  void judge_devices() {
    for (const auto& [device_id, device] : devices_) {
      const bool all_bad = device.batches > 0 && device.bad_signatures == device.batches;
      const bool unused = device.batches == 0 && unknown_device_;
      if (all_bad) find({ErrorCode::kBadSignature, "device: no batch is signed by this key", "line " + std::to_string(device.line)}, {}, 0, device.line);
      if (unused) find({ErrorCode::kUnknownName, "device: no batch is of this device, and one is of a device that is not listed", "line " + std::to_string(device.line)}, {}, 0, device.line);
    }
  }

  // One chain of a device may begin an export; if another names a head that is nowhere in it, the end of a chain has been cut off.
  void judge_sessions() {
    for (const verify::Start& start : sessions_.with_a_lost_end()) {
      find({ErrorCode::kChainBroken, "the event it names as the end of the chain before is missing", "event 0 of chain " + start.chain_uid}, start.chain_uid, 0, start.line);
    }
  }

  const LogTrust& trust_;
  verify::LogLines log_;
  bool checkpoint_ = false;
  VerifyReport report_;
  std::uint64_t line_ = 0;
  std::map<std::string, Device> devices_;
  std::map<std::string, Chain, std::less<>> chains_;
  verify::Sessions sessions_;
  std::optional<OpenBatch> open_;
  std::string last_chain_;
  bool unknown_device_ = false;
};
}  // namespace

VerifyReport verify_export(std::string_view ndjson, const LogTrust& trust) { return ExportVerifier(ndjson, trust).run(ndjson); }

}  // namespace tirai
