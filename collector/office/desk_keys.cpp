// Security keys of the dashboard's accounts: signing in with one, and one's own keys. Everybody has their own; nobody another's (reset takes them all).
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/encode.h"
#include "http/answers.h"
#include "ingest/recorded.h"
#include "ingest/written.h"
#include "office/change_requests.h"
#include "office/desk.h"
#include "people/people_events.h"
#include "webauthn/keep_key.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

constexpr std::size_t kMostKeys = 10;

json begun_json(const BegunCeremony& begun, json options) { return {{"ticket", begun.ticket}, {"options", std::move(options)}, {"expires_ms", begun.ceremony.ends}}; }
}  // namespace

net::awaitable<Answer> Desk::begin_login() {
  if (!ceremonies_.enabled()) co_return no_webauthn();
  std::function<Result<json>(Store&)> work = [this](Store& store) -> Result<json> {
    const auto begun = begin_ceremony(store, {.act = Act::kLogin, .owner = "", .device_id = "", .challenge = "", .ends = 0}, now_ms());
    if (!begun) return begun.error();
    auto options = ceremonies_.options(store, begun.value().ceremony, "");
    if (!options) return options.error();
    return begun_json(begun.value(), std::move(options).value());
  };
  const auto begun = co_await worked<json>(writer_, std::move(work));
  if (!begun) co_return overloaded();
  if (!*begun) co_return storage_failed(begun->error());
  co_return answer_json(begun->value());
}

// What is wrong with a credential is told nobody here: one answer for whatever is wrong (desk.h).
net::awaitable<std::optional<Result<Ceremonies::Verdict>>> Desk::key_fits(std::string ticket, std::string credential, std::string account_id) {
  std::function<Result<Ceremonies::Verdict>(Store&)> work = [this, ticket, credential, account_id](Store& store) -> Result<Ceremonies::Verdict> {
    const auto ceremony = take_ceremony(store, ticket, now_ms());
    if (!ceremony) return ceremony.error();
    if (!ceremonies_.enabled() || !ceremony.value() || ceremony.value()->act != Act::kLogin || account_id.empty()) return Ceremonies::Verdict::kWrong;
    auto verdict = ceremonies_.check(store, *ceremony.value(), KeyKind::kAccount, account_id, credential, now_ms());
    return verdict || !verdict.error().at.starts_with("credential") ? std::move(verdict) : Result<Ceremonies::Verdict>(Ceremonies::Verdict::kWrong);
  };
  co_return co_await worked<Ceremonies::Verdict>(writer_, std::move(work));
}

net::awaitable<Answer> Desk::change_key(const Visitor& visitor, std::string_view what, const std::string& body) {
  if (!ceremonies_.enabled()) co_return no_webauthn();
  if (what == "key-begin") co_return co_await begin_key(visitor);
  if (what == "key-add") co_return co_await add_key(visitor, body);
  if (what == "key-remove") co_return co_await remove_key(visitor, body);
  co_return refuse(404, "not_found", "expected key-begin, key-add or key-remove", "path");
}

net::awaitable<Answer> Desk::begin_key(const Visitor& visitor) {
  std::function<Result<std::optional<json>>(Store&)> work = [this, id = visitor.account_id, name = visitor.name](Store& store) -> Result<std::optional<json>> {
    const auto known = security_keys(store, KeyKind::kAccount, id);
    if (!known) return known.error();
    if (known.value().size() >= kMostKeys) return std::optional<json>();
    const auto begun = begin_ceremony(store, {.act = Act::kAccountKey, .owner = id, .device_id = "", .challenge = "", .ends = 0}, now_ms());
    if (!begun) return begun.error();
    auto options = ceremonies_.options(store, begun.value().ceremony, name);
    if (!options) return options.error();
    return std::optional<json>(begun_json(begun.value(), std::move(options).value()));
  };
  const auto begun = co_await worked<std::optional<json>>(writer_, std::move(work));
  if (!begun) co_return overloaded();
  if (!*begun) co_return storage_failed(begun->error());
  if (!begun->value()) co_return refuse(409, "many_keys", "an account has at most 10 keys; expected one removed before", "session");
  co_return answer_json(*begun->value());
}

net::awaitable<Answer> Desk::add_key(const Visitor& visitor, const std::string& body) {
  auto asked = read_new_key(body);
  if (!asked) co_return refuse_body(asked.error());
  std::function<Result<std::optional<Ceremony>>(Store&)> take = [ticket = asked.value().ticket](Store& store) { return take_ceremony(store, ticket, now_ms()); };
  const auto taken = co_await worked<std::optional<Ceremony>>(writer_, std::move(take));
  if (!taken) co_return overloaded();
  if (!*taken) co_return storage_failed(taken->error());
  const std::optional<Ceremony>& ceremony = taken->value();
  if (!ceremony || ceremony->act != Act::kAccountKey || ceremony->owner != visitor.account_id) co_return refuse(401, "bad_ticket", "expected a ticket of key-begin that was not used, of the last two minutes", "body:/ticket");
  json event = account_event({visitor.name, ""}, visitor.name, "key_added");
  KeyToKeep adding{.ceremony = *ceremony, .credential = std::move(asked.value().credential), .name = std::move(asked.value().name), .event = std::move(event), .at = "body:/credential"};
  auto kept = co_await keep_key(ceremonies_, own_log_, writer_, std::move(adding));
  if (Answer* refused = std::get_if<Answer>(&kept)) co_return std::move(*refused);
  co_return answer_json({{"id", std::get<std::string>(kept)}});
}

net::awaitable<Answer> Desk::remove_key(const Visitor& visitor, const std::string& body) {
  Result<std::vector<SecurityKey>> keys = std::vector<SecurityKey>();
  {
    const std::lock_guard lock(reader_mutex_);
    keys = security_keys(*reader_, KeyKind::kAccount, visitor.account_id);
  }
  if (!keys) co_return storage_failed(keys.error());
  const std::string id = read_key_id(body);
  const auto found = std::find_if(keys.value().begin(), keys.value().end(), [&](const SecurityKey& key) { return key.key_id == id; });
  if (found == keys.value().end()) co_return refuse(404, "not_found", "the account has no such key", "body:/id");
  std::function<Result<Done>(Store&)> work = [key = *found](Store& store) -> Result<Done> {
    const auto removed = remove_security_key(store, key);
    return removed ? Result<Done>(Done{}) : Result<Done>(removed.error());
  };
  json event = account_event({visitor.name, ""}, visitor.name, "key_removed");
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return answer_json({{"id", id}});
}

}  // namespace tirai::collector
