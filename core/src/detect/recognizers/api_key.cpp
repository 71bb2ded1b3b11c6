// API keys and other machine secrets. Providers begin theirs with letters of their own, so that scanners find them; what has no such letters must be
// announced ("api key:", "client_secret=") and look random. A private key in PEM is one from BEGIN to END.
#include <algorithm>
#include <array>
#include <iterator>

#include "detect/checks/entropy.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/ascii.h"

namespace tirai::recognition {
namespace {
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
using text::is_alnum;
bool is_word(char c) { return is_alnum(c) || c == '_'; }
bool is_url(char c) { return is_word(c) || c == '-'; }
bool is_dotted(char c) { return is_url(c) || c == '.' || c == '='; }
bool is_base32(char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); }

struct Rule {
  std::string_view prefix;
  bool (*is_of)(char);
  std::size_t least;  // characters behind the prefix
  std::size_t most;
  int entropy = 2500;  // thousandths of a bit per character, of what is behind the prefix
};
// From the providers' documentation of their formats.
constexpr Rule kRules[] = {
    {"AKIA", is_base32, 16, 16, 2800}, {"ASIA", is_base32, 16, 16, 2800}, {"ABIA", is_base32, 16, 16, 2800}, {"ACCA", is_base32, 16, 16, 2800}, {"A3T", is_base32, 17, 17, 2800},  // Amazon
    {"ghp_", is_alnum, 36, 36}, {"gho_", is_alnum, 36, 36}, {"ghu_", is_alnum, 36, 36}, {"ghs_", is_alnum, 36, 36}, {"ghr_", is_alnum, 36, 76}, {"github_pat_", is_word, 60, 90},
    {"glpat-", is_url, 20, 60}, {"glptt-", is_hex, 40, 40}, {"gldt-", is_url, 20, 40}, {"glrt-", is_url, 20, 40},
    {"xoxb-", is_url, 20, 120}, {"xoxp-", is_url, 20, 120}, {"xoxa-", is_url, 20, 120}, {"xoxe-", is_url, 20, 200}, {"xoxr-", is_url, 20, 120}, {"xoxs-", is_url, 20, 120}, {"xoxe.", is_dotted, 20, 200}, {"xapp-", is_url, 20, 120}, {"xwfp-", is_url, 20, 120},  // Slack
    {"sk_live_", is_alnum, 10, 120}, {"sk_test_", is_alnum, 10, 120}, {"rk_live_", is_alnum, 10, 120}, {"rk_test_", is_alnum, 10, 120}, {"sk_prod_", is_alnum, 10, 120}, {"rk_prod_", is_alnum, 10, 120}, {"whsec_", is_alnum, 24, 64},  // Stripe
    {"pk_live_", is_alnum, 10, 120}, {"pk_test_", is_alnum, 10, 120},
    {"AIza", is_url, 35, 35, 3200}, {"ya29.", is_url, 20, 250}, {"GOCSPX-", is_url, 28, 28},  // Google
    {"sk-proj-", is_url, 20, 200}, {"sk-svcacct-", is_url, 20, 200}, {"sk-admin-", is_url, 20, 200}, {"sk-ant-", is_url, 20, 140}, {"sk-or-v1-", is_hex, 64, 64}, {"sk-", is_alnum, 32, 64, 3000},
    {"hf_", is_alnum, 30, 40}, {"SG.", is_dotted, 60, 72}, {"SK", is_hex, 32, 32, 2800}, {"npm_", is_alnum, 36, 36}, {"pypi-", is_url, 50, 250}, {"shpat_", is_hex, 32, 32}, {"shpca_", is_hex, 32, 32}, {"shppa_", is_hex, 32, 32}, {"shpss_", is_hex, 32, 32},
    {"dop_v1_", is_hex, 64, 64}, {"doo_v1_", is_hex, 64, 64}, {"dor_v1_", is_hex, 64, 64}, {"dapi", is_hex, 32, 34, 2800}, {"ntn_", is_alnum, 40, 60}, {"secret_", is_alnum, 43, 43}, {"lin_api_", is_alnum, 40, 40}, {"PMAK-", is_url, 50, 70}, {"pul-", is_hex, 40, 40},
    {"sntryu_", is_hex, 64, 64}, {"sntrys_", is_dotted, 40, 250}, {"EAAA", is_url, 56, 64, 3000}, {"sq0atp-", is_url, 22, 60}, {"sq0csp-", is_url, 22, 60}, {"glsa_", is_word, 36, 48}, {"glc_", is_dotted, 32, 400}, {"hvs.", is_url, 24, 120}, {"dckr_pat_", is_url, 20, 40},
    {"xnd_production_", is_alnum, 20, 90}, {"xnd_development_", is_alnum, 20, 90}, {"xnd_public_production_", is_alnum, 20, 90}, {"xnd_public_development_", is_alnum, 20, 90},
    {"Mid-server-", is_url, 16, 40}, {"Mid-client-", is_url, 12, 40}, {"SB-Mid-server-", is_url, 16, 40}, {"SB-Mid-client-", is_url, 12, 40},  // Indonesian payment gateways
    {"key-", is_hex, 32, 32, 2800}, {"rzp_live_", is_alnum, 14, 20}, {"rzp_test_", is_alnum, 14, 20}, {"figd_", is_url, 38, 60}, {"tfp_", is_alnum, 40, 64}, {"EAACEdEose0cBA", is_alnum, 10, 300}, {"AGE-SECRET-KEY-1", is_alnum, 58, 58, 2800}, {"ATATT3", is_dotted, 100, 220},
    {"r8_", is_alnum, 37, 40}, {"gsk_", is_alnum, 48, 56}, {"pplx-", is_alnum, 40, 60}, {"nvapi-", is_url, 60, 70}, {"dp.pt.", is_alnum, 40, 44}, {"FLWSECK-", is_url, 30, 60}, {"FLWSECK_TEST-", is_url, 12, 60}, {"NRAK-", is_alnum, 27, 27}, {"sgp_", is_word, 40, 64}, {"CFPAT-", is_url, 43, 43}};

std::size_t token_end(std::string_view text, std::size_t at, bool (*is_of)(char), std::size_t most) {
  std::size_t end = at;
  while (end < text.size() && end - at <= most && is_of(text[end])) ++end;
  return end;
}

std::optional<Match> prefixed(const Place& place) {
  const std::string_view rest = place.text.substr(place.at, 32);
  for (const Rule& rule : kRules) {
    if (!rest.starts_with(rule.prefix)) continue;
    const std::size_t begin = place.at + rule.prefix.size();
    std::size_t end = token_end(place.text, begin, rule.is_of, rule.most);
    while (end > begin && (place.text[end - 1] == '.' || place.text[end - 1] == '-')) --end;
    const std::size_t size = end - begin;
    if (size < rule.least || size > rule.most || (end < place.text.size() && is_alnum(place.text[end]))) continue;
    const std::string_view token = place.text.substr(begin, size);
    if (token.ends_with("EXAMPLE") && rule.prefix.size() == 4) return Match{{place.at, end}, -0.5};  // Amazon's documentation: a sample
    if (entropy(token) >= rule.entropy) return Match{{place.at, end}};
  }
  return std::nullopt;
}

constexpr auto kPrefixes = [] {
  std::array<std::string_view, std::size(kRules)> prefixes{};
  for (std::size_t i = 0; i < prefixes.size(); ++i) prefixes[i] = kRules[i].prefix;
  return prefixes;
}();

// "123456789:AAF…": Telegram bots.
std::optional<Match> telegram(const Place& place) {
  std::size_t begin = place.at;
  while (begin > 0 && is_digit(place.text[begin - 1]) && place.at - begin < 12) --begin;
  if (place.at - begin < 8 || place.at - begin > 11 || (begin > 0 && is_alnum(place.text[begin - 1]))) return std::nullopt;
  const std::size_t end = token_end(place.text, place.at + 1, is_url, 36);
  if (end - place.at - 1 != 35 || place.text[place.at + 1] != 'A') return std::nullopt;
  return Match{{begin, end}};
}

// PEM (RFC 7468), said "begin private key": from the hyphens before to the hyphens behind END, or what of it is there.
std::optional<Match> private_key(const Said& said) {
  const std::size_t begin = said.text.rfind("-----", said.phrase.begin);
  if (begin == std::string_view::npos || said.phrase.begin - begin > 5) return std::nullopt;
  constexpr std::size_t kLongestKey = 8192;
  const std::string_view rest = said.text.substr(begin, kLongestKey);
  const std::size_t label = rest.find("PRIVATE KEY-----");
  if (label == std::string_view::npos || label > 40) return std::nullopt;
  const std::size_t last = rest.find("-----END ", label);
  if (last == std::string_view::npos) {
    const std::size_t border = std::min(rest.find('\0'), rest.size());
    return Match{{begin, begin + border}};
  }
  const std::size_t hyphens = rest.find("-----", last + 9);
  return Match{{begin, begin + (hyphens == std::string_view::npos ? last + 9 : hyphens + 5)}};
}

// Behind up to three short words: "client secret on file: …".
std::size_t skip_words(std::string_view text, std::size_t at) {
  for (int words = 0; words < 3; ++words) {
    const auto word = word_at(text, at);
    const std::size_t next = word && word->letters <= 8 ? skip_label_end(text, word->end) : at;
    if (next == at || next == word->end) break;
    at = next;
  }
  return at;
}

// What was announced: sixteen characters or more of letters and digits, random to look at.
std::optional<Match> key_at(std::string_view text, std::size_t at) {
  std::size_t end = token_end(text, at, [](char c) { return is_dotted(c) || c == '/' || c == '+' || c == ':'; }, 512);
  while (end > at && std::string_view(".:/-").find(text[end - 1]) != std::string_view::npos) --end;
  const std::string_view token = text.substr(at, end - at);
  if (token.size() < 16 || token.find("://") != std::string_view::npos || entropy(token) < 3000) return std::nullopt;
  const bool digits = std::any_of(token.begin(), token.end(), is_digit);
  const bool letters = std::any_of(token.begin(), token.end(), [](char c) { return is_alnum(c) && !is_digit(c); });
  const bool capital_inside = std::adjacent_find(token.begin(), token.end(), [](char a, char b) { return a >= 'a' && a <= 'z' && b >= 'A' && b <= 'Z'; }) != token.end();
  const auto figures = std::count_if(token.begin(), token.end(), is_digit);
  if (figures < 2 && !capital_inside && token.find_first_of("-_.") != std::string_view::npos) return std::nullopt;  // a name of words
  if (!letters || (!digits && entropy(token) < 3500)) return std::nullopt;
  return Match{{at, end}, digits ? 0.0 : -0.1};
}

// "… ini API key saya", "… is the secret key": the token before.
std::optional<Match> key_before(std::string_view text, std::size_t end) {
  for (int words = 0; words < 3; ++words) {
    while (end > 0 && text[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 512 && is_dotted(text[begin - 1])) --begin;
    if (!is_one_of<"ini itu adalah is my the our your as sebagai">(text.substr(begin, end - begin))) return end - begin < 16 ? std::nullopt : key_at(text, begin);
    end = begin;
  }
  return std::nullopt;
}

std::optional<Match> announced(const Said& said) {
  if (const auto match = key_at(said.text, skip_words(said.text, skip_label_end(said.text, said.value().at)))) return match;
  return key_before(said.text, said.phrase.begin);
}

constexpr auto kAnnounced = phrases("api key", "apikey", "api token", "api secret", "secret key", "client secret", "access key", "secret access key", "aws secret access key", "access token", "auth token", "bearer", "bearer token", "refresh token", "private token", "server key", "client key",
                                           "merchant key", "signature key", "webhook secret", "kunci api", "token api", "app secret", "consumer secret", "consumer key", "x-api-key", "authorization", "token akses", "kunci rahasia", "zendesk token", "service key", "account key", "connection string",
                                           "encryption key", "secret", "token", "api_key", "license key");
constexpr auto kPem = phrases("begin rsa private key", "begin private key", "begin ec private key", "begin openssh private key", "begin encrypted private key", "begin dsa private key", "begin pgp private key");

Recognizer api_key(Candidate candidate, double confidence) {
  return {.type = EntityType::kApiKey, .pack = Pack::kSecrets, .candidate = candidate, .confidence = {.alone = confidence, .with_context = confidence}};
}
}  // namespace

Recognizer api_key_prefixed() { return api_key(Prefixes{kPrefixes, prefixed}, 0.96); }
Recognizer api_key_telegram() { return api_key(AtSign{':', telegram}, 0.96); }
Recognizer api_key_pem() { return api_key(Phrases{kPem, private_key}, 0.99); }
Recognizer api_key_announced() { return api_key(Phrases{kAnnounced, announced}, 0.82); }

}  // namespace tirai::recognition
