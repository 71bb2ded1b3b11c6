// Hands the log's events on to another system, as plain OCSF (ocsf.h), in the log's order, from a cursor on that the store keeps by the exporter's name.
//
//   log entries from the cursor on ─▶ events among them ─▶ Sender::send, all or none ─▶ cursor moved
//
// At least once: what was sent when the cursor was not yet moved is sent again. What the other side refuses for good (OTLP's partialSuccess) is not:
// the same would be refused again, and what it took would come twice; it is counted, and logged with its place in the log, from which it can be had.
// Apart from ingest: a thread and a connection of its own; while the other
// system cannot be reached the cursor stays, and it is asked again after a wait that doubles up to a minute.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/background.h"
#include "export/exporter_config.h"
#include "store/lease.h"
#include "store/store.h"

namespace tirai::collector {

/// One event on its way: the line as OCSF, and what senders say of it beside.
struct Outgoing {
  std::string line;
  std::string uid;   ///< of the event: the same when it is sent again
  std::string kind;  ///< tirai.kind
  std::int64_t time_ms = 0;
  std::int64_t severity = 1;  ///< OCSF
  std::string agent;
};

/// What the other side said of what it was sent.
struct Taken {
  std::uint64_t refused = 0;  ///< of them, for good: it would refuse them again
  std::string remark;         ///< its own words
  bool told = true;           ///< false: its answer was too long to be read
};

class Sender {
 public:
  virtual ~Sender() = default;
  /// All of them but the refused are with the other side when it says so; else some may be.
  [[nodiscard]] virtual Result<Taken> send(const std::vector<Outgoing>& events) = 0;
};
/// What cannot be sent to at all (a topic's settings, a folder that is not there) is an error here.
[[nodiscard]] Result<std::unique_ptr<Sender>> make_sender(const ExporterConfig& config);
[[nodiscard]] Result<std::unique_ptr<Sender>> make_kafka_sender(const ExporterConfig& config);

/// "<134>1 2026-11-22T07:05:09.000Z host tirai-collector - reveal [tirai@32473 uid=\"…\"] {…}" (RFC 5424), with its length before it (RFC 5425).
[[nodiscard]] std::string syslog_frame(const Outgoing& event, const std::string& host);
/// ExportLogsServiceRequest, OTLP 1.x as JSON; and its partialSuccess in the answer. An answer without one took all.
[[nodiscard]] std::string otlp_body(const std::vector<Outgoing>& events);
[[nodiscard]] Taken otlp_taken(std::string_view answer, std::uint64_t sent);

class Exporter {
 public:
  Exporter(std::unique_ptr<Store> store, std::string name, std::unique_ptr<Sender> sender);

 private:
  [[nodiscard]] std::chrono::milliseconds step();
  /// How many entries of the log it came on.
  [[nodiscard]] Result<std::int64_t> send_some();
  void tell(const Taken& taken, std::size_t sent, std::int64_t begin, std::int64_t end) const;

  const std::unique_ptr<Store> store_;
  const std::string name_;
  Lease lease_;
  const std::unique_ptr<Sender> sender_;
  FaultLog faults_;
  std::chrono::milliseconds wait_;  ///< doubles while the other side is away
  Background background_;  ///< last: it uses all above
};

}  // namespace tirai::collector
