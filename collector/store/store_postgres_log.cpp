// The log in PostgreSQL: the tables the tree grows in, its entries by their index, and exports.
#include "store/export_lines.h"
#include "store/store_postgres.h"

namespace tirai::collector {
namespace {
constexpr std::uint64_t kEntriesAtOnce = 4096;
constexpr std::int64_t kBatchesAtOnce = 64;

LogHead head_of(const Rows& rows) {
  if (rows.empty()) return {TreeEdge().head(), {}};
  return {{static_cast<std::uint64_t>(rows.integer(0, 0)), std::string(rows.text(0, 1))}, std::string(rows.text(0, 2))};
}

class PostgresLogRows final : public LogRows {
 public:
  explicit PostgresLogRows(Postgres& postgres) : postgres_(postgres) {}

  Result<LogHead> head() override {
    const auto rows = postgres_.read("SELECT size, root, checkpoint FROM log_head WHERE id = 1");
    if (!rows) return rows.error();
    return head_of(rows.value());
  }
  Result<LogHead> lock_head() override {
    const auto rows = postgres_.run("SELECT size, root, checkpoint FROM log_head WHERE id = 1 FOR UPDATE");
    if (!rows) return rows.error();
    // Without its row there is no lock, and two collectors would write at once.
    if (rows.value().empty()) return Error{ErrorCode::kChainBroken, "storage: the row of log_head is gone; expected a store that nobody changed", "log_head"};
    return head_of(rows.value());
  }
  Result<std::string> tile(unsigned level, std::uint64_t index) override {
    const auto rows = postgres_.read("SELECT hashes FROM tiles WHERE id = $1", Parameters().integer(tile_id(level, index)));
    if (!rows) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::kUnknownName, "the log has no such tile", "tile"};
    return std::string(rows.value().text(0, 0));
  }
  Result<Done> put_tiles(std::span<const Tile> tiles) override {
    std::vector<std::int64_t> ids;
    std::vector<std::string_view> hashes;
    for (const Tile& tile : tiles) ids.push_back(tile_id(tile.level, tile.index)), hashes.push_back(tile.hashes);
    return done(postgres_.run("INSERT INTO tiles(id, hashes) SELECT * FROM unnest($1, $2) ON CONFLICT(id) DO UPDATE SET hashes = excluded.hashes", Parameters().integers(ids).bytes_list(hashes)));
  }
  Result<Done> put_head(const LogHead& head) override {
    return done(postgres_.run("UPDATE log_head SET size = $1, root = $2, checkpoint = $3 WHERE id = 1", Parameters().integer(static_cast<std::int64_t>(head.head.size)).bytes(head.head.root).text(head.checkpoint)));
  }
  Result<Done> put_line(std::uint64_t index, std::string_view line) override {
    return done(postgres_.run("INSERT INTO log_lines(log_index, line) VALUES($1, $2)", Parameters().integer(static_cast<std::int64_t>(index)).text(line)));
  }

 private:
  static Result<Done> done(const Result<Rows>& rows) {
    if (!rows) return rows.error();
    return Done{};
  }
  Postgres& postgres_;
};
}  // namespace

std::unique_ptr<LogRows> postgres_log_rows(Postgres& postgres) { return std::make_unique<PostgresLogRows>(postgres); }

Result<std::optional<std::uint64_t>> PostgresStore::find_entry(std::string_view chain_uid, std::uint64_t sequence) {
  const auto rows = postgres_.read("SELECT first_sequence, count, log_index FROM batches WHERE chain_uid = $1 AND first_sequence <= $2 ORDER BY first_sequence DESC LIMIT 1",
                                   Parameters().text(chain_uid).integer(static_cast<std::int64_t>(sequence)));
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<std::uint64_t>();
  const auto first = static_cast<std::uint64_t>(rows.value().integer(0, 0)), count = static_cast<std::uint64_t>(rows.value().integer(0, 1));
  if (sequence >= first + count) return std::optional<std::uint64_t>();
  return std::optional(static_cast<std::uint64_t>(rows.value().integer(0, 2)) + 1 + (sequence - first));
}

