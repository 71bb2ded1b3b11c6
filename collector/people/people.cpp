#include "people/people.h"

#include <algorithm>

#include "base/encode.h"
#include "store/schema_people.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {

Result<Done> write_and_raise(Store& store, std::vector<SqlStatement> all) {
  all.push_back(kRaiseRevision);
  const auto written = store.write(all);
  if (!written) return written.error();
  return Done{};
}

Result<std::optional<Subject>> subject_from(const Result<SqlRows>& rows) {
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<Subject>();
  Subject subject;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    subject.pseudonyms.push_back(rows.value().text(i, 0));
    if (rows.value().integer(i, 3) != 1) continue;
    subject.pseudonym = rows.value().text(i, 0);
    subject.lookup = rows.value().text(i, 1);
    subject.key = rows.value().text(i, 2);
  }
  return std::optional<Subject>(std::move(subject));
}
}  // namespace

// Of two collectors that make one at once the first one's stays.
Result<std::string> tenant_key(Store& store) {
  const SqlStatement read{"SELECT key FROM tenant WHERE id = 1"};
  auto rows = store.read(read);
  if (rows && rows.value().empty()) {
    const SqlStatement make{"INSERT INTO tenant(id, key) VALUES(1, $1) ON CONFLICT(id) DO NOTHING", {base64(random_bytes(32))}};
    if (const auto made = store.write({&make, 1}); !made) return made.error();
    rows = store.read(read);
  }
  if (!rows) return rows.error();
  const auto key = rows.value().empty() ? std::nullopt : from_base64(rows.value().text(0, 0));
  if (!key || key->size() != 32) return Error{ErrorCode::kInternal, "storage: the tenant's key is not one", "tenant"};
  return *key;
}

Result<std::int64_t> revision(Store& store) {
  const auto rows = store.read({"SELECT n FROM revision WHERE id = 1"});
  if (!rows) return rows.error();
  return rows.value().empty() ? 0 : rows.value().integer(0, 0);
}

Result<std::optional<Subject>> subject_of_lookup(Store& store, const std::string& lookup) {
  return subject_from(store.read({"SELECT pseudonym, lookup, key, first FROM subject_keys WHERE lookup = $1 ORDER BY created, pseudonym", {lookup}}));
}

Result<std::optional<Subject>> find_subject(Store& store, const std::string& pseudonym) {
  return subject_from(store.read(
      {"SELECT a.pseudonym, a.lookup, a.key, a.first FROM subject_keys a JOIN subject_keys b ON b.lookup = a.lookup WHERE b.pseudonym = $1 ORDER BY a.created, a.pseudonym", {pseudonym}}));
}

Result<std::int64_t> erased_at(Store& store, const std::string& pseudonym) {
  const auto rows = store.read({"SELECT erased FROM erasures WHERE pseudonym = $1", {pseudonym}});
  if (!rows) return rows.error();
  return rows.value().empty() ? 0 : rows.value().integer(0, 0);
}

// The unique index on first = 1 decides which key counts; whoever comes second meets it, and is an alias.
Result<std::optional<Subject>> keep_subject(Store& store, const std::string& lookup, const std::string& key, std::int64_t now_ms) {
  const auto known = subject_of_lookup(store, lookup);
  if (!known) return known.error();
  const std::string pseudonym = subject_pseudonym(*from_base64url(key), lookup);
  if (known.value() && std::ranges::find(known.value()->pseudonyms, pseudonym) != known.value()->pseudonyms.end()) return known;
  const auto erased = erased_at(store, pseudonym);
  if (!erased) return erased.error();
  if (erased.value() != 0) return std::optional<Subject>();
  const auto keep = [&](std::int64_t first) {
    return SqlStatement{"INSERT INTO subject_keys(pseudonym, lookup, key, first, created) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", {pseudonym, lookup, key, first, now_ms}};
  };
  const SqlStatement steps[] = {keep(1), keep(0)};
  if (const auto written = store.write(steps); !written) return written.error();
  return subject_of_lookup(store, lookup);
}

// --- consents -----------------------------------------------------------------------------------------------------------

namespace {
std::string consent_columns() {
  std::string names = "consent_id, pseudonym, purpose, state, method, notice, evidence_digest, evidence_sealed, recorded_by, time, expires";
  for (const auto& term : kConsentTerms) names.append(", ").append(term.name);
  return names;
}
}  // namespace

Result<Done> add_consents(Store& store, const std::vector<Consent>& consents) {
  std::vector<SqlStatement> all;
  for (const Consent& one : consents) {
    SqlStatement add{"", {one.consent_id, one.pseudonym, one.purpose, one.state, one.method, one.notice, one.evidence_digest, one.evidence_sealed, one.recorded_by, one.time, one.expires}};
    for (const auto& term : kConsentTerms) add.values.emplace_back(one.terms.*term.text);
    std::string places = "$1";
    for (std::size_t i = 2; i <= add.values.size(); ++i) places += ", $" + std::to_string(i);
    add.text = "INSERT INTO consents(" + consent_columns() + ") VALUES(" + places + ") ON CONFLICT(consent_id) DO NOTHING";
    all.push_back(std::move(add));
  }
  return write_and_raise(store, std::move(all));
}

