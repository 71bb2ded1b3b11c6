#include "wire/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace tirai::wire {
namespace {
constexpr std::size_t kLongestName = 253;  // RFC 1035, written out

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_of_a_name(char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '.' || c == '_'; }
bool is_name(std::string_view host) { return !host.empty() && host.size() <= kLongestName && std::all_of(host.begin(), host.end(), is_of_a_name); }
bool is_of_a_target(char c) { return c > ' ' && c < '\x7F' && c != '#'; }

/// Takes `scheme` off the text; whether it stood there, in any letter case.
bool take(std::string_view& text, std::string_view scheme) {
  if (text.size() < scheme.size() || !std::equal(scheme.begin(), scheme.end(), text.begin(), [](char a, char b) { return a == lower(b); })) return false;
  text.remove_prefix(scheme.size());
  return true;
}

bool is_ipv6(const std::string& host) {
  in6_addr address;
  if (host.find('\0') != host.npos) return false;  // there inet_pton() would stop reading
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  return failed == std::errc() && end == text.data() + text.size() && port > 0 && port <= 65'535;
}

/// "HOST", "HOST:PORT", "[IPv6]", "[IPv6]:PORT".
std::optional<Endpoint> read_authority(std::string_view text, bool tls) {
  Endpoint to{.host = {}, .port = tls ? "443" : "80", .tls = tls};
  const std::size_t bracket = text.starts_with('[') ? 1 : 0;
  const std::size_t end = bracket == 1 ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == text.npos) return std::nullopt;
  to.host = text.substr(bracket, end - bracket);
  text.remove_prefix(end + bracket);
  if (!(bracket == 1 ? is_ipv6(to.host) : is_name(to.host))) return std::nullopt;
  if (text.empty()) return to;
  if (text[0] != ':' || !is_port(text.substr(1))) return std::nullopt;
  to.port = text.substr(1);
  return to;
}
}  // namespace

std::optional<Url> read_url(std::string_view text) {
  const bool tls = take(text, "https://");
  if (!tls && !take(text, "http://")) return std::nullopt;
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view target = text.substr(slash);
  auto to = read_authority(text.substr(0, slash), tls);
  if (!to || !std::all_of(target.begin(), target.end(), is_of_a_target)) return std::nullopt;
  return Url{*std::move(to), std::string(target)};
}

}  // namespace tirai::wire
