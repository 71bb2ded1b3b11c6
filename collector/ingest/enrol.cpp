#include "ingest/enrol.h"

#include <nlohmann/json.hpp>

#include "base/encode.h"
#include "base/names.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

std::string new_token() { return "tirai_" + base64url(random_bytes(32)); }

bool is_utf8(const std::string& text) { return json::accept('"' + text + '"'); }

std::optional<Error> check(const EnrolOptions& options) {
  const auto bad = [](const char* at, const char* message) { return Error{ErrorCode::kBadValue, message, at}; };
  // Another name could enrol, and then never log.
  if (!is_agent_name(options.agent)) return bad("--agent", "expected 1 to 128 letters, digits or . _ : - / @ +");
  if (!is_name(options.role, 128, "._:-/")) return bad("--role", "expected a role of the policy: 1 to 128 letters, digits or . _ : - /");
  for (const auto* list : {&options.teams, &options.helpdesk_names}) {
    for (const std::string& text : *list) {
      if (text.empty() || text.size() > 256 || !is_utf8(text)) {
        return bad(list == &options.teams ? "--team" : "--helpdesk-name",
                   "expected 1 to 256 bytes of UTF-8 without control characters or quotes");
      }
    }
  }
  return std::nullopt;
}

json subject_of(const EnrolOptions& options) {
  return {{"type", "agent"},
          {"id", options.agent},
          {"properties", {{"role", options.role}, {"teams", options.teams}, {"helpdesk_names", options.helpdesk_names}}}};
}
}  // namespace

Result<Enrolment> make_enrolment(const EnrolOptions& options, std::int64_t now_ms) {
  if (const auto error = check(options)) return *error;
  std::string token = new_token();
  return Enrolment{{.device_id = random_uuid(), .token_hash = sha256_hex(token), .subject = subject_of(options).dump(), .created = now_ms}, std::move(token)};
}

Result<IssuedToken> make_token(Scope scope, const std::string& name, std::int64_t now_ms) {
  if (!is_agent_name(name)) return Error{ErrorCode::kBadValue, "expected 1 to 128 letters, digits or . _ : - / @ +", "--name"};
  std::string token = new_token();
  return IssuedToken{{.token_id = random_uuid(), .token_hash = sha256_hex(token), .scope = scope, .name = name, .created = now_ms}, std::move(token)};
}

}  // namespace tirai::collector
