#include "webauthn/ceremony_desk.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "http/answers.h"
#include "ingest/check.h"
#include "ingest/recorded.h"
#include "ingest/written.h"
#include "people/agents.h"
#include "people/people_events.h"
#include "people/people_requests.h"
#include "webauthn/keep_key.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

// Twenty at once, then one in ten seconds: a person who misses the key tries again.
constexpr double kBeginsPerSecond = 0.1, kBeginsAtOnce = 20;

Answer bad_ticket() { return refuse(401, "bad_ticket", "expected a ticket that was not used, of the last two minutes; begin again", "authorization"); }
Answer bad_credential(const char* why) { return refuse(401, "bad_credential", why, "body"); }

std::string_view word_of(Act act) { return act == Act::kAgentKey ? "key" : "step_up"; }
bool of_an_agent(Act act) { return act == Act::kStepUp || act == Act::kAgentKey; }
}  // namespace

CeremonyDesk::CeremonyDesk(std::unique_ptr<Store> reader, Writer& writer, OwnLog& own_log, const Ceremonies& ceremonies, std::int64_t step_up_valid_ms)
    : reader_(std::move(reader)), writer_(writer), own_log_(own_log), ceremonies_(ceremonies), step_up_valid_ms_(step_up_valid_ms), begins_(kBeginsPerSecond, kBeginsAtOnce) {}

// Whoever is at the device is the agent when they show a second factor. So the first key asks for a code before it.
std::optional<Answer> CeremonyDesk::refuse_to_begin(const Device& device, const std::string& agent, Act act) {
  const std::lock_guard lock(reader_mutex_);
  const auto known = find_agent(*reader_, agent);
  if (!known) return storage_failed(known.error());
  const bool holds = known.value() && known.value()->disabled == 0;
  if (act == Act::kStepUp) {
    if (holds && known.value()->keys > 0) return std::nullopt;
    return refuse(404, "no_key", "the agent has no security key; expected a code, and then a key", "body:/agent");
  }
  const auto until = stepped_up_until(*reader_, device.device_id, agent, now_ms());
  if (!until) return storage_failed(until.error());
  if (holds && until.value() > 0) return std::nullopt;
  return refuse(403, "step_up_needed", "a key is added by who showed a second factor just now; expected POST /v1/step-up/totp before", "body:/for");
}

net::awaitable<Answer> CeremonyDesk::begin(const Device& device, std::string body) {
  if (!ceremonies_.enabled()) co_return no_webauthn();
  const auto asked = read_ceremony(body);
  if (!asked) co_return refuse_body(asked.error());
  const std::string agent = asked.value().agent;
  if (agent != agent_of(device)) co_return refuse(403, "foreign_agent", "the device is enrolled for another agent", "agent");
  if (!begins_.take(agent, steady_s())) {
    Answer answer = refuse(429, "rate", "too many tries; try again later", "agent");
    answer.retry_after_s = 10;
    co_return answer;
  }
  const Act act = asked.value().what == "key" ? Act::kAgentKey : Act::kStepUp;
  if (auto refused = refuse_to_begin(device, agent, act)) co_return std::move(*refused);
  std::function<Result<BegunCeremony>(Store&)> work = [act, agent, device_id = device.device_id](Store& store) {
    return begin_ceremony(store, {.act = act, .owner = agent, .device_id = device_id, .challenge = "", .ends = 0}, now_ms());
  };
  const auto begun = co_await worked<BegunCeremony>(writer_, std::move(work));
  if (!begun) co_return overloaded();
  if (!*begun) co_return storage_failed(begun->error());
  Answer answer = answer_json({{"page", ceremonies_.page(begun->value().ticket)}, {"expires_ms", begun->value().ceremony.ends}});
  answer.status = 201;
  co_return answer;
}

std::variant<Admission, Answer> CeremonyDesk::admit(const Question& question) {
  if (!ceremonies_.enabled()) return no_webauthn();
  const std::string ticket(bearer_token(question.authorization));
  if (ticket.empty()) return bad_ticket();
  const std::lock_guard lock(reader_mutex_);
  const auto found = find_ceremony(*reader_, ticket, now_ms());
  if (!found) return storage_failed(found.error());
  if (!found.value() || !of_an_agent(found.value()->act)) return bad_ticket();
  return Admission{.route = Route::kCeremony, .name = std::string(question.method), .query = ticket};
}

