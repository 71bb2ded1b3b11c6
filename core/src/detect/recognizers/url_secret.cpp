// The secret part of a link: whoever has it is let in. Only the value is covered; host and path stay readable.
//
//   https://host/reset?token=«3f9c…»        a parameter of query or fragment that carries a secret
//   https://host/reset-password/«Zk3x…»     a long random segment behind a word for it
//   https://«user:pass»@host/               credentials in the authority (RFC 3986, 3.2.1)
#include <algorithm>

#include "detect/checks/entropy.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongest = 2048;
constexpr std::size_t kLongestUserInfo = 256;

// Characters that end a link in running text, or a parameter in it.
std::size_t value_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongest && static_cast<unsigned char>(text[end]) > ' ' && std::string_view("&#\"'<>)]}|\\^`;,").find(text[end]) == std::string_view::npos) ++end;
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '!' || text[end - 1] == '?' || text[end - 1] == ':')) --end;
  return end;
}

std::optional<Match> parameter(const Said& said) {
  const std::string_view text = said.text;
  if (said.phrase.begin == 0 || said.phrase.end >= text.size() || text[said.phrase.end] != '=') return std::nullopt;
  const char before = text[said.phrase.begin - 1];
  const bool entity = before == ';' && said.phrase.begin >= 5 && text.substr(said.phrase.begin - 5, 5) == "&amp;";
  if (before != '?' && before != '&' && before != '#' && !entity) return std::nullopt;
  const std::size_t begin = said.phrase.end + 1;
  const std::size_t end = value_end(text, begin);
  const bool weak = is_one_of<"code key auth ticket reset session sid">(text.substr(said.phrase.begin, said.phrase.size()));
  if (end - begin < (weak ? 8u : 4u)) return std::nullopt;
  if (weak && text.substr(begin, end - begin).find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  return Match{{begin, end}};
}

std::optional<Match> segment(const Said& said) {
  const std::string_view text = said.text;
  if (said.phrase.begin == 0 || said.phrase.end >= text.size() || text[said.phrase.end] != '/') return std::nullopt;
  const char before = text[said.phrase.begin - 1];
  if (before != '/' && before != '-' && before != '_') return std::nullopt;
  const std::size_t begin = said.phrase.end + 1;
  std::size_t end = value_end(text, begin);
  end = std::min(end, std::min(text.find('/', begin), text.find('?', begin)));
  if (end - begin < 20 || entropy(text.substr(begin, end - begin)) < 3500) return std::nullopt;
  return Match{{begin, end}};
}

// Back from the "@" to "://", a colon between.
std::optional<Match> user_info(const Place& place) {
  std::size_t begin = place.at;
  bool colon = false;
  while (begin > 0 && place.at - begin < kLongestUserInfo) {
    const char before = place.text[begin - 1];
    if (before == '/' || static_cast<unsigned char>(before) <= ' ' || before == '@' || before == '<' || before == '"') break;
    colon = colon || before == ':';
    --begin;
  }
  if (!colon || begin < 3 || place.text.substr(begin - 3, 3) != "://" || place.at - begin < 3 || place.text[begin] == ':') return std::nullopt;
  if (place.at + 1 >= place.text.size() || (!is_letter_at(place.text, place.at + 1) && !is_digit(place.text[place.at + 1]))) return std::nullopt;
  return Match{{begin, place.at}};
}

constexpr auto kParameters = phrases("token", "access_token", "refresh_token", "id_token", "auth_token", "reset_token", "reset_password_token", "confirmation_token", "invitation_token", "csrf_token", "session_token", "login_token", "auth", "key", "apikey", "api_key", "api-key", "sig", "signature", "x-amz-signature",
                                            "x-amz-security-token", "x-goog-signature", "code", "session", "sessionid", "session_id", "sid", "jsessionid", "phpsessid", "jwt", "otp", "reset", "password", "passwd", "pwd", "pass", "secret", "client_secret", "ticket", "hash", "hmac", "magic", "nonce", "state", "invite");
constexpr auto kSegments = phrases("reset", "reset-password", "password", "verify", "verification", "invite", "invitation", "unsubscribe", "confirm", "confirmation", "activate", "activation", "magic", "login", "token", "recover", "auth", "join", "accept");

Recognizer url_secret(Candidate candidate) {
  return {.type = EntityType::kUrlSecret, .pack = Pack::kSecrets, .candidate = candidate, .confidence = {.alone = 0.97, .with_context = 0.97}};
}
}  // namespace

Recognizer url_secret_parameter() { return url_secret(Phrases{kParameters, parameter}); }
Recognizer url_secret_segment() { return url_secret(Phrases{kSegments, segment}); }
Recognizer url_secret_user_info() { return url_secret(AtSign{'@', user_info}); }

}  // namespace tirai::recognition
