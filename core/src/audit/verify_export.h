// The reader of a whole export: lines in, findings out. verify_export.cpp takes lines apart, verify_events.cpp holds events to their chains.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "audit/verify_log.h"
#include "audit/verify_parts.h"
#include "audit/verify_sealed.h"
#include "audit/verify_sessions.h"
#include "tirai/audit.h"

namespace tirai::verify {

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
  Chain* chain = nullptr;  ///< of a trusted header
  SealedTexts sealed;
  [[nodiscard]] std::uint64_t end() const { return header.first_sequence + header.count; }
};

/// Called with each event whose fingerprint holds and that stands where its chain says.
using EventReader = std::function<void(std::string_view line, const EventLine& event, std::uint64_t number)>;

class ExportVerifier {
 public:
  ExportVerifier(std::string_view ndjson, const LogTrust& trust, EventReader reader = nullptr) : trust_(trust), reader_(std::move(reader)), log_(ndjson, trust.since) {}
  VerifyReport run(std::string_view ndjson);

 private:
  [[nodiscard]] std::string at_line() const { return "line " + std::to_string(line_); }
  void find(Error error, std::string chain_uid = {}, std::uint64_t sequence = 0, std::uint64_t line = 0, AuditCheck check = AuditCheck::kByCode);
  void find_event(std::string_view uid, std::uint64_t sequence, ErrorCode code, const std::string& message, AuditCheck check = AuditCheck::kByCode);
  void take(std::string_view line);
  void take_checkpoint(std::string_view line);
  void take_policy(std::string_view line);
  void take_sealed(std::string_view line);
  void take_device(std::string_view line);
  void take_header(std::string_view line);
  void place_batch();
  void tell_missing(std::string_view chain_uid, Chain& chain, std::uint64_t end);
  void skip_to(std::string_view chain_uid, Chain& chain, std::uint64_t sequence, std::string_view fingerprint_before);
  Chain& chain_of(std::string_view chain_uid, std::string_view device_id);
  void take_event(std::string_view line);
  bool judge_surplus(const Result<EventLine>& event);
  void judge_repeated(const Result<EventLine>& event);
  void take_unreadable(const Error& error);
  void take_readable(std::string_view line, const EventLine& event);
  void close_batch();
  void judge_devices();
  void judge_sessions();

  const LogTrust& trust_;
  EventReader reader_;
  LogLines log_;
  bool checkpoint_ = false;
  VerifyReport report_;
  std::uint64_t line_ = 0;
  std::set<std::string> policies_;  ///< their digests
  std::map<std::string, Device> devices_;
  std::map<std::string, Chain, std::less<>> chains_;
  Sessions sessions_;
  std::optional<OpenBatch> open_;
  std::string last_chain_;
  bool unknown_device_ = false;
};

}  // namespace tirai::verify