// A batch's header, its events behind it, and what lies between batches; the batch that the range begins in is found by its index.
Result<std::vector<std::string>> PostgresStore::entries(std::uint64_t begin, std::uint64_t end) {
  std::vector<std::string> found;
  for (std::uint64_t at = begin; at < end;) {
    const std::uint64_t until = std::min(end, at + kEntriesAtOnce);
    const auto rows = postgres_.read(
        "WITH b AS (SELECT * FROM batches WHERE log_index < $2 AND log_index >= coalesce((SELECT max(log_index) FROM batches WHERE log_index <= $1), 0)) "
        "SELECT i, line FROM ("
        "SELECT log_index AS i, line FROM log_lines WHERE log_index >= $1 AND log_index < $2 "
        "UNION ALL SELECT log_index, header FROM b WHERE log_index >= $1 "
        "UNION ALL SELECT b.log_index + 1 + e.sequence - b.first_sequence, e.line FROM b JOIN events e ON e.chain_uid = b.chain_uid AND e.received_at = b.received_at "
        "AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count) AS entry WHERE i >= $1 AND i < $2 ORDER BY i",
        Parameters().integer(static_cast<std::int64_t>(at)).integer(static_cast<std::int64_t>(until)));
    if (!rows) return rows.error();
    // Where one is missing the log ends: what stands behind a gap is not what was asked for.
    for (int i = 0; i < rows.value().count() && static_cast<std::uint64_t>(rows.value().integer(i, 0)) == at; ++i, ++at) found.emplace_back(rows.value().text(i, 1));
    if (at < until) return found;
  }
  return found;
}

Result<Done> PostgresStore::export_log(const std::optional<std::string>& chain_uid, const Sink& sink) {
  const PostgresTransaction snapshot(postgres_);
  if (const auto begun = postgres_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !begun) return begun.error();
  // It holds no lock that anybody waits for, and its reader may be slow.
  if (const auto patient = postgres_.exec("SET LOCAL idle_in_transaction_session_timeout = 0"); !patient) return patient.error();
  return chain_uid ? export_chain(*chain_uid, sink) : export_whole(sink);
}

Result<Done> PostgresStore::export_chain(const std::string& chain_uid, const Sink& sink) {
  ExportLines lines(sink, [this](const std::string& uid, std::int64_t sequence) { return find_sealed(uid, sequence); });
  const auto device = postgres_.run("SELECT d.device_id, d.public_key, c.next_sequence FROM chain_head c JOIN devices d ON d.device_id = c.device_id WHERE c.chain_uid = $1", Parameters().text(chain_uid));
  if (!device) return device.error();
  if (device.value().empty()) return Error{ErrorCode::kUnknownName, "no such chain in this log", "--chain"};
  if (!lines.line(kExportLine)) return lines.stopped();
  if (const auto done = export_policies(lines); !done) return done.error();
  if (!lines.line(device_line(device.value().text(0, 0), device.value().text(0, 1)))) return lines.stopped();
  for (std::int64_t from = 0; from < device.value().integer(0, 2);) {
    const auto rows = postgres_.run(
        "SELECT b.first_sequence, e.sequence, b.header, e.line FROM (SELECT * FROM batches WHERE chain_uid = $1 AND first_sequence >= $2 ORDER BY first_sequence LIMIT $3) b "
        "JOIN events e ON e.chain_uid = b.chain_uid AND e.received_at = b.received_at AND e.sequence >= b.first_sequence AND e.sequence < b.first_sequence + b.count ORDER BY e.sequence",
        Parameters().text(chain_uid).integer(from).integer(kBatchesAtOnce));
    if (!rows) return rows.error();
    for (int i = 0; i < rows.value().count(); ++i) {
      if (rows.value().integer(i, 0) == rows.value().integer(i, 1) && !lines.line(rows.value().text(i, 2))) return lines.stopped();
      if (!lines.line(rows.value().text(i, 3))) return lines.stopped();
    }
    if (rows.value().empty()) break;
    from = rows.value().integer(rows.value().count() - 1, 1) + 1;
  }
  if (!lines.finish()) return lines.stopped();
  return Done{};
}

// Every entry in the log's order, so that the lines are the leaves of the tree, and last the checkpoint that names their root.
Result<Done> PostgresStore::export_whole(const Sink& sink) {
  ExportLines lines(sink, [this](const std::string& uid, std::int64_t sequence) { return find_sealed(uid, sequence); });
  const auto head = newest_checkpoint(*this);
  if (!head) return head.error();
  if (!lines.line(kExportLine)) return lines.stopped();
  if (const auto done = export_policies(lines); !done) return done.error();
  for (std::uint64_t at = 0; at < head.value().head.size; at += kEntriesAtOnce) {
    const auto found = entries(at, std::min(at + kEntriesAtOnce, head.value().head.size));
    if (!found) return found.error();
    for (const std::string& line : found.value()) {
      if (!lines.line(line)) return lines.stopped();
    }
  }
  if (!head.value().checkpoint.empty() && !lines.line(checkpoint_line(head.value().checkpoint))) return lines.stopped();
  if (!lines.finish()) return lines.stopped();
  return Done{};
}

}  // namespace tirai::collector
