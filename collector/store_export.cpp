// The log as `tirai verify` reads it: the signed bytes again, batch by batch. One read transaction sees one moment of the log.
#include "encode.h"
#include "store_sqlite.h"

namespace tirai::collector {
namespace {
Error sink_closed() { return {ErrorCode::kInternal, "export: cannot write; expected a file or pipe that takes all of it", "stdout"}; }

// Collects small pieces, so that the sink sees few large ones.
class Lines {
 public:
  explicit Lines(const Sink& sink) : sink_(sink) {}
  [[nodiscard]] bool line(std::string_view text) {
    buffer_.append(text) += '\n';
    return buffer_.size() < kEnough || flush();
  }
  [[nodiscard]] bool flush() {
    const bool taken = sink_(buffer_);
    buffer_.clear();
    return taken;
  }

 private:
  static constexpr std::size_t kEnough = 1 << 18;
  const Sink& sink_;
  std::string buffer_;
};
}  // namespace

Result<Done> SqliteStore::export_log(const std::optional<std::string>& chain_uid, const Sink& sink) {
  struct Snapshot {
    Database& database;
    ~Snapshot() { database.roll_back(); }
  } snapshot{database_};
  if (database_.exec("BEGIN") != SQLITE_OK) return database_.last_error();
  if (chain_uid) {
    const RowScope scope(find_chain_);
    const int code = find_chain_.text(1, *chain_uid).step();
    if (code == SQLITE_DONE) return Error{ErrorCode::kUnknownName, "no such chain in this log", "--chain"};
    if (code != SQLITE_ROW) return database_.last_error();
  }
  if (!sink("{\"export\":{\"format\":\"tirai.export/v1\"}}\n")) return sink_closed();
  const std::string_view one = chain_uid ? std::string_view(*chain_uid) : std::string_view();  // empty: all
  if (const auto devices = export_devices(one, sink); !devices) return devices.error();
  return export_batches(one, sink);
}

Result<Done> SqliteStore::export_devices(std::string_view chain_uid, const Sink& sink) {
  Result<Statement> query = database_.prepare(
      "SELECT device_id, public_key FROM devices WHERE public_key IS NOT NULL "
      "AND device_id IN (SELECT device_id FROM chain_head WHERE ?1 IS NULL OR chain_uid = ?1) ORDER BY device_id",
      false);
  if (!query) return query.error();
  Statement& device = query.value().text_or_null(1, chain_uid);
  Lines lines(sink);
  int code = SQLITE_ROW;
  while ((code = device.step()) == SQLITE_ROW) {
    // device_id is a UUID that enrol made: nothing in it needs escaping.
    if (!lines.line(R"({"device":{"device_id":")" + std::string(device.column_text(0)) + R"(","public_key":")" +
                    base64(device.column_text(1)) + R"("}})")) {
      return sink_closed();
    }
  }
  if (code != SQLITE_DONE) return database_.last_error();
  if (!lines.flush()) return sink_closed();
  return Done{};
}

Result<Done> SqliteStore::export_batches(std::string_view chain_uid, const Sink& sink) {
  Result<Statement> query = database_.prepare(
      "SELECT b.header, b.first_sequence, e.sequence, e.line FROM batches b "
      "CROSS JOIN events e ON e.chain_uid = b.chain_uid AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count "
      "WHERE ?1 IS NULL OR b.chain_uid = ?1 ORDER BY b.chain_uid, b.first_sequence, e.sequence",
      false);
  if (!query) return query.error();
  Statement& row = query.value().text_or_null(1, chain_uid);
  Lines lines(sink);
  int code = SQLITE_ROW;
  while ((code = row.step()) == SQLITE_ROW) {
    if (row.column_integer(1) == row.column_integer(2) && !lines.line(row.column_text(0))) return sink_closed();
    if (!lines.line(row.column_text(3))) return sink_closed();
  }
  if (code != SQLITE_DONE) return database_.last_error();
  if (!lines.flush()) return sink_closed();
  return Done{};
}

}  // namespace tirai::collector
