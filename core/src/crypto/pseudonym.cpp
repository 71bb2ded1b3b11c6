#include "tirai/pseudonym.h"

#include "crypto/base64.h"
#include "crypto/ledger_hash.h"
#include "text/ascii.h"

namespace tirai {
namespace {
// RFC 4648, 5, without padding.
std::string base64url(const crypto::Digest& digest) {
  std::string text = crypto::base64_encode({reinterpret_cast<const char*>(digest.data()), digest.size()});
  text.erase(text.find('='));
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
using text::is_digit;

// ITU-T E.164: at most 15 digits. Empty: not one.
std::string telephone(std::string_view text) {
  constexpr std::size_t kLeast = 9, kMost = 15;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) digits += text[i];
    else if (std::string_view(" -.()").find(text[i]) == std::string_view::npos && !(i == 0 && text[i] == '+')) return {};
  }
  if (digits.size() < kLeast) return {};
  if (text[0] == '+') return digits.size() <= kMost ? "+" + digits : std::string();
  if (digits.substr(0, 2) == "00") digits.erase(0, 2);
  else if (digits[0] == '0') digits.replace(0, 1, "62");
  else return {};
  return digits.size() <= kMost ? "+" + digits : std::string();
}
}  // namespace

std::string subject_lookup(std::string_view tenant_key, std::string_view id) {
  return base64url(crypto::ledger::hmac_sha256(tenant_key, std::string("tirai subject lookup v1\n").append(id)));
}

std::string subject_pseudonym(std::string_view subject_key, std::string_view lookup) {
  return base64url(crypto::ledger::hmac_sha256(subject_key, std::string("tirai pseudonym v1\n").append(lookup)));
}

std::string normal_id(std::string_view id) {
  while (!id.empty() && is_space(id.front())) id.remove_prefix(1);
  while (!id.empty() && is_space(id.back())) id.remove_suffix(1);
  std::string text(id);
  if (text.find('@') == text.npos) {
    std::string number = telephone(text);
    return number.empty() ? text : number;
  }
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

}  // namespace tirai
