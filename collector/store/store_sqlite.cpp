#include "store/store_sqlite.h"

namespace tirai::collector {
namespace {
constexpr int kCheckpointPages = 4000;  // 16 MiB of WAL

bool is_constraint(int code) { return (code & 0xff) == SQLITE_CONSTRAINT; }
}  // namespace

Result<Done> SqliteStore::prepare_statements() {
  const std::pair<Statement*, const char*> all[] = {
      {&find_device_, "SELECT device_id, token_hash, subject, public_key FROM devices WHERE token_hash = ?1 AND revoked IS NULL"},
      {&find_token_, "SELECT token_hash, scope FROM tokens WHERE token_hash = ?1 AND revoked IS NULL"},
      {&add_device_, "INSERT INTO devices(device_id, token_hash, subject, created) VALUES(?1, ?2, ?3, ?4)"},
      {&find_key_, "SELECT public_key FROM devices WHERE device_id = ?1"},
      {&bind_key_, "UPDATE devices SET public_key = ?2 WHERE device_id = ?1 AND public_key IS NULL"},
      {&find_chain_, "SELECT device_id, next_sequence, head FROM chain_head WHERE chain_uid = ?1"},
      {&set_chain_,
       "INSERT INTO chain_head(chain_uid, device_id, next_sequence, head) VALUES(?1, ?2, ?3, ?4) "
       "ON CONFLICT(chain_uid) DO UPDATE SET next_sequence = excluded.next_sequence, head = excluded.head"},
      {&find_line_, "SELECT line FROM events WHERE chain_uid = ?1 AND sequence = ?2"},
      {&add_batch_, "INSERT INTO batches(chain_uid, first_sequence, count, received_at, header, log_index) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
      {&add_sealed_, "INSERT INTO sealed(chain_uid, sequence, text) VALUES(?1, ?2, ?3)"},
      {&find_sealed_, "SELECT text FROM sealed WHERE chain_uid = ?1 AND sequence = ?2"},
      {&find_batch_, "SELECT first_sequence, count, log_index FROM batches WHERE chain_uid = ?1 AND first_sequence <= ?2 ORDER BY first_sequence DESC LIMIT 1"},
      {&find_batch_at_, "SELECT log_index, chain_uid, first_sequence, count, header FROM batches WHERE log_index <= ?1 ORDER BY log_index DESC LIMIT 1"},
      {&find_events_, "SELECT line FROM events WHERE chain_uid = ?1 AND sequence >= ?2 AND sequence < ?3 ORDER BY sequence"},
      {&find_log_line_, "SELECT line FROM log_lines WHERE log_index = ?1"},
      {&add_event_,
       "INSERT INTO events(chain_uid, sequence, event_id, time, kind, entity_type, class, purpose, helpdesk, ticket, agent, rules, line) "
       "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"},
  };
  for (const auto& [slot, sql] : all) {
    Result<Statement> statement = database_.prepare(sql);
    if (!statement) return statement.error();
    *slot = std::move(statement).value();
  }
  return Done{};
}

Result<Done> SqliteStore::run(Statement& statement) {
  if (statement.run() != SQLITE_DONE) return database_.last_error();
  return Done{};
}

Result<Done> SqliteStore::commit() {
  if (database_.exec("COMMIT") != SQLITE_OK) return database_.last_error();
  return Done{};
}

Result<Done> SqliteStore::commit_log() {
  if (const auto written = log_.finish(); !written) return written.error();
  if (const auto done = commit(); !done) return done.error();
  log_.committed();
  return Done{};
}

Result<bool> SqliteStore::bind_key(const KeyBinding& binding) {
  Transaction transaction(database_);
  if (!transaction.begin()) return database_.last_error();
  if (const auto log = log_.begin(); !log) return log.error();
  {
    const RowScope scope(bind_key_);
    if (const auto done = run(bind_key_.text(1, binding.device_id).blob(2, binding.public_key)); !done) return done.error();
  }
  // A key that is bound now is an entry of the log: nobody gives a device another one unseen.
  if (sqlite3_changes(database_.handle()) == 1) {
    if (const auto logged = log_.append_line(device_line(binding.device_id, binding.public_key)); !logged) return logged.error();
  }
  bool same = false;
  {
    const RowScope scope(find_key_);
    if (find_key_.text(1, binding.device_id).step() != SQLITE_ROW) return database_.last_error();
    same = find_key_.column_text(0) == binding.public_key;
  }
  if (const auto done = commit_log(); !done) return done.error();
  return same;
}

Result<Done> SqliteStore::sign_log() {
  Transaction transaction(database_);
  if (!transaction.begin()) return database_.last_error();
  if (const auto log = log_.begin(); !log) return log.error();
  if (const auto done = log_.sign(); !done) return done.error();
  if (const auto done = commit(); !done) return done.error();
  log_.committed();
  return Done{};
}

Result<std::vector<AppendAnswer>> SqliteStore::append(std::span<const SignedBatch* const> batches) {
  Transaction transaction(database_);
  if (!transaction.begin()) return database_.last_error();
  if (const auto log = log_.begin(); !log) return log.error();
  std::vector<AppendAnswer> answers;
  answers.reserve(batches.size());
  for (const SignedBatch* batch : batches) {
    Result<AppendAnswer> answer = append_one(*batch);
    if (!answer) return answer.error();
    answers.push_back(std::move(answer).value());
  }
  if (const auto done = commit_log(); !done) return done.error();
  for (AppendAnswer& answer : answers) answer.checkpoint = log_.checkpoint();
  return answers;
}

Result<AppendAnswer> SqliteStore::append_one(const SignedBatch& batch) {
  AppendAnswer answer{.verdict = Verdict::kStored, .head = {.chain_uid = batch.chain_uid, .next_sequence = 0, .head = ""}};
  {
    const RowScope scope(find_chain_);
    const int code = find_chain_.text(1, batch.chain_uid).step();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return database_.last_error();
    if (code == SQLITE_ROW) {
      // Another device's chain: its head is not this device's to know.
      if (find_chain_.column_text(0) != batch.device_id) return AppendAnswer{.verdict = Verdict::kForeignChain, .head = answer.head};
      answer.head.next_sequence = static_cast<std::uint64_t>(find_chain_.column_integer(1));
      answer.head.head = find_chain_.column_text(2);
    }
  }
  const Result<Verdict> verdict = compare(batch, answer.head);
  if (!verdict) return verdict.error();
  answer.verdict = verdict.value();
  if (answer.verdict == Verdict::kStored) return insert(batch);
  if (answer.verdict != Verdict::kDuplicate) return answer;
  const auto index = log_index_of(batch);
  if (!index) return index.error();
  answer.log_index = index.value();
  return answer;
}

Result<Verdict> SqliteStore::compare(const SignedBatch& batch, const ChainHead& stored) {
  const Verdict verdict = judge(batch, stored);
  if (verdict != Verdict::kDuplicate) return verdict;
  const EventRow& last = batch.events.back();
  const RowScope scope(find_line_);
  if (find_line_.text(1, batch.chain_uid).integer(2, static_cast<std::int64_t>(last.sequence)).step() != SQLITE_ROW)
    return database_.last_error();
  return find_line_.column_text(0) == last.line ? Verdict::kDuplicate : Verdict::kFork;
}

// A batch that the schema refuses is taken back alone; the others of its group are kept.
Result<AppendAnswer> SqliteStore::insert(const SignedBatch& batch) {
  if (database_.exec("SAVEPOINT batch") != SQLITE_OK) return database_.last_error();
  const int code = insert_rows(batch);
  if (code != SQLITE_DONE) {
    const Error error = database_.last_error();
    if (!is_constraint(code)) return error;
    if (database_.exec("ROLLBACK TO batch; RELEASE batch") != SQLITE_OK) return database_.last_error();
    return AppendAnswer{.verdict = Verdict::kFault, .head = {.chain_uid = batch.chain_uid, .next_sequence = 0, .head = ""}};
  }
  if (database_.exec("RELEASE batch") != SQLITE_OK) return database_.last_error();
  const std::uint64_t next = batch.first_sequence + batch.events.size(), index = log_.append(batch.header);
  for (const EventRow& event : batch.events) log_.append(event.line);
  return AppendAnswer{.verdict = Verdict::kStored, .head = {.chain_uid = batch.chain_uid, .next_sequence = next, .head = batch.head}, .log_index = index};
}

int SqliteStore::insert_rows(const SignedBatch& batch) {
  const auto first = static_cast<std::int64_t>(batch.first_sequence);
  const auto count = static_cast<std::int64_t>(batch.events.size());
  int code = set_chain_.text(1, batch.chain_uid).text(2, batch.device_id).integer(3, first + count).text(4, batch.head).run();
  if (code != SQLITE_DONE) return code;
  code = add_batch_.text(1, batch.chain_uid).integer(2, first).integer(3, count).integer(4, batch.received_at).text(5, batch.header).integer(6, static_cast<std::int64_t>(log_.size())).run();
  if (code != SQLITE_DONE) return code;
  add_event_.text(1, batch.chain_uid);
  for (const EventRow& event : batch.events) {
    add_event_.integer(2, static_cast<std::int64_t>(event.sequence)).text(3, event.event_id).integer(4, event.time);
    int column = 5;
    for (const std::string* text :
         {&event.kind, &event.entity_type, &event.data_class, &event.purpose, &event.helpdesk, &event.ticket, &event.agent, &event.rules}) {
      add_event_.text_or_null(column++, *text);
    }
    code = add_event_.text(column, event.line).run();
    if (code == SQLITE_DONE && !event.sealed.empty()) code = add_sealed_.text(1, batch.chain_uid).integer(2, static_cast<std::int64_t>(event.sequence)).text(3, event.sealed).run();
    if (code != SQLITE_DONE) return code;
  }
  return SQLITE_DONE;
}

Result<Done> SqliteStore::probe() {
  Transaction transaction(database_);
  if (!transaction.begin()) return database_.last_error();
  if (database_.exec("INSERT OR REPLACE INTO probe(id, bytes) VALUES(1, randomblob(65536))") != SQLITE_OK) return database_.last_error();
  return commit();
}

Result<Done> SqliteStore::commit_lazily() {
  if (database_.exec("PRAGMA synchronous=NORMAL") != SQLITE_OK) return database_.last_error();
  return Done{};
}

// The WAL goes into the database between two groups, not inside somebody's commit. A checkpoint that fails (a full disk)
// loses nothing: the WAL keeps all of it, and the next one tries again.
void SqliteStore::tidy() {
  if (wal_pages_ < kCheckpointPages) return;
  wal_pages_ = 0;
  (void)sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace tirai::collector
