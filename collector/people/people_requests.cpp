#include "people/people_requests.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/json_in.h"
#include "base/encode.h"
#include "base/names.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kMostInteger = 9'007'199'254'740'991;  // RFC 8785: what a double holds
constexpr std::size_t kMostSealed = 8192;

bool is_id(std::string_view text) { return is_name(text, 128, "._:-/"); }
bool is_notice(std::string_view text) { return text.empty() || is_name(text, 256, "._:-/#~?=&%+@"); }
bool is_line(std::string_view text) { return text.size() <= 256 && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }); }
bool is_language(std::string_view text) { return text.empty() || is_name(text, 35, "-"); }
bool is_jurisdiction(std::string_view text) {
  const auto all = [](std::string_view part, auto fits) { return !part.empty() && std::ranges::all_of(part, fits); };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto sign = [&](char c) { return upper(c) || (c >= '0' && c <= '9'); };
  return text.empty() || (text.size() >= 2 && all(text.substr(0, 2), upper) && (text.size() == 2 || (text[2] == '-' && text.size() <= 6 && all(text.substr(3), sign))));
}
// At most 64, one space between two.
bool is_ids(std::string_view text) {
  if (text.empty()) return true;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++count) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (count == 64 || !is_id(text.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}
bool is_state(std::string_view text) { return text == "given" || text == "refused" || text == "withdrawn"; }
bool is_method(std::string_view text) { return text == "verbal" || text == "chat" || text == "form"; }
bool is_code(std::string_view text) { return text.size() == 6 && text.find_first_not_of("0123456789") == text.npos; }
bool is_act(std::string_view text) { return text == "step_up" || text == "key"; }
bool is_digest(std::string_view text) { return text.size() == 71 && text.starts_with("sha256:") && text.find_first_not_of("0123456789abcdef", 7) == text.npos; }
bool is_sealed(std::string_view text) { return text.size() <= kMostSealed && from_base64(text).value_or("").size() > 48; }  // a key, a tag and what they hold

struct Shape {
  bool (*fits)(std::string_view);
  const char* expected;
};
constexpr Shape kPseudonym{is_pseudonym, "base64url of 32 bytes"};
constexpr Shape kId{is_id, "1 to 128 letters, digits or . _ : - /"};
constexpr Shape kAgent{is_agent_name, "1 to 128 letters, digits or . _ : - / @ +"};
constexpr Shape kNotice{is_notice, "at most 256 letters, digits or . _ : - / # ~ ? = & % + @"};
constexpr Shape kLine{is_line, "at most 256 bytes on one line"};
constexpr Shape kIds{is_ids, "at most 64 classes of the policy, a space between them"};
constexpr Shape kVersion{[](std::string_view text) { return text.empty() || is_id(text); }, "at most 128 letters, digits or . _ : - /"};
constexpr Shape kLanguage{is_language, "a language tag, such as id or en-GB"};
constexpr Shape kJurisdiction{is_jurisdiction, "a country of ISO 3166, such as ID or US-CA"};
constexpr const Shape* kTermShapes[] = {&kLine, &kIds, &kVersion, &kLanguage, &kJurisdiction, &kLine};  // as kConsentTerms
static_assert(std::size(kTermShapes) == std::size(kConsentTerms));
constexpr Shape kState{is_state, "given, refused or withdrawn"};
constexpr Shape kMethod{is_method, "verbal, chat or form"};
constexpr Shape kCode{is_code, "six digits"};
constexpr Shape kAct{is_act, "step_up or key"};
constexpr Shape kUuid{is_uuid, "a lower-case UUID"};
constexpr Shape kDigest{is_digest, "sha256: and 64 lower-case hex digits"};
constexpr Shape kSealed{is_sealed, "base64 of a sealed text"};

// A flat object, read strictly. The first thing that is wrong is the error; no value is repeated in it.
class Body {
 public:
  explicit Body(std::string_view text) {
    if (text.size() > kMostPeopleBytes) fail(ErrorCode::kTooLarge, "expected at most 16384 bytes", "");
    else value_ = json_in(text);
    if (!error_ && !value_.is_object()) fail(ErrorCode::kBadSyntax, "not a JSON object", "");
  }
  Body(json value, std::string at, std::optional<Error> before) : value_(std::move(value)), at_(std::move(at)), error_(std::move(before)) {
    if (!error_ && !value_.is_object()) fail(ErrorCode::kBadValue, "expected an object", "");
  }

  [[nodiscard]] bool has(const char* key) const { return !error_ && value_.contains(key); }
  std::string text(const char* key, const Shape& shape) {
    const json* found = find(key);
    if (found == nullptr) return {};
    ++known_;
    if (found->is_string() && shape.fits(found->get_ref<const std::string&>())) return found->get<std::string>();
    fail(ErrorCode::kBadValue, std::string("expected ") + shape.expected, key);
    return {};
  }
  std::string text_if_there(const char* key, const Shape& shape) { return has(key) ? text(key, shape) : std::string(); }
  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most) {
    const json* found = find(key);
    if (found == nullptr) return least;
    ++known_;
    if (found->is_number_integer() && *found >= least && *found <= most) return found->get<std::int64_t>();
    fail(ErrorCode::kBadValue, "expected an integer from " + std::to_string(least) + " to " + std::to_string(most), key);
    return least;
  }
  /// Of a key that is there.
  Body object(const char* key) {
    ++known_;
    return Body(value_[key], at_ + "/" + key, error_);
  }
  void take(const Body& inner) { error_ = inner.error_; }
  /// After all that may be there was asked for: nothing else is.
  void only() {
    if (!error_ && value_.size() != known_) fail(ErrorCode::kUnknownKey, "an unknown key", "");
  }
  void fail(ErrorCode code, std::string message, const char* key) {
    if (!error_) error_ = Error{code, std::move(message), *key == '\0' ? at_ : at_ + "/" + key};
  }
  template <typename T>
  [[nodiscard]] Result<T> result(T value) {
    only();
    if (error_) return *error_;
    return value;
  }

 private:
  const json* find(const char* key) {
    if (error_) return nullptr;
    const auto found = value_.find(key);
    if (found != value_.end()) return &*found;
    fail(ErrorCode::kMissingKey, "missing", key);
    return nullptr;
  }

  json value_;
  std::string at_ = "body:";
  std::optional<Error> error_;
  std::size_t known_ = 0;
};

