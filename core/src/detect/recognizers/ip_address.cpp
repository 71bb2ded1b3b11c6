// IP addresses: four decimal parts (RFC 791) and RFC 4291's colons, also with a zone or an embedded IPv4 part.
//
//   103.28.12.74   10.0.0.1:8080   2001:db8::8a2e:370:7334   fe80::1%eth0   ::ffff:103.28.12.74
//
// Versions are written with dots too ("versi 1.2.3.4"), times with colons (12:30:45).
#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// The end of four parts of 0 to 255 without leading zeros, or nothing.
std::optional<std::size_t> four_parts_end(std::string_view text, std::size_t at) {
  for (int part = 0; part < 4; ++part) {
    int value = 0;
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at]) && at - begin < 4) value = value * 10 + (text[at++] - '0');
    if (at == begin || at - begin > 3 || value > 255 || (at - begin > 1 && text[begin] == '0')) return std::nullopt;
    if (part < 3 && (at >= text.size() || text[at++] != '.')) return std::nullopt;
  }
  const bool goes_on = at + 1 < text.size() && text[at] == '-' && is_digit(text[at + 1]);
  return goes_on || is_letter_at(text, at) || (at < text.size() && is_digit(text[at])) ? std::nullopt : std::optional(at);
}

// "/24": the length of a network's prefix (RFC 4632), if it is one.
std::size_t prefix_length_end(std::string_view text, std::size_t at, int longest) {
  if (at >= text.size() || text[at] != '/') return at;
  std::size_t end = at + 1;
  int length = 0;
  while (end < text.size() && is_digit(text[end]) && end - at < 5) length = length * 10 + (text[end++] - '0');
  const bool goes_on = end < text.size() && (is_letter_at(text, end) || is_digit(text[end]) || text[end] == '/');
  return end == at + 1 || length > longest || goes_on ? at : end;
}

// "versi 1.2.3.4", "updated to 10.0.1.2", "Chrome/120.0.6099.71": a word of software among the few before it, and no word for an address.
bool is_version(std::string_view text, std::size_t at) {
  if (at > 1 && (text[at - 1] == '/' || text[at - 1] == '_') && is_letter_at(text, at - 2)) return true;
  std::size_t end = at;
  for (int words = 0; words < 4; ++words) {
    while (end > 0 && std::string_view(" :=-(\"").find(text[end - 1]) != std::string_view::npos && at - end < 40) --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 14 && is_letter_at(text, begin - 1)) --begin;
    const std::string_view word = text.substr(begin, end - begin);
    if (word.empty() || is_one_of<"ip address alamat host server gateway dns login ping ipv">(word)) return false;
    if (is_one_of<"v ver versi version vers build rev release rilis firmware fw patch driver app aplikasi update updated upgrade upgraded downgrade installed install instal terinstal chrome firefox safari edge opera sdk api android ios windows macos section pasal bab "
                        "bagian clause oid kernel linux software os running">(word)) return true;
    end = begin;
  }
  return false;
}

// "5.2.1.1": the number of a section or a version as likely, unless it is one of the well-known resolvers.
bool is_outline(std::string_view value) {
  if (value == "8.8.8.8" || value == "8.8.4.4" || value == "1.1.1.1" || value == "1.0.0.1" || value == "9.9.9.9") return false;
  if (value == "0.0.0.0" || value.starts_with("10.0.0.")) return false;
  int part = 0;
  for (const char c : value) {
    part = c == '.' ? 0 : part * 10 + (c - '0');
    if (part > 31) return false;
  }
  return true;
}

// "4.111.111.111.111.111": three digits between any two dots.
bool is_amount(std::string_view value) {
  for (std::size_t dot = value.find('.'); dot != std::string_view::npos; dot = value.find('.', dot + 1)) {
    if (std::min(value.find('.', dot + 1), value.size()) - dot != 4) return false;
  }
  return true;
}

std::optional<Match> v4(const Place& place) {
  const auto end = four_parts_end(place.text, place.at);
  if (!end || is_version(place.text, place.at)) return std::nullopt;
  const std::string_view value = place.text.substr(place.at, *end - place.at);
  const bool goes_on = *end + 1 < place.text.size() && place.text[*end] == '.' && is_digit(place.text[*end + 1]);
  if (goes_on && (is_outline(value) || is_amount(value))) return std::nullopt;
  if (value.starts_with("127.") && place.at > 2 && place.text[place.at - 1] == '/' && place.text[place.at - 2] == '/') return std::nullopt;  // a link to one's own machine
  return Match{{place.at, prefix_length_end(place.text, *end, 32)}, is_outline(value) ? -0.2 : 0.0};
}

