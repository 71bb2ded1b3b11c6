#include "people/erasure.h"

#include "base/clock.h"
#include "ingest/written.h"
#include "office/indexer.h"
#include "store/schema_people.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

constexpr std::int64_t kMostSubjects = 100;

// "$1, $2, …" and the pseudonyms for it.
std::string places(const Subject& subject, std::vector<SqlValue>& values) {
  std::string text;
  for (const std::string& one : subject.pseudonyms) {
    values.emplace_back(one);
    text += (text.empty() ? "$" : ", $") + std::to_string(values.size());
  }
  return text;
}

SqlStatement of_its_sealed(const char* what, const Subject& subject) {
  SqlStatement sql;
  const std::string names = places(subject, sql.values);
  sql.text = std::string(what) + " FROM sealed WHERE (chain_uid, sequence) IN (SELECT chain_uid, sequence FROM event_index WHERE subject IN (" + names + "))";
  return sql;
}

Result<std::int64_t> number(Store& store, const SqlStatement& sql) {
  const auto rows = store.read(sql);
  if (!rows) return rows.error();
  return rows.value().empty() ? 0 : rows.value().integer(0, 0);
}

// The index is behind by a moment; whoever erases waits for it.
Result<Done> catch_up(Store& store) {
  for (;;) {
    const auto step = index_some(store);
    if (!step && step.error().code != ErrorCode::kBadValue) return step.error();  // kBadValue: another index was faster
    if (step && step.value().left == 0) return Done{};
  }
}

Result<std::optional<ErasurePlan>> plan_for(Store& store, const std::string& lookup) {
  const auto subject = subject_of_lookup(store, lookup);
  if (!subject) return subject.error();
  if (!subject.value()) return std::optional<ErasurePlan>();
  auto plan = plan_erasure(store, *subject.value());
  if (!plan) return plan.error();
  return std::optional<ErasurePlan>(std::move(plan).value());
}

constexpr const char* kOldSealed =
    " FROM sealed WHERE EXISTS (SELECT 1 FROM batches b WHERE b.chain_uid = sealed.chain_uid AND b.first_sequence <= sealed.sequence AND b.first_sequence + b.count > sealed.sequence AND b.received_at < $1)";

json retention_event(std::int64_t before, std::int64_t sealed) {
  return {{"activity_id", 4}, {"category_uid", 3}, {"class_uid", 3004}, {"type_uid", 300404}, {"severity_id", 1}, {"actor", {{"user", {{"uid", "tirai-collector"}}}}},
          {"entity", {{"type", "log"}, {"uid", "sealed"}}}, {"tirai", {{"kind", "retention"}, {"before", before}, {"texts", sealed}}}};
}

Error full() { return {ErrorCode::kInternal, "too much is waiting to be written", "storage"}; }

template <typename T>
net::awaitable<Result<T>> done_by(Writer& writer, std::function<Result<T>(Store&)> work) {
  auto done = co_await worked<T>(writer, std::move(work));
  if (!done) co_return full();
  co_return std::move(*done);
}

net::awaitable<Result<std::int64_t>> erase_old_sealed(Writer& writer, OwnLog& own_log, std::int64_t before) {
  std::function<Result<std::int64_t>(Store&)> count = [before](Store& store) { return number(store, {std::string("SELECT count(*)") + kOldSealed, {before}}); };
  const auto found = co_await done_by<std::int64_t>(writer, std::move(count));
  if (!found || found.value() == 0) co_return found;
  json event = retention_event(before, found.value());
  const auto recorded = co_await own_log.record(std::move(event));
  if (!recorded) co_return recorded.error();
  std::function<Result<std::int64_t>(Store&)> erase = [before](Store& store) -> Result<std::int64_t> {
    const SqlStatement sql{std::string("DELETE") + kOldSealed, {before}};
    const auto written = store.write({&sql, 1});
    if (!written) return written.error();
    return written.value()[0];
  };
  co_return co_await done_by<std::int64_t>(writer, std::move(erase));
}

