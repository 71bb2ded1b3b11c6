#include "http/answers.h"

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/metrics.h"

namespace tirai::collector {
using nlohmann::json;

Answer refuse(unsigned status, std::string_view code, std::string_view message, std::string_view at) {
  const json body = {{"error", {{"code", code}, {"message", message}, {"at", at}}}};
  return Answer{.status = status, .body = body.dump(-1, ' ', false, json::error_handler_t::replace), .code = std::string(code)};
}

Answer answer_json(const json& value) { return Answer{.body = value.dump()}; }

Answer unavailable(std::string_view code, std::string_view message) {
  Answer answer = refuse(503, code, message, "storage");
  answer.retry_after_s = kRetryAfter;
  return answer;
}

Answer storage_failed(const Error& error) {
  log_error(error);
  return unavailable("storage", "the log cannot be written now; send it again later");
}

Answer overloaded() { return unavailable("overload", "too much is waiting to be written; send it again later"); }

unsigned status_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kTooLarge:
      return 413;
    case ErrorCode::kUnknownName:
      return 403;
    case ErrorCode::kBadSignature:
    case ErrorCode::kChainBroken:
    case ErrorCode::kDigestMismatch:
      return 422;
    default:
      return 400;
  }
}

Answer refuse_body(const Error& error) { return refuse(status_of(error), to_string(error.code), error.message, error.at); }

Answer no_webauthn() { return refuse(404, "no_webauthn", "this collector takes no security keys; expected serve --origin", "path"); }

Answer refuse_batch(const Error& error) {
  const std::string_view code = error.code == ErrorCode::kUnknownName ? "foreign_device" : to_string(error.code);
  return refuse(status_of(error), code, error.message, error.at);
}

namespace {
Answer conflict(std::string_view code, std::string_view message, const ChainHead& head) {
  const json body = {{"error", {{"code", code}, {"message", message}, {"at", "event " + std::to_string(head.next_sequence)}}},
                     {"chain_uid", head.chain_uid},
                     {"next_sequence", head.next_sequence},
                     {"head", head.head}};
  return Answer{.status = 409, .body = body.dump(), .code = std::string(code)};
}

Answer stored(const AppendAnswer& appended, std::size_t count) {
  const bool is_new = appended.verdict == Verdict::kStored;
  count_events(is_new, count);
  json body = {{"chain_uid", appended.head.chain_uid},
               {"next_sequence", appended.head.next_sequence},
               {"head", appended.head.head},
               {"accepted", is_new ? count : 0},
               {"duplicates", is_new ? 0 : count},
               {"log_index", appended.log_index}};
  if (appended.checkpoint) body["checkpoint"] = *appended.checkpoint;
  return answer_json(body);
}
}  // namespace

Answer appended_answer(const AppendAnswer& appended, std::size_t count) {
  switch (appended.verdict) {
    case Verdict::kStored:
    case Verdict::kDuplicate:
      return stored(appended, count);
    case Verdict::kGap:
      return conflict("gap", "events are missing before this batch; expected it to start at next_sequence", appended.head);
    case Verdict::kFork:
      return conflict("fork", "other events are stored at this place of the chain", appended.head);
    case Verdict::kOverlap:
      return conflict("overlap", "the first events are stored already; send those from next_sequence on as a batch", appended.head);
    case Verdict::kForeignChain:
      return refuse(403, "foreign_chain", "the chain is another device's", "header");
    case Verdict::kFault:
      break;
  }
  return refuse(500, "internal", "the batch does not fit what is stored; nothing of it was kept", "storage");
}

}  // namespace tirai::collector