struct Groups {
  int groups = 0;
  bool gap = false;      // "::"
  bool letters = false;  // some group has a to f
  bool digits = false;
  bool embedded = false;
  std::size_t end = 0;
  [[nodiscard]] bool is_address() const {
    const int all = groups + (embedded ? 2 : 0);
    return gap ? all <= 7 && (groups >= 2 || embedded || (groups == 1 && letters)) : all == 8;
  }
};
Groups read_groups(std::string_view text, std::size_t at) {
  Groups found{.end = at};
  if (text.substr(at).starts_with("::")) {
    found.gap = true;
    found.end = at += 2;
  }
  while (at < text.size() && found.groups < 9) {
    const std::size_t begin = at;
    if (is_digit(text[at])) {
      if (const auto end = four_parts_end(text, at)) {
        found.embedded = true;
        found.end = *end;
        return found;
      }
    }
    while (at < text.size() && is_hex(text[at]) && at - begin < 5) (is_digit(text[at++]) ? found.digits : found.letters) = true;
    if (at == begin || at - begin > 4) return at == begin ? found : Groups{};
    ++found.groups;
    found.end = at;
    if (at >= text.size() || text[at] != ':') return found;
    ++at;
    if (at < text.size() && text[at] == ':') {
      if (found.gap) return Groups{};
      found.gap = true;
      found.end = ++at;
    }
  }
  return found;
}

// Asked at each colon: only the first of an address answers.
std::optional<Match> v6(const Place& place) {
  std::size_t second = place.at + 1;
  while (second < place.text.size() && second - place.at <= 4 && is_hex(place.text[second])) ++second;
  if (second >= place.text.size() || place.text[second] != ':') return std::nullopt;  // "14:23"
  std::size_t begin = place.at;
  while (begin > 0 && is_hex(place.text[begin - 1]) && place.at - begin < 5) --begin;
  if (begin > 0 && (place.text[begin - 1] == ':' || place.text[begin - 1] == '.' || is_letter_at(place.text, begin - 1) || is_digit(place.text[begin - 1]))) return std::nullopt;
  if (begin == place.at && (place.at + 1 >= place.text.size() || place.text[place.at + 1] != ':')) return std::nullopt;
  const Groups found = read_groups(place.text, begin);
  const bool is_loopback = place.text.substr(begin, found.end - begin) == "::1";
  if (!(found.is_address() || is_loopback) || !(found.digits || found.embedded) || is_letter_at(place.text, found.end) || (found.end < place.text.size() && (is_digit(place.text[found.end]) || place.text[found.end] == ':'))) return std::nullopt;
  if (!found.letters && !found.embedded && found.groups < 4 && !(found.gap && found.groups >= 2) && !is_loopback) return std::nullopt;
  if (found.end + 1 < place.text.size() && place.text[found.end] == '.' && is_digit(place.text[found.end + 1])) return std::nullopt;  // "::ffff:256.0.0.1"
  std::size_t end = found.end;
  if (end < place.text.size() && place.text[end] == '%') {
    while (++end < place.text.size() && (is_letter_at(place.text, end) || is_digit(place.text[end]))) {}
  }
  return Match{{begin, prefix_length_end(place.text, end, 128)}};
}

constexpr auto kContext = phrases("ip", "ip address", "alamat ip", "ipv4", "ipv6", "ip publik", "public ip", "gateway", "dns", "host", "remote addr", "client ip", "login dari", "logged in from", "subnet", "server", "ping", "x-forwarded-for");
}  // namespace

Recognizer ip_address() {
  return {.type = EntityType::kIpAddress, .pack = Pack::kCoreId, .candidate = AtDigits{4, v4}, .confidence = {.alone = 0.65, .with_context = 0.95}, .context = kContext};
}
Recognizer ip_address_v6() {
  return {.type = EntityType::kIpAddress, .pack = Pack::kCoreId, .candidate = AtSign{':', v6}, .confidence = {.alone = 0.9, .with_context = 0.97}, .context = kContext};
}

}  // namespace tirai::recognition
