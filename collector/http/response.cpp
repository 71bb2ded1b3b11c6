#include "http/response.h"

namespace tirai::collector {
namespace {
namespace http = boost::beast::http;

constexpr std::string_view kJson = "application/json";
constexpr const char* kPagePolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr const char* kDashboardPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

void set_common_fields(http::fields& fields, const Answer& answer) {
  if (!answer.same_origin) {
    fields.set(http::field::access_control_allow_origin, "*");
    fields.set(http::field::access_control_expose_headers, "ETag, Retry-After, Tirai-Revision");
  }
  if (!answer.set_cookie.empty()) fields.set(http::field::set_cookie, answer.set_cookie);
  fields.set("X-Content-Type-Options", "nosniff");
  fields.set(http::field::cache_control, !answer.cache.empty() ? answer.cache : answer.etag.empty() ? "no-store" : "private, no-cache");
  if (!answer.etag.empty()) fields.set(http::field::etag, answer.etag);
  if (answer.revision) fields.set("Tirai-Revision", std::to_string(*answer.revision));
  if (answer.next != 0) fields.set("Tirai-Next", std::to_string(answer.next));
  if (answer.retry_after_s) fields.set(http::field::retry_after, std::to_string(answer.retry_after_s));
  if (answer.status == 401 && !answer.same_origin) fields.set(http::field::www_authenticate, "Bearer");
  if (!answer.location.empty()) fields.set(http::field::location, answer.location);
  if (answer.type != kJson) {  // a page of ours: it loads itself alone, talks to nobody (the dashboard: to us), and lies in no frame
    fields.set("Content-Security-Policy", answer.same_origin ? kDashboardPolicy : kPagePolicy);
    fields.set("Referrer-Policy", "no-referrer");
  }
  if (answer.same_origin) {
    fields.set("Cross-Origin-Opener-Policy", "same-origin");
    fields.set("Cross-Origin-Resource-Policy", "same-origin");
  }
  if (!answer.allow.empty()) fields.set(http::field::allow, answer.allow);
  if (answer.status == 204 && !answer.same_origin) {  // a preflight's
    fields.set(http::field::access_control_allow_methods, answer.allow);
    fields.set(http::field::access_control_allow_headers, "Authorization, Content-Type, If-None-Match");
    fields.set(http::field::access_control_max_age, "600");
  }
}

bool has_body(unsigned status) { return status != 204 && status != 304; }
}  // namespace

http::response<http::string_body> to_response(Answer& answer, bool keep_alive) {
  http::response<http::string_body> response(static_cast<http::status>(answer.status), 11);
  set_common_fields(response, answer);
  if (has_body(answer.status)) {
    response.set(http::field::content_type, answer.type);
    response.body() = std::move(answer.body);
    response.prepare_payload();
  }
  response.keep_alive(keep_alive);
  return response;
}

}  // namespace tirai::collector
