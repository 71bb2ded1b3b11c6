// The log as `tirai verify` reads it: the signed bytes again, batch by batch. One read transaction sees one moment of the log.
#include "store/export_lines.h"
#include "store/store_sqlite.h"

namespace tirai::collector {

Result<Done> SqliteStore::export_log(const std::optional<std::string>& chain_uid, const Sink& sink) {
  struct Snapshot {
    Database& database;
    ~Snapshot() { database.roll_back(); }
  } snapshot{database_};
  if (database_.exec("BEGIN") != SQLITE_OK) return database_.last_error();
  return chain_uid ? export_chain(*chain_uid, sink) : export_whole(sink);
}

Result<Done> SqliteStore::export_chain(const std::string& chain_uid, const Sink& sink) {
  ExportLines lines(sink, [this](const std::string& uid, std::int64_t sequence) { return find_sealed(uid, sequence); });
  auto device = database_.prepare("SELECT d.device_id, d.public_key FROM chain_head c JOIN devices d ON d.device_id = c.device_id WHERE c.chain_uid = ?1", false);
  if (!device) return device.error();
  const int code = device.value().text(1, chain_uid).step();
  if (code == SQLITE_DONE) return Error{ErrorCode::kUnknownName, "no such chain in this log", "--chain"};
  if (code != SQLITE_ROW) return database_.last_error();
  auto rows = database_.prepare(
      "SELECT b.header, b.first_sequence, e.sequence, e.line FROM batches b "
      "CROSS JOIN events e ON e.chain_uid = b.chain_uid AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count "
      "WHERE b.chain_uid = ?1 ORDER BY b.first_sequence, e.sequence",
      false);
  if (!rows) return rows.error();
  if (!lines.line(kExportLine)) return lines.stopped();
  if (const auto done = export_policies(lines); !done) return done.error();
  if (!lines.line(device_line(device.value().column_text(0), device.value().column_text(1)))) return lines.stopped();
  Statement& row = rows.value().text(1, chain_uid);
  int step = SQLITE_ROW;
  while ((step = row.step()) == SQLITE_ROW) {
    if (row.column_integer(1) == row.column_integer(2) && !lines.line(row.column_text(0))) return lines.stopped();
    if (!lines.line(row.column_text(3))) return lines.stopped();
  }
  if (step != SQLITE_DONE) return database_.last_error();
  if (!lines.finish()) return lines.stopped();
  return Done{};
}

// Every entry in the log's order, so that the lines are the leaves of the tree, and last the checkpoint that names their root.
Result<Done> SqliteStore::export_whole(const Sink& sink) {
  ExportLines lines(sink, [this](const std::string& uid, std::int64_t sequence) { return find_sealed(uid, sequence); });
  auto between = database_.prepare("SELECT log_index, line FROM log_lines ORDER BY log_index", false);
  auto rows = database_.prepare(
      "SELECT b.header, b.first_sequence, e.sequence, e.line, b.log_index FROM batches b "
      "CROSS JOIN events e ON e.chain_uid = b.chain_uid AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count "
      "ORDER BY b.log_index, e.sequence",
      false);
  if (!between) return between.error();
  if (!rows) return rows.error();
  Statement &line = between.value(), &row = rows.value();
  if (!lines.line(kExportLine)) return lines.stopped();
  if (const auto done = export_policies(lines); !done) return done.error();
  int lines_step = line.step(), step = SQLITE_ROW;
  while ((step = row.step()) == SQLITE_ROW) {
    const bool opens = row.column_integer(1) == row.column_integer(2);
    for (; opens && lines_step == SQLITE_ROW && line.column_integer(0) < row.column_integer(4); lines_step = line.step()) {
      if (!lines.line(line.column_text(1))) return lines.stopped();
    }
    if (opens && !lines.line(row.column_text(0))) return lines.stopped();
    if (!lines.line(row.column_text(3))) return lines.stopped();
  }
  for (; lines_step == SQLITE_ROW; lines_step = line.step()) {
    if (!lines.line(line.column_text(1))) return lines.stopped();
  }
  if (step != SQLITE_DONE || lines_step != SQLITE_DONE) return database_.last_error();
  const auto head = newest_checkpoint(*this);
  if (!head) return head.error();
  if (!head.value().checkpoint.empty() && !lines.line(checkpoint_line(head.value().checkpoint))) return lines.stopped();
  if (!lines.finish()) return lines.stopped();
  return Done{};
}

}  // namespace tirai::collector
