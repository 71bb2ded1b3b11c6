#include "log/own_log.h"

#include "base/clock.h"
#include "base/encode.h"
#include "ingest/check.h"
#include "ingest/written.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

json product() { return {{"name", "Tirai"}, {"vendor_name", "Tirai"}, {"version", TIRAI_VERSION}}; }

json start_event(const std::string& previous_head) {
  return {{"activity_id", 3}, {"category_uid", 6}, {"class_uid", 6002}, {"type_uid", 600203}, {"severity_id", 1}, {"app", product()},
          {"tirai", {{"kind", "session_start"}, {"previous_head", previous_head}}}};
}

// The device's row, and its key as an entry of the log. Nobody has its token.
Result<Done> enrol_self(Store& store, const DeviceKey& key) {
  const auto known = store.read({"SELECT device_id FROM devices WHERE device_id = $1", {key.device_id}});
  if (!known) return known.error();
  if (known.value().empty()) {
    const json subject = {{"type", "collector"}, {"id", "tirai-collector"}, {"properties", json::object()}};
    const auto added = store.add_device({.device_id = key.device_id, .token_hash = sha256_hex(random_bytes(32)), .subject = subject.dump(), .created = now_ms()});
    if (!added && added.error().code != ErrorCode::kBadValue) return added.error();  // another collector was faster
  }
  const auto bound = store.bind_key({key.device_id, key.public_key});
  if (!bound) return bound.error();
  if (!bound.value()) return Error{ErrorCode::kInternal, "another key is bound to the collector's own device", "log"};
  return Done{};
}
}  // namespace

json sign_in_event(const SignIn& sign_in) {
  const bool refused = sign_in.what == SignIn::What::kRefused, out = sign_in.what == SignIn::What::kLogout;
  const int activity = out ? 2 : 1;
  json event = {{"activity_id", activity}, {"category_uid", 3}, {"class_uid", 3002}, {"type_uid", 300200 + activity}, {"severity_id", refused ? 2 : 1}, {"status_id", refused ? 2 : 1},
                {"is_mfa", true}, {"service", {{"name", "tirai-collector"}}}, {"tirai", {{"kind", out ? "logout" : refused ? "login_refused" : "login"}}}};
  if (sign_in.account.empty()) {
    event["user"] = {{"type_id", 0}};  // Unknown
    return event;
  }
  event["user"] = {{"uid", sign_in.account}};
  event["actor"] = {{"user", {{"uid", sign_in.account}}}};
  event["tirai"]["role"] = sign_in.role;
  if (!out) event["tirai"]["factor"] = sign_in.factor;
  if (!sign_in.why.empty()) event["tirai"]["why"] = sign_in.why;
  return event;
}

json look_event(const Visitor& visitor, std::string_view view, const json& filter) {
  return {{"activity_id", 2}, {"category_uid", 6}, {"class_uid", 6001}, {"type_uid", 600102}, {"severity_id", 1}, {"actor", {{"user", {{"uid", visitor.name}}}}},
          {"web_resources", json::array({{{"type", "dashboard." + std::string(view)}}})}, {"tirai", {{"kind", "look"}, {"role", to_string(visitor.role)}, {"filter", filter}}}};
}

Result<std::string> OwnLog::chained(json event) {
  event["device"] = {{"type_id", 1}, {"uid", key_.device_id}};  // Server
  event["metadata"] = {{"product", product()}, {"profiles", {"host"}}, {"sequence", chain_.next_sequence}, {"uid", random_uuid()}, {"version", "1.8.0"}};
  event["time"] = now_ms();
  auto next = chain_event(chain_, event.dump());
  if (!next) return next.error();
  chain_ = next.value().head;
  return std::move(next).value().line;
}

Result<SignedBatch> OwnLog::next_batch(json event) {
  std::vector<std::string> lines;
  if (chain_.chain_uid.empty()) {
    chain_ = {.chain_uid = random_uuid(), .next_sequence = 0, .head = ""};
    auto start = chained(start_event(acknowledged_));
    if (!start) return start.error();
    lines.push_back(std::move(start).value());
  }
  auto line = chained(std::move(event));
  if (!line) return line.error();
  lines.push_back(std::move(line).value());
  auto body = sign_batch(key_, lines);
  if (!body) return body.error();
  return read_batch(std::move(body).value(), {.device_id = key_.device_id, .subject = "", .public_key = key_.public_key}, now_ms());
}

// A chain of which an event was not kept is over: the next event begins another, and names the last head that was.
void OwnLog::settle(const std::string& chain_uid, const Result<AppendAnswer>& answer) {
  const std::lock_guard lock(mutex_);
  if (answer && answer.value().verdict == Verdict::kStored) acknowledged_ = answer.value().head.head;
  else if (chain_.chain_uid == chain_uid) chain_ = {};
}

net::awaitable<Result<Done>> OwnLog::record(json event, Haste haste) {
  const Error full{ErrorCode::kInternal, "too much is waiting to be written", "storage"};
  if (!enrolled_) {
    std::function<Result<Done>(Store&)> work = [this](Store& store) { return enrol_self(store, key_); };
    const auto enrolled = co_await worked<Done>(writer_, std::move(work));
    if (!enrolled) co_return full;
    if (!*enrolled) co_return enrolled->error();
    enrolled_ = true;
  }
  std::string chain_uid;
  auto chain_and_queue = [&](auto resume) {
    const std::lock_guard lock(mutex_);
    auto batch = next_batch(std::move(event));
    chain_uid = chain_.chain_uid;
    if (!batch) {
      chain_ = {};
      return resume(Result<AppendAnswer>(batch.error()));
    }
    const auto done = [this, uid = chain_uid, resume](Result<AppendAnswer> answer) {
      settle(uid, answer);
      resume(std::move(answer));
    };
    if (haste == Haste::kPatient ? writer_.submit_patiently(std::move(batch).value(), done) : writer_.submit(std::move(batch).value(), done)) return;
    chain_ = {};
    resume(std::nullopt);
  };
  const auto appended = co_await answered<AppendAnswer>(std::move(chain_and_queue));
  if (!appended) co_return full;
  if (!*appended) co_return appended->error();
  if (appended->value().verdict != Verdict::kStored) co_return Error{ErrorCode::kInternal, "an event before it was not kept; ask again", "storage"};
  co_return Done{};
}

Result<std::string> last_head_of(Store& store, const std::string& device_id) {
  const auto rows = store.read({"SELECT c.head FROM chain_head c JOIN batches b ON b.chain_uid = c.chain_uid WHERE c.device_id = $1 ORDER BY b.log_index DESC LIMIT 1", {device_id}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::string() : rows.value().text(0, 0);
}

}  // namespace tirai::collector
