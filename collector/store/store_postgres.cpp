// Appending to PostgreSQL. One transaction a group, a handful of statements however many batches there are:
//
//   lock log_head ─▶ chain_head of the group ─▶ judge each batch ─▶ unnest: batches, events, chain_head ─▶ tiles, log_head ─▶ COMMIT
//
// INVARIANT: whoever writes holds the row of log_head from before its first read until the commit, so what is judged cannot change.
#include "store/store_postgres.h"

namespace tirai::collector {
namespace {
AppendAnswer fault_of(const SignedBatch& batch) {
  return {.verdict = Verdict::kFault, .head = {.chain_uid = batch.chain_uid, .next_sequence = 0, .head = ""}};
}

// PostgreSQL's text holds no NUL. These are copies for queries; the line, where JSON writes it \u0000, is the record.
std::string_view column_of(const std::string& text) { return std::string_view(text).substr(0, text.find('\0')); }
}  // namespace

PostgresStore::PostgresStore(std::unique_ptr<Postgres> postgres, LogSigner signer)
    : postgres_ptr_(std::move(postgres)), postgres_(*postgres_ptr_), log_(postgres_log_rows(postgres_), std::move(signer)) {}

Result<Done> PostgresStore::commit_log() {
  if (const auto written = log_.finish(); !written) return written.error();
  if (const auto done = postgres_.commit(); !done) return done.error();
  log_.committed();
  return Done{};
}

Result<Done> PostgresStore::commit_lazily() { return postgres_.commit_lazily(); }

Result<Done> PostgresStore::sign_log() {
  const PostgresTransaction transaction(postgres_);
  if (const auto begun = postgres_.begin(); !begun) return begun.error();
  if (const auto log = log_.begin(); !log) return log.error();
  if (const auto done = log_.sign(); !done) return done.error();
  if (const auto done = postgres_.commit(); !done) return done.error();
  log_.committed();
  return Done{};
}

Result<bool> PostgresStore::bind_key(const KeyBinding& binding) {
  const PostgresTransaction transaction(postgres_);
  if (const auto begun = postgres_.begin(); !begun) return begun.error();
  if (const auto log = log_.begin(); !log) return log.error();
  const auto bound = postgres_.run("UPDATE devices SET public_key = $2 WHERE device_id = $1 AND public_key IS NULL", Parameters().text(binding.device_id).bytes(binding.public_key));
  if (!bound) return bound.error();
  // A key that is bound now is an entry of the log: nobody gives a device another one unseen.
  if (bound.value().changed() == 1) {
    if (const auto logged = log_.append_line(device_line(binding.device_id, binding.public_key)); !logged) return logged.error();
  }
  const auto key = postgres_.run("SELECT public_key FROM devices WHERE device_id = $1", Parameters().text(binding.device_id));
  if (!key) return key.error();
  const bool same = !key.value().empty() && key.value().text(0, 0) == binding.public_key;
  if (const auto done = commit_log(); !done) return done.error();
  return same;
}

Result<std::vector<AppendAnswer>> PostgresStore::append(std::span<const SignedBatch* const> batches) {
  auto answers = append_and_commit(batches);
  if (!answers) months_.clear();  // a partition made in this transaction went with it
  return answers;
}

Result<std::vector<AppendAnswer>> PostgresStore::append_and_commit(std::span<const SignedBatch* const> batches) {
  const PostgresTransaction transaction(postgres_);
  if (const auto begun = postgres_.begin(); !begun) return begun.error();
  if (const auto log = log_.begin(); !log) return log.error();
  if (const auto made = make_partitions(batches); !made) return made.error();
  auto answers = append_each(batches);
  if (!answers) return answers.error();
  if (const auto done = commit_log(); !done) return done.error();
  for (AppendAnswer& answer : answers.value()) answer.checkpoint = log_.checkpoint();
  return answers;
}

// All at once; and if the tables refuse that, one by one, so that a batch that they refuse is taken back alone.
Result<std::vector<AppendAnswer>> PostgresStore::append_each(std::span<const SignedBatch* const> batches) {
  if (const auto saved = postgres_.exec("SAVEPOINT batches"); !saved) return saved.error();
  auto answers = append_group(batches);
  if (answers || answers.error().code != ErrorCode::kBadValue) return answers;
  if (const auto back = postgres_.exec("ROLLBACK TO batches"); !back) return back.error();
  if (batches.size() == 1) return std::vector<AppendAnswer>{fault_of(*batches.front())};
  std::vector<AppendAnswer> each;
  for (const SignedBatch* const& batch : batches) {
    auto answer = append_each({&batch, 1});
    if (!answer) return answer.error();
    each.push_back(std::move(answer).value().front());
  }
  return each;
}

Result<std::vector<AppendAnswer>> PostgresStore::append_group(std::span<const SignedBatch* const> batches) {
  Group group{.log_size = log_.size()};
  if (const auto read = read_chains(batches, group); !read) return read.error();
  std::vector<AppendAnswer> answers;
  for (const SignedBatch* batch : batches) {
    auto answer = judge_one(*batch, group);
    if (!answer) return answer.error();
    answers.push_back(std::move(answer).value());
  }
  if (group.placed.empty()) return answers;
  for (const auto insert : {&PostgresStore::insert_batches, &PostgresStore::insert_events, &PostgresStore::insert_sealed, &PostgresStore::set_chains}) {
    if (const auto done = (this->*insert)(group); !done) return done.error();
  }
  for (const Placed& placed : group.placed) {
    log_.append(placed.batch->header);
    for (const EventRow& event : placed.batch->events) log_.append(event.line);
  }
  return answers;
}

Result<Done> PostgresStore::read_chains(std::span<const SignedBatch* const> batches, Group& group) {
  std::vector<std::string_view> uids;
  for (const SignedBatch* batch : batches) uids.push_back(batch->chain_uid);
  const auto rows = postgres_.run("SELECT chain_uid, device_id, next_sequence, head FROM chain_head WHERE chain_uid = ANY($1)", Parameters().texts(uids));
  if (!rows) return rows.error();
  for (int i = 0; i < rows.value().count(); ++i) {
    const std::string uid(rows.value().text(i, 0));
    group.chains[uid] = {std::string(rows.value().text(i, 1)), {uid, static_cast<std::uint64_t>(rows.value().integer(i, 2)), std::string(rows.value().text(i, 3))}};
  }
  return Done{};
}

Result<AppendAnswer> PostgresStore::judge_one(const SignedBatch& batch, Group& group) {
  Chain& chain = group.chains.try_emplace(batch.chain_uid, Chain{batch.device_id, {batch.chain_uid, 0, ""}}).first->second;
  // Another device's chain: its head is not this device's to know.
  if (chain.device_id != batch.device_id) return AppendAnswer{.verdict = Verdict::kForeignChain, .head = {batch.chain_uid, 0, ""}};
  const Verdict verdict = judge(batch, chain.head);
  if (verdict == Verdict::kDuplicate) return judge_known(batch, group, {.verdict = verdict, .head = chain.head});
  if (verdict != Verdict::kStored) return AppendAnswer{.verdict = verdict, .head = chain.head};
  const std::uint64_t index = group.log_size;
  group.placed.push_back({&batch, index});
  group.log_size += 1 + batch.events.size();
  chain.head.next_sequence += batch.events.size();
  chain.head.head = batch.head;
  return AppendAnswer{.verdict = verdict, .head = chain.head, .log_index = index};
}

// Its events are stored already, or are being stored by an earlier batch of this group: are they the same?
Result<AppendAnswer> PostgresStore::judge_known(const SignedBatch& batch, const Group& group, AppendAnswer answer) {
  const auto within = [](const Placed& placed, const std::string& uid, std::uint64_t sequence) {
    const SignedBatch& one = *placed.batch;
    return one.chain_uid == uid && sequence >= one.first_sequence && sequence - one.first_sequence < one.events.size();
  };
  const EventRow& last = batch.events.back();
  std::optional<std::string> stored;
  std::optional<std::uint64_t> first;
  for (const Placed& placed : group.placed) {
    if (within(placed, batch.chain_uid, last.sequence)) stored = placed.batch->events[last.sequence - placed.batch->first_sequence].line;
    if (within(placed, batch.chain_uid, batch.first_sequence)) first = placed.log_index;
  }
  if (!stored) {
    const auto row = postgres_.run("SELECT line FROM events WHERE chain_uid = $1 AND sequence = $2", Parameters().text(batch.chain_uid).integer(static_cast<std::int64_t>(last.sequence)));
    if (!row) return row.error();
    if (row.value().empty()) return Error{ErrorCode::kInternal, "storage: an event is not there that chain_head counts", "events"};
    stored = row.value().text(0, 0);
  }
  if (!first) {
    const auto entry = find_entry(batch.chain_uid, batch.first_sequence);
    if (!entry) return entry.error();
    const auto place = entry.value().value_or(batch.first_sequence + 1);
    first = place - 1;
  }
  answer.verdict = *stored == last.line ? Verdict::kDuplicate : Verdict::kFork;
  answer.log_index = *first;
  return answer;
}

Result<Done> PostgresStore::insert_batches(const Group& group) {
  std::vector<std::string_view> uids, headers;
  std::vector<std::int64_t> firsts, counts, times, indices;
  for (const auto& [batch, index] : group.placed) {
    uids.push_back(batch->chain_uid);
    headers.push_back(batch->header);
    firsts.push_back(static_cast<std::int64_t>(batch->first_sequence));
    counts.push_back(static_cast<std::int64_t>(batch->events.size()));
    times.push_back(batch->received_at);
    indices.push_back(static_cast<std::int64_t>(index));
  }
  const auto done = postgres_.run("INSERT INTO batches(chain_uid, first_sequence, count, received_at, header, log_index) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)",
                                  Parameters().texts(uids).integers(firsts).integers(counts).integers(times).texts(headers).integers(indices));
  if (!done) return done.error();
  return Done{};
}

Result<Done> PostgresStore::insert_events(const Group& group) {
  std::vector<std::string_view> uids, ids, lines, columns[8];
  std::vector<std::int64_t> sequences, received, times;
  for (const auto& [batch, index] : group.placed) {
    for (const EventRow& event : batch->events) {
      uids.push_back(batch->chain_uid);
      sequences.push_back(static_cast<std::int64_t>(event.sequence));
      received.push_back(batch->received_at);
      ids.push_back(event.event_id);
      times.push_back(event.time);
      int column = 0;
      for (const std::string* text : {&event.kind, &event.entity_type, &event.data_class, &event.purpose, &event.helpdesk, &event.ticket, &event.agent, &event.rules})
        columns[column++].push_back(column_of(*text));
      lines.push_back(event.line);
    }
  }
  Parameters all;
  all.texts(uids).integers(sequences).integers(received).texts(ids).integers(times);
  for (const auto& column : columns) all.texts_or_null(column);
  // An event that is there already is passed over, and then the count says so: chain_head and events disagree.
  const auto done = postgres_.run(
      "INSERT INTO events(chain_uid, sequence, received_at, event_id, time, kind, entity_type, class, purpose, helpdesk, ticket, agent, rules, line) "
      "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
      all.texts(lines));
  if (!done) return done.error();
  if (done.value().changed() != static_cast<std::int64_t>(lines.size())) return Error{ErrorCode::kBadValue, "storage: an event is there that chain_head does not count", "events"};
  return Done{};
}

// Each chain once, as it is after the whole group: one statement must not touch a row twice.
Result<Done> PostgresStore::set_chains(const Group& group) {
  std::vector<std::string_view> uids, devices, heads;
  std::vector<std::int64_t> nexts;
  for (const auto& [uid, chain] : group.chains) {
    if (chain.head.next_sequence == 0) continue;
    uids.push_back(uid);
    devices.push_back(chain.device_id);
    nexts.push_back(static_cast<std::int64_t>(chain.head.next_sequence));
    heads.push_back(chain.head.head);
  }
  const auto done = postgres_.run("INSERT INTO chain_head(chain_uid, device_id, next_sequence, head) SELECT * FROM unnest($1, $2, $3, $4) "
                                  "ON CONFLICT(chain_uid) DO UPDATE SET next_sequence = excluded.next_sequence, head = excluded.head",
                                  Parameters().texts(uids).texts(devices).integers(nexts).texts(heads));
  if (!done) return done.error();
  return Done{};
}

}  // namespace tirai::collector