void read_evidence(Body& body, ConsentRequest& out) {
  if (!body.has("evidence")) return;
  Body evidence = body.object("evidence");
  out.evidence_digest = evidence.text("digest", kDigest);
  out.evidence_sealed = evidence.text("sealed", kSealed);
  if (!out.evidence_sealed.empty() && out.evidence_digest != "sha256:" + sha256_hex(out.evidence_sealed)) evidence.fail(ErrorCode::kDigestMismatch, "expected the SHA-256 of the sealed text's base64", "digest");
  evidence.only();
  body.take(evidence);
}

}  // namespace

bool is_pseudonym(std::string_view text) { return text.size() == 43 && from_base64url(text).value_or("").size() == 32; }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : std::string_view("0123456789abcdef").find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

Result<SubjectRequest> read_subject(std::string_view text) {
  Body body(text);
  SubjectRequest out{.lookup = body.text("lookup", kPseudonym), .key = body.text("key", kPseudonym)};
  return body.result(std::move(out));
}

Result<ConsentRequest> read_consent(std::string_view text) {
  Body body(text);
  ConsentRequest out;
  out.id = body.text_if_there("id", kUuid);
  out.pseudonym = body.text("pseudonym", kPseudonym);
  out.purpose = body.text("purpose", kId);
  out.state = body.text("state", kState);
  out.method = body.text("method", kMethod);
  out.notice = body.text("notice", kNotice);
  read_evidence(body, out);
  for (std::size_t i = 0; i < std::size(kConsentTerms); ++i) out.terms.*kConsentTerms[i].text = body.text_if_there(kConsentTerms[i].name, *kTermShapes[i]);
  if (body.has("expires_ms")) out.expires_ms = body.integer("expires_ms", 0, kMostInteger);
  return body.result(std::move(out));
}

Result<TrainingRequest> read_training(std::string_view text) {
  Body body(text);
  TrainingRequest out{.agent = body.text("agent", kAgent), .module = body.text("module", kId), .acknowledged_ms = body.integer("acknowledged_ms", 1, kMostInteger)};
  return body.result(std::move(out));
}

Result<CodeRequest> read_code(std::string_view text) {
  Body body(text);
  CodeRequest out{.agent = body.text("agent", kAgent), .code = body.text("code", kCode)};
  return body.result(std::move(out));
}

Result<CeremonyRequest> read_ceremony(std::string_view text) {
  Body body(text);
  CeremonyRequest out{.agent = body.text("agent", kAgent), .what = body.text("for", kAct)};
  return body.result(std::move(out));
}

Result<ApprovalRequest> read_approval(std::string_view text) {
  Body body(text);
  ApprovalRequest out;
  out.agent = body.text("agent", kAgent);
  out.ticket_pseudonym = body.text_if_there("ticket_pseudonym", kPseudonym);
  out.data_class = body.text("class", kId);
  out.purpose = body.text("purpose", kId);
  out.seconds = body.integer("seconds", 1, 3600);
  return body.result(std::move(out));
}

std::string percent_decoded(std::string_view text) {
  const auto bytes = from_percent(text);
  const bool plain = bytes && std::ranges::none_of(*bytes, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return plain ? *bytes : std::string();
}

std::string query_value(std::string_view query, std::string_view key) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.size() > key.size() && pair.starts_with(key) && pair[key.size()] == '=') return percent_decoded(pair.substr(key.size() + 1));
  }
  return {};
}

}  // namespace tirai::collector
