#include "commands/request_command.h"

#include "commands/logged_change.h"
#include "commands/store_options.h"
#include "office/change_requests.h"
#include "people/people_events.h"
#include "people/people_requests.h"

namespace tirai::collector {
namespace {
std::string line_of(const RightsRequest& one, std::int64_t now_ms) {
  const auto or_none = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  return one.id + "\t" + one.request + "\t" + or_none(one.pseudonym) + "\t" + std::string(state_of(one, now_ms)) + "\t" + std::to_string(one.received) + "\t" + std::to_string(one.due) + "\t" +
         (one.answered == 0 ? "-" : std::to_string(one.answered)) + "\t" + or_none(one.outcome) + "\n";
}

Result<std::string> list(Store& store, std::int64_t now_ms) {
  const auto all = subject_requests(store);
  if (!all) return all.error();
  std::string text;
  for (const RightsRequest& one : all.value()) text += line_of(one, now_ms);
  return text;
}

Result<std::string> open(const RequestCommand& command, std::int64_t now_ms) {
  if (!command.subject.empty() && !is_pseudonym(command.subject)) return Error{ErrorCode::kBadValue, "expected a pseudonym of 43 letters, or none", "--subject"};
  const RightsRequest request = new_request(command.request, command.subject, command.received == 0 ? now_ms : command.received, command.by, now_ms);
  const auto done = logged_change(command.db, command.log_key, request_event({command.by, ""}, request), [request](Store& writing) { return open_request(writing, request); });
  if (!done) return done.error();
  return request.id + "\t" + std::to_string(request.due) + "\n";
}

// Who answers at the same moment as another is told so; the event of both is in the log.
Result<std::string> answer(Store& store, const RequestCommand& command, std::int64_t now_ms) {
  const auto found = find_request(store, command.id);
  if (!found) return found.error();
  if (!found.value()) return Error{ErrorCode::kUnknownName, "no such request of a data subject", "id"};
  const Error answered{ErrorCode::kBadValue, "it was answered before", "id"};
  RightsRequest request = *found.value();
  if (request.answered != 0) return answered;
  request.outcome = command.outcome;
  bool first = false;
  const auto done = logged_change(command.db, command.log_key, request_event({command.by, ""}, request), [&](Store& writing) -> Result<Done> {
    const auto written = answer_request(writing, {request.id, request.outcome, command.by, now_ms});
    if (!written) return written.error();
    first = written.value();
    return Done{};
  });
  if (!done) return done.error();
  if (!first) return answered;
  return std::string();
}
}  // namespace

void add_requests(CLI::App& app, RequestCommand& command) {
  CLI::App* request = app.add_subcommand("request", "what data subjects asked for of their rights; each is answered within 3x24 hours");
  request->require_subcommand(1);
  const auto verb = [&](const char* name, const char* what) {
    CLI::App* sub = request->add_subcommand(name, what);
    sub->add_option("--db", command.db, kStore)->required();
    return sub;
  };
  CLI::App* opening = verb("open", "a request came; prints its id and when it is due (milliseconds since 1970)");
  opening->add_option("--request", command.request, "information, access, rectification, erasure, withdrawal, objection, restriction, compensation or portability")
      ->required()->check([](const std::string& text) { return is_request(text) ? std::string() : "not such a request"; });
  opening->add_option("--subject", command.subject, "a pseudonym of the customer, where it is known");
  opening->add_option("--received", command.received, "when it came, in milliseconds since 1970; without it now")->check(CLI::Range(std::int64_t{1}, kLatestMoment));
  CLI::App* answering = verb("answer", "it was answered");
  answering->add_option("id", command.id, "as open printed it")->required();
  answering->add_option("--outcome", command.outcome, "granted, partly or refused")->required()->check(CLI::IsMember({"granted", "partly", "refused"}));
  for (CLI::App* sub : {opening, answering}) add_log_options(sub, command.by, command.log_key);
  verb("list", "id, request, pseudonym, state, received, due, answered, outcome; tabs between; the open ones first");
}

Result<std::string> run_request_command(const CLI::App& app, RequestCommand command, std::int64_t now_ms) {
  command.verb = app.get_subcommand("request")->get_subcommands().front()->get_name();
  auto store = open_store(command.db, OpenMode::kExisting);
  if (!store) return store.error();
  if (command.verb == "list") return list(*store.value(), now_ms);
  return command.verb == "open" ? open(command, now_ms) : answer(*store.value(), command, now_ms);
}

}  // namespace tirai::collector
