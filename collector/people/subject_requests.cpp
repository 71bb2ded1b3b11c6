#include "people/subject_requests.h"

#include "base/encode.h"

namespace tirai::collector {
namespace {
constexpr const char* kColumns = "SELECT request_id, request, pseudonym, received, due, opened, opened_by, answered, answered_by, outcome FROM subject_requests";

RightsRequest request_of(const SqlRows& rows, std::size_t i) {
  return {.id = rows.text(i, 0), .request = rows.text(i, 1), .pseudonym = rows.text(i, 2), .received = rows.integer(i, 3), .due = rows.integer(i, 4), .opened = rows.integer(i, 5),
          .opened_by = rows.text(i, 6), .answered = rows.integer(i, 7), .answered_by = rows.text(i, 8), .outcome = rows.text(i, 9)};
}
}  // namespace

std::string_view state_of(const RightsRequest& request, std::int64_t now_ms) {
  if (request.answered == 0) return now_ms <= request.due ? "open" : "overdue";
  return request.answered <= request.due ? "answered" : "late";
}

RightsRequest new_request(const std::string& request, const std::string& pseudonym, std::int64_t received, const std::string& by, std::int64_t now_ms) {
  return {.id = random_uuid(), .request = request, .pseudonym = pseudonym, .received = received, .due = received + kClockMs, .opened = now_ms, .opened_by = by, .answered = 0, .answered_by = "", .outcome = ""};
}

Result<Done> open_request(Store& store, const RightsRequest& one) {
  const SqlStatement add{"INSERT INTO subject_requests(request_id, request, pseudonym, received, due, opened, opened_by, answered, answered_by, outcome) VALUES($1, $2, $3, $4, $5, $6, $7, 0, '', '')",
                         {one.id, one.request, one.pseudonym, one.received, one.due, one.opened, one.opened_by}};
  const auto written = store.write({&add, 1});
  if (!written) return written.error();
  return Done{};
}

Result<std::optional<RightsRequest>> find_request(Store& store, const std::string& id) {
  const auto rows = store.read({std::string(kColumns) + " WHERE request_id = $1", {id}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::optional<RightsRequest>() : std::optional(request_of(rows.value(), 0));
}

// Of two who answer at once the first one's stands.
Result<bool> answer_request(Store& store, const RequestAnswer& answer) {
  const SqlStatement set{"UPDATE subject_requests SET answered = $2, answered_by = $3, outcome = $4 WHERE request_id = $1 AND answered = 0", {answer.id, answer.time, answer.by, answer.outcome}};
  const auto written = store.write({&set, 1});
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<std::vector<RightsRequest>> subject_requests(Store& store, const RequestPeriod& period) {
  SqlStatement sql{std::string(kColumns) + " WHERE 1 = 1"};
  const auto place = [&](std::int64_t value) {
    sql.values.emplace_back(value);
    return "$" + std::to_string(sql.values.size());
  };
  if (period.from > 0) sql.text += " AND (answered = 0 OR answered >= " + place(period.from) + ")";
  if (period.to > 0) sql.text += " AND received < " + place(period.to);
  sql.text += " ORDER BY CASE WHEN answered = 0 THEN 0 ELSE 1 END, CASE WHEN answered = 0 THEN due ELSE -answered END, request_id LIMIT 1000";
  const auto rows = store.read(sql);
  if (!rows) return rows.error();
  std::vector<RightsRequest> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) found.push_back(request_of(rows.value(), i));
  return found;
}

}  // namespace tirai::collector