Result<std::vector<std::string>> old_lookups(Store& store, std::int64_t before) {
  const auto rows = store.read({"SELECT lookup FROM subject_keys k WHERE first = 1 AND created < $1 AND NOT EXISTS "
                                "(SELECT 1 FROM subject_keys a JOIN event_index e ON e.subject = a.pseudonym WHERE a.lookup = k.lookup AND e.time >= $1) ORDER BY created LIMIT $2",
                                {before, kMostSubjects}});
  if (!rows) return rows.error();
  std::vector<std::string> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) found.push_back(rows.value().text(i, 0));
  return found;
}
}  // namespace

Result<ErasurePlan> plan_erasure(Store& store, const Subject& subject) {
  if (const auto ready = catch_up(store); !ready) return ready.error();
  const auto sealed = number(store, of_its_sealed("SELECT count(*)", subject));
  if (!sealed) return sealed.error();
  return ErasurePlan{subject, {subject.pseudonym, static_cast<std::int64_t>(subject.pseudonyms.size()), sealed.value()}};
}

Result<Done> erase_subject(Store& store, const ErasurePlan& plan, std::int64_t now) {
  std::vector<SqlStatement> all{of_its_sealed("DELETE", plan.subject)};
  for (const std::string& pseudonym : plan.subject.pseudonyms)
    all.push_back({"INSERT INTO erasures(pseudonym, erased, sealed) VALUES($1, $2, $3) ON CONFLICT(pseudonym) DO NOTHING", {pseudonym, now, plan.erased.sealed}});
  all.push_back({"UPDATE consents SET evidence_sealed = '' WHERE pseudonym = $1", {plan.subject.pseudonym}});
  all.push_back({"DELETE FROM subject_keys WHERE lookup = $1", {plan.subject.lookup}});
  all.push_back(kRaiseRevision);
  const auto written = store.write(all);
  if (!written) return written.error();
  return Done{};
}

net::awaitable<Result<std::optional<Erased>>> erase_with_tombstone(Writer& writer, OwnLog& own_log, Doer doer, std::string lookup) {
  std::function<Result<std::optional<ErasurePlan>>(Store&)> plan = [lookup](Store& store) { return plan_for(store, lookup); };
  const auto planned = co_await done_by<std::optional<ErasurePlan>>(writer, std::move(plan));
  if (!planned) co_return planned.error();
  if (!planned.value()) co_return std::optional<Erased>();
  const ErasurePlan& found = *planned.value();
  json event = erasure_event(doer, found.erased);
  const auto recorded = co_await own_log.record(std::move(event));
  if (!recorded) co_return recorded.error();
  std::function<Result<Done>(Store&)> erase = [found](Store& store) { return erase_subject(store, found, now_ms()); };
  const auto erased = co_await done_by<Done>(writer, std::move(erase));
  if (!erased) co_return erased.error();
  co_return std::optional<Erased>(found.erased);
}

net::awaitable<Result<Retained>> keep_retention(Writer& writer, OwnLog& own_log, Retention retention, std::int64_t now) {
  Retained kept;
  if (retention.sealed_ms > 0) {
    const auto sealed = co_await erase_old_sealed(writer, own_log, now - retention.sealed_ms);
    if (!sealed) co_return sealed.error();
    kept.sealed = sealed.value();
  }
  if (retention.subjects_ms == 0) co_return kept;
  std::function<Result<std::vector<std::string>>(Store&)> find = [before = now - retention.subjects_ms](Store& store) { return old_lookups(store, before); };
  const auto lookups = co_await done_by<std::vector<std::string>>(writer, std::move(find));
  if (!lookups) co_return lookups.error();
  for (const std::string& lookup : lookups.value()) {
    Doer doer{"tirai-collector", ""};
    const auto erased = co_await erase_with_tombstone(writer, own_log, std::move(doer), lookup);
    if (!erased) co_return erased.error();
    if (erased.value()) ++kept.subjects;
  }
  co_return kept;
}

}  // namespace tirai::collector
