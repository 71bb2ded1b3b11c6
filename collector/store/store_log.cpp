// What the SQLite store answers about its log: entries by their index, and where an event stands.
#include "base/encode.h"
#include "store/store_sqlite.h"

namespace tirai::collector {

std::string device_line(std::string_view device_id, std::string_view public_key) {
  return R"({"device":{"device_id":")" + std::string(device_id) + R"(","public_key":")" + base64(public_key) + R"("}})";
}

Result<std::vector<Cosigned>> SqliteStore::cosigned() {
  auto query = database_.prepare("SELECT witness, size, checkpoint FROM cosigned ORDER BY witness", false);
  if (!query) return query.error();
  Statement& row = query.value();
  std::vector<Cosigned> found;
  int code = SQLITE_ROW;
  while ((code = row.step()) == SQLITE_ROW) found.push_back({std::string(row.column_text(0)), static_cast<std::uint64_t>(row.column_integer(1)), std::string(row.column_text(2))});
  if (code != SQLITE_DONE) return database_.last_error();
  return found;
}

Result<Done> SqliteStore::set_cosigned(const Cosigned& cosigned) {
  auto set = database_.prepare("INSERT INTO cosigned(witness, size, checkpoint) VALUES(?1, ?2, ?3) ON CONFLICT(witness) DO UPDATE SET size = excluded.size, checkpoint = excluded.checkpoint WHERE excluded.size >= cosigned.size", false);
  if (!set) return set.error();
  return run(set.value().text(1, cosigned.witness).integer(2, static_cast<std::int64_t>(cosigned.size)).text(3, cosigned.checkpoint));
}

Result<std::optional<std::uint64_t>> SqliteStore::find_entry(std::string_view chain_uid, std::uint64_t sequence) {
  const RowScope scope(find_batch_);
  const int code = find_batch_.text(1, chain_uid).integer(2, static_cast<std::int64_t>(sequence)).step();
  if (code == SQLITE_DONE) return std::optional<std::uint64_t>();
  if (code != SQLITE_ROW) return database_.last_error();
  const auto first = static_cast<std::uint64_t>(find_batch_.column_integer(0)), count = static_cast<std::uint64_t>(find_batch_.column_integer(1));
  if (sequence >= first + count) return std::optional<std::uint64_t>();
  return std::optional(static_cast<std::uint64_t>(find_batch_.column_integer(2)) + 1 + (sequence - first));
}

Result<std::uint64_t> SqliteStore::log_index_of(const SignedBatch& batch) {
  const auto event = find_entry(batch.chain_uid, batch.first_sequence);
  if (!event) return event.error();
  return event.value().value_or(1) - 1;
}

// A batch's lines lie together; what lies between batches is in log_lines.
Result<std::vector<std::string>> SqliteStore::entries(std::uint64_t begin, std::uint64_t end) {
  std::vector<std::string> found;
  while (begin < end) {
    const std::size_t before = found.size();
    {
      const RowScope scope(find_batch_at_);
      const int code = find_batch_at_.integer(1, static_cast<std::int64_t>(begin)).step();
      if (code != SQLITE_ROW && code != SQLITE_DONE) return database_.last_error();
      const auto index = code == SQLITE_ROW ? static_cast<std::uint64_t>(find_batch_at_.column_integer(0)) : 0;
      const auto count = code == SQLITE_ROW ? static_cast<std::uint64_t>(find_batch_at_.column_integer(3)) : 0;
      if (code == SQLITE_ROW && begin <= index + count) {
        if (begin == index) found.emplace_back(find_batch_at_.column_text(4)), ++begin;
        const RowScope events(find_events_);
        const std::int64_t first = find_batch_at_.column_integer(2);
        find_events_.text(1, find_batch_at_.column_text(1)).integer(2, first + static_cast<std::int64_t>(begin - index) - 1).integer(3, first + static_cast<std::int64_t>(count));
        for (; begin < end && find_events_.step() == SQLITE_ROW; ++begin) found.emplace_back(find_events_.column_text(0));
      }
    }
    if (begin < end && found.size() == before) {
      const RowScope scope(find_log_line_);
      const int code = find_log_line_.integer(1, static_cast<std::int64_t>(begin)).step();
      if (code == SQLITE_DONE) return found;
      if (code != SQLITE_ROW) return database_.last_error();
      found.emplace_back(find_log_line_.column_text(0));
      ++begin;
    }
  }
  return found;
}

}  // namespace tirai::collector