net::awaitable<Answer> CeremonyDesk::answer(const Admission& admission, std::string body) {
  if (admission.name == "POST") co_return co_await finish(admission.query, std::move(body));
  co_return show(admission.query);
}

Answer CeremonyDesk::show(const std::string& ticket) {
  const std::lock_guard lock(reader_mutex_);
  const auto ceremony = find_ceremony(*reader_, ticket, now_ms());
  if (!ceremony) return storage_failed(ceremony.error());
  if (!ceremony.value()) return bad_ticket();
  const auto options = ceremonies_.options(*reader_, *ceremony.value(), ceremony.value()->owner);
  if (!options) return storage_failed(options.error());
  return answer_json({{"for", word_of(ceremony.value()->act)}, {"agent", ceremony.value()->owner}, {"options", options.value()}});
}

// The ticket is over whatever comes of it: nobody tries answers on one challenge.
net::awaitable<Answer> CeremonyDesk::finish(const std::string& ticket, std::string body) {
  std::function<Result<std::optional<Ceremony>>(Store&)> work = [ticket](Store& store) { return take_ceremony(store, ticket, now_ms()); };
  const auto taken = co_await worked<std::optional<Ceremony>>(writer_, std::move(work));
  if (!taken) co_return overloaded();
  if (!*taken) co_return storage_failed(taken->error());
  if (!taken->value()) co_return bad_ticket();
  Ceremony ceremony = *taken->value();
  if (ceremony.act == Act::kAgentKey) co_return co_await keep_agent_key(std::move(ceremony), std::move(body));
  co_return co_await step_up_by_key(std::move(ceremony), std::move(body));
}

net::awaitable<Answer> CeremonyDesk::keep_agent_key(Ceremony ceremony, std::string body) {
  json event = second_factor_event({ceremony.owner, ceremony.device_id}, ceremony.owner, "key_added");
  KeyToKeep asked{.ceremony = std::move(ceremony), .credential = std::move(body), .name = "", .event = std::move(event), .at = "body"};
  auto kept = co_await keep_key(ceremonies_, own_log_, writer_, std::move(asked));
  if (Answer* refused = std::get_if<Answer>(&kept)) co_return std::move(*refused);
  co_return answer_json({{"for", "key"}, {"id", std::get<std::string>(kept)}});
}

net::awaitable<Answer> CeremonyDesk::step_up_by_key(Ceremony ceremony, std::string body) {
  using Verdict = Ceremonies::Verdict;
  std::function<Result<Verdict>(Store&)> judge = [this, ceremony, body = std::move(body)](Store& store) -> Result<Verdict> {
    const auto agent = find_agent(store, ceremony.owner);
    if (!agent) return agent.error();
    if (!agent.value() || agent.value()->disabled != 0) return Verdict::kWrong;
    return ceremonies_.check(store, ceremony, KeyKind::kAgent, ceremony.owner, body, now_ms());
  };
  const auto judged = co_await worked<Verdict>(writer_, std::move(judge));
  if (!judged) co_return overloaded();
  const bool of_sender = !*judged && judged->error().at.starts_with("credential");
  if (!*judged && !of_sender) co_return storage_failed(judged->error());
  const Verdict verdict = *judged ? judged->value() : Verdict::kWrong;
  json event = step_up_event({ceremony.owner, ceremony.device_id}, "webauthn", verdict != Verdict::kFits, verdict == Verdict::kCopied ? "counter" : "");
  const StepUp stepped{ceremony.device_id, ceremony.owner, now_ms() + step_up_valid_ms_};
  std::function<Result<Done>(Store&)> work = [stepped, verdict](Store& store) { return verdict == Verdict::kFits ? step_up(store, stepped) : Result<Done>(Done{}); };
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  if (of_sender) co_return refuse_body(judged->error());
  if (verdict == Verdict::kCopied) co_return bad_credential("the key's counter went back: a copy of it may exist; expected another key, or a code");
  if (verdict == Verdict::kWrong) co_return bad_credential("not a key of this agent's, or not made for this page; expected another try");
  co_return answer_json({{"for", "step_up"}, {"until_ms", stepped.ends}});
}

}  // namespace tirai::collector