Result<std::vector<Consent>> consents(Store& store, const ConsentFilter& filter) {
  SqlStatement sql{"SELECT " + consent_columns() + " FROM consents WHERE 1 = 1"};
  const auto where = [&](const char* condition, SqlValue value) {
    sql.values.push_back(std::move(value));
    sql.text.append(" AND ").append(condition).append(" $").append(std::to_string(sql.values.size()));
  };
  if (!filter.pseudonym.empty()) where("pseudonym =", filter.pseudonym);
  if (!filter.purpose.empty()) where("purpose =", filter.purpose);
  if (!filter.state.empty()) where("state =", filter.state);
  if (filter.before > 0) {
    where("(time, consent_id) < (", filter.before);
    sql.values.emplace_back(filter.before_id);
    sql.text.append(", $").append(std::to_string(sql.values.size())).append(")");
  }
  sql.values.emplace_back(filter.limit);
  sql.text += " ORDER BY time DESC, consent_id DESC LIMIT $" + std::to_string(sql.values.size());
  const auto rows = store.read(sql);
  if (!rows) return rows.error();
  std::vector<Consent> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const SqlRows& row = rows.value();
    found.push_back({row.text(i, 0), row.text(i, 1), row.text(i, 2), row.text(i, 3), row.text(i, 4), row.text(i, 5), row.text(i, 6), row.text(i, 7), row.text(i, 8), row.integer(i, 9), row.integer(i, 10)});
    for (std::size_t term = 0; term < std::size(kConsentTerms); ++term) found.back().terms.*kConsentTerms[term].text = row.text(i, 11 + term);
  }
  return found;
}

Result<std::string> consent_evidence(Store& store, const std::string& consent_id) {
  const auto rows = store.read({"SELECT evidence_sealed FROM consents WHERE consent_id = $1", {consent_id}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::string() : rows.value().text(0, 0);
}

Result<std::map<std::string, std::string>> consent_states(Store& store, const std::string& pseudonym, std::int64_t now_ms) {
  const auto rows = store.read({"SELECT purpose, state, expires FROM consents WHERE pseudonym = $1 ORDER BY time, consent_id", {pseudonym}});
  if (!rows) return rows.error();
  std::map<std::string, std::string> states;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const std::int64_t expires = rows.value().integer(i, 2);
    const bool over = rows.value().text(i, 1) == "given" && expires != 0 && expires <= now_ms;
    states[rows.value().text(i, 0)] = over ? "expired" : rows.value().text(i, 1);
  }
  return states;
}

// --- restrictions -------------------------------------------------------------------------------------------------------

Result<Done> set_restriction(Store& store, const Restriction& restriction) {
  return write_and_raise(store, {{"INSERT INTO restrictions(pseudonym, restricted, recorded_by, time) VALUES($1, $2, $3, $4) "
                                  "ON CONFLICT(pseudonym) DO UPDATE SET restricted = excluded.restricted, recorded_by = excluded.recorded_by, time = excluded.time",
                                  {restriction.pseudonym, std::int64_t{restriction.restricted}, restriction.recorded_by, restriction.time}}});
}

Result<std::vector<Restriction>> restrictions(Store& store) {
  const auto rows = store.read({"SELECT pseudonym, restricted, recorded_by, time FROM restrictions ORDER BY time DESC, pseudonym"});
  if (!rows) return rows.error();
  std::vector<Restriction> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) found.push_back({rows.value().text(i, 0), rows.value().integer(i, 1) == 1, rows.value().text(i, 2), rows.value().integer(i, 3)});
  return found;
}

Result<bool> is_restricted(Store& store, const std::string& pseudonym) {
  const auto rows = store.read({"SELECT restricted FROM restrictions WHERE pseudonym = $1", {pseudonym}});
  if (!rows) return rows.error();
  return !rows.value().empty() && rows.value().integer(0, 0) == 1;
}

// --- training -----------------------------------------------------------------------------------------------------------

Result<Done> add_training(Store& store, const Training& training) {
  return write_and_raise(store, {{"INSERT INTO trainings(agent, module, acknowledged, recorded_by) VALUES($1, $2, $3, $4) ON CONFLICT(agent, module) DO UPDATE SET "
                                  "acknowledged = excluded.acknowledged, recorded_by = excluded.recorded_by WHERE excluded.acknowledged > trainings.acknowledged",
                                  {training.agent, training.module, training.acknowledged, training.recorded_by}}});
}

Result<std::vector<Training>> trainings(Store& store, const std::string& agent) {
  const std::string columns = "SELECT agent, module, acknowledged, recorded_by FROM trainings";
  const auto rows = agent.empty() ? store.read({columns + " ORDER BY agent, module"}) : store.read({columns + " WHERE agent = $1 ORDER BY module", {agent}});
  if (!rows) return rows.error();
  std::vector<Training> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) found.push_back({rows.value().text(i, 0), rows.value().text(i, 1), rows.value().integer(i, 2), rows.value().text(i, 3)});
  return found;
}

std::string training_state(const std::vector<Training>& trainings, std::int64_t valid_ms, std::int64_t now_ms) {
  if (trainings.empty()) return "unknown";
  const bool holds = std::ranges::all_of(trainings, [&](const Training& one) { return now_ms - one.acknowledged < valid_ms; });
  return holds ? "valid" : "expired";
}

}  // namespace tirai::collector
