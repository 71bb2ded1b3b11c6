// What lies beside the log (schema_beside.h): sealed texts and the policies that were served.
#include "store/store_postgres.h"
#include "store/store_sqlite.h"

namespace tirai::collector {

Result<Done> SqliteStore::keep_policy(const PolicyRow& policy) {
  auto add = database_.prepare("INSERT INTO policies(digest, since, text) VALUES(?1, ?2, ?3) ON CONFLICT(digest) DO NOTHING", false);
  if (!add) return add.error();
  return run(add.value().text(1, policy.digest).integer(2, policy.since).text(3, policy.text));
}

Result<Done> SqliteStore::export_policies(ExportLines& lines) {
  auto rows = database_.prepare("SELECT digest, text FROM policies ORDER BY since, digest", false);
  if (!rows) return rows.error();
  int step = SQLITE_ROW;
  while ((step = rows.value().step()) == SQLITE_ROW) {
    if (!lines.line(policy_line(rows.value().column_text(0), rows.value().column_text(1)))) return lines.stopped();
  }
  if (step != SQLITE_DONE) return database_.last_error();
  return Done{};
}

Result<std::string> SqliteStore::find_sealed(const std::string& chain_uid, std::int64_t sequence) {
  const RowScope scope(find_sealed_);
  const int code = find_sealed_.text(1, chain_uid).integer(2, sequence).step();
  if (code == SQLITE_ROW) return std::string(find_sealed_.column_text(0));
  if (code != SQLITE_DONE) return database_.last_error();
  return std::string();
}

Result<Done> PostgresStore::keep_policy(const PolicyRow& policy) {
  return write("INSERT INTO policies(digest, since, text) VALUES($1, $2, $3) ON CONFLICT(digest) DO NOTHING", Parameters().text(policy.digest).integer(policy.since).text(policy.text));
}

Result<Done> PostgresStore::export_policies(ExportLines& lines) {
  const auto rows = postgres_.run("SELECT digest, text FROM policies ORDER BY since, digest");
  if (!rows) return rows.error();
  for (int i = 0; i < rows.value().count(); ++i) {
    if (!lines.line(policy_line(rows.value().text(i, 0), rows.value().text(i, 1)))) return lines.stopped();
  }
  return Done{};
}

Result<std::string> PostgresStore::find_sealed(const std::string& chain_uid, std::int64_t sequence) {
  const auto rows = postgres_.run("SELECT text FROM sealed WHERE chain_uid = $1 AND sequence = $2", Parameters().text(chain_uid).integer(sequence));
  if (!rows) return rows.error();
  return rows.value().empty() ? std::string() : std::string(rows.value().text(0, 0));
}

Result<Done> PostgresStore::insert_sealed(const Group& group) {
  std::vector<std::string_view> uids, texts;
  std::vector<std::int64_t> sequences;
  for (const auto& [batch, index] : group.placed) {
    for (const EventRow& event : batch->events) {
      if (event.sealed.empty()) continue;
      uids.push_back(batch->chain_uid);
      sequences.push_back(static_cast<std::int64_t>(event.sequence));
      texts.push_back(event.sealed);
    }
  }
  if (texts.empty()) return Done{};
  const auto done = postgres_.run("INSERT INTO sealed(chain_uid, sequence, text) SELECT * FROM unnest($1, $2, $3)", Parameters().texts(uids).integers(sequences).texts(texts));
  if (!done) return done.error();
  return Done{};
}

}  // namespace tirai::collector
