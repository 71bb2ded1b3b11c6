#include "webauthn/keys.h"

#include "base/encode.h"
#include "store/schema_people.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
constexpr const char* kColumns = "SELECT key_id, kind, owner, name, credential_id, algorithm, public_key, counter, created, used FROM security_keys";

SecurityKey key_of(const SqlRows& rows, std::size_t row) {
  return {.key_id = rows.text(row, 0),
          .kind = rows.text(row, 1) == "account" ? KeyKind::kAccount : KeyKind::kAgent,
          .owner = rows.text(row, 2),
          .name = rows.text(row, 3),
          .credential_id = from_base64url(rows.text(row, 4)).value_or(""),
          .key = {rows.integer(row, 5), from_base64(rows.text(row, 6)).value_or("")},
          .counter = rows.integer(row, 7),
          .created = rows.integer(row, 8),
          .used = rows.integer(row, 9)};
}

Result<std::vector<SecurityKey>> read_keys(Store& store, const SqlStatement& sql) {
  const auto rows = store.read(sql);
  if (!rows) return rows.error();
  std::vector<SecurityKey> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back(key_of(rows.value(), i));
  return all;
}

constexpr std::pair<Act, std::string_view> kActs[] = {{Act::kStepUp, "step_up"}, {Act::kAgentKey, "agent_key"}, {Act::kAccountKey, "account_key"}, {Act::kLogin, "login"}};
std::string name_of(Act act) {
  for (const auto& [known, name] : kActs) {
    if (known == act) return std::string(name);
  }
  return "login";
}
std::optional<Act> act_of(std::string_view text) {
  for (const auto& [known, name] : kActs) {
    if (name == text) return known;
  }
  return std::nullopt;
}
}  // namespace

std::string_view to_string(KeyKind kind) { return kind == KeyKind::kAgent ? "agent" : "account"; }

Result<bool> add_security_key(Store& store, const SecurityKey& key) {
  const SqlStatement steps[] = {{"INSERT INTO security_keys(key_id, kind, owner, name, credential_id, algorithm, public_key, counter, created, used) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) "
                                 "ON CONFLICT(credential_id) DO NOTHING",
                                 {key.key_id, std::string(to_string(key.kind)), key.owner, key.name, base64url(key.credential_id), key.key.algorithm, base64(key.key.bytes), key.counter, key.created}},
                                kRaiseRevision};
  const auto written = store.write(steps);
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<std::vector<SecurityKey>> security_keys(Store& store, KeyKind kind, const std::string& owner) {
  return read_keys(store, {std::string(kColumns) + " WHERE kind = $1 AND owner = $2 ORDER BY created, key_id", {std::string(to_string(kind)), owner}});
}

Result<std::vector<SecurityKey>> security_keys(Store& store) { return read_keys(store, {std::string(kColumns) + " ORDER BY created, key_id"}); }

Result<std::optional<SecurityKey>> find_security_key(Store& store, const std::string& credential_id) {
  auto found = read_keys(store, {std::string(kColumns) + " WHERE credential_id = $1", {base64url(credential_id)}});
  if (!found) return found.error();
  return found.value().empty() ? std::optional<SecurityKey>() : std::optional(std::move(found.value().front()));
}

// One statement decides, so that of two collectors one takes the counter. A key that does not count signs 0 each time.
Result<bool> use_security_key(Store& store, const std::string& key_id, std::uint32_t counter, std::int64_t now_ms) {
  const SqlStatement use{"UPDATE security_keys SET counter = $2, used = $3 WHERE key_id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))", {key_id, std::int64_t{counter}, now_ms}};
  const auto written = store.write({&use, 1});
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<bool> remove_security_key(Store& store, const SecurityKey& key) {
  std::vector<SqlStatement> steps{{"DELETE FROM security_keys WHERE key_id = $1 AND owner = $2", {key.key_id, key.owner}}};
  if (key.kind == KeyKind::kAgent) steps.push_back({"DELETE FROM step_ups WHERE agent = $1", {key.owner}});
  steps.push_back(kRaiseRevision);
  const auto written = store.write(steps);
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<BegunCeremony> begin_ceremony(Store& store, Ceremony ceremony, std::int64_t now_ms) {
  ceremony.challenge = base64url(random_bytes(32));
  ceremony.ends = now_ms + kCeremonyMs;
  const std::string ticket = base64url(random_bytes(32));
  const SqlStatement steps[] = {{"DELETE FROM ceremonies WHERE ends <= $1", {now_ms}},
                                {"INSERT INTO ceremonies(ticket_hash, challenge, act, owner, device_id, ends) VALUES($1, $2, $3, $4, $5, $6)",
                                 {sha256_hex(ticket), ceremony.challenge, name_of(ceremony.act), ceremony.owner, ceremony.device_id, ceremony.ends}}};
  const auto written = store.write(steps);
  if (!written) return written.error();
  return BegunCeremony{ticket, std::move(ceremony)};
}

Result<std::optional<Ceremony>> find_ceremony(Store& store, std::string_view ticket, std::int64_t now_ms) {
  const auto rows = store.read({"SELECT act, owner, device_id, challenge, ends FROM ceremonies WHERE ticket_hash = $1 AND ends > $2", {sha256_hex(ticket), now_ms}});
  if (!rows) return rows.error();
  const SqlRows& found = rows.value();
  const auto act = found.empty() ? std::nullopt : act_of(found.text(0, 0));
  if (!act) return std::optional<Ceremony>();
  return std::optional<Ceremony>(Ceremony{*act, found.text(0, 1), found.text(0, 2), found.text(0, 3), found.integer(0, 4)});
}

Result<std::optional<Ceremony>> take_ceremony(Store& store, std::string_view ticket, std::int64_t now_ms) {
  auto found = find_ceremony(store, ticket, now_ms);
  if (!found || !found.value()) return found;
  const SqlStatement take{"DELETE FROM ceremonies WHERE ticket_hash = $1", {sha256_hex(ticket)}};
  const auto written = store.write({&take, 1});
  if (!written) return written.error();
  return written.value()[0] == 1 ? std::move(found) : Result<std::optional<Ceremony>>(std::optional<Ceremony>());
}

}  // namespace tirai::collector
