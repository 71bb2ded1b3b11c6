// What the dashboard changes: a second person's word, a restriction, an agent's second factor; consents are in desk_consents.cpp. Each is an event of the log first, and is made after.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/encode.h"
#include "http/answers.h"
#include "ingest/recorded.h"
#include "ingest/written.h"
#include "office/change_requests.h"
#include "office/desk.h"
#include "people/agents.h"
#include "people/approvals.h"
#include "people/erasure.h"
#include "people/helpdesk_agents.h"
#include "people/people.h"
#include "people/people_events.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

Answer bad_role() { return refuse(403, "role", "the account's role does not change this", "session"); }
Answer not_found(const char* what) { return refuse(404, "not_found", what, "body"); }
}  // namespace

net::awaitable<Answer> Desk::change(const Admission& admission, std::string body) {
  const Visitor& visitor = *admission.visitor;
  const std::string& what = admission.name;
  if (what.starts_with("key-")) co_return co_await change_key(visitor, what, body);
  if (visitor.role != Role::kDpo && !(visitor.role == Role::kSupervisor && what == "approval")) co_return bad_role();
  if (what == "consents") co_return co_await import_consents(visitor, body);
  if (what == "approval") co_return co_await decide(visitor, body);
  if (what == "restriction") co_return co_await restrict_subject(visitor, body);
  if (what == "second-factor") co_return co_await change_factor(visitor, body);
  if (what == "helpdesk-agents") co_return co_await import_helpdesk_agents(visitor, body);
  if (what == "customer") co_return co_await find_customer(visitor, body);
  if (what == "erasure") co_return co_await erase_subject(visitor, body);
  if (what == "request-open") co_return co_await open_subject_request(visitor, body);
  if (what == "request-answer") co_return co_await answer_subject_request(visitor, body);
  co_return refuse(404, "not_found", "expected approval, restriction, consents, second-factor, helpdesk-agents, customer, erasure, request-open or request-answer", "path");
}

net::awaitable<Answer> Desk::decide(const Visitor& visitor, const std::string& body) {
  const auto asked = read_decision(body);
  if (!asked) co_return refuse_body(asked.error());
  const std::string& id = asked.value().id;
  const bool approve = asked.value().approve;
  Result<std::optional<Approval>> found = std::optional<Approval>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_approval(*reader_, id, now_ms());
  }
  if (!found) co_return storage_failed(found.error());
  const auto& approval = found.value();
  const bool theirs = approval && (visitor.role == Role::kDpo || std::ranges::find(visitor.teams, approval->team) != visitor.teams.end());
  if (!theirs) co_return not_found("no such question, or another team's");
  if (approval->state != "pending") co_return refuse(409, "decided", "it was answered before, or its time is over", "body:/id");
  // As long as the value would be shown, and five minutes to come to it.
  const std::int64_t permit_ms = (approval->seconds + 300) * 1000;
  auto decided = std::make_shared<bool>(false);
  std::function<Result<Done>(Store&)> work = [id, approve, name = visitor.name, permit_ms, decided](Store& store) -> Result<Done> {
    const auto done = decide_approval(store, id, approve, name, permit_ms, now_ms());
    if (!done) return done.error();
    *decided = done.value();
    return Done{};
  };
  json event = approval_event({visitor.name, ""}, *approval, approve);
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  if (!*decided) co_return refuse(409, "decided", "it was answered before, or its time is over", "body:/id");
  co_return answer_json({{"state", approve ? "approved" : "refused"}});
}

net::awaitable<Answer> Desk::restrict_subject(const Visitor& visitor, const std::string& body) {
  const auto asked = read_restriction(body);
  if (!asked) co_return refuse_body(asked.error());
  Restriction restriction{.pseudonym = asked.value().pseudonym, .restricted = asked.value().restricted, .recorded_by = visitor.name, .time = now_ms()};
  {
    const std::lock_guard lock(reader_mutex_);
    const auto subject = find_subject(*reader_, restriction.pseudonym);
    if (!subject) co_return storage_failed(subject.error());
    if (subject.value()) restriction.pseudonym = subject.value()->pseudonym;
  }
  std::function<Result<Done>(Store&)> work = [restriction](Store& store) { return set_restriction(store, restriction); };
  json event = restriction_event({visitor.name, ""}, restriction);
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return answer_json({{"pseudonym", restriction.pseudonym}, {"restricted", restriction.restricted}});
}

net::awaitable<Answer> Desk::open_subject_request(const Visitor& visitor, const std::string& body) {
  const auto asked = read_open_request(body);
  if (!asked) co_return refuse_body(asked.error());
  const RightsRequest request = new_request(asked.value().request, asked.value().pseudonym, asked.value().received, visitor.name, now_ms());
  std::function<Result<Done>(Store&)> work = [request](Store& store) { return open_request(store, request); };
  json event = request_event({visitor.name, ""}, request);
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return answer_json({{"id", request.id}, {"received", request.received}, {"due", request.due}});
}

