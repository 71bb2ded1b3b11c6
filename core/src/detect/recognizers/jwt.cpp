// JSON Web Tokens (RFC 7519) in compact form: three parts of base64url with dots between, the first a JSON object that begins
//
//   eyJhbGciOiJIUzI1NiIs… . eyJzdWIiOiIxMjM0… . SflKxwRJSMeKKF2QT4f…        "eyJ" is {" in base64
//
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 8192;

bool is_base64url(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; }

std::size_t part_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && is_base64url(text[at]) && at - begin < kLongest) ++at;
  return at;
}

std::optional<Match> jwt_at(const Place& place) {
  const std::size_t header = part_end(place.text, place.at);
  if (header - place.at < 17 || header >= place.text.size() || place.text[header] != '.') return std::nullopt;
  const std::size_t payload = part_end(place.text, header + 1);
  if (payload - header < 18 || payload >= place.text.size() || place.text[payload] != '.') return std::nullopt;
  const std::size_t signature = part_end(place.text, payload + 1);
  if (signature - payload < 11) return std::nullopt;
  return Match{{place.at, signature}};
}

constexpr std::string_view kPrefixes[] = {"eyJ"};
}  // namespace

Recognizer jwt() {
  return {
      .type = EntityType::kJwt,
      .pack = Pack::kSecrets,
      .candidate = Prefixes{kPrefixes, jwt_at},
      .confidence = {.alone = 0.95, .with_context = 0.95},
  };
}

}  // namespace tirai::recognition