net::awaitable<Answer> Desk::answer_subject_request(const Visitor& visitor, const std::string& body) {
  const auto asked = read_answer_request(body);
  if (!asked) co_return refuse_body(asked.error());
  Result<std::optional<RightsRequest>> found = std::optional<RightsRequest>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_request(*reader_, asked.value().id);
  }
  if (!found) co_return storage_failed(found.error());
  if (!found.value()) co_return not_found("no such request of a data subject");
  RightsRequest request = *found.value();
  if (request.answered != 0) co_return refuse(409, "decided", "it was answered before", "body:/id");
  request.outcome = asked.value().outcome;
  request.answered = now_ms();
  auto first = std::make_shared<bool>(false);
  std::function<Result<Done>(Store&)> work = [answer = RequestAnswer{request.id, request.outcome, visitor.name, request.answered}, first](Store& store) -> Result<Done> {
    const auto done = answer_request(store, answer);
    if (!done) return done.error();
    *first = done.value();
    return Done{};
  };
  json event = request_event({visitor.name, ""}, request);
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  if (!*first) co_return refuse(409, "decided", "it was answered before", "body:/id");
  co_return answer_json({{"id", request.id}, {"answered", request.answered}, {"in_time", request.answered <= request.due}});
}

// Changes nothing, but the id is no part of an address: it is in the body alone, and the event of the look has the pseudonym.
net::awaitable<Answer> Desk::find_customer(const Visitor& visitor, const std::string& body) {
  const auto id = read_customer_id(body);
  if (!id) co_return refuse_body(id.error());
  Result<std::optional<Subject>> found = std::optional<Subject>();
  {
    const std::lock_guard lock(reader_mutex_);
    const auto key = tenant_key(*reader_);
    if (!key) co_return storage_failed(key.error());
    found = subject_of_lookup(*reader_, subject_lookup(key.value(), id.value()));
  }
  if (!found) co_return storage_failed(found.error());
  json event = look_event(visitor, "customer", found.value() ? json{{"subject", found.value()->pseudonym}} : json::object());
  const auto recorded = co_await own_log_.record(std::move(event));
  if (!recorded) co_return storage_failed(recorded.error());
  if (!found.value()) co_return not_found("the log knows no such customer");
  co_return answer_json({{"pseudonym", found.value()->pseudonym}});
}

// For ever: the page asks twice. The tombstone is on the disk before the keys are destroyed.
net::awaitable<Answer> Desk::erase_subject(const Visitor& visitor, const std::string& body) {
  const auto pseudonym = read_erasure(body);
  if (!pseudonym) co_return refuse_body(pseudonym.error());
  Result<std::optional<Subject>> found = std::optional<Subject>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_subject(*reader_, pseudonym.value());
  }
  if (!found) co_return storage_failed(found.error());
  if (!found.value()) co_return not_found("the log knows no such customer, or they were erased");
  Doer doer{visitor.name, ""};
  const auto erased = co_await erase_with_tombstone(writer_, own_log_, std::move(doer), found.value()->lookup);
  if (!erased) co_return storage_failed(erased.error());
  if (!erased.value()) co_return not_found("the log knows no such customer, or they were erased");
  co_return answer_json({{"pseudonym", erased.value()->pseudonym}, {"keys", erased.value()->keys}, {"sealed", erased.value()->sealed}});
}

net::awaitable<Answer> Desk::import_helpdesk_agents(const Visitor& visitor, const std::string& body) {
  const auto asked = read_helpdesk(body);
  if (!asked) co_return refuse_body(asked.error());
  auto read = read_helpdesk_agents(asked.value().list);
  if (!read) co_return refuse_body(read.error());
  HelpdeskImport import{.helpdesk = asked.value().helpdesk, .by = visitor.name, .agents = std::move(read).value()};
  const std::size_t count = import.agents.size();
  json event = helpdesk_agents_event({visitor.name, ""}, import.helpdesk, count);
  std::function<Result<Done>(Store&)> work = [import = std::move(import)](Store& store) { return keep_helpdesk_agents(store, import, now_ms()); };
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return answer_json({{"imported", count}});
}

net::awaitable<Answer> Desk::change_factor(const Visitor& visitor, const std::string& body) {
  const auto asked = read_factor(body);
  if (!asked) co_return refuse_body(asked.error());
  const std::string &agent = asked.value().agent, &what = asked.value().what;
  Result<std::optional<Agent>> known = std::optional<Agent>();
  {
    const std::lock_guard lock(reader_mutex_);
    known = find_agent(*reader_, agent);
  }
  if (!known) co_return storage_failed(known.error());
  if (known.value().has_value() == (what == "added")) co_return refuse(409, "exists", what == "added" ? "the agent has a second factor; expected reset" : "the agent has none; expected added", "body:/what");
  auto address = std::make_shared<std::string>();
  std::function<Result<Done>(Store&)> work = [agent, what, address](Store& store) -> Result<Done> {
    if (what == "disabled") return disable_agent(store, agent, now_ms());
    const auto made = what == "added" ? add_agent(store, agent, now_ms()) : reset_agent(store, agent);
    if (!made) return made.error();
    *address = made.value();
    return Done{};
  };
  json event = second_factor_event({visitor.name, ""}, agent, what);
  auto failed = co_await recorded(own_log_, writer_, std::move(event), std::move(work));
  if (failed) co_return std::move(*failed);
  co_return answer_json({{"agent", agent}, {"otpauth", *address}});
}

}  // namespace tirai::collector
